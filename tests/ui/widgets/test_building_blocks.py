"""This is where buttons, messages, choices, dates, lists and columns are used by hand."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyledItemDelegate, QVBoxLayout, QWidget

from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.widgets.approximate_date_field import ApproximateDateField
from layerdesk.ui.widgets.buttons import Button, ButtonKind, IconButton
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import Choice, MultiChoice, Option
from layerdesk.ui.widgets.columns import Columns, Narrow, ScrollColumn
from layerdesk.ui.widgets.date_field import CalendarPopup, DateField
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import Label, LabelRole, heading, separator, subheading
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.messages import ConfirmPanel, InlineMessage, MessageTone
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.ui.widgets.timer_ring import TimerRing
from tests.ui.gallery import TODAY, case_model, cases
from tests.ui.looking import settle

Shown = Callable[..., QWidget]
OPTIONS = (Option(id="a", words="First", help="Why"), Option(id="b", words="Second & last"))


def _spoken(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


def test_enter_presses_what_has_the_focus_as_space_does(shown: Shown) -> None:
    heard: list[str] = []
    page = QWidget()
    lay = QVBoxLayout(page)
    chips = MultiChoice(OPTIONS)
    for part in (button := Button("Go"), icon := IconButton("x", "Close", None), chips):
        lay.addWidget(part)
    button.clicked.connect(lambda: heard.append("button"))
    icon.clicked.connect(lambda: heard.append("icon"))
    shown(page, 400, 200)
    for part in (button, icon, chips._boxes["a"]):
        QTest.keyClick(part, Qt.Key.Key_Return)
        QTest.keyClick(part, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["button", "icon"]
    assert chips.chosen_ids() == ("a",)


def test_what_can_be_chosen_does_not_look_switched_off_while_nothing_is(shown: Shown) -> None:
    choice = Choice(OPTIONS)
    shown(choice, 300, 60)
    assert type(choice.itemDelegate()) is QStyledItemDelegate


def test_a_screen_reader_may_ask_for_a_scroll_bar_that_has_gone(shown: Shown) -> None:
    # Qt's own interface would read beyond the end of its list here, and take the program with it.
    column = ScrollColumn()
    shown(column)
    interface = QAccessible.queryAccessibleInterface(column)
    there = [interface.child(place) for place in range(interface.childCount())]
    assert any(each.object() is column.viewport() for each in there if each is not None)
    assert interface.child(interface.childCount() + 3) is None


def test_a_button_shows_its_shortcut_and_has_its_name(theme: Theme) -> None:
    button = Button("Save & go", icon="check", shortcut="Ctrl+Return")
    assert _spoken(button) == "Save & go"
    assert button.text() == " Save && go"
    assert "Ctrl" in button.toolTip()
    button.setEnabled(False)
    button.set_icon(None)
    assert button.icon().isNull()
    button.set_kind(ButtonKind.DANGER)
    assert button.property("kind") == "danger"
    icon = IconButton("settings", "Settings", "Ctrl+,")
    icon.set_icon("x")
    icon.set_words("Close")
    assert icon.toolTip() == "Close (Ctrl+,)"
    assert IconButton("x", "Close", None).toolTip() == "Close"


def test_headings_are_headings_for_screen_readers_too(theme: Theme) -> None:
    label = heading("Actions")
    assert QAccessible.queryAccessibleInterface(label).role() == QAccessible.Role.Heading
    assert _spoken(label) == "Actions"
    assert _spoken(label, QAccessible.Text.Value) == ""
    label.set_role(LabelRole.BODY)
    assert QAccessible.queryAccessibleInterface(label).role() == QAccessible.Role.StaticText
    assert subheading("x").role is LabelRole.SUBHEADING
    assert separator().height() == 1


def test_words_are_never_read_as_html(theme: Theme) -> None:
    assert Label("<b>x</b>").textFormat() == Qt.TextFormat.PlainText


def test_a_chip_is_cut_with_a_tooltip_and_can_change(theme: Theme) -> None:
    chip = Chip("x" * 60)
    assert chip.text().endswith("…")
    assert chip.toolTip() == "x" * 60
    chip.set_words("Due", Tone.WARN)
    assert (chip.text(), chip.toolTip(), chip.property("chip")) == ("Due", "", "warn")


def test_a_message_is_shown_said_acted_on_and_closed(theme: Theme, shown: Shown) -> None:
    window = QWidget()
    lay = QVBoxLayout(window)
    message = InlineMessage()
    lay.addWidget(message)
    shown(window)
    assert not message.isVisible()
    heard: list[str] = []
    message.acted.connect(lambda: heard.append("acted"))
    message.closed.connect(lambda: heard.append("closed"))
    message.say("Not sent.", MessageTone.DANGER, action="Try again")
    assert message.isVisible()
    assert _spoken(message) == "Not sent."
    message.button.click()
    message._close.click()
    assert heard == ["acted", "closed"]
    assert not message.isVisible()
    message.say("")
    assert not message.isVisible()


def test_news_that_needs_attention_waits_beside_news_that_nobody_has_closed(shown: Shown) -> None:
    message = InlineMessage()
    shown(message)
    message.say_too("No backup.", MessageTone.DANGER)
    message.say_too("Two failed attempts.", MessageTone.WARN)
    message.say_too("Two failed attempts.", MessageTone.WARN)
    assert message.words == "No backup.\n\nTwo failed attempts."
    assert message.tone is MessageTone.DANGER
    for number in range(3):
        message.say_too(f"News {number}.", MessageTone.WARN)
    assert message.words == "News 0.\n\nNews 1.\n\nNews 2."
    message.hide()
    message.say_too("Later.", MessageTone.WARN)
    assert message.words == "Later."
    assert message.tone is MessageTone.WARN


def test_a_question_gives_the_safe_answer_the_focus_and_esc_gives_it(
    theme: Theme, shown: Shown
) -> None:
    window = QWidget()
    lay = QVBoxLayout(window)
    button, panel = Button("Delete"), ConfirmPanel()
    lay.addWidget(button)
    lay.addWidget(panel)
    shown(window)
    answers: list[str] = []
    panel.confirmed.connect(lambda: answers.append("yes"))
    panel.declined.connect(lambda: answers.append("no"))
    button.setFocus()
    for key, on in (
        (Qt.Key.Key_Escape, panel.no),
        (Qt.Key.Key_Return, panel.no),
        (Qt.Key.Key_Return, panel.yes),
    ):
        panel.ask("Delete it?", "It can be brought back.", yes="Delete it", danger=False)
        assert QApplication.focusWidget() is panel.no
        QTest.keyClick(panel, Qt.Key.Key_A)
        on.setFocus()
        QTest.keyClick(on, key)
        assert not panel.isVisible()
        assert QApplication.focusWidget() is button
    assert answers == ["no", "no", "yes"]


def test_an_empty_place_teaches_and_begins(theme: Theme, shown: Shown) -> None:
    place = EmptyPlace("inbox", "Nothing yet.", button="New note", shortcut="Ctrl+N")
    chosen: list[int] = []
    place.chosen.connect(lambda: chosen.append(1))
    shown(place)
    place.button.click()
    assert chosen == [1]
    place.set_words("Still nothing.")
    assert not EmptyPlace("inbox", "Nothing.").button.isVisibleTo(place)


def test_a_choice_can_be_unset_and_tells_only_what_a_person_chose(
    theme: Theme, shown: Shown
) -> None:
    choice = Choice(OPTIONS)
    told: list[object] = []
    choice.chosen.connect(told.append)
    shown(choice)
    assert choice.chosen_id() is None
    assert choice.property("unset")
    choice.set_chosen("b")
    assert told == []
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert told == ["a"]
    assert not choice.property("unset")
    choice.set_chosen("gone")
    assert choice.chosen_id() is None
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)
    assert choice.chosen_id() is None
    choice.setAccessibleName("Owner")
    choice.showPopup()
    assert choice.view().accessibleName() == "Owner"
    choice.hidePopup()
    assert Choice(OPTIONS, unset=None).chosen_id() == "a"


@pytest.mark.parametrize("as_list", [False, True])
def test_several_can_be_chosen_with_the_space_bar(
    theme: Theme, shown: Shown, as_list: bool
) -> None:
    several = MultiChoice(OPTIONS, ("b",), as_list=as_list)
    told: list[tuple[str, ...]] = []
    several.chosen.connect(told.append)
    shown(several)
    several.setFocus()
    box = several._boxes["a"]
    assert _spoken(several._boxes["b"]) == "Second & last"
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert told == [("a", "b")]
    several.set_options(OPTIONS[:1], ("a",))
    settle()
    assert several.chosen_ids() == ("a",)
    theme.choose(LookChoice.DARK)


def test_a_day_is_typed_and_read_on_enter(theme: Theme, shown: Shown) -> None:
    field = DateField(lambda: TODAY)
    told: list[object] = []
    wrong: list[str] = []
    field.day_chosen.connect(told.append)
    field.not_understood.connect(wrong.append)
    shown(field)
    for words in ("next fri", "soonish", ""):
        field.line.setText(words)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        if words == "next fri":
            assert field.line.text() == "4 Dec 2026"
            assert field.line.toolTip() == "Friday 4 December 2026"
            field.read()
        elif words:
            assert field.day() == date(2026, 12, 4)
            assert field.line.text() == "soonish"
    assert told == [date(2026, 12, 4), None]
    assert len(wrong) == 1


def test_a_day_is_picked_from_the_calendar_by_keyboard(theme: Theme, shown: Shown) -> None:
    field = DateField(lambda: TODAY)
    told: list[object] = []
    field.day_chosen.connect(told.append)
    shown(field)
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field._popup
    assert isinstance(popup, CalendarPopup)
    view = popup.calendar.findChild(QWidget, "qt_calendar_calendarview")
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert told == [date(2026, 11, 27)]
    assert QApplication.focusWidget() is field.line
    settle()


def test_a_date_is_as_exact_as_it_is_known(theme: Theme, shown: Shown) -> None:
    field = ApproximateDateField(lambda: TODAY, "2026-05-12")
    told: list[str] = []
    wrong: list[str] = []
    field.date_chosen.connect(told.append)
    field.not_understood.connect(wrong.append)
    shown(field)

    def choose(kind: str) -> None:
        field.precision.set_chosen(kind)
        field.precision.chosen.emit(kind)

    choose("month")
    choose("year")
    field.text.setText("26")
    field._read_text()
    choose("month")
    field.text.setText("nonsense")
    field._read_text()
    field.text.setText("")
    field._read_text()
    choose("day")
    field.day.line.setText("12 may 2026")
    field.day.read()
    choose("period")
    assert field.first.day() == date(2026, 5, 12)
    field.last.line.setText("1 may 2026")
    field.last.read()
    field.last.line.setText("20 may 2026")
    field.last.read()
    choose("unknown")
    choose("year")
    assert told == ["2026-05", "2026", "2026-05-12", "2026-05-12/2026-05-20", ""]
    assert len(wrong) == 3
    for plain in ("2026-05-12", "2026-05", "2026", "2026-05-01/2026-05-20", ""):
        field.set_date(plain)
        assert field.date() == plain
    assert len(told) == 5


def _rows(table: ListTable) -> RowsModel:
    model = table.model()
    assert isinstance(model, RowsModel)
    return model


def test_a_list_is_opened_by_enter_and_sorted_by_its_headings(theme: Theme, shown: Shown) -> None:
    table = ListTable(case_model(30), name="Cases")
    opened: list[object] = []
    chosen: list[object] = []
    table.opened.connect(opened.append)
    table.row_chosen.connect(chosen.append)
    shown(table, 900, 500)
    table.setFocus()
    assert table.current_id() == 0
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [1]
    assert chosen == [0, 1]
    table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    model = _rows(table)
    days = [model.row(n)[5] for n in range(model.rowCount())]
    assert days == sorted(days, reverse=True)
    assert table.current_id() == 1
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert [model.row(n)[5] for n in range(model.rowCount())] == days
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert model.id_at(0) == 0
    table.doubleClicked.emit(model.index(4, 0))
    assert opened == [1, 4]
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [1, 4]


def test_a_list_keeps_its_place_when_its_rows_change(theme: Theme, shown: Shown) -> None:
    table = ListTable(case_model(100), name="Cases")
    shown(table, 900, 400)
    table.choose(60)
    table.verticalScrollBar().setValue(2000)
    table.set_rows(cases(100)[1:])
    assert table.current_id() == 60
    assert table.verticalScrollBar().value() == 2000
    table.set_rows(())
    assert table.current_id() is None
    table.choose("not there")


def test_every_cell_says_its_heading_and_words(theme: Theme) -> None:
    model = case_model(3)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), role) == (
        "Case: Delayed two-week-wait referral, LE-000 · Learning event"
    )
    assert model.data(model.index(1, 3), role) == "Open for: open for 37 days"
    assert model.data(model.index(1, 0), Qt.ItemDataRole.ToolTipRole).startswith("Repeat")
    assert model.data(model.index(1, 0), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(-1, -1)) is None
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert model.headerData(0, across) == "Case"
    assert model.headerData(0, down) is None
    assert model.headerData(0, across, Qt.ItemDataRole.ToolTipRole) == "Sort by Case"
    assert model.headerData(2, across, Qt.ItemDataRole.ToolTipRole) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


def test_only_rows_that_are_looked_at_are_turned_into_cells(theme: Theme, shown: Shown) -> None:
    made: list[int] = []

    def cells(row: int) -> list[str | Cell]:
        made.append(row)
        return [str(row)]

    columns = (Column(id="n", heading="Number"),)
    table = ListTable(
        RowsModel(columns, range(5000), cells=cells, row_id=lambda row: row), name="Numbers"
    )
    shown(table, 400, 400)
    assert len(made) < 50
    for number in range(0, 5000, 2):
        _rows(table).data(_rows(table).index(number, 0))
    assert len(_rows(table)._made) <= 600


def test_widths_of_columns_are_handed_out_and_taken_back(theme: Theme, shown: Shown) -> None:
    kept: list[dict[str, int]] = []
    table = ListTable(
        case_model(3), name="Cases", keep_widths=lambda widths: kept.append(dict(widths))
    )
    shown(table, 1100, 400)
    assert kept == []
    table.setColumnWidth(1, 170)
    assert kept == [{"risk": 170}]
    table.set_widths({"lead": 200, "gone": 5})
    assert table.columnWidth(2) == 200
    theme.choose(LookChoice.LIGHT, 2.0)
    assert table.columnWidth(2) == 400
    table.resize(500, 400)
    settle()
    assert table.isColumnHidden(2)


def test_five_thousand_rows_are_painted_fast_enough(theme: Theme, shown: Shown) -> None:
    table = ListTable(case_model(5000), name="Cases")
    shown(table, 1200, 800)
    bar = table.verticalScrollBar()
    times = []
    for frame in range(60):
        bar.setValue((frame * 7919) % bar.maximum())
        begun = time.process_time()
        table.viewport().repaint()
        times.append(time.process_time() - begun)
    assert sorted(times)[int(len(times) * 0.95)] < 0.025


@pytest.mark.parametrize(
    ("left", "total", "paused", "words"),
    [
        (462, 900, False, "7 minutes 42 seconds left of 15 minutes"),
        (61, 900, True, "1 minute 1 second left of 15 minutes, paused"),
        (60, 60, False, "1 minute left of 1 minute"),
        (0, 900, False, "0 seconds left of 15 minutes"),
        (-83, 900, False, "1 minute 23 seconds over"),
        (6060, 7200, False, "101 minutes left of 120 minutes"),
        (5, 0, False, "5 seconds left of 0 minutes"),
    ],
)
def test_the_ring_says_its_time(
    theme: Theme, shown: Shown, left: int, total: int, paused: bool, words: str
) -> None:
    ring = TimerRing("Time left for this item")
    shown(ring)
    ring.show_time(left, total, paused=paused)
    ring.show_time(left, total, paused=paused)
    ring.grab()
    interface = QAccessible.queryAccessibleInterface(ring)
    assert interface.role() == QAccessible.Role.ProgressBar
    assert interface.text(QAccessible.Text.Value) == words
    assert interface.text(QAccessible.Text.Name) == "Time left for this item"
    assert ring.toolTip() == words
    ring.setAccessibleName("")
    assert interface.text(QAccessible.Text.Name) == "Time left"
    assert interface.text(QAccessible.Text.Help) == ""


def test_two_columns_stand_side_by_side_only_where_there_is_room(
    theme: Theme, shown: Shown
) -> None:
    columns = Columns(Card("One"), Card("Two"))
    arranged: list[bool] = []
    columns.arranged.connect(arranged.append)
    shown(columns, 1000, 400)
    assert columns.side_by_side
    assert columns.first.y() == columns.second.y()
    columns.resize(700, 400)
    settle()
    assert columns.second.y() > columns.first.y()
    columns.resize(1000, 400)
    theme.choose(LookChoice.LIGHT, 2.0)
    settle()
    assert not columns.side_by_side
    assert arranged == [True, False, True, False]


def test_a_drawer_holds_the_second_column_where_there_is_no_room(
    theme: Theme, shown: Shown
) -> None:
    columns = Columns(
        Card("One"), Card("Two"), narrow=Narrow.DRAWER, drawer="Actions", breakpoint_at=600
    )
    shown(columns, 500, 400)
    assert not columns.second.isVisible()
    columns.drawer_button.click()
    assert columns.second.isVisible()
    columns.drawer_button.click()
    columns.open_drawer()
    assert columns.second.isVisible()
    columns.resize(700, 400)
    settle()
    assert columns.second.isVisible()
    assert not columns.drawer_button.isVisible()


def test_a_column_never_scrolls_sideways_and_is_never_too_wide_to_read(
    theme: Theme, shown: Shown
) -> None:
    page = ScrollColumn()
    page.add(Label("words " * 400))
    lay = QVBoxLayout()
    lay.addWidget(QLabel("last"))
    page.add_layout(lay)
    shown(page, 1600, 300)
    assert page.body.geometry().width() <= 900
    page.resize(500, 300)
    settle()
    assert page.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() > 0


def test_what_flows_wraps_and_can_be_taken_out(theme: Theme, shown: Shown) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    for number in range(8):
        flow.addWidget(Chip(f"Chip {number}"))
    shown(holder, 250, 300)
    assert flow.heightForWidth(250) > flow.heightForWidth(2000)
    assert flow.itemAt(99) is None
    assert flow.takeAt(99) is None
    taken = flow.takeAt(0)
    assert taken is not None
    assert flow.count() == 7
    assert flow.sizeHint().width() > flow.minimumSize().width()
    assert not flow.expandingDirections()
