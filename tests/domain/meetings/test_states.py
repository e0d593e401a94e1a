from itertools import pairwise

import pytest

from layerdesk.domain.errors import StepsMissing, WrongState
from layerdesk.domain.meetings.records import MeetingState
from layerdesk.domain.meetings.states import (
    WAYS,
    WRITING,
    MeetingFacts,
    check_state,
    check_way,
    missing_steps,
    state_word,
)

READY = MeetingFacts(
    has_date=True, has_facilitator=True, items=3, present=5, agreed=2, read_back=True
)


def test_a_meeting_goes_all_its_way_where_nothing_is_missing() -> None:
    way = [
        MeetingState.PLANNED,
        MeetingState.AGENDA_SENT,
        MeetingState.OPEN,
        MeetingState.CLOSED,
        MeetingState.MINUTES_DRAFT,
        MeetingState.CIRCULATED,
        MeetingState.APPROVED,
        MeetingState.ARCHIVED,
    ]
    for state, wanted in pairwise(way):
        check_way(state, wanted, READY)


def test_a_meeting_that_has_begun_cannot_be_cancelled() -> None:
    with pytest.raises(WrongState):
        check_way(MeetingState.OPEN, MeetingState.CANCELLED, READY)


def test_approved_minutes_lead_nowhere_but_to_the_archive() -> None:
    assert WAYS[MeetingState.APPROVED] == {MeetingState.ARCHIVED}
    assert not WAYS[MeetingState.ARCHIVED]


@pytest.mark.parametrize(
    ("wanted", "facts", "step"),
    [
        (MeetingState.AGENDA_SENT, {"has_date": False}, "Give the meeting a day and a time."),
        (MeetingState.AGENDA_SENT, {"has_facilitator": False}, "Say who facilitates."),
        (MeetingState.OPEN, {"items": 0}, "Put at least one item on the agenda."),
        (MeetingState.CLOSED, {"present": 0}, "Say who is here."),
        (
            MeetingState.CLOSED,
            {"without_outcome": ("Delayed referral", "Fridge")},
            "Choose an outcome for: Delayed referral; Fridge.",
        ),
        (
            MeetingState.CLOSED,
            {"read_back": False},
            "Read back the learning points, decisions and actions,"
            " and tick that the owners said yes.",
        ),
        (MeetingState.CIRCULATED, {"key_messages": 6}, "Shorten the summary to five key messages."),
        (
            MeetingState.APPROVED,
            {"open_corrections": 1},
            "Settle the 1 correction that somebody proposed.",
        ),
    ],
)
def test_a_guard_says_what_is_missing(
    wanted: MeetingState, facts: dict[str, object], step: str
) -> None:
    values = {name: getattr(READY, name) for name in MeetingFacts.__slots__}
    lacking = MeetingFacts(**{**values, **facts})
    assert missing_steps(wanted, lacking) == (step,)
    states = {
        MeetingState.AGENDA_SENT: MeetingState.PLANNED,
        MeetingState.OPEN: MeetingState.PLANNED,
        MeetingState.CLOSED: MeetingState.OPEN,
        MeetingState.CIRCULATED: MeetingState.MINUTES_DRAFT,
        MeetingState.APPROVED: MeetingState.CIRCULATED,
    }
    with pytest.raises(StepsMissing) as refused:
        check_way(states[wanted], wanted, lacking)
    assert refused.value.steps == (step,)


def test_nothing_needs_reading_back_where_nothing_was_agreed() -> None:
    facts = MeetingFacts(present=1)
    assert missing_steps(MeetingState.CLOSED, facts) == ()


def test_every_state_has_a_word_of_its_own() -> None:
    assert len({state_word(state) for state in MeetingState}) == len(MeetingState)


def test_what_is_minuted_cannot_be_written_once_it_was_circulated() -> None:
    check_state(MeetingState.MINUTES_DRAFT, WRITING)
    with pytest.raises(WrongState) as refused:
        check_state(MeetingState.CIRCULATED, WRITING)
    assert refused.value.values["state"] == "Minutes circulated"
