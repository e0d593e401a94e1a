"""This is where it is said which place shows a record of which kind."""

from collections.abc import Mapping

_PLACE_OF_KIND: Mapping[str, str] = {
    "case": "case",
    "meeting": "meetings",
    "action": "all_actions",
    "note": "inbox",
    "person": "people",
    "practice": "settings",
}


def place_of_kind(kind: str) -> str:
    """The id of the place that shows a record of this kind; what has none is found by searching."""
    return _PLACE_OF_KIND.get(kind, "search")
