"""This is where a document becomes bytes that can be kept, and bytes become the same document.

The bytes are JSON in one canonical form (ASCII, sorted keys, whole numbers only), so that equal
documents have equal bytes and one hash on every computer.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import TypeVar, assert_never

from layerdesk.domain.document.blocks import (
    Block,
    Box,
    BoxBlock,
    BulletList,
    Document,
    Heading,
    Item,
    KeyValue,
    NumberedList,
    PageBreak,
    Pair,
    Paragraph,
    Passage,
    Picture,
    Role,
    Rule,
    Run,
    Table,
)
from layerdesk.domain.errors import DocumentBroken

FORM = 1
"""The number of this form; a reader refuses a higher one."""

T = TypeVar("T")


def to_bytes(document: Document) -> bytes:
    """The document in its canonical form."""
    value = {
        "layerdesk_document": FORM,
        "title": document.title,
        "language": document.language,
        "author": document.author,
        "subject": document.subject,
        "keywords": list(document.keywords),
        "identifier": document.identifier,
        "footer": list(document.footer),
        "dated": document.dated.isoformat() if document.dated else "",
        "blocks": [_block_value(block) for block in document.blocks],
    }
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def from_bytes(data: bytes) -> Document:
    """The document that these bytes hold.

    Raises DocumentBroken when they are no document, an incomplete one, or of a later form.
    """
    try:
        return _document(_Value(json.loads(data), "document"))
    except (ValueError, RecursionError) as error:
        raise DocumentBroken(reason=str(error)) from error


def document_hash(document: Document) -> str:
    """SHA-256 over the canonical form: 64 hexadecimal digits, in lower case."""
    return hashlib.sha256(to_bytes(document)).hexdigest()


def _runs_value(runs: tuple[Run, ...]) -> list[object]:
    return [
        {"text": run.text, "bold": run.bold, "italic": run.italic, "link": run.link} for run in runs
    ]


def _items_value(items: tuple[Item, ...]) -> list[object]:
    return [
        {"runs": _runs_value(item.runs), "below": _items_value(item.below), "about": item.about}
        for item in items
    ]


def _block_value(block: Block | Passage) -> dict[str, object]:
    match block:
        case Passage():
            inside = [_block_value(inner) for inner in block.blocks]
            return {"kind": "passage", "about": list(block.about), "blocks": inside}
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs_value(block.runs), "role": str(block.role)}
        case BulletList():
            return {"kind": "bullets", "items": _items_value(block.items)}
        case NumberedList():
            return {"kind": "numbered", "items": _items_value(block.items)}
        case Table():
            return {
                "kind": "table",
                "header": list(block.header),
                "rows": [[_runs_value(cell) for cell in row] for row in block.rows],
                "caption": block.caption,
                "widths": list(block.widths),
                "row_headers": block.row_headers,
                "about": list(block.about),
            }
        case KeyValue():
            rows = [{"label": row.label, "value": _runs_value(row.value)} for row in block.rows]
            return {"kind": "key_value", "rows": rows}
        case Picture():
            return {
                "kind": "picture",
                "data": base64.b64encode(block.data).decode(),
                "alt": block.alt,
                "width_mm": block.width_mm,
                "caption": block.caption,
            }
        case Box():
            blocks = [_block_value(inner) for inner in block.blocks]
            return {"kind": "box", "title": block.title, "blocks": blocks}
        case Rule():
            return {"kind": "rule"}
        case PageBreak():
            return {"kind": "page_break"}
        case _:
            assert_never(block)


class _Value:
    """A value from JSON with the place where it stands, read as what it should be or refused."""

    def __init__(self, value: object, place: str) -> None:
        self._value = value
        self._place = place

    def at(self, name: str) -> "_Value":
        if not isinstance(self._value, dict) or name not in self._value:
            raise ValueError(f"{self._place} has no {name}")
        return _Value(self._value[name], f"{self._place}.{name}")

    def text(self) -> str:
        if not isinstance(self._value, str):
            raise ValueError(f"{self._place} is no text")
        return self._value

    def truth(self) -> bool:
        if not isinstance(self._value, bool):
            raise ValueError(f"{self._place} is neither true nor false")
        return self._value

    def number(self) -> int:
        if not isinstance(self._value, int) or isinstance(self._value, bool):
            raise ValueError(f"{self._place} is no whole number")
        return self._value

    def each(self, read: Callable[["_Value"], T]) -> tuple[T, ...]:
        if not isinstance(self._value, list):
            raise ValueError(f"{self._place} is no list")
        return tuple(
            read(_Value(value, f"{self._place}[{number}]"))
            for number, value in enumerate(self._value)
        )


def _document(value: _Value) -> Document:
    if value.at("layerdesk_document").number() != FORM:
        raise ValueError("the document has a form that this version does not know")
    dated = value.at("dated").text()
    return Document(
        title=value.at("title").text(),
        language=value.at("language").text(),
        author=value.at("author").text(),
        subject=value.at("subject").text(),
        keywords=value.at("keywords").each(_Value.text),
        identifier=value.at("identifier").text(),
        footer=value.at("footer").each(_Value.text),
        dated=date.fromisoformat(dated) if dated else None,
        blocks=value.at("blocks").each(_block_or_passage),
    )


def _run(value: _Value) -> Run:
    return Run(
        text=value.at("text").text(),
        bold=value.at("bold").truth(),
        italic=value.at("italic").truth(),
        link=value.at("link").text(),
    )


def _runs(value: _Value) -> tuple[Run, ...]:
    return value.each(_run)


def _item(value: _Value) -> Item:
    return Item(
        runs=_runs(value.at("runs")),
        below=value.at("below").each(_item),
        about=value.at("about").text(),
    )


def _row(value: _Value) -> tuple[tuple[Run, ...], ...]:
    return value.each(_runs)


def _pair(value: _Value) -> Pair:
    return Pair(label=value.at("label").text(), value=_runs(value.at("value")))


def _box_block(value: _Value) -> BoxBlock:
    block = _block(value)
    if not isinstance(block, BoxBlock):
        raise ValueError("a box holds a block that does not belong into one")
    return block


def _block_or_passage(value: _Value) -> Block | Passage:
    if value.at("kind").text() != "passage":
        return _block(value)
    return Passage(
        about=value.at("about").each(_Value.text), blocks=value.at("blocks").each(_block)
    )


def _block(value: _Value) -> Block:
    kind = value.at("kind").text()
    match kind:
        case "heading":
            return Heading(level=value.at("level").number(), text=value.at("text").text())
        case "paragraph":
            return Paragraph(runs=_runs(value.at("runs")), role=Role(value.at("role").text()))
        case "bullets":
            return BulletList(items=value.at("items").each(_item))
        case "numbered":
            return NumberedList(items=value.at("items").each(_item))
        case "table":
            return Table(
                header=value.at("header").each(_Value.text),
                rows=value.at("rows").each(_row),
                caption=value.at("caption").text(),
                widths=value.at("widths").each(_Value.number),
                row_headers=value.at("row_headers").truth(),
                about=value.at("about").each(_Value.text),
            )
        case "key_value":
            return KeyValue(rows=value.at("rows").each(_pair))
        case "picture":
            return Picture(
                data=base64.b64decode(value.at("data").text(), validate=True),
                alt=value.at("alt").text(),
                width_mm=value.at("width_mm").number(),
                caption=value.at("caption").text(),
            )
        case "box":
            return Box(title=value.at("title").text(), blocks=value.at("blocks").each(_box_block))
        case "rule":
            return Rule()
        case "page_break":
            return PageBreak()
        case _:
            raise ValueError(f"there is no block of the kind {kind!r}")
