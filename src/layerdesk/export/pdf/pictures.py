"""This is where PNG pictures become image objects."""

import io

from PIL import Image

from layerdesk.export.pdf.syntax import Name, PdfFile, Ref, Value


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of the picture in pixels."""
    with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
        return image.size


class PictureBook:
    """The pictures of one file; the same picture is written once."""

    def __init__(self) -> None:
        self._names: dict[bytes, str] = {}

    def name(self, data: bytes) -> str:
        """The resource name of the picture."""
        return self._names.setdefault(data, f"P{len(self._names) + 1}")

    def write(self, file: PdfFile) -> Ref:
        """Write all pictures; the resource dictionary's part that names them."""
        return file.add({name: _written(file, data) for data, name in self._names.items()})


def _written(file: PdfFile, data: bytes) -> Ref:
    with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
        whole = image.convert("RGBA")
    width, height = whole.size
    entries: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
    }
    opacity = whole.getchannel("A")
    colour: dict[str, Value] = {**entries, "ColorSpace": Name("DeviceRGB")}
    if opacity.getextrema() != (255, 255):
        mask = {**entries, "ColorSpace": Name("DeviceGray")}
        colour["SMask"] = file.add_stream(opacity.tobytes(), mask)
    return file.add_stream(whole.convert("RGB").tobytes(), colour)
