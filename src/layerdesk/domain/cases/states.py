"""This is where the way of a case is laid out: which states follow, and what each one needs first.

A state is left by a person, never by the program. Guards give sentences that name each missing
step; they are the same ones that the case's screen shows while it is being worked on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from layerdesk.domain.cases.harm import (
    CANDOUR_NOT_ASSESSED,
    CANDOUR_NOT_NOTIFIABLE,
    is_good_care_or_harmless,
    may_have_harmed,
    went_wrong,
)
from layerdesk.domain.cases.records import Case, CaseState, Lfpse
from layerdesk.domain.cases.reporters import waits_for_word
from layerdesk.domain.cases.risk import score
from layerdesk.domain.language import plural, tr

SIDE_STATES = frozenset(
    {CaseState.PARKED, CaseState.MERGED, CaseState.NOT_A_CASE, CaseState.TRANSFERRED}
)
"""Where a case waits or ends away from its way; each needs a reason in words."""

ENDED = frozenset({CaseState.CLOSED, CaseState.MERGED, CaseState.NOT_A_CASE, CaseState.TRANSFERRED})

DISCUSSED_OR_LATER = frozenset(
    {
        CaseState.DISCUSSED,
        CaseState.ACTIONS_AGREED,
        CaseState.IN_FOLLOW_UP,
        CaseState.AWAITING_REVIEW,
        CaseState.CLOSED,
    }
)

REASON_NEEDED = SIDE_STATES | {CaseState.REOPENED}

_FORWARD: Mapping[CaseState, tuple[CaseState, ...]] = {
    CaseState.DRAFT: (CaseState.REPORTED,),
    CaseState.REPORTED: (CaseState.TRIAGED,),
    CaseState.TRIAGED: (CaseState.GATHERING_FACTS, CaseState.READY, CaseState.CLOSED),
    CaseState.GATHERING_FACTS: (CaseState.READY, CaseState.TRIAGED),
    CaseState.READY: (CaseState.SCHEDULED, CaseState.DISCUSSED, CaseState.GATHERING_FACTS),
    CaseState.SCHEDULED: (CaseState.DISCUSSED, CaseState.READY, CaseState.GATHERING_FACTS),
    CaseState.DISCUSSED: (
        CaseState.ACTIONS_AGREED,
        CaseState.CLOSED,
        CaseState.SCHEDULED,
        CaseState.GATHERING_FACTS,
    ),
    CaseState.ACTIONS_AGREED: (CaseState.IN_FOLLOW_UP, CaseState.SCHEDULED),
    CaseState.IN_FOLLOW_UP: (CaseState.AWAITING_REVIEW, CaseState.SCHEDULED),
    CaseState.AWAITING_REVIEW: (CaseState.CLOSED, CaseState.IN_FOLLOW_UP, CaseState.SCHEDULED),
    CaseState.CLOSED: (),
    CaseState.PARKED: (
        CaseState.TRIAGED,
        CaseState.GATHERING_FACTS,
        CaseState.READY,
        CaseState.SCHEDULED,
        CaseState.DISCUSSED,
        CaseState.IN_FOLLOW_UP,
    ),
    CaseState.MERGED: (),
    CaseState.NOT_A_CASE: (),
    CaseState.TRANSFERRED: (),
    CaseState.REOPENED: (
        CaseState.TRIAGED,
        CaseState.GATHERING_FACTS,
        CaseState.SCHEDULED,
        CaseState.DISCUSSED,
        CaseState.IN_FOLLOW_UP,
        CaseState.AWAITING_REVIEW,
        CaseState.CLOSED,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What the guards need to know besides the case itself; nothing in the bin is counted."""

    timeline: int = 0
    """Entries of the timeline."""
    answers: int = 0
    """Answered prompts of the method."""
    learning_points: int = 0
    actions: int = 0
    """Actions that were not stopped."""
    actions_without_owner_or_date: int = 0
    actions_open: int = 0
    """Actions that still have to be done."""
    on_agenda: bool = False
    """Whether the case stands on an agenda."""
    identifiers_left: bool = False
    """Whether block-level identifiers stand in its words."""
    lfpse_applies: bool = True
    """Whether the practice records with LFPSE (England)."""


NO_FACTS = CaseFacts()


class Step(NamedTuple):
    """One thing that is missing, and where it can be put right."""

    where: str
    """A field of the case, or ``timeline``, ``learning``, ``actions`` or ``agenda``."""
    words: str
    """A sentence that says what to do."""


def next_states(case: Case) -> tuple[CaseState, ...]:
    """Where the case may go from here, without the side states; the usual way comes first.

    Empty for a case that has ended. The quick path from triage to closed is open to good care and
    to events that did no harm. Source: domain model, workflow states.
    """
    ways = _FORWARD[case.state]
    if case.state is CaseState.TRIAGED and not is_good_care_or_harmless(case):
        return tuple(way for way in ways if way is not CaseState.CLOSED)
    return ways


def main_next_state(case: Case, facts: CaseFacts) -> CaseState | None:
    """The state that the case's main button leads to, or None for a case that has ended."""
    if case.state is CaseState.DISCUSSED and not facts.actions:
        return CaseState.CLOSED
    if case.state is CaseState.REOPENED:
        return CaseState.AWAITING_REVIEW if case.discussed_on else CaseState.GATHERING_FACTS
    return next(iter(next_states(case)), None)


def may_move(case: Case, to_state: CaseState) -> bool:
    """Whether the way leads there at all, whatever may be missing."""
    if to_state is CaseState.REOPENED:
        return case.state in ENDED
    if to_state in SIDE_STATES:
        return case.state not in ENDED | {CaseState.DRAFT, to_state}
    return to_state in next_states(case)


def steps_missing(
    case: Case, to_state: CaseState, *, facts: CaseFacts = NO_FACTS
) -> tuple[str, ...]:
    """Sentences that name each step still missing before the state, in the order to take them."""
    return tuple(step.words for step in steps_before(case, to_state, facts=facts))


def steps_before(
    case: Case, to_state: CaseState, *, facts: CaseFacts = NO_FACTS
) -> tuple[Step, ...]:
    """Each step still missing before the state, in the order to take them.

    Empty where nothing is missing. Reasons for side states are asked for elsewhere, and so is
    whether the way leads there (``may_move``).
    """
    match to_state:
        case CaseState.REPORTED:
            return _before_reported(case)
        case CaseState.TRIAGED:
            return _before_triaged(case, facts)
        case CaseState.READY:
            return _before_ready(case, facts)
        case CaseState.SCHEDULED:
            agenda = Step("agenda", tr("Put the case on the agenda of a meeting."))
            return () if facts.on_agenda else (agenda,)
        case CaseState.DISCUSSED:
            return _before_discussed(case)
        case CaseState.ACTIONS_AGREED | CaseState.IN_FOLLOW_UP:
            return _before_follow_up(facts)
        case CaseState.AWAITING_REVIEW:
            return _before_review(facts)
        case CaseState.CLOSED:
            return _before_closed(case, facts)
        case _:
            return ()


def _before_reported(case: Case) -> tuple[Step, ...]:
    return _said(
        (not case.title.strip(), "title", tr("Give the case a short title without names.")),
        (not case.summary, "summary", tr("Say in two or three sentences what happened.")),
    )


def _before_triaged(case: Case, facts: CaseFacts) -> tuple[Step, ...]:
    wrong = went_wrong(case)
    risk = score(case.risk_consequence, case.risk_likelihood)
    candour_open = case.candour in ("", CANDOUR_NOT_ASSESSED)
    not_notifiable = case.candour == CANDOUR_NOT_NOTIFIABLE
    lfpse_open = case.lfpse is Lfpse.NOT_ASSESSED and facts.lfpse_applies
    return _said(
        (not case.event_kind, "event_kind", tr("Choose what kind of event it was.")),
        (
            wrong and risk is None,
            "risk_consequence" if case.risk_consequence is None else "risk_likelihood",
            tr("Judge the risk of it happening again."),
        ),
        (
            may_have_harmed(case) and candour_open,
            "candour",
            tr("Say whether the duty of candour applies."),
        ),
        (
            not_notifiable and not case.candour_reason.strip(),
            "candour_reason",
            tr("Say why the duty of candour does not apply."),
        ),
        (wrong and lfpse_open, "lfpse", tr("Say whether it needs recording with LFPSE.")),
    )


def _before_ready(case: Case, facts: CaseFacts) -> tuple[Step, ...]:
    harmed = may_have_harmed(case)
    return _said(
        (not case.summary, "summary", tr("Say in two or three sentences what happened.")),
        (
            not facts.timeline and not facts.answers,
            "timeline",
            tr("Write down the facts: a step of the timeline, or the first prompt."),
        ),
        (harmed and not case.harm_physical, "harm_physical", tr("Grade the harm.")),
        (
            harmed and case.made_safe is None,
            "made_safe",
            tr("Say whether it has been made safe."),
        ),
        (
            facts.identifiers_left and not case.identifier_reason,
            "summary",
            tr("Take out what identifies a person, or say why it does not."),
        ),
    )


def _before_discussed(case: Case) -> tuple[Step, ...]:
    return _said(
        (
            case.discussed_on is None and case.discussed_at is None,
            "discussed_on",
            tr("Say when it was discussed, or discuss it in a meeting."),
        ),
        (not case.outcome, "outcome", tr("Choose what came of the discussion.")),
    )


def _before_follow_up(facts: CaseFacts) -> tuple[Step, ...]:
    none = Step("actions", tr("Agree at least one action, or close the case with its learning."))
    return (() if facts.actions else (none,)) + _actions_to_complete(facts)


def _before_review(facts: CaseFacts) -> tuple[Step, ...]:
    if not facts.actions_open:
        return ()
    words = plural("Finish {n} action.", "Finish {n} actions.", facts.actions_open)
    return (Step("actions", words),)


def _before_closed(case: Case, facts: CaseFacts) -> tuple[Step, ...]:
    told = case.feedback or not waits_for_word(case)
    return (
        _said(
            (
                not facts.learning_points,
                "learning",
                tr("Write down at least one learning point."),
            )
        )
        + _actions_to_complete(facts)
        + _said(
            (not case.closure_statement, "closure_statement", tr("Write the closing statement.")),
            (
                not told,
                "feedback",
                tr("Tell the person who reported it what came of it."),
            ),
        )
    )


def _actions_to_complete(facts: CaseFacts) -> tuple[Step, ...]:
    if not facts.actions_without_owner_or_date:
        return ()
    words = plural(
        "Give {n} action an owner and a date.",
        "Give {n} actions an owner and a date.",
        facts.actions_without_owner_or_date,
    )
    return (Step("actions", words),)


def _said(*steps: tuple[bool, str, str]) -> tuple[Step, ...]:
    return tuple(Step(where, words) for missing, where, words in steps if missing)
