from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from layerdesk.domain.cases.records import Answer, Case
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import (
    Attendance,
    Decision,
    ItemKind,
    ItemState,
    LastMinutes,
    Meeting,
    MeetingState,
    MinuteNote,
    Presence,
)
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import Text
from layerdesk.ui.commands import commands_of
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.ui.meetings.room.prompts import RoomPrompt
from layerdesk.usecases.meetings.agree import agree_action
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.finish import close_meeting
from layerdesk.usecases.meetings.run import go_to_item, next_item
from layerdesk.usecases.meetings.write import (
    add_decision,
    add_learning_point,
    edit_note_of_item,
    empty_answer,
    note_of_item,
)
from tests.ui.looking import clipped_texts, low_contrast, settle, trapped_focus, unnamed_controls
from tests.ui.meetings.session import AtOnce
from tests.usecases.meetings.desk import ann, item, planned, practice_desk, running

Shown = Callable[..., QWidget]


class World:
    """A running meeting on a desk, with its room open."""

    def __init__(self, shown: Shown, *, cases: int = 2, width: int = 1440) -> None:
        self.desk = practice_desk()
        self.held = running(self.desk, cases=cases)
        self.session = AtOnce(self.desk)
        self.room = MeetingRoom(self.session, clock=lambda: self.desk.now)  # type: ignore[arg-type]
        self.room.show_record(self.held.id)
        shown(self.room, width, 900)
        self.shortcuts = [self._shortcut(each.id, each.shortcut) for each in commands_of("room")]

    def _shortcut(self, command_id: str, keys: str) -> QShortcut:
        """As the window does: the command's key, wherever the focus is in the room."""
        made = QShortcut(QKeySequence(keys), self.room)
        made.activated.connect(lambda: self.room.commands().get(command_id, lambda: None)())
        return made

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.room, key)
        settle()

    def type(self, words: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), words)

    def current(self) -> str:
        held = self.desk.get(Meeting, self.held.id)
        return next(
            each.title
            for each in [item(self.desk, title) for title in self.titles()]
            if each.id == held.current_item
        )

    def titles(self) -> list[str]:
        return ["Welcome", "A case", "B case", "Close"]


@pytest.fixture
def world(shown: Shown) -> World:
    return World(shown)


def test_one_key_each_goes_on_and_back(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_PageDown)
    assert world.current() == "B case"
    world.press(Qt.Key.Key_PageUp)
    assert world.current() == "A case"


def test_one_key_each_pauses_and_gives_more_time(world: World) -> None:
    world.press(Qt.Key.Key_F8)
    assert world.desk.get(Meeting, world.held.id).paused_at is not None
    assert world.room.bar.pause.words == "Resume"
    world.press(Qt.Key.Key_F8)
    assert world.desk.get(Meeting, world.held.id).paused_at is None
    world.press(Qt.Key.Key_F2)
    world.press(Qt.Key.Key_F5)
    assert item(world.desk, "Welcome").extra_minutes == 7


def test_parking_asks_for_a_reason_in_place(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F4)
    world.press(Qt.Key.Key_Return)
    assert item(world.desk, "A case").state is ItemState.CURRENT
    world.type("Presenter is ill")
    world.press(Qt.Key.Key_Return)
    assert item(world.desk, "A case").parked_reason == "Presenter is ill"
    assert world.current() == "B case"
    world.press(Qt.Key.Key_F4)
    world.press(Qt.Key.Key_Escape)
    assert not world.room.ask.isVisible()


def test_an_action_is_agreed_by_keyboard_alone(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F9)
    world.type("Check the tray daily")
    world.press(Qt.Key.Key_Return)
    assert world.desk.all(Action) == ()
    owner = QApplication.focusWidget()
    assert owner is not None
    assert owner.accessibleName() == "Owner"
    world.type("Ann")
    world.press(Qt.Key.Key_Return)
    (action,) = world.desk.all(Action)
    assert (action.text, action.owner, action.due) == (
        "Check the tray daily",
        ann(world.desk),
        date(2026, 12, 10),
    )
    assert world.session.drafts == {}


def test_an_action_is_typed_in_the_order_what_who_when_and_enter_adds_it(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F9)
    world.type("Check the tray daily")
    world.press(Qt.Key.Key_Tab)
    world.type("Ann")
    world.press(Qt.Key.Key_Tab)
    line = world.room.agreeing._due.line
    assert line.hasFocus()
    line.selectAll()
    world.type("some day")
    world.press(Qt.Key.Key_Return)
    assert world.desk.all(Action) == ()
    assert line.hasFocus()
    line.selectAll()
    world.type("14 Dec")
    world.press(Qt.Key.Key_Return)
    (action,) = world.desk.all(Action)
    assert (action.owner, action.due) == (ann(world.desk), date(2026, 12, 14))


def test_a_learning_point_and_a_decision_are_one_key_and_enter(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F7)
    world.type("One tray, one person")
    world.press(Qt.Key.Key_Return)
    world.type("Ask early")
    world.press(Qt.Key.Key_Return)
    world.press(Qt.Key.Key_F3)
    world.type("One tray")
    world.press(Qt.Key.Key_Return)
    points = [each.statement for each in world.desk.all(LearningPoint)]
    assert points == ["One tray, one person", "Ask early"]
    assert [each.text for each in world.desk.all(Decision)] == ["One tray"]


def test_a_decision_takes_a_dissent_along(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    decisions = world.room.sheets.decisions
    assert decisions._besides.isHidden()
    world.press(Qt.Key.Key_F3)
    world.type("One tray")
    assert decisions._besides.isVisible()
    decisions._besides.set_words("One voice wants two")
    world.press(Qt.Key.Key_Return)
    (made,) = world.desk.all(Decision)
    assert (made.text, made.dissent) == ("One tray", "One voice wants two")
    assert decisions._rows[0]._words.text() == "One tray (noted: One voice wants two)"
    assert decisions._besides.words() == ""
    assert decisions.entry.hasFocus()


def test_more_time_may_be_explained_and_nobody_has_to(world: World) -> None:
    world.press(Qt.Key.Key_F10)
    world.press(Qt.Key.Key_F2)
    editor = world.room.sheets.prompts.notes.editor
    assert editor is QApplication.focusWidget()
    assert world.room.why.isVisible()
    world.room.why.line.set_words("New colleagues")
    world.room.why._yes.click()
    assert world.room.rail._rows[0]._below.text() == "2 min more: New colleagues"
    assert "2 min more: New colleagues" in world.room.header._eyebrow.text()
    assert editor is QApplication.focusWidget()
    world.press(Qt.Key.Key_F5)
    world.press(Qt.Key.Key_PageDown)
    assert not world.room.why.isVisible()


def test_why_an_item_got_more_time_may_not_identify_a_patient_and_is_not_lost(
    world: World,
) -> None:
    world.press(Qt.Key.Key_F2)
    world.room.why.line.set_words("999 000 0018 asked")
    world.room.why._yes.click()
    assert len(world.session.failures) == 1
    assert world.room.why.line.words() == "999 000 0018 asked"
    assert QApplication.focusWidget() is world.room.why.line
    assert world.room.rail._rows[0]._below.text() == "2 min more"


def test_what_is_still_open_is_listed_where_the_meeting_is_read_back(long: World) -> None:
    long.press(Qt.Key.Key_PageDown)
    long.press(Qt.Key.Key_PageDown)
    read_back = long.room.sheets.read_back
    assert read_back._questions.text() == "• A case: What happened? What did it mean?"
    assert read_back._apart.isHidden()


def test_notes_go_to_the_prompt_that_was_chosen(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F10)
    world.type("It looks full")
    world.room.sheets.prompts.choose_next()
    world.type("In the tray")
    world.press(Qt.Key.Key_PageDown)
    answers = {each.prompt: each.text.plain for each in world.desk.all(Answer)}
    assert answers == {"why": "It looks full", "what": "In the tray"}


def test_private_prompts_are_never_shown_to_the_room(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    shown = [each.accessibleName() for each in world.room.sheets.prompts._tiles]
    assert len(shown) == 4
    assert not any("feel" in each for each in shown)


def test_nobody_who_types_is_moved_when_another_desk_goes_on(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F10)
    world.type("Half a sent")
    world.session.by_another(next_item, world.held.id)
    settle()
    assert world.room.sheets.prompts.notes.editor is not None
    assert world.room.sheets.prompts.notes.editor.words() == "Half a sent"
    assert "B case" in world.room.news.words
    world.type("ence")
    world.room.news.button.click()
    settle()
    assert not world.room.news.isVisible()
    assert [each.text.plain for each in world.desk.all(Answer)] == ["Half a sentence"]


def test_who_does_not_type_follows_the_meeting(world: World) -> None:
    world.session.by_another(next_item, world.held.id)
    settle()
    assert not world.room.news.isVisible()
    assert "Item 2 of 4" in world.room.header._eyebrow.text()


def test_what_another_writes_into_the_same_note_is_put_beside_mine(world: World) -> None:
    world.press(Qt.Key.Key_F10)
    world.type("Mine")
    empty = world.desk.read(note_of_item, item(world.desk, "Welcome"))
    world.session.by_another(edit_note_of_item, empty, Text("Theirs. "))
    settle()
    editor = world.room.sheets.prompts.notes.editor
    assert editor is not None
    assert "Mine" in editor.words()
    assert "Theirs" in editor.words()


def test_a_line_that_was_begun_waits_under_its_item_and_survives_a_restart(shown: Shown) -> None:
    first = World(shown)
    first.press(Qt.Key.Key_PageDown)
    first.press(Qt.Key.Key_F7)
    first.type("One tr")
    first.press(Qt.Key.Key_PageDown)
    assert first.room.sheets.learning.entry.words() == ""
    first.press(Qt.Key.Key_PageUp)
    assert first.room.sheets.learning.entry.words() == "One tr"
    kept = {field: draft.words for (_, field), draft in first.session.drafts.items()}
    assert kept == {"new_learning": "One tr"}
    again = MeetingRoom(first.session, clock=lambda: first.desk.now)  # type: ignore[arg-type]
    again.show_record(first.held.id)
    assert again.sheets.learning.entry.words() == "One tr"
    again.deleteLater()


def test_overtime_is_counted_where_everybody_sees_it(world: World) -> None:
    world.desk.later(minutes=6)
    world.room._show_clocks()
    assert world.room.header.ring.spoken_value() == "2 minutes over"
    assert world.room.header._time.isVisible()
    assert world.room.header._time.words == "2:00 over"
    world.desk.later(minutes=60)
    world.room._show_clocks()
    assert "over" in world.room.rail._foot.text()


def test_the_foot_of_the_rail_says_how_the_time_stands(world: World) -> None:
    assert world.room.rail._foot.text() == "0 of 60 minutes used · on time"
    world.press(Qt.Key.Key_F8)
    assert world.room.rail._foot.text().endswith("paused")


def test_nothing_advances_by_itself(world: World) -> None:
    world.desk.later(minutes=30)
    world.room._show_clocks()
    world.room.show_again(None)
    assert world.current() == "Welcome"


def test_pressing_an_item_of_the_rail_goes_there(world: World) -> None:
    world.room.rail._rows[3].click()
    assert world.current() == "Close"


def test_the_agenda_is_one_stop_of_tab_at_the_item_of_now(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    stops = [
        each
        for each in world.room.rail._rows
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()
    ]
    assert [each.accessibleName().split(",")[0] for each in stops] == ["A case"]
    stops[0].setFocus()
    world.press(Qt.Key.Key_Down)
    world.press(Qt.Key.Key_Return)
    assert world.current() == "B case"


def test_the_item_of_now_is_in_sight_in_a_long_agenda(shown: Shown) -> None:
    world = World(shown)
    for number in range(20):
        world.desk.do(add_item, world.held.id, f"Item {number}", minutes=1)
    world.desk.do(go_to_item, item(world.desk, "Item 19").id)
    world.room.show_again(None)
    settle()
    assert not world.room.rail._rows[23].visibleRegion().isEmpty()


def test_the_room_can_be_left_to_look_at_the_agenda_where_it_is_narrow(shown: Shown) -> None:
    world = World(shown, width=1024)
    assert not world.room.rail.isVisible()
    world.room.header.agenda_button.click()
    assert world.room.rail.isVisible()
    world.room.commands()["room_agenda"]()
    assert not world.room.rail.isVisible()


def test_people_are_marked_in_the_drawer(world: World) -> None:
    world.press(Qt.Key.Key_F12)
    assert world.room.people.isVisible()
    row = next(each for each in world.room.people._rows if each._name.text() == "Sam Okafor")
    row.presence.chosen.emit(Presence.APOLOGIES.value)
    marked = {each.person: each.presence for each in world.desk.all(Attendance)}
    assert marked[world.desk.person] is Presence.APOLOGIES
    world.room.people._guest_name.set_words("Dee")
    world.room.people._guest_role.set_words("Midwife")
    world.room.people._guest_add.click()
    assert "Dee" in [each.guest_name for each in world.desk.all(Attendance)]
    guest = next(each for each in world.room.people._rows if each._name.text() == "Dee")
    guest._remove.click()
    assert "Dee" not in [each.guest_name for each in world.desk.all(Attendance)]
    world.press(Qt.Key.Key_F12)
    assert not world.room.people.isVisible()


def presences(world: World) -> dict[str, Presence]:
    rows = world.room.people._rows
    names = {each._person.attendance.id: each._name.text() for each in rows if each._person}
    return {names[each.id]: each.presence for each in world.desk.all(Attendance)}


def test_the_beginning_asks_who_is_here_and_one_button_says_everybody(shown: Shown) -> None:
    desk = practice_desk()
    held = planned(desk)
    desk.do(add_item, held.id, "Welcome", item_kind=ItemKind.WELCOME)
    desk.do(add_item, held.id, "Close", item_kind=ItemKind.CLOSE)
    room = MeetingRoom(AtOnce(desk), clock=lambda: desk.now)  # type: ignore[arg-type]
    room.show_record(held.id)
    shown(room, 1440, 900)
    assert room.begin.hasFocus()
    room.begin.click()
    settle()
    arrivals = room.sheets.arrivals
    assert arrivals.everybody.hasFocus()
    arrivals.everybody.click()
    settle()
    assert {each.presence for each in desk.all(Attendance)} == {Presence.PRESENT}
    assert room.sheets.declarations.text.editor is QApplication.focusWidget()
    assert room.rail._present.text() == "2 present"
    room.steering.next()
    assert not arrivals.isVisible()


def test_a_chip_marks_one_person_and_leads_to_the_list(world: World) -> None:
    chips = {each.text(): each for each in world.room.sheets.arrivals._people}
    assert chips["Ann Bell"].isChecked()
    chips["Sam Okafor"].click()
    assert presences(world)["Sam Okafor"] is Presence.PRESENT
    chips["Ann Bell"].click()
    assert presences(world)["Ann Bell"] is Presence.EXPECTED
    world.room.people.mark("nobody", "present")
    world.room.sheets.arrivals._list.click()
    assert world.room.people.isVisible()


def test_a_guest_has_a_role_in_words_and_comes_and_goes(world: World) -> None:
    world.press(Qt.Key.Key_F12)
    drawer = world.room.people
    drawer._guest_name.set_words("Dee")
    drawer._guest_role.set_words("GP partner")
    drawer._guest_add.click()
    (guest,) = [each for each in world.desk.all(Attendance) if each.person is None]
    assert guest.guest_role == "gp_partner"
    row = next(each for each in drawer._rows if each._name.text() == "Dee")
    assert row._role.text() == "GP partner · guest"
    row.presence.chosen.emit(Presence.PART.value)
    row.presence.chosen.emit(Presence.APOLOGIES.value)
    row.presence.chosen.emit(Presence.PRESENT.value)
    assert row._role.text().startswith("GP partner · from ")
    row.presence.chosen.emit(Presence.APOLOGIES.value)
    chips = [each.text() for each in world.room.sheets.arrivals._people]
    assert "Dee (apologies)" in chips


def test_who_presents_is_seen_and_handed_over(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.room.people._presenter.chosen.emit(ann(world.desk))
    assert world.room.header._eyebrow.text() == "Item 2 of 4 · Case review · Ann Bell presents"
    assert "Facilitator: Sam Okafor" in world.room.rail._about.text()
    world.room.people._presenter.chosen.emit(None)
    assert item(world.desk, "A case").presenter is None


def test_duties_are_handed_over_while_the_meeting_runs(world: World) -> None:
    world.press(Qt.Key.Key_F12)
    drawer = world.room.people
    drawer._hand_over_chair(ann(world.desk))
    drawer._hand_over_scribe(ann(world.desk))
    drawer._hand_over_facilitator(ann(world.desk))
    held = world.desk.get(Meeting, world.held.id)
    assert (held.chair, held.facilitator, held.scribe) == (ann(world.desk),) * 3
    drawer._close.click()
    assert not drawer.isVisible()


def test_the_welcome_reads_the_ground_rules(world: World) -> None:
    world.room.sheets.rules._yes.click()
    assert world.desk.get(Meeting, world.held.id).ground_rules_acknowledged


def test_last_minutes_are_agreed_and_can_be_looked_at(world: World) -> None:
    about = world.desk.do(add_item, world.held.id, "Minutes", item_kind=ItemKind.MINUTES)
    world.session.by_another(go_to_item, about.id)
    world.room.sheets.last_minutes._verdict.chosen.emit(LastMinutes.AGREED.value)
    held = world.desk.get(Meeting, world.held.id)
    assert held.previous_minutes is LastMinutes.AGREED
    went: list[tuple[str, object]] = []
    world.session.went.connect(lambda place, record: went.append((place, record)))
    world.room.sheets.last_minutes.opened.emit()
    assert went == [("minutes", held.previous)]


def test_old_actions_say_why_they_are_asked_about(world: World) -> None:
    old = world.desk.make(Action, text="Old one", due=date(2026, 11, 1), owner=ann(world.desk))
    about = world.desk.do(add_item, world.held.id, "Actions", item_kind=ItemKind.ACTIONS)
    world.session.by_another(go_to_item, about.id)
    row = world.room.sheets.old_actions._rows[0]
    assert row._reason.words == "Overdue by 25 days"
    went: list[tuple[str, object]] = []
    world.session.went.connect(lambda place, record: went.append((place, record)))
    row._open.click()
    assert went == [("action", old.id)]


def test_weak_actions_alone_get_a_kind_word(world: World) -> None:
    under = item(world.desk, "Welcome")
    world.session.by_another(
        agree_action, under.id, "Remind all", ann(world.desk), date(2026, 12, 1), strength="weak"
    )
    assert "a hard stop in the system" in world.room.agreeing._nudge.words
    world.room.agreeing._rows[0]._take_back.click()
    assert world.desk.all(Action) == ()


def test_an_outcome_is_chosen_and_shared(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.room.sheets.outcome._outcome.chosen.emit("immediate_change")
    world.room.sheets.outcome._sharing.chosen.emit(("cluster",))
    kept = item(world.desk, "A case")
    assert (kept.outcome, kept.share_with) == ("immediate_change", {"cluster"})


def test_the_meeting_is_read_back_and_closed(world: World) -> None:
    under = item(world.desk, "Welcome")
    world.session.by_another(add_learning_point, under.id, "One tray")
    world.session.by_another(go_to_item, item(world.desk, "Close").id)
    sheets = world.room.sheets
    assert "One tray" in sheets.read_back._points.text()
    assert "Read back" in sheets.closing._missing.text()
    sheets.read_back.yes.click()
    sheets.closing._close.click()
    assert world.desk.get(Meeting, world.held.id).state is MeetingState.CLOSED
    assert sheets.well.isHidden()


def test_decisions_are_read_back_and_a_later_one_is_read_back_again(world: World) -> None:
    under = item(world.desk, "A case")
    world.session.by_another(add_decision, under.id, "One tray", dissent="two trays")
    world.session.by_another(go_to_item, item(world.desk, "Close").id)
    sheets = world.room.sheets
    assert sheets.read_back._decisions.text() == "• One tray (noted: two trays)"
    assert sheets.read_back._decided.isVisible()
    assert not sheets.read_back._empty.isVisible()
    assert "decisions" in sheets.closing._missing.text()
    sheets.read_back.yes.click()
    assert "Read back" not in sheets.closing._missing.text()
    world.session.by_another(add_decision, under.id, "And a box")
    assert "Read back" in sheets.closing._missing.text()


def test_a_line_can_be_taken_back(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.room.sheets.well.entry.set_words("She asked")
    world.room.sheets.well._button.click()
    assert len(world.desk.all(MinuteNote)) == 1
    world.room.sheets.well._rows[0]._take_back.click()
    assert world.desk.all(MinuteNote) == ()
    world.room.sheets.well._button.click()
    assert world.room.sheets.well.entry.hasFocus()


def test_staff_look_on_without_steering(shown: Shown) -> None:
    world = World(shown)
    world.desk.seen_by(ann(world.desk), Role.STAFF)
    world.room.show_again(None)
    assert set(world.room.commands()) == {"room_people", "room_agenda"}
    assert not world.room.bar.pause.isEnabled()
    assert not world.room.sheets.learning.entry.isVisible()
    world.room.rail._rows[2].click()
    assert world.current() == "Welcome"


def test_a_planned_meeting_is_begun_in_the_room(shown: Shown) -> None:
    desk = practice_desk()
    held = planned(desk)
    desk.do(add_item, held.id, "Welcome", item_kind=ItemKind.WELCOME)
    room = MeetingRoom(AtOnce(desk), clock=lambda: desk.now)  # type: ignore[arg-type]
    room.show_record(held.id)
    shown(room, 1440, 900)
    assert "planned" in room.rail._foot.text()
    room.begin.click()
    assert desk.get(Meeting, held.id).state is MeetingState.OPEN
    assert not room.begin.isVisible()


def test_a_restricted_item_stays_closed_to_who_is_not_named(world: World) -> None:
    under = item(world.desk, "A case")
    world.desk.records[under.id] = replace(under, restricted=True, subject=world.desk.new_id())
    world.session.by_another(go_to_item, under.id)
    assert world.room.sheets.hidden.isVisible()
    assert not world.room.sheets.prompts.isVisible()
    assert not world.room.agreeing._form.isVisible()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)])
def test_the_room_is_whole_named_legible_and_reachable(
    shown: Shown, look: str, size: tuple[int, int]
) -> None:
    world = World(shown)
    world.press(Qt.Key.Key_PageDown)
    under = item(world.desk, "A case")
    world.session.by_another(add_learning_point, under.id, "A letter needs one person.")
    world.session.by_another(
        agree_action, under.id, "Check the tray", ann(world.desk), date(2026, 12, 3)
    )
    world.room.resize(*size)
    settle()
    assert unnamed_controls(world.room) == []
    assert low_contrast(world.room) == []
    assert trapped_focus(world.room) == []
    assert clipped_texts(world.room.header) + clipped_texts(world.room.bar) == []


def test_a_meeting_that_is_empty_is_whole_too(shown: Shown, look: str) -> None:
    desk = practice_desk()
    held = planned(desk)
    room = MeetingRoom(AtOnce(desk), clock=lambda: desk.now)  # type: ignore[arg-type]
    room.show_record(held.id)
    shown(room, 1024, 640)
    assert unnamed_controls(room) == []
    assert clipped_texts(room.header) == []


def test_after_the_end_the_scribe_looks_through_the_items_and_completes_them(
    world: World,
) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.session.by_another(close_meeting, world.held.id, despite="Fire alarm")
    assert world.room.header._title.text() == "Welcome"
    world.room.rail._rows[1].click()
    assert world.room.header._title.text() == "A case"
    world.room.sheets.outcome._outcome.chosen.emit("learning_only")
    assert item(world.desk, "A case").outcome == "learning_only"
    assert world.room.header._title.text() == "A case"
    assert item(world.desk, "A case").state is ItemState.DONE


def test_staff_may_look_at_another_item_and_come_back(shown: Shown) -> None:
    world = World(shown)
    world.desk.seen_by(ann(world.desk), Role.STAFF)
    world.room.show_again(None)
    world.room.rail._rows[1].click()
    assert world.room.header._title.text() == "A case"
    world.room.news.button.click()
    assert world.room.header._title.text() == "Welcome"


def test_with_many_prompts_in_a_section_the_notes_come_first(world: World) -> None:
    sheet = world.room.sheets.prompts
    world.press(Qt.Key.Key_PageDown)
    few = [sheet.body.indexOf(part) for part in (sheet._above, sheet._below)]
    assert few == sorted(few)
    prompts = [RoomPrompt(id=name, section="", question=f"Why {name}?") for name in "abcdef"]
    under = item(world.desk, "A case")
    answers = {each.id: world.desk.read(empty_answer, under, each.id) for each in prompts}
    sheet.show_prompts(under, prompts, answers, None, editable=True)
    many = [sheet.body.indexOf(part) for part in (sheet._below, sheet._above)]
    assert many == sorted(many)
    assert sheet._under.text() == "Why a?"


@pytest.fixture
def long(world: World) -> World:
    """The first case is reviewed by a method with sections for before and after the meeting."""
    case = world.desk.get(Case, item(world.desk, "A case").subject)
    world.desk.records[case.id] = replace(case, method="long")
    world.press(Qt.Key.Key_PageDown)
    return world


def questions(world: World) -> list[str]:
    tiles = world.room.sheets.prompts._tiles
    return [each._question.text() for each in tiles if each.isVisible()]


def test_the_room_asks_only_what_the_method_gives_minutes_one_section_at_a_time(
    long: World,
) -> None:
    tabs = [each.text() for each in long.room.sheets.prompts.sections.tabs]
    assert tabs == ["What happened? · 0 of 2", "Why did it happen? · 0 of 3"]
    assert questions(long) == ["What happened?", "What did it mean?"]
    long.room.sheets.prompts.sections.tabs[1].click()
    assert questions(long) == ["Why 0?", "Why 1?", "Why 2?"]
    editor = long.room.sheets.prompts.notes.editor
    assert editor is not None
    assert editor.hasFocus()


def test_next_prompt_goes_through_the_sections_to_the_first_again(long: World) -> None:
    sheet = long.room.sheets.prompts
    for expected in ("impact", "why0", "why1", "why2", "what"):
        sheet.choose_next()
        assert sheet._chosen == expected
    assert sheet._tiles[0].accessibleName() == "What happened? (needed)"


def test_going_on_with_a_required_prompt_empty_is_said_and_blocks_nothing(long: World) -> None:
    long.type("A letter lay in the tray")
    long.press(Qt.Key.Key_PageDown)
    assert long.current() == "B case"
    assert long.room.news.words == "Still open under “A case”: What did it mean?"
    long.room.show_again(None)
    assert long.room.news.isVisible()
    long.room.news.button.click()
    settle()
    assert long.current() == "A case"
    assert not long.room.news.isVisible()
    long.press(Qt.Key.Key_PageDown)
    long.room.news._close.click()
    long.room.show_again(None)
    assert not long.room.news.isVisible()


def test_whoever_comes_to_an_item_begins_in_its_notes(world: World) -> None:
    def in_notes() -> bool:
        editor = world.room.sheets.prompts.notes.editor
        return editor is not None and editor.hasFocus()

    declared = world.room.sheets.declarations.text.editor
    assert declared is QApplication.focusWidget()
    world.press(Qt.Key.Key_PageDown)
    assert in_notes()
    world.press(Qt.Key.Key_F9)
    world.press(Qt.Key.Key_PageDown)
    assert in_notes()
    world.room.bar.back.setFocus()
    world.press(Qt.Key.Key_PageUp)
    assert world.room.bar.back.hasFocus()


def test_the_notes_that_have_the_focus_are_in_sight_in_the_smallest_window(shown: Shown) -> None:
    world = World(shown)
    world.room.resize(960, 560)
    world.press(Qt.Key.Key_PageDown)
    settle()
    editor = world.room.sheets.prompts.notes.editor
    assert editor is not None
    assert editor.hasFocus()
    seen = world.room._first.viewport().rect()
    top = editor.mapTo(world.room._first.viewport(), editor.rect().topLeft())
    assert seen.contains(top)
    world.room.resize(1440, 900)
    settle()
    world.room.resize(960, 560)
    settle()
    assert not editor.visibleRegion().isEmpty()


def test_what_was_agreed_is_read_back_first(world: World) -> None:
    under = item(world.desk, "Welcome")
    world.session.by_another(add_learning_point, under.id, "One tray")
    for _ in range(3):
        world.press(Qt.Key.Key_PageDown)
    assert world.room.sheets.read_back.yes.hasFocus()


def test_fields_with_a_key_of_their_own_say_so(world: World) -> None:
    sheets = world.room.sheets
    said = [each.toolTip() for each in (sheets.learning.entry, sheets.decisions.entry)]
    assert said == ["New learning point (F7)", "New decision (F3)"]
    assert world.room.agreeing._text.toolTip() == "New action (F9)"


def test_escape_closes_the_list_of_people_and_gives_the_focus_back(world: World) -> None:
    world.press(Qt.Key.Key_F9)
    world.press(Qt.Key.Key_F12)
    assert world.room.people._rows[0].presence.hasFocus()
    world.press(Qt.Key.Key_Escape)
    assert not world.room.people.isVisible()
    assert world.room.agreeing._text.hasFocus()
    world.press(Qt.Key.Key_Escape)
    assert world.room.isVisible()


def test_escape_from_parking_goes_back_to_the_notes(world: World) -> None:
    world.press(Qt.Key.Key_F10)
    world.press(Qt.Key.Key_F4)
    world.press(Qt.Key.Key_Escape)
    assert world.room.sheets.prompts.notes.editor is QApplication.focusWidget()


@pytest.mark.parametrize("width", [1024, 600])
def test_a_scribe_types_one_action_after_another_wherever_enter_was_pressed(
    shown: Shown, width: int
) -> None:
    world = World(shown, width=width)
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F9)
    agreeing = world.room.agreeing
    for number, where in enumerate((agreeing._text, agreeing._know, agreeing._kind), 1):
        assert agreeing.entry.hasFocus()
        assert agreeing.entry.words() == ""
        world.type(f"Check tray {number}")
        agreeing._owner.set_chosen(ann(world.desk))
        where.setFocus()
        world.press(Qt.Key.Key_Return)
        assert len(world.desk.all(Action)) == number
    QTest.keyClicks(agreeing.entry, "Check tray 4")
    QTest.mouseClick(agreeing._add_button, Qt.MouseButton.LeftButton)
    assert len(world.desk.all(Action)) == 4
    assert agreeing.entry.hasFocus()


def test_over_the_sheets_of_a_narrow_room_the_work_is_to_type_an_action(shown: Shown) -> None:
    world = World(shown, width=600)
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F9)
    assert not world.room.sheets.isVisible()
    assert world.room.first_work() is world.room.agreeing.entry
    world.desk.seen_by(ann(world.desk), Role.STAFF)
    world.room.show_again(None)
    assert world.room.first_work() is not world.room.agreeing.entry


@pytest.mark.parametrize("key", [Qt.Key.Key_F3, Qt.Key.Key_F7])
def test_a_scribe_types_one_line_after_another_in_a_narrow_room(shown: Shown, key: Qt.Key) -> None:
    world = World(shown, width=600)
    world.press(Qt.Key.Key_PageDown)
    world.press(key)
    entry = QApplication.focusWidget()
    for number in range(2):
        world.type(f"One tray {number}")
        world.press(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is entry
    assert len([*world.desk.all(Decision), *world.desk.all(LearningPoint)]) == 2


def test_in_a_narrow_room_closing_the_people_shuts_the_drawer(shown: Shown) -> None:
    world = World(shown, width=1024)
    world.press(Qt.Key.Key_F12)
    assert world.room.people.isVisible()
    world.press(Qt.Key.Key_Escape)
    assert not world.room.people.isVisible()
    assert world.room.sheets.isVisible()


def test_a_half_written_line_does_not_hold_back_who_goes_on_from_here(world: World) -> None:
    world.press(Qt.Key.Key_PageDown)
    world.press(Qt.Key.Key_F10)
    world.type("Notes")
    world.press(Qt.Key.Key_F7)
    world.type("Half")
    world.press(Qt.Key.Key_PageDown)
    assert world.room.header._title.text() == "B case"


def test_a_move_that_is_refused_moves_nobody_later(shown: Shown) -> None:
    desk = practice_desk()
    held = planned(desk)
    session = AtOnce(desk)
    room = MeetingRoom(session, clock=lambda: desk.now)  # type: ignore[arg-type]
    room.show_record(held.id)
    shown(room, 1440, 900)
    room.begin.click()
    assert len(session.failures) == 1
    assert not room.steering.is_moving


def test_what_identifies_a_patient_stays_a_draft_until_it_is_put_right(world: World) -> None:
    world.press(Qt.Key.Key_F10)
    world.type("Her number is 943 476 5919")
    notes = world.room.sheets.prompts.notes
    (opened,) = notes._open.values()
    assert opened.guard is not None
    opened.guard.check_now()
    notes.flush()
    assert world.desk.all(MinuteNote) == ()
    assert [each.words for each in world.session.drafts.values()] == ["Her number is 943 476 5919"]
    editor = notes.editor
    assert editor is not None
    editor.selectAll()
    world.type("She was called")
    opened.guard.check_now()
    notes.flush()
    assert [each.text.plain for each in world.desk.all(MinuteNote)] == ["She was called"]
