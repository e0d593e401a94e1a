"""This is where the inbox is sorted as a person does it, and the sorting taken back."""

import pytest
from PySide6.QtCore import Qt

from layerdesk.domain.cases.records import Case, CaseState, Note, NoteState
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.record import Text
from layerdesk.ui.cases.inbox import Inbox
from layerdesk.usecases.cases.note_quickly import note_quickly
from tests.ui.cases.stories import many_cases, some_notes
from tests.ui.looking import clipped_texts, low_contrast, trapped_focus, unnamed_controls


@pytest.fixture
def place(sitting, shown, qtbot):
    """The inbox, which hears of changes as the window would tell it."""

    def open_it(width: int = 1200, height: int = 760) -> Inbox:
        made = Inbox(sitting.session)
        sitting.session.changed.connect(made.show_again)
        shown(made, width, height)
        sitting.come_to_rest(qtbot)
        return made

    return open_it


def press(qtbot, sitting, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)


def test_an_empty_inbox_teaches_and_offers_to_write(place, qtbot):
    inbox = place()
    assert inbox.empty.isVisible()
    with qtbot.waitSignal(inbox.quick_note_wanted):
        qtbot.mouseClick(inbox.empty.button, Qt.MouseButton.LeftButton)


def test_one_begins_at_what_waits_or_at_writing_the_first(place, desk, sitting, qtbot):
    inbox = place()
    inbox.first_work().setFocus()
    assert inbox.empty.button.hasFocus()
    desk.do(note_quickly, "Good to know.")
    inbox.show_again(None)
    sitting.come_to_rest(qtbot)
    assert inbox.first_work() is inbox.list
    assert inbox.list.hasFocus()


def test_one_press_makes_a_case_and_goes_to_it(place, desk, sitting, qtbot):
    desk.do(note_quickly, "Result went to the wrong doctor.")
    inbox = place()
    press(qtbot, sitting, inbox.panel.case)
    (case,) = desk.all(Case)
    assert sitting.heard.went == [("case", case.id)]


def test_filing_a_note_can_be_taken_back(place, desk, sitting, qtbot):
    note = desk.do(note_quickly, "Good to know.")
    inbox = place()
    press(qtbot, sitting, inbox.panel.file)
    assert desk.get(Note, note.id).state is NoteState.FILED
    assert inbox.empty.isVisible()
    inbox.panel.take_back()
    sitting.come_to_rest(qtbot)
    assert desk.get(Note, note.id).state is NoteState.INBOX
    assert inbox.list.current_id() == note.id


def test_news_moves_neither_rows_nor_buttons(place, desk, sitting, qtbot):
    some_notes(desk)
    inbox = place()
    stood = [each.mapTo(inbox, each.rect().topLeft()) for each in (inbox.list, inbox.panel.card)]
    press(qtbot, sitting, inbox.panel.file)
    assert inbox.panel.news.isVisible()
    now = [each.mapTo(inbox, each.rect().topLeft()) for each in (inbox.list, inbox.panel.card)]
    assert now == stood


def test_discarding_shows_the_next_one(place, desk, sitting, qtbot):
    some_notes(desk)
    inbox = place()
    first = inbox.list.current_id()
    press(qtbot, sitting, inbox.panel.discard)
    assert inbox.list.current_id() not in (None, first)


def test_an_action_is_made_with_its_owner_and_date(place, desk, sitting, qtbot):
    desk.do(note_quickly, "Ask the laboratory who they phone.")
    inbox = place()
    press(qtbot, sitting, inbox.panel.action)
    inbox.panel.due.line.setText("3 Dec 2026")
    press(qtbot, sitting, inbox.panel.make)
    (action,) = desk.all(Action)
    assert action.text == "Ask the laboratory who they phone."
    assert (action.owner, str(action.due)) == (desk.person, "2026-12-03")


def test_a_learning_point_that_is_too_long_says_so_and_stays(place, desk, sitting, qtbot):
    desk.do(note_quickly, "x" * 300)
    inbox = place()
    press(qtbot, sitting, inbox.panel.learning)
    press(qtbot, sitting, inbox.panel.make)
    assert desk.all(LearningPoint) == ()
    inbox.panel.words.set_words("Shorter")
    press(qtbot, sitting, inbox.panel.make)
    assert [each.statement for each in desk.all(LearningPoint)] == ["Shorter"]


def test_an_identifier_needs_a_reason_before_others_see_it(place, desk, sitting, qtbot):
    note = desk.do(note_quickly, "Call 999 000 0018 back")
    inbox = place()
    press(qtbot, sitting, inbox.panel.learning)
    press(qtbot, sitting, inbox.panel.make)
    assert inbox.panel.ask.isVisible()
    press(qtbot, sitting, inbox.panel.ask.yes)
    assert desk.all(LearningPoint) == ()
    qtbot.keyClicks(inbox.panel.ask.line, "A test number")
    qtbot.keyClick(inbox.panel.ask.line, Qt.Key.Key_Return)
    sitting.come_to_rest(qtbot)
    assert len(desk.all(LearningPoint)) == 1
    assert desk.get(Note, note.id).identifier_reason == "A test number"


def test_a_report_is_triaged_on_its_own_screen(place, desk, sitting, qtbot):
    case = desk.make(
        Case,
        space=desk.review_team,
        state=CaseState.REPORTED,
        title="Late result",
        summary=Text("It was late."),
    )
    inbox = place()
    press(qtbot, sitting, inbox.panel.open)
    assert sitting.heard.went == [("case", case.id)]


def test_enter_moves_from_the_list_to_what_can_be_done(place, desk, qtbot):
    desk.do(note_quickly, "A thought")
    inbox = place()
    inbox.list.setFocus()
    qtbot.keyClick(inbox.list, Qt.Key.Key_Return)
    assert inbox.panel.case.hasFocus()


def test_the_inbox_comes_back_to_what_was_looked_at(place, desk):
    some_notes(desk)
    inbox = place()
    last = desk.all(Note)[-1].id
    inbox.show_record(last)
    assert inbox.kept_place() == last
    inbox.take_place(desk.all(Note)[0].id)
    assert inbox.list.current_id() == desk.all(Note)[0].id


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
def test_the_inbox_is_whole_and_legible_in_every_look(place, desk, look, full):
    if full:
        many_cases(desk)
        some_notes(desk)
    inbox = place(1440 if look == "200" else 1024, 1000)
    assert clipped_texts(inbox) == []
    assert unnamed_controls(inbox) == []
    assert low_contrast(inbox) == []
    assert trapped_focus(inbox) == []
