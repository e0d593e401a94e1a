"""This is where the settings screen is held to its table."""

import pytest
from PySide6.QtWidgets import QCheckBox

from layerdesk.domain.people.records import Practice, Role
from layerdesk.ui.people.settings import Settings
from layerdesk.ui.settings_table import KEYCHAIN_ONLY, SETTINGS, YES
from tests.ui.desks import sitting_at
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls
from tests.ui.people.conftest import staffed


def place(sitting, shown, qtbot, height: int = 900) -> Settings:
    made = shown(Settings(sitting.session), 1100, height)
    sitting.come_to_rest(qtbot)
    return made


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.name)
def test_every_setting_of_the_table_is_on_the_screen(sitting, shown, qtbot, setting):
    settings = place(sitting, shown, qtbot)
    editor = settings.editors[setting.name]
    assert editor.accessibleName() == setting.words()


def test_a_setting_of_the_desk_counts_at_once_and_is_kept(sitting, shown, qtbot):
    settings = place(sitting, shown, qtbot)
    heard = []
    sitting.session.setting_changed.connect(lambda *told: heard.append(told))
    box = settings.editors["reduce_motion"]
    assert isinstance(box, QCheckBox)
    box.click()
    sitting.come_to_rest(qtbot)
    assert heard == [("reduce_motion", "yes")]
    assert sitting.opened.settings["reduce_motion"] == "yes"


def test_a_choice_of_the_desk_is_kept(sitting, shown, qtbot):
    settings = place(sitting, shown, qtbot)
    settings.editors["idle_lock_minutes"].chosen.emit("30")
    assert sitting.session.setting("idle_lock_minutes") == "30"


def test_a_setting_of_the_practice_is_written_to_its_record(sitting, shown, qtbot):
    settings = place(sitting, shown, qtbot)
    settings.editors["names_in_minutes"].click()
    sitting.come_to_rest(qtbot)
    settings.editors["default_plan"].chosen.emit("huddle_15")
    sitting.come_to_rest(qtbot)
    (practice,) = sitting.desk.all(Practice)
    assert (practice.names_in_minutes, practice.default_plan) == (False, "huddle_15")


def test_a_desk_without_passphrase_says_that_it_cannot_be_locked(sitting, shown, qtbot):
    sitting.session.keep_setting(KEYCHAIN_ONLY, YES)
    settings = place(sitting, shown, qtbot)
    assert "has no passphrase" in settings.safety.words
    assert not settings.editors["idle_lock_minutes"].isEnabled()


def test_only_the_manager_changes_what_holds_for_everybody(theme, shown, qtbot):
    desk = staffed()
    desk.seen_by(desk.person, Role.SCRIBE)
    with sitting_at(desk, theme) as sitting:
        settings = place(sitting, shown, qtbot)
        assert not settings.editors["names_in_minutes"].isEnabled()
        assert settings.editors["look"].isEnabled()
        assert settings.practice.name.isReadOnly()
        assert settings.practice.note.isVisibleTo(settings)


def test_the_practices_details_are_kept_when_one_leaves_a_field(sitting, shown, qtbot):
    settings = place(sitting, shown, qtbot)
    card = settings.practice
    assert card.leads["sea_lead"].chosen_id() == sitting.desk.person
    card.code.setText("B86001")
    card.code.editingFinished.emit()
    sitting.come_to_rest(qtbot)
    card.leads["ig_lead"].set_chosen(sitting.desk.person)
    card.leads["ig_lead"].chosen.emit(sitting.desk.person)
    sitting.come_to_rest(qtbot)
    card.rules.setPlainText("One voice at a time.")
    card.rules.left.emit()
    sitting.come_to_rest(qtbot)
    (practice,) = sitting.desk.all(Practice)
    assert (practice.code, practice.ig_lead) == ("B86001", sitting.desk.person)
    assert practice.ground_rules.plain == "One voice at a time."


def test_a_practice_keeps_its_name_when_the_field_was_emptied(sitting, shown, qtbot):
    settings = place(sitting, shown, qtbot)
    settings.practice.name.setText("")
    settings.practice.name.editingFinished.emit()
    sitting.come_to_rest(qtbot)
    assert "between 1 and 120" in settings.practice.name_field.message.words
    (practice,) = sitting.desk.all(Practice)
    assert practice.name == "Aire Bank Surgery"


def test_it_is_whole_named_and_legible_in_every_look(sitting, shown, qtbot, look):
    settings = place(sitting, shown, qtbot, 3600)
    assert clipped_texts(settings) == []
    assert unnamed_controls(settings) == []
    assert low_contrast(settings) == []
