"""This is where the tests read a PDF back: its structure, its text and what is painted untagged."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

_SHOWING = {"Tj", "TJ", "'", '"'}
_PAINTING = _SHOWING | {
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "S",
    "s",
    "Do",
    "sh",
    "BI",
    "INLINE IMAGE",
}
_ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass
class Node:
    """One element of the structure tree: its text in reading order, and what stands below it."""

    tag: str
    text: str = ""
    alt: str = ""
    scope: str = ""
    kids: list["Node"] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def all(self, tag: str) -> Iterator["Node"]:
        """All elements below this with the tag, in reading order."""
        for kid in self.kids:
            if kid.tag == tag:
                yield kid
            yield from kid.all(tag)

    def words(self) -> str:
        """The text of this element and of those below it."""
        return self.text + "".join(kid.words() for kid in self.kids)


def opened(data: bytes) -> pikepdf.Pdf:
    """The file, opened from memory."""
    return pikepdf.open(io.BytesIO(data))


def structure(data: bytes) -> Node:
    """The structure tree below its root."""
    with opened(data) as pdf:
        marked = [_marked_text(page) for page in pdf.pages]
        pages = [page.obj.objgen for page in pdf.pages]
        return _node(pdf.Root.StructTreeRoot.K[0], marked, pages)


def page_texts(data: bytes) -> list[str]:
    """All text painted on each page, furniture included, in the order of painting."""
    with opened(data) as pdf:
        return [" ".join(text for _, text in _shown(page)) for page in pdf.pages]


def untagged_operators(data: bytes) -> list[str]:
    """Painting operators that are neither in the structure nor marked as furniture."""
    found = []
    with opened(data) as pdf:
        for page in pdf.pages:
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BDC", "BMC"):
                    depth += 1
                elif name == "EMC":
                    depth -= 1
                elif name in _PAINTING and depth == 0:
                    found.append(f"{operands} {name}")
            assert depth == 0
    return found


def outlined(node: Node, indent: str = "") -> Iterator[str]:
    """The tree in lines, one an element, for comparing with a golden file."""
    parts = [node.tag]
    if node.scope:
        parts.append(f"[{node.scope}]")
    if node.alt:
        parts.append(f"({node.alt})")
    if node.text:
        parts.append(repr(node.text))
    parts += [f"-> {link}" for link in node.links]
    yield indent + " ".join(parts)
    for kid in node.kids:
        yield from outlined(kid, indent + "  ")


def _node(element: pikepdf.Object, marked: list[dict[int, str]], pages: list[object]) -> Node:
    attributes = element.get("/A", pikepdf.Dictionary())
    node = Node(
        tag=str(element.S).lstrip("/"),
        alt=str(element.get("/Alt", "")),
        scope=str(attributes.get("/Scope", "")).lstrip("/"),
    )
    home = element.get("/Pg")
    for kid in element.K:
        if isinstance(kid, int):
            node.text += marked[pages.index(home.objgen)].pop(kid)
        elif kid.get("/Type") == "/MCR":
            node.text += marked[pages.index(kid.Pg.objgen)].pop(int(kid.MCID))
        elif kid.get("/Type") == "/OBJR":
            node.links.append(str(kid.Obj.A.URI))
        else:
            assert kid.P.objgen == element.objgen
            node.kids.append(_node(kid, marked, pages))
    return node


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    texts: dict[int, str] = {}
    for number, text in _shown(page):
        if number is not None:
            texts[number] = texts.get(number, "") + text
    return texts


def _shown(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """Each text shown on the page and the number of the marked content that it stands in."""
    fonts = {name: _codes(font) for name, font in page.Resources.Font.items()}
    current: dict[int, str] = {}
    stack: list[int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                number = operands[1].get("/MCID")
                stack.append(None if number is None else int(number))
                if number is not None:
                    yield int(number), ""
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                current = fonts[str(operands[0])]
            case "Tj":
                data = bytes(operands[0])
                codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
                yield stack[-1], "".join(current[code] for code in codes)
            case _:
                pass


def _codes(font: pikepdf.Object) -> dict[int, str]:
    entries = _ENTRY.findall(font.ToUnicode.read_bytes())
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in entries
    }
