"""This is where a case begins: a draft that only its author sees."""

from datetime import date

from layerdesk.domain.cases.checks import check_case
from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.cases.records import Case
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.allowing import space_of
from layerdesk.usecases.ports import Work

REF_PREFIX = "LD"


def start_case(
    work: Work,
    *,
    title: str = "",
    summary: str = "",
    method: str = "",
    method_version: int = 0,
    case_type: str = "",
    event_kind: str = "",
    date_of_event: ApproximateDate | None = None,
    date_identified: date | None = None,
    from_note: RecordId | None = None,
) -> Case:
    """A draft in the viewer's own space with its human reference.

    ``method_version`` is that of the method as it is declared now: the case keeps it, whatever
    becomes of the method later. ``title`` has at most 120, ``summary`` at most 600 characters.
    Raises FieldWrong.
    """
    case = Case(
        id=work.new_id(),
        space=space_of(work, SpaceKind.ME),
        ref=work.next_ref(REF_PREFIX),
        title=title.strip(),
        summary=Text(summary.strip()),
        method=method,
        method_version=method_version,
        case_type=case_type,
        event_kind=event_kind,
        date_of_event=date_of_event or ApproximateDate(""),
        date_identified=date_identified,
        reporter=work.viewer.person,
        from_note=from_note,
    )
    check_case(case)
    return work.save(None, case)
