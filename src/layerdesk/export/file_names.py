"""This is where a file gets a name that sorts by day and that every system accepts."""

import re
import unicodedata
from datetime import date

from layerdesk.domain.language import tr
from layerdesk.export.characters import drawable

LONGEST = 120
"""Characters that a whole name has at most, so that paths stay short enough for Windows."""

_LONGEST_BYTES = 240
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE
)


def suggested_file_name(
    title: str, *, dated: date | None = None, version: int | None = None, suffix: str
) -> str:
    """A name such as ``2026-11-26 Significant event meeting minutes v2.pdf``.

    ``dated`` comes first so that names sort by day; ``version`` (1 and up) comes last; ``suffix``
    begins with its full stop. Characters that Windows forbids become spaces or hyphens, names that
    it reserves are never produced, and the whole is at most 120 characters and 240 bytes long.
    """
    before = f"{dated.isoformat()} " if dated else ""
    after = (f" v{version}" if version is not None else "") + suffix
    words = _cleaned(title) or tr("Document")
    if not before and _RESERVED.fullmatch(words + suffix):
        words = f"{tr('Document')} {words}"
    room = LONGEST - len(before) - len(after)
    words = words[:room]
    while len(f"{before}{words}{after}".encode()) > _LONGEST_BYTES:
        words = words[:-1]
    return f"{before}{words.rstrip(' .')}{after}"


def _cleaned(title: str) -> str:
    text = unicodedata.normalize("NFC", drawable(title))
    text = text.replace(":", " -").replace("/", "-").replace("\\", "-")
    text = _FORBIDDEN.sub(" ", text)
    text = "".join(char for char in text if unicodedata.category(char)[0] != "C")
    return _SPACES.sub(" ", text).strip(" .")
