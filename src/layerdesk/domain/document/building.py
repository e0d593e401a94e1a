"""This is where the small functions are that make a document's blocks from strings and runs."""

from collections.abc import Iterable, Sequence

from layerdesk.domain.document.blocks import (
    Box,
    BoxBlock,
    BulletList,
    Heading,
    Item,
    KeyValue,
    NumberedList,
    Pair,
    Paragraph,
    Role,
    Run,
    Table,
)

Words = str | Run | Sequence[str | Run]
"""Plain text, one run, or several of either."""


def runs(words: Words) -> tuple[Run, ...]:
    """The words as runs; empty strings are left out."""
    pieces = [words] if isinstance(words, str | Run) else words
    made = (Run(text=piece) if isinstance(piece, str) else piece for piece in pieces)
    return tuple(run for run in made if run.text)


def bold(text: str) -> Run:
    """The text in bold."""
    return Run(text=text, bold=True)


def italic(text: str) -> Run:
    """The text in italics."""
    return Run(text=text, italic=True)


def link(text: str, address: str) -> Run:
    """The text, leading to the address."""
    return Run(text=text, link=address)


def heading(level: int, text: str) -> Heading:
    """A heading of level 1 to 3."""
    return Heading(level=level, text=text)


def paragraph(*words: str | Run, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of these pieces, one after another without anything between them."""
    return Paragraph(runs=runs(words), role=role)


def item(words: Words, *below: Words, about: str = "") -> Item:
    """One entry of a list, with the entries one level below it, and the record it tells of."""
    return Item(runs=runs(words), below=tuple(Item(runs=runs(each)) for each in below), about=about)


def bullets(*items: Words | Item) -> BulletList:
    """A list with bullets."""
    return BulletList(items=_items(items))


def numbered(*items: Words | Item) -> NumberedList:
    """A list numbered from 1."""
    return NumberedList(items=_items(items))


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[Words]],
    *,
    caption: str = "",
    widths: Sequence[int] = (),
    row_headers: bool = False,
    about: Sequence[str] = (),
) -> Table:
    """A table whose cells are given as words; see ``Table`` for the arguments."""
    return Table(
        header=tuple(header),
        rows=tuple(tuple(runs(cell) for cell in row) for row in rows),
        caption=caption,
        widths=tuple(widths),
        row_headers=row_headers,
        about=tuple(about),
    )


def key_value(*pairs: tuple[str, Words]) -> KeyValue:
    """Labels and values, in this order."""
    return KeyValue(rows=tuple(Pair(label=label, value=runs(value)) for label, value in pairs))


def box(title: str, *blocks: BoxBlock) -> Box:
    """Blocks set apart under a title."""
    return Box(title=title, blocks=blocks)


def _items(items: Iterable[Words | Item]) -> tuple[Item, ...]:
    return tuple(each if isinstance(each, Item) else item(each) for each in items)
