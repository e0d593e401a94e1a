"""This is where the one value for refreshing is tested."""

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.changed import Changed
from layerdesk.domain.record import RecordId

CASE = Changed(frozenset({(Case.kind, RecordId("a"))}))
NOTE = Changed(frozenset({(Note.kind, RecordId("b"))}))


def test_it_says_which_kinds_it_touches() -> None:
    assert CASE.touches(Note, Case)
    assert not CASE.touches(Note)
    assert not Changed()


def test_two_of_them_come_together() -> None:
    both = CASE | NOTE
    assert both.touches(Case)
    assert both.touches(Note)
    assert len(both.records) == 2
