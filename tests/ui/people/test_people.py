"""This is where the list of people is tested as a practice manager uses it."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from layerdesk.domain.people.records import Person
from layerdesk.ui.people.people import People
from tests.fakes import FakeDesk
from tests.ui.desks import Sitting, sitting_at
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls
from tests.ui.people.conftest import staffed


def place(sitting: Sitting, shown, qtbot: QtBot, height: int = 900) -> People:
    made = shown(People(sitting.session), 1280, height)
    sitting.come_to_rest(qtbot)
    return made


def named(desk: FakeDesk, name: str) -> Person:
    return next(each for each in desk.all(Person) if each.name == name)


def test_who_works_here_comes_first_and_leavers_last(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    assert [line.person.name for line in people._lines] == [
        "Sam Okafor",
        "Shazia Mahmood",
        "Nadia Hussain",
    ]
    assert people.count.text() == "2 work here"


def test_a_leavers_open_actions_are_listed_and_one_press_away(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    people.list.choose(named(sitting.desk, "Nadia Hussain").id)
    assert people.panel.open_actions.isVisible()
    button = people.panel._action_buttons[0]
    assert "Check recall letters, due 3 Dec 2026" in button.words
    people.panel.action_chosen.emit("x")
    assert sitting.heard.went == [("all_actions", "x")]


def test_a_name_is_kept_when_one_leaves_the_field(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    nurse = named(sitting.desk, "Shazia Mahmood")
    people.list.choose(nurse.id)
    people.panel.name.setText("Shazia Mahmood-Khan")
    people.panel.name.editingFinished.emit()
    sitting.come_to_rest(qtbot)
    assert sitting.desk.get(Person, nurse.id).name == "Shazia Mahmood-Khan"


def test_roles_are_chosen_by_boxes(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    nurse = named(sitting.desk, "Shazia Mahmood")
    people.list.choose(nurse.id)
    people.panel.roles._boxes["scribe"].click()
    sitting.come_to_rest(qtbot)
    assert sitting.desk.get(Person, nurse.id).roles == {"staff", "scribe"}


def test_somebody_new_is_added_and_shown(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    people.commands()["add_person"]()
    people.panel.name.setText("Grace Adeyemi")
    people.panel.job.set_chosen("anp")
    people.panel.add.click()
    sitting.come_to_rest(qtbot)
    assert named(sitting.desk, "Grace Adeyemi").job_role == "anp"
    assert people.panel.card.heading.text() == "Grace Adeyemi"


def test_while_somebody_is_added_nobody_else_is_chosen(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    first = people.list.current_id()
    people.begin_person()
    assert people.list.current_id() is None
    people.list.choose(first)
    assert not people.panel.is_new


def test_what_is_refused_is_said_at_its_field(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    people.begin_person()
    people.panel.add.click()
    sitting.come_to_rest(qtbot)
    assert "between 1 and 120" in people.panel.name_field.message.words


def test_a_last_day_is_asked_about_first(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    nurse = named(sitting.desk, "Shazia Mahmood")
    people.list.choose(nurse.id)
    people.panel.last_day.set_day(date(2026, 12, 31))
    people.panel.last_day.day_chosen.emit(date(2026, 12, 31))
    assert people.panel.ask.isVisible()
    people.panel.ask.no.click()
    assert people.panel.last_day.day() is None
    people.panel.last_day.set_day(date(2026, 12, 31))
    people.panel.last_day.day_chosen.emit(date(2026, 12, 31))
    people.panel.ask.yes.click()
    sitting.come_to_rest(qtbot)
    assert sitting.desk.get(Person, nurse.id).active_to == date(2026, 12, 31)


def test_the_last_manager_cannot_be_taken_away(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    people.list.choose(sitting.desk.person)
    people.panel.roles._boxes["practice_manager"].click()
    sitting.come_to_rest(qtbot)
    assert "Somebody has to be practice manager" in people.panel.message.words


def test_words_narrow_the_list(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    people.find_here()
    assert people.words.hasFocus()
    qtbot.keyClicks(people.words, "nurse")
    assert people.list.model().rowCount() == 1


def test_without_the_role_nothing_of_others_can_be_changed(theme, shown, qtbot):
    desk = staffed()
    desk.seen_by(desk.person)
    with sitting_at(desk, theme) as sitting:
        people = place(sitting, shown, qtbot)
        assert not people.add.isVisible()
        assert people.commands() == {}
        people.list.choose(named(desk, "Shazia Mahmood").id)
        assert people.panel.name.isReadOnly()
        assert not people.panel.roles.isEnabled()
        people.list.choose(desk.person)
        assert not people.panel.name.isReadOnly()


def test_the_place_comes_back(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    nurse = named(sitting.desk, "Shazia Mahmood")
    people.show_record(nurse.id)
    sitting.come_to_rest(qtbot)
    assert people.kept_place() == nurse.id
    again = People(sitting.session)
    again.take_place(nurse.id)
    shown(again, 1280, 800)
    sitting.come_to_rest(qtbot)
    assert again.list.current_id() == nurse.id


def test_enter_opens_the_person(sitting, shown, qtbot):
    people = place(sitting, shown, qtbot)
    people.list.setFocus()
    qtbot.keyClick(people.list, Qt.Key.Key_Return)
    assert people.panel.name.hasFocus()


def test_it_is_whole_named_and_legible_in_every_look(sitting, shown, qtbot, look):
    people = place(sitting, shown, qtbot, 2200)
    people.list.choose(named(sitting.desk, "Nadia Hussain").id)
    assert clipped_texts(people) == []
    assert unnamed_controls(people) == []
    assert low_contrast(people) == []
