"""This is where the structure tree grows: what each mark on a page is, for screen readers.

Source: ISO 32000-1:2008, 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from layerdesk.export.pdf.syntax import Name, PdfFile, Ref, Value


@dataclass(eq=False, slots=True)
class Element:
    """One node of the tree, with its attributes and what it holds in reading order."""

    tag: str
    parent: "Element | None"
    alt: str = ""
    attributes: Mapping[str, Value] | None = None
    kids: list["Element | Marked | Annotated"] = field(default_factory=list)
    placed: bool = False

    def under(
        self, tag: str, *, alt: str = "", attributes: Mapping[str, Value] | None = None
    ) -> "Element":
        """A new element that stands as the last one in this."""
        kid = self.unplaced(tag, alt=alt, attributes=attributes)
        kid.place()
        return kid

    def unplaced(
        self, tag: str, *, alt: str = "", attributes: Mapping[str, Value] | None = None
    ) -> "Element":
        """A new element that will stand in this where its first mark is painted."""
        return Element(tag=tag, parent=self, alt=alt, attributes=attributes)

    def place(self) -> None:
        """Stand in the parent, after all that was painted before."""
        if self.parent is not None and not self.placed:
            self.parent.kids.append(self)
            self.placed = True


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked content on a page: the page's number from 0, and the content's number on it."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation on a page that belongs to the element."""

    page: int
    annotation: Ref


class StructureTree:
    """The tree of one document and its way back from marks to elements."""

    def __init__(self) -> None:
        self.root = Element(tag="Document", parent=None)
        self._pages: list[list[Element]] = []
        self._annotations: list[Element] = []

    def new_page(self) -> None:
        """Marks come onto a new page from now on."""
        self._pages.append([])

    def mark(self, element: Element) -> int:
        """The number of a new piece of marked content of the element on the current page."""
        marks = self._pages[-1]
        element.place()
        element.kids.append(Marked(len(self._pages) - 1, len(marks)))
        marks.append(element)
        return len(marks) - 1

    def annotate(self, element: Element, page: int, annotation: Ref) -> int:
        """Let the element hold the annotation on this page; its key in the parent tree.

        Only once all pages have been begun, for pages have the first keys.
        """
        element.kids.append(Annotated(page, annotation))
        self._annotations.append(element)
        return len(self._pages) + len(self._annotations) - 1

    def write(self, file: PdfFile, pages: list[Ref]) -> Ref:
        """Write the tree; the reference to its root."""
        root = file.reserve()
        refs: dict[int, Ref] = {}
        top = _write_element(file, self.root, root, pages, refs)
        numbers: list[Value] = []
        for key, marks in enumerate(self._pages):
            numbers += [key, file.add([refs[id(element)] for element in marks])]
        for key, element in enumerate(self._annotations, start=len(self._pages)):
            numbers += [key, refs[id(element)]]
        file.put(
            root,
            {
                "Type": Name("StructTreeRoot"),
                "K": [top],
                "ParentTree": file.add({"Nums": numbers}),
                "ParentTreeNextKey": len(self._pages) + len(self._annotations),
            },
        )
        return root


def _write_element(
    file: PdfFile, element: Element, parent: Ref, pages: list[Ref], refs: dict[int, Ref]
) -> Ref:
    ref = refs[id(element)] = file.reserve()
    home = next((kid.page for kid in element.kids if isinstance(kid, Marked)), None)
    kids: list[Value] = []
    for kid in element.kids:
        match kid:
            case Element():
                kids.append(_write_element(file, kid, ref, pages, refs))
            case Marked() if kid.page == home:
                kids.append(kid.number)
            case Marked():
                kids.append({"Type": Name("MCR"), "Pg": pages[kid.page], "MCID": kid.number})
            case Annotated():
                kids.append({"Type": Name("OBJR"), "Pg": pages[kid.page], "Obj": kid.annotation})
    value: dict[str, Value] = {"Type": Name("StructElem"), "S": Name(element.tag), "P": parent}
    if home is not None:
        value["Pg"] = pages[home]
    if element.alt:
        value["Alt"] = element.alt
    if element.attributes:
        value["A"] = element.attributes
    value["K"] = kids
    file.put(ref, value)
    return ref
