"""This is where finished bytes are put into a file, wholly or not at all."""

import contextlib
import errno
import os
import uuid
from pathlib import Path

from layerdesk.domain.errors import CannotWriteFile
from layerdesk.domain.language import tr


def save_bytes(path: Path, data: bytes) -> None:
    """Write the file, replacing one that is there; after a failure the old one is untouched.

    The bytes go to a temporary file in the same folder, are forced to the disk and take the name
    in one step. Raises CannotWriteFile when the disk is full, read-only or refuses.
    """
    spare = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with open(spare, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            spare.chmod(path.stat().st_mode & 0o777)
        os.replace(spare, path)
    except OSError as error:
        raise CannotWriteFile(path=str(path), reason=_reason(error)) from error
    finally:
        with contextlib.suppress(OSError):
            spare.unlink(missing_ok=True)


def _reason(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return tr("The disk is full.")
        case errno.EROFS:
            return tr("The disk can only be read.")
        case errno.EACCES | errno.EPERM:
            return tr("You may not write in this folder, or the file is open in another program.")
        case errno.ENOENT | errno.ENOTDIR:
            return tr("The folder does not exist.")
        case errno.ENAMETOOLONG:
            return tr("The name is too long.")
        case _:
            return error.strerror or type(error).__name__
