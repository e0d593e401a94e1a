"""This is where a quick note is written as a person does it, within seconds."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from layerdesk.domain.cases.records import Note
from layerdesk.domain.people.records import SpaceKind
from layerdesk.ui.cases.quick_note import QuickNote
from layerdesk.usecases.people.edit_people import add_person
from tests.ui.desks import sitting_at
from tests.ui.looking import clipped_texts, low_contrast, settle, unnamed_controls


def opened(sitting, shown) -> QuickNote:
    window = shown(QuickNote(sitting.session), 620, 420)
    window.begin()
    return window


def test_the_text_has_the_focus_and_ctrl_enter_keeps_it(sitting, shown, qtbot):
    window = opened(sitting, shown)
    qtbot.keyClicks(window.text, "Ask who signs the forms.")
    with qtbot.waitSignal(window.kept):
        qtbot.keyClick(window.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = sitting.desk.all(Note)
    assert note.text.plain == "Ask who signs the forms."
    assert sitting.session.viewer.spaces[note.space] is SpaceKind.ME
    assert not window.isVisible()
    assert "inbox" in sitting.heard.said[-1]


def test_without_words_nothing_is_kept_and_it_says_what_to_do(sitting, shown, qtbot):
    window = opened(sitting, shown)
    qtbot.mouseClick(window.keep, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert sitting.desk.all(Note) == ()
    assert window.isVisible()


def test_esc_closes_and_half_a_note_is_there_again(sitting, shown, qtbot, theme):
    window = opened(sitting, shown)
    qtbot.keyClicks(window.text, "Half a thou")
    qtbot.keyClick(window.text, Qt.Key.Key_Escape)
    sitting.come_to_rest(qtbot)
    assert not window.isVisible()
    with sitting_at(sitting.desk, theme, sitting.opened) as later:
        again = opened(later, shown)
        assert again.text.words() == "Half a thou"
        qtbot.mouseClick(again.keep, Qt.MouseButton.LeftButton)
        later.come_to_rest(qtbot)
    assert sitting.opened.drafts == {}
    assert len(sitting.desk.all(Note)) == 1


def test_more_opens_the_rest_and_keeps_it_with_the_note(sitting, shown, qtbot):
    window = opened(sitting, shown)
    window.text.set_words("Look-alike boxes")
    qtbot.mouseClick(window.more, Qt.MouseButton.LeftButton)
    assert window.tags.isVisible()
    qtbot.keyClicks(window.tags, "dispensary, look-alikes")
    window.importance.set_chosen("2")
    window.keep_note()
    sitting.come_to_rest(qtbot)
    (note,) = sitting.desk.all(Note)
    assert note.tags == {"dispensary", "look-alikes"}
    assert note.importance == 2


def test_a_refused_note_stays_with_the_reason(sitting, shown, qtbot):
    window = opened(sitting, shown)
    window.text.set_words("x" * 5001)
    window.keep_note()
    sitting.come_to_rest(qtbot)
    assert window.isVisible()
    assert "5000" in window.message.words
    assert window.keep.isEnabled()


def test_an_identifier_is_pointed_out_but_a_private_note_may_hold_it(sitting, shown, qtbot):
    window = opened(sitting, shown)
    window.text.set_words("Call back about 999 000 0018")
    window.guard.check_now()
    assert window.guard.blocked
    window.keep_note()
    sitting.come_to_rest(qtbot)
    assert len(sitting.desk.all(Note)) == 1


def test_the_window_is_whole_and_legible_in_every_look(sitting, shown, look):
    large = look == "200"
    window: QWidget = shown(QuickNote(sitting.session), 900 if large else 620, 1000)
    window.more.setChecked(True)  # type: ignore[attr-defined]
    assert clipped_texts(window) == []
    assert unnamed_controls(window) == []
    assert low_contrast(window) == []


def test_the_window_stays_wholly_on_its_screen_whatever_unfolds(sitting, shown):
    window = opened(sitting, shown)
    room = window.screen().availableGeometry()
    for corner in (room.topLeft(), room.bottomRight()):
        window.more.setChecked(False)
        window.move(corner)
        window.more.setChecked(True)
        settle()
        assert room.contains(window.frameGeometry())


def test_the_window_opens_over_the_one_in_use(sitting, shown):
    below = shown(QWidget(), 760, 700)
    window = QuickNote(sitting.session)
    window.begin()
    settle()
    middle = window.geometry().center() - below.frameGeometry().center()
    assert middle.manhattanLength() < 12  # the frame is known only once it is shown
    window.close()


def test_what_was_chosen_beside_the_text_is_there_again_too(sitting, shown, qtbot, theme):
    window = opened(sitting, shown)
    qtbot.keyClicks(window.text, "Half a thought")
    window.more.setChecked(True)
    window.source.setCurrentIndex(1)
    window.source.activated.emit(1)
    qtbot.keyClicks(window.tags, "handover")
    qtbot.keyClicks(window.deadline.line, "3 Dec 2030")
    chosen = window.source.chosen_id()
    assert chosen
    qtbot.keyClick(window.text, Qt.Key.Key_Escape)
    sitting.come_to_rest(qtbot)
    with sitting_at(sitting.desk, theme, sitting.opened) as later:
        again = opened(later, shown)
        assert again.more.isChecked()
        assert again.source.chosen_id() == chosen
        assert again.tags.text() == "handover"
        assert again.deadline.day() == date(2030, 12, 3)
        again.keep_note()
        later.come_to_rest(qtbot)
    (note,) = sitting.desk.all(Note)
    assert (note.source, note.tags, note.deadline) == (chosen, {"handover"}, date(2030, 12, 3))
    assert sitting.opened.drafts == {}


def test_a_draft_of_the_rest_that_cannot_be_read_is_passed_over(sitting, shown, qtbot, theme):
    window = opened(sitting, shown)
    window._keep_draft("rest", "[1, 2")
    sitting.come_to_rest(qtbot)
    with sitting_at(sitting.desk, theme, sitting.opened) as later:
        assert not opened(later, shown).more.isChecked()


def test_a_day_that_is_none_is_said_and_the_note_waits(sitting, shown, qtbot):
    window = opened(sitting, shown)
    window.text.set_words("Look-alike boxes")
    window.more.setChecked(True)
    qtbot.keyClicks(window.deadline.line, "the day after never")
    window.keep_note()
    sitting.come_to_rest(qtbot)
    assert sitting.desk.all(Note) == ()
    assert "is not a day" in window._deadline_field.message.words
    window.deadline.line.setText("3 Dec 2030")
    window.keep_note()
    sitting.come_to_rest(qtbot)
    assert len(sitting.desk.all(Note)) == 1


def test_a_colleague_is_pointed_out_by_name(sitting, shown, qtbot):
    sitting.session.write(add_person, name="Niamh Murphy", job_role="practice_nurse")
    sitting.come_to_rest(qtbot)
    window = opened(sitting, shown)
    qtbot.keyClicks(window.text, "Asked Niamh Murphy about it")
    sitting.come_to_rest(qtbot)
    window.guard.check_now()
    assert any("Niamh Murphy" in each for each in window.guard.list.words())
