"""This is where searching everything is tested on the screen."""

from PySide6.QtCore import Qt

from layerdesk.ui.people.search import Search, marked
from tests.ui.looking import clipped_texts, low_contrast, unnamed_controls


def place(sitting, shown, qtbot) -> Search:
    made = shown(Search(sitting.session), 1100, 800)
    sitting.come_to_rest(qtbot)
    return made


def test_typing_finds_and_enter_opens_what_the_hit_is_part_of(sitting, shown, qtbot):
    search = place(sitting, shown, qtbot)
    search.find_here()
    qtbot.keyClicks(search.words, "fax")
    qtbot.waitUntil(lambda: search.list.count() == 1)
    assert search.count.text() == "1 thing found"
    qtbot.keyClick(search.words, Qt.Key.Key_Return)
    place_gone, record = sitting.heard.went[0]
    assert place_gone == "case"
    assert sitting.desk.records[record].kind == "case"


def test_a_kind_narrows_what_is_found(sitting, shown, qtbot):
    search = place(sitting, shown, qtbot)
    search.search_for("a")
    sitting.come_to_rest(qtbot)
    everything = search.list.count()
    search.kinds._boxes["person"].click()
    sitting.come_to_rest(qtbot)
    assert 0 < search.list.count() < everything


def test_nothing_found_says_what_to_do(sitting, shown, qtbot):
    search = place(sitting, shown, qtbot)
    search.search_for("zzzz")
    sitting.come_to_rest(qtbot)
    assert search.pages.currentIndex() == 2
    search.search_for("")
    sitting.come_to_rest(qtbot)
    assert search.pages.currentIndex() == 0


def test_a_change_searches_again(sitting, shown, qtbot):
    search = place(sitting, shown, qtbot)
    search.search_for("fax")
    sitting.come_to_rest(qtbot)
    search.show_again(None)
    sitting.come_to_rest(qtbot)
    found = search.list.item(0).data(int(Qt.ItemDataRole.UserRole))
    search.show_record(found.id)
    assert search.list.currentRow() == 0


def test_what_was_searched_for_comes_back(sitting, shown, qtbot):
    search = place(sitting, shown, qtbot)
    search.take_place("fax")
    sitting.come_to_rest(qtbot)
    assert search.list.count() == 1
    assert search.kept_place() == "fax"


def test_a_snippet_is_one_line_with_its_hits():
    assert marked("the \x02fax\x03 was\nlost") == ("the fax was lost", ((4, 3),))


def test_it_is_whole_named_and_legible_in_every_look(sitting, shown, qtbot, look):
    search = place(sitting, shown, qtbot)
    search.search_for("a")
    sitting.come_to_rest(qtbot)
    assert clipped_texts(search) == []
    assert unnamed_controls(search) == []
    assert low_contrast(search) == []
