from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.domain.people.records import Role
from layerdesk.ui.meetings.plan import Plan
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.attend import Duty
from tests.ui.looking import clipped_texts, low_contrast, settle, trapped_focus, unnamed_controls
from tests.ui.meetings.session import AtOnce
from tests.usecases.meetings.desk import ann, item, items, planned, practice_desk, ready_case

Shown = Callable[..., QWidget]


class World:
    """A planned meeting on a desk, with its plan open."""

    def __init__(self, shown: Shown, *, filled: bool = True, minutes: int = 60) -> None:
        self.desk = practice_desk()
        self.held = planned(self.desk, minutes=minutes, plan="plan_60")
        if filled:
            for title in "ABC":
                self.desk.do(add_item, self.held.id, title, minutes=15)
        self.session = AtOnce(self.desk)
        self.went: list[tuple[str, object]] = []
        self.session.went.connect(lambda where, record: self.went.append((where, record)))
        self.place = Plan(self.session)  # type: ignore[arg-type]  # it does what a Session does
        self.place.show_record(self.held.id)
        shown(self.place, 1440, 900)

    def titles(self) -> str:
        return "".join(each.title for each in items(self.desk))


@pytest.fixture
def world(shown: Shown) -> World:
    return World(shown)


def test_an_empty_agenda_fills_itself_at_a_press(shown: Shown) -> None:
    world = World(shown, filled=False)
    for title in ("One", "Two", "Three", "Four"):
        ready_case(world.desk, title)
    world.place.show_again(None)
    assert world.place.empty.isVisible()
    world.place.empty.button.click()
    assert world.place.agenda.count() == 6
    assert "There was no time for 1 case." in world.place.news.words
    assert world.place.time.words == "4 minutes to spare"


def test_alt_and_arrows_move_the_item_and_it_stays_current(world: World) -> None:
    world.place.agenda.choose(item(world.desk, "C").id)
    world.place.agenda.setFocus()
    QTest.keyClick(world.place.agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert world.titles() == "ACB"
    QTest.keyClick(world.place.agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(world.place.agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert world.titles() == "CAB"
    QTest.keyClick(world.place.agenda, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert world.titles() == "ACB"
    assert world.place.agenda.current_id() == item(world.desk, "C").id
    QTest.keyClick(world.place.agenda, Qt.Key.Key_Down)
    assert world.place.agenda.current_id() == item(world.desk, "B").id


def test_the_commands_move_the_item_too(world: World) -> None:
    world.place.agenda.choose(item(world.desk, "A").id)
    world.place.commands()["plan_move_down"]()
    assert world.titles() == "BAC"
    world.place.commands()["plan_move_up"]()
    assert world.titles() == "ABC"


@pytest.mark.parametrize(
    ("dragged", "onto", "in_upper_half", "wanted"),
    [("A", "C", False, "BCA"), ("A", "C", True, "BAC"), ("C", "A", True, "CAB")],
)
def test_an_item_is_dragged_to_another_place(
    world: World, dragged: str, onto: str, in_upper_half: bool, wanted: str
) -> None:
    agenda = world.place.agenda
    agenda.choose(item(world.desk, dragged).id)
    rect = agenda.visualItemRect(agenda.item("ABC".index(onto)))
    point = QPoint(rect.center().x(), rect.top() + 1 if in_upper_half else rect.bottom() - 1)
    drop_at(world, point)
    assert world.titles() == wanted


def test_an_item_dropped_below_the_list_goes_to_the_end(world: World) -> None:
    world.place.agenda.choose(item(world.desk, "A").id)
    drop_at(world, QPoint(20, world.place.agenda.viewport().height() - 2))
    assert world.titles() == "BCA"


def drop_at(world: World, point: QPoint) -> None:
    agenda = world.place.agenda
    event = QDropEvent(
        QPointF(point),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    agenda.dropEvent(event)
    settle()


def test_the_bar_says_at_a_glance_whether_the_agenda_fits(shown: Shown) -> None:
    world = World(shown, minutes=40)
    assert world.place.time.words == "5 minutes over"
    assert "“C”" in world.place.time._advice.text()
    world.place.agenda.choose(item(world.desk, "C").id)
    world.place.form.minutes.setValue(10)
    assert item(world.desk, "C").minutes == 10
    assert world.place.time.words == "Just right"


def test_an_item_is_renamed_timed_presented_and_taken_off(world: World) -> None:
    world.place.agenda.choose(item(world.desk, "B").id)
    form = world.place.form
    form.name.setFocus()
    form.name.selectAll()
    QTest.keyClicks(form.name, "Bee")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    form.presenter.chosen.emit(ann(world.desk))
    assert item(world.desk, "Bee").presenter == ann(world.desk)
    form.remove_button.click()
    assert world.titles() == "AC"


def test_delete_takes_the_item_off(world: World) -> None:
    said: list[str] = []
    world.session.said.connect(lambda words, _tone: said.append(words))
    world.place.agenda.choose(item(world.desk, "B").id)
    QTest.keyClick(world.place.agenda, Qt.Key.Key_Delete)
    assert world.titles() == "AC"
    assert said == ["The item is in the bin. Ctrl+Z takes it back."]


def test_a_new_item_is_added_by_keyboard(world: World) -> None:
    world.place.commands()["plan_add_item"]()
    form = world.place.form
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert world.titles() == "ABC"
    QTest.keyClicks(form.name, "D")
    form.minutes.setValue(3)
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert world.titles() == "ABCD"
    assert item(world.desk, "D").minutes == 3
    assert form.name.words() == ""


def test_a_new_item_that_is_being_written_survives_a_change_elsewhere(world: World) -> None:
    world.place.form.begin_new()
    QTest.keyClicks(world.place.form.name, "Half a ti")
    world.session.by_another(add_item, world.held.id, "D")
    assert world.place.form.name.words() == "Half a ti"


def test_a_ready_case_goes_on_the_agenda(world: World) -> None:
    case = ready_case(world.desk)
    world.place.show_again(None)
    world.place.waiting._rows[0]._add.click()
    assert world.desk.get(Case, case.id).state is CaseState.SCHEDULED
    assert item(world.desk, "Delayed referral").minutes == 15
    assert world.place.waiting._empty.isVisible()


def test_the_agenda_is_sent_and_the_room_opened(world: World) -> None:
    world.place.commands()["plan_send"]()
    assert world.desk.get(Meeting, world.held.id).state is MeetingState.AGENDA_SENT
    assert not world.place.send_button.isVisible()
    world.place.open_button.click()
    assert world.went == [("room", world.held.id)]


def test_what_is_missing_before_sending_is_said(shown: Shown) -> None:
    world = World(shown, filled=False)
    assert not world.place.send_button.isEnabled()
    assert "at least one item" in world.place.send_button.toolTip()


def test_a_meeting_is_cancelled_with_a_reason(world: World) -> None:
    world.place.cancel_button.click()
    QTest.keyClicks(world.place.ask.line, "Snow")
    QTest.keyClick(world.place.ask.line, Qt.Key.Key_Return)
    assert world.desk.get(Meeting, world.held.id).state is MeetingState.CANCELLED
    assert not world.place.open_button.isVisible()
    assert world.place.called_off.words == "This meeting was cancelled: Snow"
    assert world.place.agenda.hasFocus()
    other = planned(world.desk)
    world.place.show_record(other.id)
    assert not world.place.called_off.isVisible()


def test_staff_see_the_plan_and_change_nothing(world: World) -> None:
    world.desk.seen_by(ann(world.desk), Role.STAFF)
    world.place.show_again(None)
    assert set(world.place.commands()) == {"plan_open"}
    assert not world.place.form.name.isEnabled()
    world.place.agenda.move_by(1)
    assert world.titles() == "ABC"


@pytest.mark.parametrize("filled", [True, False])
def test_the_plan_is_whole_named_legible_and_reachable(
    shown: Shown, look: str, filled: bool
) -> None:
    world = World(shown, filled=filled)
    ready_case(world.desk)
    world.place.show_again(None)
    for size in ((1440, 2400), (1024, 2400)):
        world.place.resize(*size)
        settle()
        assert unnamed_controls(world.place) == []
        assert low_contrast(world.place) == []
        assert clipped_texts(world.place) == []
    assert trapped_focus(world.place) == []


def test_the_details_of_a_meeting_are_kept_when_one_leaves_a_field(world: World) -> None:
    details = world.place.details
    details.place.setFocus()
    details.place.setText("Room 2")
    details.place.editingFinished.emit()
    details.minutes.setValue(45)
    details.date.day.set_day(date(2026, 12, 10))
    details.date.time.setText("9.30")
    details.date.time.editingFinished.emit()
    held = world.desk.get(Meeting, world.held.id)
    assert (held.place, held.planned_minutes) == ("Room 2", 45)
    assert held.starts_at == datetime(2026, 12, 10, 9, 30, tzinfo=UTC)
    details.duties[Duty.CHAIR].chosen.emit(ann(world.desk))
    assert world.desk.get(Meeting, world.held.id).chair == ann(world.desk)


def test_a_time_that_is_none_and_an_empty_title_are_refused_in_place(world: World) -> None:
    details = world.place.details
    details.date.day.set_day(date(2026, 12, 10))
    details.date.time.setText("lunch")
    details.date.time.editingFinished.emit()
    assert details.date.time_field.message.words
    before = world.desk.get(Meeting, world.held.id)
    details.name.setText("  ")
    details.name.editingFinished.emit()
    assert details.name_field.message.words
    assert world.desk.get(Meeting, world.held.id).title == before.title


def test_a_date_may_be_taken_back_until_everybody_was_told(world: World) -> None:
    line = world.place.details.date.day.line
    line.setFocus()
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert world.desk.get(Meeting, world.held.id).starts_at is None
    line.setFocus()
    QTest.keyClicks(line, "3 dec 2026")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    world.place.commands()["plan_send"]()
    line.setFocus()
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    held = world.desk.get(Meeting, world.held.id)
    assert held.starts_at == datetime(2026, 12, 3, 13, 0, tzinfo=UTC)
    assert "Choose another" in world.place.details.date.day_field.message.words


def test_what_happened_to_the_meeting_unfolds_at_the_foot(world: World) -> None:
    assert not world.place.history.panel.isVisible()
    world.place.history.unfold.click()
    assert world.place.history.panel.isVisible()
    other = planned(world.desk)
    world.place.show_record(other.id)
    assert world.place.history.panel._record == (Meeting.kind, other.id)
