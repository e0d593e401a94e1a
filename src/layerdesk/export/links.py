"""This is where it is decided which addresses a finished document may lead to."""

import re

_SAFE = re.compile(r"(https?|mailto):[!-;=?-~]+", re.IGNORECASE)


def safe_link(address: str) -> bool:
    """Whether a reader may follow the address: a web or mail address in plain ASCII."""
    return _SAFE.fullmatch(address) is not None
