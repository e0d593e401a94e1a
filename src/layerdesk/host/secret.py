"""This is where a key or passphrase is wrapped so that it cannot slip into a log or a message."""

import hmac
from typing import NoReturn

from typing_extensions import override


class Secret:
    """Bytes that show themselves only when asked by ``reveal()``.

    Printing, formatting and logging give ``Secret(hidden)``; pickling and copying into a file by
    pickle are refused. Python may still leave copies in memory: this guards against slips, not
    against somebody who can read the memory of the process.
    """

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    def reveal(self) -> bytes:
        """The bytes themselves."""
        return self._value

    @override
    def __repr__(self) -> str:
        return "Secret(hidden)"

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value, other.reveal())

    @override
    def __hash__(self) -> int:
        raise TypeError("a Secret has no place in a set or as a key")

    @override
    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret is never written out")
