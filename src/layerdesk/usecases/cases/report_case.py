"""This is where a draft is reported to the review team, and a discussed case to the practice."""

from collections.abc import Collection
from dataclasses import replace

from layerdesk.domain.cases.records import (
    Answer,
    Case,
    CaseState,
    ContributoryFactor,
    TimelineEntry,
)
from layerdesk.domain.cases.reporters import for_everybody, stays_unnamed
from layerdesk.domain.cases.states import DISCUSSED_OR_LATER, steps_missing
from layerdesk.domain.errors import StepsMissing, WrongState
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.records import Person, SpaceKind
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.cases.allowing import allow_triage, lies_in, space_of
from layerdesk.usecases.cases.following import copy_case
from layerdesk.usecases.cases.identifiers import keep_identifiers_out, words_of
from layerdesk.usecases.cases.progress import tell_reporter
from layerdesk.usecases.ports import Reading, Work


def report_case(
    work: Work,
    case_id: RecordId,
    *,
    identifier_reason: str = "",
    private_prompts: Collection[str] = (),
) -> Case:
    """Copy a draft with all that belongs to it to the review team; the draft stays, and says so.

    Gives the new case: same human reference, state *reported*. ``identifier_reason`` says why what
    looks like an identifier is none; it is kept. Answers to ``private_prompts`` stay in the draft:
    they are their author's alone. Raises WrongState unless it is the viewer's own draft,
    StepsMissing without title and summary, IdentifiersFound.
    """
    draft = work.get(Case, case_id)
    own = lies_in(work, draft) is SpaceKind.ME
    if draft.state is not CaseState.DRAFT or not own or draft.continued_as:
        raise WrongState(state=draft.state, wanted=CaseState.REPORTED)
    steps = steps_missing(draft, CaseState.REPORTED)
    if steps:
        raise StepsMissing(state=CaseState.REPORTED, steps=steps)
    reason = _pass_guard(work, draft, identifier_reason, private_prompts)
    reporter = work.maybe(Person, draft.reporter or work.viewer.person)
    reported = work.save(draft, replace(draft, state=CaseState.REPORTED))
    made = copy_case(
        work,
        reported,
        space_of(work, SpaceKind.REVIEW_TEAM),
        leave=private_prompts,
        date_reported=draft.date_reported or work.today,
        date_identified=draft.date_identified or work.today,
        reporter=draft.reporter or work.viewer.person,
        reported_by_role=draft.reported_by_role or (reporter.job_role if reporter else ""),
        identifier_reason=reason,
    )
    tell_reporter(work, made)
    return made


def share_case_with_practice(work: Work, case_id: RecordId, *, identifier_reason: str = "") -> Case:
    """Copy a discussed case from the review team to the whole practice.

    The older one stays and says where it continues. Of a reporter who stays unnamed the copy says
    nothing, and learning that they wrote down has no owner in it. Raises WrongState before the
    discussion, NotAllowed, IdentifiersFound.
    """
    allow_triage(work)
    case = work.get(Case, case_id)
    here = lies_in(work, case) is SpaceKind.REVIEW_TEAM
    if case.state not in DISCUSSED_OR_LATER or not here or case.continued_as:
        raise WrongState(state=case.state, wanted=CaseState.DISCUSSED)
    reason = _pass_guard(work, case, identifier_reason)
    practice = space_of(work, SpaceKind.PRACTICE)
    if stays_unnamed(case) and case.reporter is not None:
        for point in work.find(LearningPoint, case=case.id, owner=case.reporter):
            work.save(point, replace(point, owner=None))
    shown = for_everybody(case)
    return copy_case(work, case, practice, reporter=shown.reporter, identifier_reason=reason)


def everything_of(reading: Reading, case: Case) -> tuple[Record, ...]:
    """The case and all records that belong to it, wherever they lie."""
    kinds = (TimelineEntry, ContributoryFactor, Answer, LearningPoint, Action)
    return (case, *(child for kind in kinds for child in reading.find(kind, case=case.id)))


def _pass_guard(work: Work, case: Case, given: str, leave: Collection[str] = ()) -> str:
    """The reason to keep with the case: why what looks like an identifier is none, or nothing."""
    reason = given.strip() or case.identifier_reason
    leaving = (
        each
        for each in everything_of(work, case)
        if not (isinstance(each, Answer) and each.prompt in leave)
    )
    keep_identifiers_out(work, words_of(*leaving), reason=reason)
    if given.strip():
        work.because(given)
    return reason
