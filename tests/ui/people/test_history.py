"""This is where histories, the bin and traces are tested on the screen."""

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.people.history import FieldChange, Happening
from layerdesk.domain.people.log import Verb
from layerdesk.ui.people.history import BIN, LOOKED, History
from layerdesk.ui.people.history_panel import AT_FIRST, HistoryPanel
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls


def place(sitting, shown, qtbot) -> History:
    made = shown(History(sitting.session), 1280, 900)
    sitting.come_to_rest(qtbot)
    return made


def happened(sitting, times: int = 1) -> Case:
    (case,) = sitting.desk.all(Case)
    change = FieldChange(field="title", verb=Verb.SET, before="", after="Late result")
    sitting.desk.histories[case.id] = tuple(
        Happening(
            when=sitting.desk.now,
            who=sitting.desk.person,
            command="edit_case",
            command_id=str(number),
            reason="",
            undid=False,
            changes=(change,),
        )
        for number in range(times)
    )
    return case


def test_what_changed_lately_is_told_in_sentences(sitting, shown, qtbot):
    case = happened(sitting)
    history = place(sitting, shown, qtbot)
    history.show_record(case.id)
    sitting.come_to_rest(qtbot)
    assert history.panel.sentences() == ("Sam Okafor set the title to “Late result”.",)
    assert history.card.heading.text() == "Late result"
    history.open.click()
    assert sitting.heard.went == [("case", case.id)]


def test_a_long_history_shows_its_beginning_first(sitting, shown, qtbot):
    case = happened(sitting, AT_FIRST + 1)
    panel = shown(HistoryPanel(sitting.session), 600, 900)
    panel.show_record("case", case.id)
    sitting.come_to_rest(qtbot)
    assert panel.more.isVisible()
    panel.more.click()
    assert not panel.more.isVisible()
    assert len(panel.sentences()) == AT_FIRST + 1


def test_a_record_comes_back_out_of_the_bin(sitting, shown, qtbot):
    history = place(sitting, shown, qtbot)
    history.tabs.setCurrentIndex(BIN)
    assert history.restore.isEnabled()
    history.restore.click()
    sitting.come_to_rest(qtbot)
    assert [each.text.plain for each in sitting.desk.all(Note)] == ["Thrown away"]
    assert history._bin_pages.currentIndex() == 1


def test_who_signed_in_is_listed(sitting, shown, qtbot):
    history = place(sitting, shown, qtbot)
    history.tabs.setCurrentIndex(LOOKED)
    assert history.pages.currentIndex() == LOOKED
    assert history.trace_list.model().rowCount() == 1


def test_a_record_that_changed_long_ago_joins_the_list(sitting, shown, qtbot):
    case = happened(sitting)
    history = place(sitting, shown, qtbot)
    history._wanted = case.id
    history._recent = {}
    history.show_recent(())
    sitting.come_to_rest(qtbot)
    assert history.recent_list.current_id() == case.id


def test_every_part_is_whole_named_and_legible_in_every_look(sitting, shown, qtbot, look):
    case = happened(sitting)
    history = place(sitting, shown, qtbot)
    history.show_record(case.id)
    sitting.come_to_rest(qtbot)
    for part in range(history.tabs.count()):
        history.tabs.setCurrentIndex(part)
        assert clipped_texts(history) == []
        assert unnamed_controls(history) == []
        assert low_contrast(history) == []
