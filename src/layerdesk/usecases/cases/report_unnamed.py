"""This is where an event is reported by somebody whom nobody is to know, at somebody's desk.

Nothing is kept before the whole is handed in: no draft, no text as it grew. The record is made in
the name of who sits at the desk, on behalf of somebody unnamed, and its day is that of the week.
"""

from dataclasses import replace
from datetime import timedelta

from layerdesk.domain.cases.checks import check_case
from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.reporters import UNNAMED
from layerdesk.domain.cases.states import steps_missing
from layerdesk.domain.errors import StepsMissing
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.usecases.cases.allowing import space_of
from layerdesk.usecases.cases.identifiers import keep_identifiers_out, words_of
from layerdesk.usecases.cases.start_case import REF_PREFIX
from layerdesk.usecases.ports import Work


def report_unnamed(
    work: Work,
    *,
    title: str,
    summary: str,
    date_of_event: ApproximateDate | None = None,
    identifier_reason: str = "",
) -> Case:
    """A reported case in the review team that says nothing of who reported it.

    It is dated to the Monday of this week. ``title`` has 1–120, ``summary`` 1–600 characters.
    Raises StepsMissing without either, FieldWrong, IdentifiersFound, NotAllowed.
    """
    monday = work.today - timedelta(days=work.today.weekday())
    case = Case(
        id=work.new_id(),
        space=space_of(work, SpaceKind.REVIEW_TEAM),
        title=title.strip(),
        summary=Text(summary.strip()),
        state=CaseState.REPORTED,
        date_of_event=date_of_event or ApproximateDate(""),
        date_identified=monday,
        date_reported=monday,
        reported_by_role=UNNAMED,
        identifier_reason=identifier_reason.strip(),
    )
    steps = steps_missing(case, CaseState.REPORTED)
    if steps:
        raise StepsMissing(state=CaseState.REPORTED, steps=steps)
    check_case(case)
    keep_identifiers_out(work, words_of(case), reason=identifier_reason)
    work.because(tr("somebody who stays unnamed asked for it at this desk"))
    return work.save(None, replace(case, ref=work.next_ref(REF_PREFIX)))
