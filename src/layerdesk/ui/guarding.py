"""This is where editors are handed the identifier guard: what it finds, and what to do."""

from collections.abc import Callable, Sequence
from datetime import date

from layerdesk.domain.people.identifiers import explain, find_identifiers
from layerdesk.ui.widgets.guarded import Find, Finding


def finder(names: Callable[[], Sequence[str]], today: Callable[[], date]) -> Find:
    """What a ``Guard`` searches with; ``names`` are those of the practice's people just now."""

    def find(text: str) -> Sequence[Finding]:
        found = find_identifiers(text, staff_names=names(), today=today())
        return [(each.start, each.end, each.level.value, explain(each)) for each in found]

    return find
