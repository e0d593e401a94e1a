"""This is where the headings become the outline that a reader shows beside the pages."""

from collections.abc import Sequence
from itertools import pairwise

from layerdesk.export.characters import drawable
from layerdesk.export.pdf.flow import OutlineEntry
from layerdesk.export.pdf.styles import LEFT, PAGE_HEIGHT
from layerdesk.export.pdf.syntax import Name, PdfFile, Ref, Value

_ABOVE = 6.0
"""How far above a heading the view begins, in points."""


class _Node:
    """One entry and those below it."""

    def __init__(self, ref: Ref, entries: dict[str, Value]) -> None:
        self.ref = ref
        self.entries = entries
        self.below: list[_Node] = []

    def size(self) -> int:
        return sum(1 + node.size() for node in self.below)


def write_outline(file: PdfFile, entries: Sequence[OutlineEntry], pages: Sequence[Ref]) -> Ref:
    """Write the outline of at least one entry; the reference to its root."""
    root = _Node(file.reserve(), {"Type": Name("Outlines")})
    path: list[tuple[int, _Node]] = [(0, root)]
    for entry in entries:
        while path[-1][0] >= entry.level:
            path.pop()
        parent = path[-1][1]
        node = _Node(file.reserve(), _entries(entry, parent.ref, pages))
        parent.below.append(node)
        path.append((entry.level, node))
    _write(file, root)
    return root.ref


def _entries(entry: OutlineEntry, parent: Ref, pages: Sequence[Ref]) -> dict[str, Value]:
    place = PAGE_HEIGHT - entry.top + _ABOVE
    return {
        "Title": drawable(entry.words).replace("\n", " "),
        "Parent": parent,
        "Dest": [pages[entry.page], Name("XYZ"), LEFT, place, None],
    }


def _write(file: PdfFile, node: _Node) -> None:
    if node.below:
        node.entries["First"] = node.below[0].ref
        node.entries["Last"] = node.below[-1].ref
        node.entries["Count"] = node.size()
    file.put(node.ref, node.entries)
    for before, after in pairwise(node.below):
        before.entries["Next"] = after.ref
        after.entries["Prev"] = before.ref
    for below in node.below:
        _write(file, below)
