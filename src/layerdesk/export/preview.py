"""This is where the pages of a PDF in memory become pictures to look at."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw

_JUST_BELOW = 1 - 1e-9
"""Keeps the number of pixels, which is rounded up, at the width asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page: size in pixels and the pixels from the top left, four bytes (RGBA) each."""

    width: int
    height: int
    rgba: bytes


def page_pictures(pdf: bytes, *, width: int) -> Iterator[PagePicture]:
    """The pages in order, each ``width`` pixels wide (1 and up), drawn when asked for.

    The library below works on one thread at a time: draw pages in the lane for documents only.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index in range(len(document)):
            page = document[index]
            try:
                yield _drawn(page, width)
            finally:
                page.close()
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage, width: int) -> PagePicture:
    bitmap = page.render(
        scale=width / page.get_width() * _JUST_BELOW,
        rev_byteorder=True,
        force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA,
    )
    try:
        row = bitmap.width * 4
        data = bytes(bitmap.buffer)
        rows = (data[start : start + row] for start in range(0, len(data), bitmap.stride))
        pixels = data if bitmap.stride == row else b"".join(rows)
        return PagePicture(width=bitmap.width, height=bitmap.height, rgba=pixels)
    finally:
        bitmap.close()
