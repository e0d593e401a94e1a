"""This is where somebody reports unnamed at a desk that is not their own."""

from PySide6.QtCore import Qt

from layerdesk.domain.cases.records import Case
from layerdesk.ui.cases.cases import Cases
from layerdesk.ui.cases.unnamed_report import UnnamedReport
from tests.ui.desks import Sitting
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls


def opened(sitting: Sitting, shown) -> UnnamedReport:
    window = shown(UnnamedReport(sitting.session), 700, 760)
    window.begin()
    return window


def written(window: UnnamedReport, qtbot, summary: str) -> None:
    qtbot.keyClicks(window.title, "Shouting at reception")
    qtbot.keyClicks(window.summary, summary)


def test_it_is_handed_in_and_leaves_nothing_on_the_screen_or_in_a_draft(sitting, shown, qtbot):
    window = opened(sitting, shown)
    written(window, qtbot, "It happens daily.")
    qtbot.mouseClick(window.report, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    (case,) = sitting.desk.all(Case)
    assert case.reporter is None
    assert case.ref in window.message.words
    assert (window.title.text(), window.summary.words()) == ("", "")
    assert sitting.opened.drafts == {}


def test_closing_forgets_what_was_typed(sitting, shown, qtbot):
    window = opened(sitting, shown)
    written(window, qtbot, "It happens daily.")
    qtbot.keyClick(window.summary, Qt.Key.Key_Escape)
    sitting.come_to_rest(qtbot)
    assert not window.isVisible()
    window.begin()
    assert (window.title.text(), window.summary.words()) == ("", "")
    window.summary.undo()
    assert window.summary.words() == ""
    assert sitting.opened.drafts == {}
    assert sitting.desk.all(Case) == ()


def test_an_identifier_is_passed_on_only_with_a_reason(sitting, shown, qtbot):
    window = opened(sitting, shown)
    written(window, qtbot, "For 999 000 0018")
    qtbot.mouseClick(window.report, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert sitting.desk.all(Case) == ()
    qtbot.keyClicks(window.ask.line, "A test number")
    qtbot.keyClick(window.ask.line, Qt.Key.Key_Return)
    sitting.come_to_rest(qtbot)
    (case,) = sitting.desk.all(Case)
    assert case.identifier_reason == "A test number"


def test_without_words_it_says_what_is_missing(sitting, shown, qtbot):
    window = opened(sitting, shown)
    qtbot.mouseClick(window.report, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)
    assert "title" in window.message.words
    assert window.report.isEnabled()


def test_it_is_opened_from_the_cases_and_reads_well(sitting, shown, qtbot):
    place = shown(Cases(sitting.session), 1000, 640)
    qtbot.mouseClick(place.unnamed, Qt.MouseButton.LeftButton)
    window = place._unnamed_report
    assert window is not None
    sitting.come_to_rest(qtbot)
    for check in (clipped_texts, low_contrast, unnamed_controls):
        assert not check(window)
    window.close()
