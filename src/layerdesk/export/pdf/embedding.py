"""This is where fonts are embedded: only the characters used, each of which can be copied again.

Every character has a code of its own in its font, in order of appearance, so that characters which
share a glyph (a plain and a no-break space) still come out as themselves.
Source: ISO 32000-1:2008, 9.7 (composite fonts) and 9.10.3 (ToUnicode maps).
"""

from itertools import pairwise

from layerdesk.export.fonts import Typeface
from layerdesk.export.pdf.syntax import Name, PdfFile, Ref, Value

_SYMBOLIC = 4
_ITALIC = 64
_PER_SECTION = 100


class EmbeddedFont:
    """One font of a file and the codes that its characters have there."""

    def __init__(self, name: str, typeface: Typeface) -> None:
        self.name = name
        self._typeface = typeface
        self._codes: dict[str, int] = {}

    def encoded(self, text: str) -> str:
        """The text as a string operand for showing it."""
        codes = self._codes
        return f"<{''.join(f'{codes.setdefault(char, len(codes) + 1):04x}' for char in text)}>"

    def write(self, file: PdfFile) -> Ref:
        """Write the font with all characters encoded so far."""
        face = self._typeface
        chars = "".join(self._codes)
        data, glyphs = face.subset(chars)
        base = Name(f"LAYERD+{face.name.replace('_', '-')}")
        descriptor: dict[str, Value] = {
            "Type": Name("FontDescriptor"),
            "FontName": base,
            "Flags": _SYMBOLIC | (_ITALIC if face.italic_angle else 0),
            "FontBBox": [*face.box],
            "ItalicAngle": face.italic_angle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.cap_height,
            "StemV": face.stem_width,
            "FontFile2": file.add_stream(data, {"Length1": len(data)}),
        }
        places = b"".join(glyph.to_bytes(2, "big") for glyph in (0, *glyphs))
        descendant: dict[str, Value] = {
            "Type": Name("Font"),
            "Subtype": Name("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
            "FontDescriptor": file.add(descriptor),
            "DW": 500,
            "W": [1, [float(face.width(char)) for char in chars]],
            "CIDToGIDMap": file.add_stream(places),
        }
        return file.add(
            {
                "Type": Name("Font"),
                "Subtype": Name("Type0"),
                "BaseFont": base,
                "Encoding": Name("Identity-H"),
                "DescendantFonts": [file.add(descendant)],
                "ToUnicode": file.add_stream(_to_unicode(chars)),
            }
        )


class FontBook:
    """The fonts of one file, named in order of appearance."""

    def __init__(self) -> None:
        self._fonts: dict[str, EmbeddedFont] = {}

    def font(self, typeface: Typeface) -> EmbeddedFont:
        """The file's own font for the typeface."""
        found = self._fonts.get(typeface.name)
        if found is None:
            found = EmbeddedFont(f"F{len(self._fonts) + 1}", typeface)
            self._fonts[typeface.name] = found
        return found

    def write(self, file: PdfFile) -> Ref:
        """Write all fonts; the resource dictionary's part that names them."""
        return file.add({font.name: font.write(file) for font in self._fonts.values()})


def _to_unicode(chars: str) -> bytes:
    entries = [
        f"<{code:04x}> <{char.encode('utf-16-be').hex()}>"
        for code, char in enumerate(chars, start=1)
    ]
    bounds = [*range(0, len(entries), _PER_SECTION), len(entries)]
    sections = [
        f"{end - start} beginbfchar\n" + "\n".join(entries[start:end]) + "\nendbfchar\n"
        for start, end in pairwise(bounds)
    ]
    text = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        + "".join(sections)
        + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
    return text.encode("ascii")
