"""This is where the elements of a Word file are made: runs, paragraphs, borders and fields."""

from collections.abc import Iterable, Sequence

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from layerdesk.domain.document import Run
from layerdesk.export.characters import settled

LINK = "0A5A9C"
TWIPS = 20
"""Twentieths of a point, in which Word measures distances."""


def element(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element such as ``w:shd`` with children and attributes of the same namespace."""
    made: BaseOxmlElement = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    made.extend(children)
    return made


def line(side: str, colour: str, *, eighths: int = 4, space: int = 0) -> BaseOxmlElement:
    """A border at one side, ``eighths`` of a point thick; the colour is six hexadecimal digits."""
    return element(f"w:{side}", val="single", sz=eighths, space=space, color=colour)


def ground(colour: str) -> BaseOxmlElement:
    """A coloured ground; the colour is six hexadecimal digits."""
    return element("w:shd", val="clear", color="auto", fill=colour)


def paragraph(
    style: str, content: Iterable[BaseOxmlElement], *properties: BaseOxmlElement
) -> BaseOxmlElement:
    """A paragraph in a style; the further properties stand in the order that Word expects."""
    made = element("w:pPr", element("w:pStyle", val=style), *properties)
    return element("w:p", made, *content)


def text_run(run: Run) -> BaseOxmlElement:
    """A run of text; line feeds become line breaks."""
    properties: list[BaseOxmlElement] = []
    if run.link:
        properties.append(element("w:rStyle", val="Hyperlink"))
    if run.bold:
        properties.append(element("w:b"))
    if run.italic:
        properties.append(element("w:i"))
    made = element("w:r")
    if properties:
        made.append(element("w:rPr", *properties))
    for index, piece in enumerate(settled(run.text).split("\n")):
        if index:
            made.append(element("w:br"))
        if piece:
            made.append(_text("w:t", piece))
    return made


def field(code: str, shown: str) -> Sequence[BaseOxmlElement]:
    """Runs with a field such as ``PAGE`` that Word works out itself; ``shown`` until it has."""
    return [
        element("w:r", element("w:fldChar", fldCharType="begin")),
        element("w:r", _text("w:instrText", f" {code} ")),
        element("w:r", element("w:fldChar", fldCharType="separate")),
        element("w:r", _text("w:t", shown)),
        element("w:r", element("w:fldChar", fldCharType="end")),
    ]


def _text(tag: str, text: str) -> BaseOxmlElement:
    made = element(tag)
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made
