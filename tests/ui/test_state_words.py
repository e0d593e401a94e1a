"""This is where the words of states on the screen are held to those that are declared as data."""

import pytest

from layerdesk.host.declared import read_declared
from layerdesk.ui.state_words import state_words

DECLARED = read_declared()


@pytest.mark.parametrize("name", ["case_state", "action_state", "meeting_state"])
def test_screen_and_value_set_say_the_same(name: str) -> None:
    values = DECLARED.value_set(name).values
    assert values
    assert {each.id: state_words(each.id) for each in values} == {
        each.id: each.label[:1].lower() + each.label[1:] for each in values
    }
