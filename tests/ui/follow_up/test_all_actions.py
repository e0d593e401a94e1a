"""This is where it is tested how the practice's actions are followed."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from layerdesk.domain.follow_up.due import Band
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.people.records import Role
from layerdesk.ui.follow_up.all_actions import (
    BLOCKED,
    EVIDENCE,
    FINISHED,
    LEAVERS,
    OVERDUE,
    AllActions,
    narrowed_to,
)
from tests.ui.follow_up.stories import (
    JO,
    LATE,
    LATER,
    LEFT_ONE,
    LEFT_TWO,
    OTHERS,
    SHOWN,
    SOON,
    busy_practice,
)
from tests.ui.looking import clipped_texts, low_contrast, trapped_focus, unnamed_controls


@pytest.fixture
def place(sitting, shown, qtbot):
    def open_it(width: int = 1400, height: int = 1000) -> AllActions:
        made = AllActions(sitting.session)
        shown(made, width, height)
        sitting.come_to_rest(qtbot)
        return made

    return open_it


@pytest.fixture
def busy(desk, place) -> AllActions:
    busy_practice(desk)
    return place()


def ids(place: AllActions) -> list[str]:
    return [place.browser.id_at(at) for at in range(place.browser.list.model().rowCount())]


def select(place: AllActions, *records: str) -> None:
    table = place.browser.list
    rows = ids(place)
    table.clearSelection()
    for record in records:
        index = table.model().index(rows.index(record), 0)
        flags = QItemSelectionModel.SelectionFlag
        table.selectionModel().select(index, flags.Select | flags.Rows)


def test_an_empty_list_teaches_where_actions_come_from(place, sitting, qtbot):
    everything = place()
    assert everything.empty.isVisible()
    assert not everything.filters.isVisible()
    qtbot.mouseClick(everything.empty.button, Qt.MouseButton.LeftButton)
    assert sitting.heard.went == [("meetings", None)]


def test_overdue_comes_first_whoever_owns_it(busy):
    assert ids(busy) == [OTHERS, LATE, SOON, LEFT_TWO, LATER, LEFT_ONE]
    assert (busy.count.words, busy.overdue.words) == ("6 actions", "2 overdue")
    model = busy.browser.list.model()
    assert model.index(0, 1).data() == "Jo Bell"
    assert model.index(0, 2).data() == "14 days overdue"
    assert model.index(0, 3).data() == "Blocked"


@pytest.mark.parametrize(
    ("chips", "found"),
    [
        ((OVERDUE,), [OTHERS, LATE]),
        ((BLOCKED,), [OTHERS]),
        ((EVIDENCE,), [SHOWN]),
        ((LEAVERS,), [LEFT_TWO, LEFT_ONE]),
        ((FINISHED,), [SHOWN]),
    ],
)
def test_chips_narrow_the_list(busy, sitting, qtbot, chips, found):
    busy.show_only(*chips)
    sitting.come_to_rest(qtbot)
    assert ids(busy) == found


def test_an_owner_and_a_strength_narrow_the_list(busy, sitting, qtbot):
    names = [busy.owner.itemText(at) for at in range(busy.owner.count())]
    assert names == ["Everybody’s", "Jo Bell", "Mira Lund", "Sam Okafor"]
    busy.owner.set_chosen("mira")
    busy.owner.chosen.emit("mira")
    sitting.come_to_rest(qtbot)
    assert ids(busy) == [LEFT_TWO, LEFT_ONE]
    busy.strength.set_chosen("strong")
    busy.strength.chosen.emit("strong")
    sitting.come_to_rest(qtbot)
    assert ids(busy) == [LEFT_TWO]


def test_words_narrow_the_list_and_all_can_be_shown_again(busy, sitting, qtbot):
    busy.find_here()
    qtbot.keyClicks(busy.words, "nothing like this")
    qtbot.waitUntil(busy.none_fits.isVisible)
    qtbot.mouseClick(busy.none_fits.button, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert len(ids(busy)) == 6


def test_chips_of_states_add_up_and_the_rest_narrows():
    found = narrowed_to((BLOCKED, EVIDENCE, OVERDUE), owner="x", strength="weak", words=" a ")
    assert found.states == {ActionState.BLOCKED, ActionState.DONE_AWAITING_EVIDENCE}
    assert (found.bands, found.owner, found.strengths, found.words) == (
        {Band.OVERDUE},
        "x",
        {"weak"},
        "a",
    )
    assert not found.open_only


def test_a_leavers_actions_are_handed_on_together(busy, desk, sitting, qtbot):
    select(busy, LEFT_ONE, LEFT_TWO)
    assert busy.hand_on.isVisible()
    assert not busy.browser.panel.isVisible()
    assert busy.hand_on.words.text() == "2 actions are selected. Who will see to them?"
    assert not busy.hand_on.give.isEnabled()
    names = [busy.hand_on.person.itemText(at) for at in range(1, busy.hand_on.person.count())]
    assert names == ["Jo Bell", "Sam Okafor"]
    busy.hand_on.person.set_chosen(JO)
    busy.hand_on.person.chosen.emit(JO)
    qtbot.keyClicks(busy.hand_on.reason.editor, "Mira has left")
    qtbot.mouseClick(busy.hand_on.give, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert {desk.get(Action, each).owner for each in (LEFT_ONE, LEFT_TWO)} == {JO}
    assert "2 actions are with Jo Bell now." in sitting.heard.said
    assert not busy.hand_on.isVisible()
    assert busy.browser.panel.isVisible()


def test_only_leads_hand_on_the_actions_of_others(busy, desk, sitting, qtbot):
    desk.seen_by(desk.person, Role.STAFF)
    busy.show_again(None)
    sitting.come_to_rest(qtbot)
    select(busy, LEFT_ONE, LEFT_TWO)
    assert not busy.hand_on.isVisible()


def test_the_panel_says_that_the_owner_has_left_and_what_is_missing(busy, sitting, qtbot):
    busy.show_record(LEFT_ONE)
    sitting.come_to_rest(qtbot)
    panel = busy.browser.panel
    assert panel.owner.text() == "Mira Lund, who has left, owns it."
    assert panel.problem.words == "Choose the day by which it is done."
    panel.press("postpone")
    assert panel.ask.question is not None
    assert panel.ask.text_field.isHidden()
    qtbot.keyClicks(panel.ask.date.line, "nonsense")
    qtbot.mouseClick(panel.ask.yes, Qt.MouseButton.LeftButton)
    assert panel.ask.date_field.message.isVisible()
    panel.ask.date.line.clear()
    qtbot.keyClicks(panel.ask.date.line, "4 dec")
    qtbot.mouseClick(panel.ask.yes, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert panel.view.action.due == date(2026, 12, 4)


def test_an_action_that_nobody_owns_says_so(busy, desk, sitting, qtbot):
    desk.make(Action, id="free", text="Ask", state=ActionState.PROPOSED)
    busy.show_again(None)
    sitting.come_to_rest(qtbot)
    busy.take_place("free")
    sitting.come_to_rest(qtbot)
    assert busy.kept_place() == "free"
    assert busy.browser.panel.owner.text() == "Nobody sees to it yet."
    row = ids(busy).index("free")
    assert busy.browser.list.model().index(row, 1).data() == "Nobody yet"


def test_an_action_that_is_gone_leaves_an_empty_panel(busy, sitting, qtbot):
    busy.browser.panel.show_action("nowhere")
    sitting.come_to_rest(qtbot)
    assert not busy.browser.panel.isVisible()


@pytest.mark.parametrize("width", [960, 1400])
def test_all_actions_are_whole_named_and_legible_in_every_look(look, place, desk, width):
    busy_practice(desk)
    everything = place(width, 2600 if look == "200" else 1000)
    assert clipped_texts(everything) == []
    assert unnamed_controls(everything) == []
    assert low_contrast(everything) == []
    assert trapped_focus(everything) == []
