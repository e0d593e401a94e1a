"""This is where the table of settings is held to its own rules."""

from dataclasses import fields

import pytest

from layerdesk.domain.people.records import Practice
from layerdesk.ui.look.theme import LookChoice
from layerdesk.ui.settings_table import (
    NO,
    SETTINGS,
    YES,
    Belongs,
    SettingKind,
    SettingPlace,
    default_of,
    place_words,
)
from tests.ui.desks import declared


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
def test_every_setting_has_words_and_a_default_that_can_be_chosen(setting):
    assert setting.words()
    assert setting.sentence().endswith(".")
    assert default_of(setting.name) == setting.default
    if setting.kind is SettingKind.SWITCH:
        assert setting.default in (YES, NO)
    else:
        assert setting.default in dict(setting.options(declared()))


def test_settings_of_the_practice_are_fields_of_its_record():
    known = {each.name for each in fields(Practice)}
    assert {each.name for each in SETTINGS if each.belongs is Belongs.PRACTICE} <= known


def test_every_look_can_be_chosen():
    (look,) = [each for each in SETTINGS if each.name == "look"]
    assert {value for value, _ in look.options(declared())} == set(LookChoice)


def test_every_part_of_the_screen_has_a_heading_and_a_setting():
    for place in SettingPlace:
        assert place_words(place)
        assert any(each.place is place for each in SETTINGS)
