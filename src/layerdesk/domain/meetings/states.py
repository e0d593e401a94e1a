"""This is where it is decided which state a meeting may go to, and what is still missing for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from layerdesk.domain.errors import StepsMissing, WrongState
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import MeetingState

MAXIMUM_KEY_MESSAGES = 5

WAYS: Mapping[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset(
        {MeetingState.AGENDA_SENT, MeetingState.OPEN, MeetingState.CANCELLED}
    ),
    MeetingState.AGENDA_SENT: frozenset({MeetingState.OPEN, MeetingState.CANCELLED}),
    MeetingState.OPEN: frozenset({MeetingState.CLOSED}),
    MeetingState.CLOSED: frozenset({MeetingState.MINUTES_DRAFT}),
    MeetingState.MINUTES_DRAFT: frozenset({MeetingState.CIRCULATED}),
    MeetingState.CIRCULATED: frozenset({MeetingState.CIRCULATED, MeetingState.APPROVED}),
    MeetingState.APPROVED: frozenset({MeetingState.ARCHIVED}),
    MeetingState.ARCHIVED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
"""From each state to which others. A huddle may open without an agenda having been sent, and
minutes may be circulated again once corrections are in."""

PLANNING = frozenset({MeetingState.PLANNED, MeetingState.AGENDA_SENT, MeetingState.OPEN})
"""While the agenda may still be changed."""

WRITING = frozenset({MeetingState.OPEN, MeetingState.CLOSED, MeetingState.MINUTES_DRAFT})
"""While what is minuted may be changed; from circulation on there are only dated corrections."""

MINUTED = frozenset({MeetingState.CIRCULATED, MeetingState.APPROVED, MeetingState.ARCHIVED})
"""While there are minutes that staff have received."""

LOCKED = frozenset({MeetingState.APPROVED, MeetingState.ARCHIVED})
"""While an accepted correction stands beside the approved text instead of changing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """What the guards look at. Counts are 0 and up."""

    has_date: bool = False
    has_facilitator: bool = False
    items: int = 0
    present: int = 0
    """People or guests who were there for all or part of it."""
    agreed: int = 0
    """Learning points, decisions and actions."""
    read_back: bool = False
    without_outcome: tuple[str, ...] = ()
    """Titles of cases that were discussed and have no outcome yet."""
    open_corrections: int = 0
    key_messages: int = 0


def state_word(state: MeetingState) -> str:
    """The state as a person reads it."""
    return {
        MeetingState.PLANNED: tr("Planned"),
        MeetingState.AGENDA_SENT: tr("Agenda sent"),
        MeetingState.OPEN: tr("Running now"),
        MeetingState.CLOSED: tr("Closed"),
        MeetingState.MINUTES_DRAFT: tr("Minutes in draft"),
        MeetingState.CIRCULATED: tr("Minutes circulated"),
        MeetingState.APPROVED: tr("Minutes approved"),
        MeetingState.ARCHIVED: tr("Archived"),
        MeetingState.CANCELLED: tr("Cancelled"),
    }[state]


def missing_steps(wanted: MeetingState, facts: MeetingFacts) -> tuple[str, ...]:
    """What has to be done before the state can be reached, as sentences; empty if nothing."""
    if wanted is MeetingState.AGENDA_SENT:
        return _present(_date_step(facts), _facilitator_step(facts), _item_step(facts))
    if wanted is MeetingState.OPEN:
        return _present(_facilitator_step(facts), _item_step(facts))
    if wanted is MeetingState.CLOSED:
        return _present(_attendance_step(facts), _outcome_step(facts), _read_back_step(facts))
    if wanted is MeetingState.CIRCULATED:
        # Not the outcomes again: who closed the meeting without them gave a reason.
        return _present(_messages_step(facts))
    if wanted is MeetingState.APPROVED:
        return _present(_corrections_step(facts))
    return ()


def check_way(state: MeetingState, wanted: MeetingState, facts: MeetingFacts) -> None:
    """Raises WrongState where no way leads there, and StepsMissing where a guard holds it."""
    if wanted not in WAYS[state]:
        raise WrongState(state=state_word(state), wanted=state_word(wanted))
    steps = missing_steps(wanted, facts)
    if steps:
        raise StepsMissing(state=state_word(wanted), steps=steps)


def check_state(state: MeetingState, allowed: frozenset[MeetingState]) -> None:
    """Raises WrongState where the meeting is in none of the allowed states."""
    if state not in allowed:
        raise WrongState(
            state=state_word(state),
            wanted=" / ".join(state_word(each) for each in MeetingState if each in allowed),
        )


def _present(*steps: str) -> tuple[str, ...]:
    return tuple(step for step in steps if step)


def _date_step(facts: MeetingFacts) -> str:
    return "" if facts.has_date else tr("Give the meeting a day and a time.")


def _facilitator_step(facts: MeetingFacts) -> str:
    return "" if facts.has_facilitator else tr("Say who facilitates.")


def _item_step(facts: MeetingFacts) -> str:
    return "" if facts.items else tr("Put at least one item on the agenda.")


def _attendance_step(facts: MeetingFacts) -> str:
    return "" if facts.present else tr("Say who is here.")


def _outcome_step(facts: MeetingFacts) -> str:
    if not facts.without_outcome:
        return ""
    return tr("Choose an outcome for: {titles}.", titles="; ".join(facts.without_outcome))


def _read_back_step(facts: MeetingFacts) -> str:
    if facts.read_back or not facts.agreed:
        return ""
    return tr(
        "Read back the learning points, decisions and actions, and tick that the owners said yes."
    )


def _messages_step(facts: MeetingFacts) -> str:
    if facts.key_messages <= MAXIMUM_KEY_MESSAGES:
        return ""
    return tr("Shorten the summary to five key messages.")


def _corrections_step(facts: MeetingFacts) -> str:
    if not facts.open_corrections:
        return ""
    return plural(
        "Settle the {n} correction that somebody proposed.",
        "Settle the {n} corrections that were proposed.",
        facts.open_corrections,
    )
