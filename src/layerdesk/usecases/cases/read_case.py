"""This is where a case is read with all that its screen shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from layerdesk.domain.cases.priority import Priority, priority_of
from layerdesk.domain.cases.records import (
    Answer,
    Case,
    CaseState,
    ContributoryFactor,
    TimelineEntry,
)
from layerdesk.domain.cases.rights import may_bring, may_close, may_edit, may_triage
from layerdesk.domain.cases.risk import Band, band
from layerdesk.domain.cases.states import (
    DISCUSSED_OR_LATER,
    ENDED,
    CaseFacts,
    Step,
    main_next_state,
    next_states,
    steps_before,
)
from layerdesk.domain.cases.waiting import Waiting, waiting
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.records import Person, SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.allowing import lies_in
from layerdesk.usecases.cases.answer_prompt import answers_of
from layerdesk.usecases.cases.edit_factors import factors_of
from layerdesk.usecases.cases.edit_timeline import timeline_of
from layerdesk.usecases.cases.facts import facts_of, ids_of
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.cases.progress import Progress, progress_of
from layerdesk.usecases.columns import as_names
from layerdesk.usecases.ports import Reading


@dataclass(frozen=True, slots=True)
class Way:
    """A state that a case may go to from here, and what is missing before it."""

    state: CaseState
    steps: tuple[Step, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The sentences of the missing steps."""
        return tuple(step.words for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case with all that belongs to it, and what the viewer may do with it."""

    case: Case
    lies_in: SpaceKind
    timeline: tuple[TimelineEntry, ...] = ()
    """In their order."""
    factors: tuple[ContributoryFactor, ...] = ()
    """In their order."""
    answers: Mapping[str, Answer]
    """By the id of the prompt; only those that were ever begun."""
    learning: tuple[LearningPoint, ...] = ()
    actions: tuple[Action, ...] = ()
    facts: CaseFacts
    band: Band | None
    priority: Priority
    waiting: Waiting
    main: Way | None
    """Where the main button leads; None for a case that has ended."""
    others: tuple[Way, ...] = ()
    """Where else it may go, without the side states."""
    people: Mapping[RecordId, str]
    """The name of everybody in the practice, for owners and reporters."""
    links: tuple[tuple[RecordId, str, str], ...] = ()
    """Linked cases that the viewer sees: id, human reference and title."""
    may_edit: bool = False
    may_triage: bool = False
    may_close: bool = False
    may_move: bool = False
    """Whether the viewer may take the main way."""
    may_report: bool = False
    may_share: bool = False
    """Whether it can be shared with the whole practice now."""
    gone_on: bool = False
    """Whether this is an older copy whose newer one is not available to the viewer."""
    progress: tuple[Progress, ...] = ()
    """How that newer one came on, oldest first."""


def read_case(reading: Reading, case_id: RecordId | None) -> CaseView:
    """The case, or the newest copy of it that the viewer sees. Raises Missing."""
    case = latest(reading, case_id)
    ids = ids_of(reading, case)
    facts = facts_of(reading, case)
    its_band = band(case.risk_consequence, case.risk_likelihood)
    viewer, where = reading.viewer, lies_in(reading, case)
    waited = _waiting(reading, case, its_band)
    main = main_next_state(case, facts)
    gone_on = case.continued_as is not None
    learning = reading.find(LearningPoint, case=ids)
    actions = reading.find(Action, case=ids)
    return CaseView(
        case=case,
        lies_in=where,
        timeline=timeline_of(reading, case.id),
        factors=factors_of(reading, case.id),
        answers=answers_of(reading, case.id),
        learning=tuple(sorted(learning, key=lambda each: (each.order, each.id))),
        actions=tuple(sorted(actions, key=lambda each: (each.order, each.id))),
        facts=facts,
        band=its_band,
        priority=_priority(reading, case, its_band, waited),
        waiting=waited,
        main=None if main is None or gone_on else _way(case, main, facts),
        others=()
        if gone_on
        else tuple(_way(case, state, facts) for state in next_states(case) if state is not main),
        people={person.id: person.name for person in reading.find(Person)},
        links=_links(reading, case),
        may_edit=not gone_on
        and case.state not in ENDED
        and may_edit(case, person=viewer.person, roles=viewer.roles, lies_in=where),
        may_triage=not gone_on and may_triage(viewer.roles),
        may_close=not gone_on and may_close(viewer.roles),
        may_move=main is not None and not gone_on and _may_take(reading, main, where),
        may_report=case.state is CaseState.DRAFT and where is SpaceKind.ME and not gone_on,
        may_share=not gone_on
        and where is SpaceKind.REVIEW_TEAM
        and case.state in DISCUSSED_OR_LATER
        and may_triage(viewer.roles),
        gone_on=gone_on,
        progress=progress_of(reading, case) if gone_on else (),
    )


def _may_take(reading: Reading, state: CaseState, where: SpaceKind) -> bool:
    if state is CaseState.REPORTED:
        return where is SpaceKind.ME
    roles = reading.viewer.roles
    return may_close(roles) if state is CaseState.CLOSED else may_bring(roles, state)


def _way(case: Case, state: CaseState, facts: CaseFacts) -> Way:
    return Way(state, steps_before(case, state, facts=facts))


def _waiting(reading: Reading, case: Case, its_band: Band | None) -> Waiting:
    written = (case.created_at or reading.now).astimezone(reading.zone).date()
    return waiting(
        state=case.state,
        since=case.date_reported or written,
        today=reading.today,
        band=its_band,
        candour=case.candour,
        closed_on=case.closure_date,
    )


def _priority(reading: Reading, case: Case, its_band: Band | None, waited: Waiting) -> Priority:
    others = reading.rows(Case, ("id", "themes")) if case.themes else ()
    known = {case.id, case.derived_from, case.continued_as}
    return priority_of(
        candour=case.candour,
        made_safe=case.made_safe,
        band=its_band,
        learning_value=case.learning_value,
        repeats=any(each not in known and as_names(found) & case.themes for each, found in others),
        days_waiting=waited.days,
        manual=case.priority_manual,
        manual_reason=case.priority_reason,
    )


def _links(reading: Reading, case: Case) -> tuple[tuple[RecordId, str, str], ...]:
    found = (reading.maybe(Case, RecordId(each)) for each in sorted(case.linked_cases))
    return tuple((each.id, each.ref, each.title) for each in found if each is not None)
