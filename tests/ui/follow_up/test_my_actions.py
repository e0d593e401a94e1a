"""This is where it is tested how a person ticks off what they promised."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.people.records import Role
from layerdesk.ui.follow_up.my_actions import MyActions
from layerdesk.ui.follow_up.save_list import SaveListButton
from tests.ui.follow_up.stories import JO, LATE, LATER, SHOWN, SOON, busy_practice
from tests.ui.looking import clipped_texts, low_contrast, trapped_focus, unnamed_controls


@pytest.fixture
def place(sitting, shown, qtbot):
    def open_it(width: int = 1200, height: int = 1000) -> MyActions:
        made = MyActions(sitting.session)
        shown(made, width, height)
        sitting.come_to_rest(qtbot)
        return made

    return open_it


@pytest.fixture
def busy(desk, place) -> MyActions:
    busy_practice(desk)
    return place()


def ids(place: MyActions) -> list[str]:
    model = place.browser.list.model()
    return [place.browser.id_at(at) for at in range(model.rowCount())]


def press(place: MyActions, about: str, qtbot) -> None:
    panel = place.browser.panel
    if not panel.buttons[about].isVisible():
        qtbot.mouseClick(panel.more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.buttons[about], Qt.MouseButton.LeftButton)
    assert panel.ask.isVisible()


def answer(place: MyActions, words: str, sitting, qtbot) -> None:
    ask = place.browser.panel.ask
    if words:
        ask.text.selectAll()
        qtbot.keyClicks(ask.text, words)
    qtbot.mouseClick(ask.yes, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)


def updates(desk) -> list[tuple[UpdateKind, str]]:
    return [(each.update_kind, each.text.plain) for each in desk.all(ActionUpdate)][2:]


def test_an_empty_list_teaches_and_adds_the_first_action(place, desk, sitting, qtbot):
    mine = place()
    assert mine.empty.isVisible()
    qtbot.mouseClick(mine.empty.button, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is mine.form.text
    qtbot.keyClicks(mine.form.text, "the rota")
    assert "Begin with what will be done" in mine.form.text_field.hint.text()
    mine.form.text.selectAll()
    qtbot.keyClicks(mine.form.text, "Change the rota")
    assert mine.form.text_field.hint.text() == ""
    qtbot.keyClicks(mine.form.day.line, "4 dec")
    qtbot.keyClick(mine.form.text, Qt.Key.Key_Return)
    sitting.come_to_rest(qtbot)
    (action,) = desk.all(Action)
    assert (action.text, action.due) == ("Change the rota", date(2026, 12, 4))
    assert not mine.form.isVisible()
    assert mine.browser.panel.text.text() == "Change the rota"


def test_an_action_that_is_refused_keeps_its_words_and_says_why(place, desk, sitting, qtbot):
    mine = place()
    mine.new.click()
    qtbot.keyClicks(mine.form.text, "Ring 999 000 0018")
    qtbot.mouseClick(mine.form.add, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert desk.all(Action) == ()
    assert mine.form.text_field.message.isVisible()
    assert mine.form.text.words() == "Ring 999 000 0018"
    qtbot.keyClick(mine.form.text, Qt.Key.Key_Escape)
    assert not mine.form.isVisible()


def test_a_day_that_is_none_is_not_passed_over(place, desk, sitting, qtbot):
    mine = place()
    mine.form.open_form()
    qtbot.keyClicks(mine.form.text, "Ring them")
    qtbot.keyClicks(mine.form.day.line, "someday")
    qtbot.mouseClick(mine.form.add, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert desk.all(Action) == ()
    assert mine.form.day_field.message.isVisible()


def test_overdue_is_on_top_and_finished_ones_only_on_demand(place, desk, sitting, qtbot):
    busy_practice(desk)
    desk.make(Action, id="old", text="Old", owner=desk.person, state=ActionState.STOPPED)
    busy = place()
    assert ids(busy) == [LATE, SOON, LATER, SHOWN]
    assert (busy.count.words, busy.overdue.words) == ("3 open", "1 overdue")
    busy.filters.set_chosen(("finished",))
    busy.filters.chosen.emit(("finished",))
    assert set(ids(busy)) == {LATE, SOON, LATER, SHOWN, "old"}


def test_the_panel_shows_the_chosen_action_with_its_story(busy):
    panel = busy.browser.panel
    assert panel.text.text().startswith("Put the name of a clinician")
    assert panel.owner.text() == "You see to it. Its date was moved once."
    assert panel.origin_label.text() == "From Learning meeting, 5 Nov"
    assert panel.due.words == "6 days overdue"
    assert panel.view.updates[0].words.startswith("Tried for one week")


def test_an_action_is_done_with_evidence(busy, desk, sitting, qtbot):
    press(busy, "finish", qtbot)
    answer(busy, "Rota for December", sitting, qtbot)
    assert desk.get(Action, LATE).state is ActionState.DONE_EVIDENCED
    assert ids(busy) == [SOON, LATER, SHOWN]
    assert not busy.browser.panel.ask.isVisible()


def test_an_action_is_done_and_evidence_may_follow(busy, desk, sitting, qtbot):
    press(busy, "finish", qtbot)
    answer(busy, "", sitting, qtbot)
    assert desk.get(Action, LATE).state is ActionState.DONE_AWAITING_EVIDENCE
    assert set(ids(busy)) == {SOON, LATER, SHOWN, LATE}
    busy.show_record(LATE)
    sitting.come_to_rest(qtbot)
    press(busy, "evidence", qtbot)
    answer(busy, "Thirty results, none late", sitting, qtbot)
    assert desk.get(Action, LATE).state is ActionState.DONE_EVIDENCED


def test_progress_is_noted_with_ctrl_enter(busy, desk, sitting, qtbot):
    press(busy, "progress", qtbot)
    ask = busy.browser.panel.ask
    assert QApplication.focusWidget() is ask.text
    qtbot.keyClicks(ask.text, "Half the week is named")
    qtbot.keyClick(ask.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sitting.come_to_rest(qtbot)
    assert updates(desk) == [(UpdateKind.PROGRESS, "Half the week is named")]
    assert busy.browser.panel.view.updates[0].words == "Half the week is named"
    assert busy.browser.panel.buttons["finish"].hasFocus()


def test_a_new_date_needs_a_reason_which_is_asked_for_in_place(busy, desk, sitting, qtbot):
    press(busy, "postpone", qtbot)
    ask = busy.browser.panel.ask
    qtbot.keyClicks(ask.date.line, "11 dec")
    answer(busy, "", sitting, qtbot)
    assert desk.get(Action, LATE).due == date(2026, 11, 20)
    assert ask.text_field.message.isVisible()
    answer(busy, "The rota is late", sitting, qtbot)
    assert desk.get(Action, LATE).due == date(2026, 12, 11)
    assert updates(desk) == [(UpdateKind.POSTPONED, "The rota is late")]


def test_a_date_that_has_not_passed_is_offered_to_be_changed(busy, sitting, qtbot):
    busy.show_record(LATER)
    sitting.come_to_rest(qtbot)
    press(busy, "postpone", qtbot)
    assert busy.browser.panel.ask.day == date(2027, 1, 14)


def test_an_action_is_handed_on(busy, desk, sitting, qtbot):
    press(busy, "reassign", qtbot)
    ask = busy.browser.panel.ask
    assert [ask.choice.itemText(at) for at in range(1, ask.choice.count())] == ["Jo Bell"]
    ask.choice.set_chosen(JO)
    answer(busy, "On leave", sitting, qtbot)
    assert desk.get(Action, LATE).owner == JO
    assert ids(busy) == [SOON, LATER, SHOWN]


@pytest.mark.parametrize(
    ("about", "state"),
    [("block", ActionState.BLOCKED), ("stop", ActionState.STOPPED)],
)
def test_an_action_is_blocked_or_stopped_with_a_reason(busy, desk, sitting, qtbot, about, state):
    press(busy, about, qtbot)
    answer(busy, "", sitting, qtbot)
    assert desk.get(Action, LATE).state is ActionState.AGREED
    answer(busy, "The supplier is shut", sitting, qtbot)
    assert desk.get(Action, LATE).state is state


def test_a_stopped_action_is_taken_up_again(busy, desk, sitting, qtbot):
    press(busy, "stop", qtbot)
    answer(busy, "Not needed", sitting, qtbot)
    busy.filters.set_chosen(("finished",))
    busy.filters.chosen.emit(("finished",))
    busy.show_record(LATE)
    sitting.come_to_rest(qtbot)
    press(busy, "reopen", qtbot)
    answer(busy, "", sitting, qtbot)
    assert desk.get(Action, LATE).state is ActionState.AGREED


def test_words_strength_and_how_we_will_know_are_changed(busy, desk, sitting, qtbot):
    press(busy, "edit", qtbot)
    assert busy.browser.panel.ask.words.startswith("Put the name")
    answer(busy, "Put a name on the rota", sitting, qtbot)
    press(busy, "know", qtbot)
    answer(busy, "A name each day", sitting, qtbot)
    press(busy, "strength", qtbot)
    ask = busy.browser.panel.ask
    ask.choice.set_chosen("forcing_function")
    answer(busy, "", sitting, qtbot)
    kept = desk.get(Action, LATE)
    assert (kept.text, kept.how_we_will_know) == ("Put a name on the rota", "A name each day")
    assert (kept.strength, kept.strength_kind) == ("strong", "forcing_function")
    assert busy.browser.panel.strength.words == "Strong action"


def test_a_weak_action_gets_a_kind_nudge_with_examples(busy, sitting, qtbot):
    assert not busy.browser.panel.advice.isVisible()
    busy.show_record(SOON)
    sitting.come_to_rest(qtbot)
    assert "change the system instead" in busy.browser.panel.advice.words
    assert "For instance" in busy.browser.panel.advice.words


def test_half_written_words_are_kept_when_one_looks_elsewhere(busy, sitting, qtbot):
    press(busy, "progress", qtbot)
    ask = busy.browser.panel.ask
    qtbot.keyClicks(ask.text, "Half a sen")
    busy.show_record(SOON)
    sitting.come_to_rest(qtbot)
    assert not ask.isVisible()
    assert sitting.opened.drafts[LATE, "new_progress"].words == "Half a sen"
    busy.show_record(LATE)
    sitting.come_to_rest(qtbot)
    press(busy, "progress", qtbot)
    assert ask.words == "Half a sen"
    answer(busy, "", sitting, qtbot)
    assert sitting.opened.drafts == {}


def test_escape_leaves_everything_as_it_is(busy, desk, sitting, qtbot):
    press(busy, "stop", qtbot)
    ask = busy.browser.panel.ask
    qtbot.keyClicks(ask.text, "No")
    qtbot.keyClick(ask.text, Qt.Key.Key_Escape)
    sitting.come_to_rest(qtbot)
    assert not ask.isVisible()
    assert busy.browser.panel.buttons["finish"].isVisible()
    assert desk.get(Action, LATE).state is ActionState.AGREED


def test_the_keyboard_alone_chooses_an_action_and_its_panel(busy, sitting, qtbot):
    busy.find_here()
    qtbot.keyClick(busy.browser.list, Qt.Key.Key_Down)
    sitting.come_to_rest(qtbot)
    assert busy.browser.panel.text.text() == "Email all staff about the new recall code"
    assert busy.kept_place() == SOON
    qtbot.keyClick(busy.browser.list, Qt.Key.Key_Return)
    assert busy.browser.panel.buttons["finish"].hasFocus()


def test_a_kept_place_is_taken_when_the_rows_have_come(desk, sitting, shown, qtbot):
    busy_practice(desk)
    mine = MyActions(sitting.session)
    mine.take_place(SOON)
    shown(mine, 1200, 800)
    sitting.come_to_rest(qtbot)
    assert mine.kept_place() == SOON
    assert "add_action" in mine.commands()


def test_the_origin_is_one_click_away(busy, sitting, qtbot):
    qtbot.mouseClick(busy.browser.panel.origin, Qt.MouseButton.LeftButton)
    busy.show_record(SOON)
    sitting.come_to_rest(qtbot)
    assert busy.browser.panel.origin.words == "Open the case"
    qtbot.mouseClick(busy.browser.panel.origin, Qt.MouseButton.LeftButton)
    assert [place for place, _ in sitting.heard.went] == ["minutes", "case"]


def test_the_list_is_saved_as_a_file(desk, sitting, qtbot, theme, tmp_path):
    busy_practice(desk)
    asked = []

    def ask(_parent, offered, kinds):
        asked.append((offered, kinds))
        return tmp_path / "mine.docx" if len(asked) == 1 else None

    button = SaveListButton(sitting.session, ask)
    qtbot.addWidget(button)
    word = button.formats.actions()[1]
    word.trigger()
    qtbot.waitUntil(lambda: any("mine.docx" in each for each in sitting.heard.said))
    assert (tmp_path / "mine.docx").read_text() == "docx: Actions of Sam Okafor"
    assert asked[0][0].endswith("2026-11-26 Actions of Sam Okafor.docx")
    assert asked[0][1] == "Word (*.docx)"
    word.trigger()
    sitting.come_to_rest(qtbot)
    assert asked[1][0].startswith(str(tmp_path))
    assert len(sitting.heard.said) == 1


def test_widths_of_columns_come_back(busy, sitting, place, qtbot):
    busy.browser.list.horizontalHeader().resizeSection(1, 222)
    sitting.come_to_rest(qtbot)
    assert place().browser.list.columnWidth(1) == 222


def test_broken_widths_are_passed_over(sitting, place):
    for kept in ("[]", "{"):
        sitting.session.keep_setting("my_actions.widths", kept)
        assert place().isVisible()


def test_a_helper_may_note_progress_and_nothing_else(desk, sitting, place, qtbot):
    busy_practice(desk)
    mine = place()
    desk.seen_by(JO, Role.STAFF)
    helped = desk.make(
        Action,
        text="Ask",
        owner=desk.person,
        helpers=frozenset({JO}),
        state=ActionState.AGREED,
    )
    panel = mine.browser.panel
    panel.show_action(helped.id)
    sitting.come_to_rest(qtbot)
    assert [about for about, each in panel.buttons.items() if each.isVisible()] == ["progress"]
    assert panel.owner.text() == "Sam Okafor sees to it. Helped by Jo Bell."
    panel.press("stop")
    assert not panel.ask.isVisible()


@pytest.mark.parametrize("width", [960, 1200])
def test_my_actions_are_whole_named_and_legible_in_every_look(
    look, place, desk, sitting, width, qtbot
):
    busy_practice(desk)
    mine = place(width, 3200 if look == "200" else 1000)
    mine.form.open_form()
    mine.browser.panel.press("postpone")
    sitting.come_to_rest(qtbot)
    assert clipped_texts(mine) == []
    assert unnamed_controls(mine) == []
    assert low_contrast(mine) == []
    assert trapped_focus(mine) == []


def test_the_history_of_an_action_unfolds_at_its_foot(busy, desk, sitting, qtbot):
    panel = busy.browser.panel
    assert not panel.history.panel.isVisible()
    qtbot.mouseClick(panel.history.unfold, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert panel.history.panel.isVisible()
    assert panel.history.panel.nothing.isVisible()
