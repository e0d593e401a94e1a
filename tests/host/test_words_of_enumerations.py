"""This is where whatever is kept as an enumeration is held against the words that ship for it."""

from enum import StrEnum
from pathlib import Path

import pytest

from layerdesk.domain.cases.records import CaseState, Lfpse, YesNo
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.meetings.records import MeetingState, Presence
from layerdesk.domain.people.records import Role
from layerdesk.host.declared import read_declared

DECLARED = read_declared(Path(__file__).parents[2] / "resources")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("action_state", ActionState),
        ("case_state", CaseState),
        ("lfpse", Lfpse),
        ("meeting_state", MeetingState),
        ("presence", Presence),
        ("role", Role),
        ("yes_no", YesNo),
    ],
)
def test_every_member_has_its_words_in_the_order_of_the_members(
    name: str, kind: type[StrEnum]
) -> None:
    values = DECLARED.value_set(name).offered
    assert [each.id for each in values] == [each.value for each in kind]
    assert all(each.label != each.id for each in values)


def test_minutes_find_words_for_the_state_of_an_action() -> None:
    assert DECLARED.label("action_state", "in_progress") == "In progress"


def test_learning_value_goes_from_one_to_three() -> None:
    levels = [each.attributes["level"] for each in DECLARED.value_set("learning_value").offered]
    assert levels == [1, 2, 3]
