"""This is where a document becomes plain text, for a message or a form that takes nothing else."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from layerdesk.domain.document import (
    Block,
    Box,
    BulletList,
    Document,
    Heading,
    Item,
    KeyValue,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
    flat,
)
from layerdesk.domain.language import tr
from layerdesk.export.characters import settled

_UNDERLINES = {1: "=", 2: "-"}
_RULE = "* * *"


def plain_text(document: Document) -> str:
    """The document in lines that are not wrapped; each row of a table is a block of its own."""
    parts = [part for block in flat(document.blocks) for part in _block(block)]
    footer = " · ".join(piece for piece in document.footer if piece)
    if footer:
        parts += [_RULE, footer]
    return settled("\n\n".join(part for part in parts if part.strip())) + "\n"


def write_plain_text(document: Document) -> bytes:
    """The plain text in UTF-8."""
    return plain_text(document).encode()


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block.level, block.text)
        case Paragraph():
            yield _words(block.runs)
        case BulletList():
            yield "\n".join(_items(block.items, numbered=False))
        case NumberedList():
            yield "\n".join(_items(block.items, numbered=True))
        case Table():
            yield block.caption
            for row in block.rows:
                pairs = zip(block.header, row, strict=True)
                yield "\n".join(_labelled(label, cell) for label, cell in pairs)
        case KeyValue():
            yield "\n".join(_labelled(pair.label, pair.value) for pair in block.rows)
        case Picture():
            yield tr("[Picture: {words}]", words=block.alt)
            yield block.caption
        case Box():
            yield _heading(2, block.title)
            for inner in block.blocks:
                yield from _block(inner)
        case Rule():
            yield _RULE
        case PageBreak():
            pass
        case _:
            assert_never(block)


def _heading(level: int, text: str) -> str:
    underline = _UNDERLINES.get(level)
    if underline is None:
        return text
    widest = max((len(line) for line in text.splitlines()), default=0)
    return f"{text}\n{underline * widest}"


def _items(items: Sequence[Item], *, numbered: bool, indent: str = "") -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        mark = f"{number}. " if numbered else "- "
        text = _words(item.runs).replace("\n", f"\n{indent}{' ' * len(mark)}")
        yield f"{indent}{mark}{text}"
        yield from _items(item.below, numbered=False, indent=indent + " " * len(mark))


def _labelled(label: str, cell: Sequence[Run]) -> str:
    words = _words(cell)
    return f"{label}: {words}" if label else words


def _words(runs: Sequence[Run]) -> str:
    return "".join(
        f"{run.text} ({run.link})" if run.link and run.link != run.text else run.text
        for run in runs
    )
