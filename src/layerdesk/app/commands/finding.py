"""This is where a record is found by what a person types: its reference or its id."""

from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.ids import is_id
from layerdesk.domain.kinds import KINDS
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.ports import Reading


def find_record(reading: Reading, typed: str) -> Record:
    """The record with this reference or id; of a case with several copies the newest.

    Raises Missing (with ``typed``) where the viewer can see none.
    """
    wanted = typed.strip()
    if is_id(wanted.lower()):
        for kind in KINDS:
            found = reading.maybe(kind, RecordId(wanted.lower()))
            if found is not None:
                return found
    found_by_ref: tuple[Record, ...] = (
        *reading.find(Case, ref=wanted.upper()),
        *reading.find(Meeting, ref=wanted.upper()),
        *reading.find(Action, ref=wanted.upper()),
    )
    if not found_by_ref:
        raise Missing(typed=wanted)
    return found_by_ref[-1]
