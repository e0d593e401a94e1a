"""This is where the log of cases is searched, narrowed and opened as a person does it."""

import pytest
from PySide6.QtCore import Qt

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.risk import Band
from layerdesk.ui.cases.cases import CLOSED, HIGH, LATE, MINE, OPEN, TRIAGE, Cases, narrowed_to
from tests.ui.cases.stories import TITLES, full_case, many_cases
from tests.ui.looking import clipped_texts, low_contrast, trapped_focus, unnamed_controls


@pytest.fixture
def place(sitting, shown, qtbot):
    """The log, which hears of changes as the window would tell it."""

    def open_it(width: int = 1200, height: int = 760) -> Cases:
        made = Cases(sitting.session)
        sitting.session.changed.connect(made.show_again)
        shown(made, width, height)
        sitting.come_to_rest(qtbot)
        return made

    return open_it


def titles(cases: Cases) -> list[str]:
    model = cases.list.model()
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def test_an_empty_log_teaches_and_brings_the_first_case(place, desk, sitting, qtbot):
    cases = place()
    assert cases.empty.isVisible()
    assert not cases.filters.isVisible()
    qtbot.mouseClick(cases.empty.button, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    (case,) = desk.all(Case)
    assert sitting.heard.went == [("case", case.id)]


def test_one_begins_at_the_log_or_at_what_fills_it(place, desk, sitting, qtbot):
    cases = place()
    cases.first_work().setFocus()
    assert cases.empty.button.hasFocus()
    many_cases(desk)
    cases.show_again(None)
    sitting.come_to_rest(qtbot)
    assert cases.first_work() is cases.list
    assert cases.list.hasFocus()


def test_open_cases_are_shown_first_and_closed_ones_on_demand(place, desk, sitting, qtbot):
    many_cases(desk)
    cases = place()
    assert TITLES[2] not in titles(cases)
    cases.filters.set_chosen((CLOSED,))
    cases.filters.chosen.emit((CLOSED,))
    sitting.come_to_rest(qtbot)
    assert titles(cases) == [TITLES[2]]


def test_words_narrow_the_list_and_all_can_be_shown_again(place, desk, sitting, qtbot):
    many_cases(desk)
    cases = place()
    cases.find_here()
    qtbot.keyClicks(cases.words, "nothing like this")
    qtbot.waitUntil(cases.none_fits.isVisible)
    qtbot.mouseClick(cases.none_fits.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(cases)) == 6)
    assert cases.words.text() == ""


def test_enter_opens_a_case(place, desk, sitting, qtbot):
    case = full_case(desk)
    cases = place()
    cases.list.choose(case.id)
    qtbot.keyClick(cases.list, Qt.Key.Key_Return)
    assert sitting.heard.went == [("case", case.id)]


def test_filters_and_widths_come_back(place, desk, sitting, qtbot):
    many_cases(desk)
    cases = place()
    cases.filters.set_chosen((HIGH,))
    cases.filters.chosen.emit((HIGH,))
    cases._keep_widths({"state": 222})
    sitting.come_to_rest(qtbot)
    again = place()
    assert again.filters.chosen_ids() == (HIGH,)
    assert again.list.columnWidth(1) == 222


def test_settings_of_another_program_are_passed_over(place, sitting, qtbot):
    sitting.session.keep_setting("cases.filters", "not json")
    sitting.session.keep_setting("cases.widths", "not json")
    assert place().filters.chosen_ids() == (OPEN,)
    sitting.session.keep_setting("cases.filters", "3")
    assert place().filters.chosen_ids() == (OPEN,)


def test_the_log_comes_back_to_the_chosen_case(place, desk, sitting, qtbot):
    case = full_case(desk)
    cases = place()
    cases.take_place(case.id)
    cases.show_again(None)
    sitting.come_to_rest(qtbot)
    assert cases.kept_place() == case.id
    assert "new_case" in cases.commands()


def test_chips_of_one_kind_add_up_and_others_narrow():
    both = narrowed_to((TRIAGE, CLOSED, LATE, HIGH, MINE), "result")
    assert {CaseState.REPORTED, CaseState.CLOSED} <= both.states
    assert both.bands == {Band.HIGH, Band.EXTREME}
    assert (both.late_only, both.mine_only, both.open_only) == (True, True, False)
    assert narrowed_to((OPEN,), "").open_only


def test_a_narrow_window_keeps_the_chips_behind_a_button(place, desk, theme, qtbot):
    many_cases(desk)
    cases = place(560, 600)
    assert not cases.filters.isVisible()
    qtbot.mouseClick(cases.filter_button, Qt.MouseButton.LeftButton)
    assert cases.filters.isVisible()


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
@pytest.mark.parametrize("size", [(820, 600), (1240, 860)], ids=["small", "large"])
def test_the_log_is_whole_and_legible_in_every_look(place, desk, look, full, size):
    if full:
        many_cases(desk)
    cases = place(*size)
    assert clipped_texts(cases) == []
    assert unnamed_controls(cases) == []
    assert low_contrast(cases) == []
    assert trapped_focus(cases) == []
