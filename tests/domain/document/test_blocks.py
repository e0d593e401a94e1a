import pytest

from layerdesk.domain.document import (
    BulletList,
    Heading,
    Item,
    KeyValue,
    NumberedList,
    Pair,
    Paragraph,
    Picture,
    Role,
    Run,
    Table,
    bold,
    box,
    bullets,
    heading,
    italic,
    item,
    joined_text,
    key_value,
    link,
    numbered,
    paragraph,
    runs,
    table,
)

PNG = b"\x89PNG\r\n\x1a\n..."


@pytest.mark.parametrize("level", [0, 4, -1])
def test_a_heading_has_a_level_from_one_to_three(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        Heading(level=level, text="Actions")


def test_a_list_is_nested_one_level_deep_at_most() -> None:
    inner = item("a", "b")
    with pytest.raises(ValueError, match="one level"):
        Item(runs=(), below=(inner,))


def test_a_table_has_at_least_one_column() -> None:
    with pytest.raises(ValueError, match="one column"):
        table([], [])


def test_every_row_of_a_table_has_as_many_cells_as_its_header() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        table(["Ref", "Action"], [["A1"]])


@pytest.mark.parametrize("widths", [[1], [1, 0], [1, 2, 3]])
def test_a_table_has_a_positive_weight_for_each_column_or_none(widths: list[int]) -> None:
    with pytest.raises(ValueError, match="weight"):
        table(["Ref", "Action"], [], widths=widths)


def test_a_picture_says_in_words_what_it_shows() -> None:
    with pytest.raises(ValueError, match="in words"):
        Picture(data=PNG, alt="  ")


def test_a_picture_is_a_png() -> None:
    with pytest.raises(ValueError, match="PNG"):
        Picture(data=b"GIF89a", alt="A chart")


@pytest.mark.parametrize("width", [0, 171])
def test_a_picture_is_no_wider_than_the_text(width: int) -> None:
    with pytest.raises(ValueError, match="mm wide"):
        Picture(data=PNG, alt="A chart", width_mm=width)


def test_words_become_runs_and_empty_ones_are_left_out() -> None:
    assert runs("") == ()
    assert runs("a") == (Run(text="a"),)
    assert runs(bold("a")) == (Run(text="a", bold=True),)
    assert runs(["a", "", italic("b")]) == (Run(text="a"), Run(text="b", italic=True))
    assert joined_text(runs(["a ", bold("b")])) == "a b"


def test_the_small_functions_make_the_same_blocks_as_the_classes() -> None:
    one = (Run(text="one"),)
    assert heading(2, "Actions") == Heading(level=2, text="Actions")
    assert paragraph("one", role=Role.LEAD) == Paragraph(runs=one, role=Role.LEAD)
    assert bullets("one") == BulletList(items=(Item(runs=one),))
    assert numbered(item("one", "one")) == NumberedList(
        items=(Item(runs=one, below=(Item(runs=one),)),)
    )
    assert table(["H"], [["one"]], widths=[2], caption="C", row_headers=True) == Table(
        header=("H",), rows=((one,),), widths=(2,), caption="C", row_headers=True
    )
    assert key_value(("L", "one")) == KeyValue(rows=(Pair(label="L", value=one),))
    assert box("B", paragraph("one")).blocks == (Paragraph(runs=one),)
    assert link("one", "https://example.org") == Run(text="one", link="https://example.org")


def test_a_table_says_for_each_row_what_it_is_about_or_for_none() -> None:
    with pytest.raises(ValueError, match="for each of its rows"):
        table(["Ref"], [["A1"], ["A2"]], about=("a",))
