"""This is where lists get their bullets and numbers; every numbered list begins at 1 again."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from layerdesk.export.docx.markup import TWIPS, element

INDENT = 16 * TWIPS
_BULLETS, _NUMBERS = 1, 2


class Numbering:
    """The lists of one Word file."""

    def __init__(self, word: WordDocument) -> None:
        self._element: BaseOxmlElement = word.part.numbering_part.element
        for child in list(self._element):
            self._element.remove(child)
        self._element.append(_scheme(_BULLETS, ("bullet", "•"), ("bullet", "–")))
        self._element.append(_scheme(_NUMBERS, ("decimal", "%1."), ("lowerLetter", "%2.")))
        self._count = 0

    def new_list(self, *, numbered: bool) -> int:
        """The number of a new list, which its paragraphs name."""
        self._count += 1
        scheme = element("w:abstractNumId", val=_NUMBERS if numbered else _BULLETS)
        made = element("w:num", scheme, numId=self._count)
        if numbered:
            for level in (0, 1):
                start = element("w:startOverride", val=1)
                made.append(element("w:lvlOverride", start, ilvl=level))
        self._element.append(made)
        return self._count


def in_list(number: int, level: int) -> BaseOxmlElement:
    """The property of a paragraph that makes it an entry of the list, at level 0 or 1."""
    return element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=number))


def _scheme(number: int, *levels: tuple[str, str]) -> BaseOxmlElement:
    made = element("w:abstractNum", element("w:multiLevelType", val="multilevel"))
    made.set(qn("w:abstractNumId"), str(number))
    for level, (kind, text) in enumerate(levels):
        indent = element("w:ind", left=INDENT * (level + 1), hanging=INDENT)
        made.append(
            element(
                "w:lvl",
                element("w:start", val=1),
                element("w:numFmt", val=kind),
                element("w:lvlText", val=text),
                element("w:lvlJc", val="left"),
                element("w:pPr", indent),
                ilvl=level,
            )
        )
    return made
