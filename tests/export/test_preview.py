import gc

from layerdesk.domain.document import Document, PageBreak, heading
from layerdesk.export.pdf.writer import write_pdf
from layerdesk.export.preview import page_pictures

TWO_PAGES = Document(title="Two", blocks=(heading(1, "One"), PageBreak(), heading(1, "Two")))


def test_each_page_becomes_a_picture_of_the_width_asked_for() -> None:
    pictures = list(page_pictures(write_pdf(TWO_PAGES), width=211))

    assert [picture.width for picture in pictures] == [211, 211]
    for picture in pictures:
        assert picture.height == 299
        assert len(picture.rgba) == 4 * picture.width * picture.height


def test_the_pixels_are_opaque_and_show_dark_letters_on_white() -> None:
    picture = next(page_pictures(write_pdf(TWO_PAGES), width=200))

    assert set(picture.rgba[3::4]) == {255}
    assert picture.rgba[:4] == b"\xff\xff\xff\xff"
    assert min(picture.rgba[0::4]) < 100


def test_a_preview_that_is_left_early_leaves_nothing_open() -> None:
    pictures = page_pictures(write_pdf(TWO_PAGES), width=50)
    next(pictures)
    pictures.close()
    gc.collect()
