"""This is where the headings become the outline that a reader shows beside the pages."""

from collections.abc import Sequence

from layerdesk.export.characters import drawable
from layerdesk.export.pdf.flow import OutlineEntry
from layerdesk.export.pdf.styles import LEFT, PAGE_HEIGHT
from layerdesk.export.pdf.syntax import Name, PdfFile, Ref, Value

_ABOVE = 6.0
"""How far above a heading the view begins, in points."""


class _Node:
    """One entry and those below it."""

    def __init__(self, entry: OutlineEntry | None, ref: Ref) -> None:
        self.entry = entry
        self.ref = ref
        self.below: list[_Node] = []

    def size(self) -> int:
        return sum(1 + node.size() for node in self.below)


def write_outline(file: PdfFile, entries: Sequence[OutlineEntry], pages: Sequence[Ref]) -> Ref:
    """Write the outline of at least one entry; the reference to its root."""
    root = _Node(None, file.reserve())
    path: list[tuple[int, _Node]] = [(0, root)]
    for entry in entries:
        while path[-1][0] >= entry.level:
            path.pop()
        node = _Node(entry, file.reserve())
        path[-1][1].below.append(node)
        path.append((entry.level, node))
    _write(file, root, {"Type": Name("Outlines")}, pages)
    return root.ref


def _write(file: PdfFile, node: _Node, entries: dict[str, Value], pages: Sequence[Ref]) -> None:
    if node.below:
        entries |= {
            "First": node.below[0].ref,
            "Last": node.below[-1].ref,
            "Count": node.size(),
        }
    file.put(node.ref, entries)
    for index, below in enumerate(node.below):
        if below.entry is None:
            continue
        place = PAGE_HEIGHT - below.entry.top + _ABOVE
        more: dict[str, Value] = {
            "Title": drawable(below.entry.words).replace("\n", " "),
            "Parent": node.ref,
            "Dest": [pages[below.entry.page], Name("XYZ"), LEFT, place, None],
        }
        if index:
            more["Prev"] = node.below[index - 1].ref
        if index + 1 < len(node.below):
            more["Next"] = node.below[index + 1].ref
        _write(file, below, more, pages)
