import pytest

from layerdesk.export.pdf.syntax import Hexadecimal, Name, PdfFile, Ref, Value, syntax
from tests.export.pdf_reading import opened


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Name("Page"), "/Page"),
        (Hexadecimal(b"\x00\xff"), "<00ff>"),
        (Ref(3), "3 0 R"),
        ("plain", "(plain)"),
        ("a (b) \\ c", r"(a \(b\) \\ c)"),
        ("ŵ\n", "<feff0175000a>"),
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (1.0, "1"),
        (-0.0001, "0"),
        (1.23456, "1.235"),
        ([1, Name("XYZ"), None], "[1 /XYZ null]"),
        ({"A": 1, "B": ["c"]}, "<</A 1 /B [(c)]>>"),
    ],
)
def test_each_kind_of_value_has_its_own_form(value: Value, text: str) -> None:
    assert syntax(value) == text


def test_a_file_of_many_objects_can_be_read_back() -> None:
    file = PdfFile()
    kids = [file.add({"Number": number}) for number in range(450)]
    stream = file.add_stream(b"some text " * 100)
    top = file.add({"Type": Name("Pages"), "Kids": [], "Count": 0})
    root = file.add({"Type": Name("Catalog"), "Pages": top, "Kids": kids, "Text": stream})

    with opened(file.finished(root, file.add({"Title": "Ŵ"}))) as pdf:
        assert [int(kid.Number) for kid in pdf.Root.Kids] == [*range(450)]
        assert pdf.Root.Text.read_bytes() == b"some text " * 100
        assert str(pdf.docinfo.Title) == "Ŵ"
        assert pdf.check_pdf_syntax() == []
