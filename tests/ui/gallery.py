"""This is where all building blocks stand in one window, to be looked at and checked.

``python -m tests.ui.gallery FOLDER`` writes pictures of it in every look.
"""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from layerdesk.ui.look.theme import LookChoice, Theme, app_theme
from layerdesk.ui.widgets.approximate_date_field import ApproximateDateField
from layerdesk.ui.widgets.buttons import Button, ButtonKind, IconButton
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import Choice, MultiChoice, Option
from layerdesk.ui.widgets.columns import Columns, Narrow, ScrollColumn
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.guarded import Finding, Guard
from layerdesk.ui.widgets.labels import eyebrow, lead, muted, small, subheading, title
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.messages import ConfirmPanel, InlineMessage, MessageTone
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.ui.widgets.timer_ring import TimerRing

TODAY = date(2026, 11, 26)

FACTORS = (
    Option(id="task", words="People and task", help="What made the right step hard to see?"),
    Option(id="process", words="Process"),
    Option(id="team", words="Team and communication"),
    Option(id="tools", words="Organisation and tools"),
)

LOOKS = {
    "light": (LookChoice.LIGHT, 1.0),
    "dark": (LookChoice.DARK, 1.0),
    "contrast": (LookChoice.HIGH_CONTRAST, 1.0),
    "light_200": (LookChoice.LIGHT, 2.0),
}


def find_nhs_number(text: str) -> list[Finding]:
    """A finder for the gallery: it knows just one number."""
    at = text.find("943 476 5919")
    words = "This looks like an NHS number. Take it out."
    return [(at, at + 12, "block", words)] if at >= 0 else []


def case_cells(case: tuple[int, str, str, Tone, str, int]) -> list[Cell | str]:
    """The cells of a case."""
    number, name, risk, tone, kind, days = case
    return [
        Cell(words=name, below=f"LE-{number:03} · {kind}", strong=True),
        Cell(words=risk, tone=tone),
        "Reception lead",
        Cell(words=f"{days} days", spoken=f"open for {days} days"),
    ]


def cases(count: int) -> list[tuple[int, str, str, Tone, str, int]]:
    """Invented cases, as plain tuples."""
    names = ("Delayed two-week-wait referral", "Repeat prescribing error", "Same-day ECG")
    risks = (("High", Tone.DANGER), ("Medium", Tone.WARN), ("Low", Tone.OK))
    return [
        (n, names[n % 3], risks[n % 3][0], risks[n % 3][1], "Learning event", (n * 37) % 90)
        for n in range(count)
    ]


def case_model(count: int) -> RowsModel:
    """A model of invented cases."""
    columns = (
        Column(id="name", heading="Case", width=260, stretches=True, key=lambda case: case[1]),
        Column(id="risk", heading="Risk", width=110, key=lambda case: case[2]),
        Column(id="lead", heading="Lead", width=150, hide_below=520),
        Column(id="open", heading="Open for", width=110, key=lambda case: case[5]),
    )
    return RowsModel(columns, cases(count), cells=case_cells, row_id=lambda case: case[0])


class Gallery(QMainWindow):
    """Everything there is, with words of real length."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Gallery")
        page = ScrollColumn(wide=True)
        self.ring = TimerRing("Time left for this item")
        self.ring.show_time(462, 900)
        self.over = TimerRing("Time left for the meeting")
        self.over.show_time(-83, 900)
        head = Card()
        head.add_layout(row(self._head(), None, self.ring, self.over, spacing=2))
        page.add(head)
        page.add(Columns(self._story(), self._actions()))
        page.add(self._table(), 1)
        self.columns = Columns(
            Card("First column"), Card("Second column"), narrow=Narrow.DRAWER, drawer="Show more"
        )
        page.add(self.columns)
        self.setCentralWidget(page)

    def _head(self) -> QWidget:
        self.chips = QWidget()
        flow = FlowLayout(self.chips)
        for words, tone in (
            ("8 present", Tone.NEUTRAL),
            ("Learning event", Tone.ACCENT),
            ("Due tomorrow", Tone.WARN),
            ("High risk", Tone.DANGER),
            ("Kept", Tone.OK),
        ):
            flow.addWidget(Chip(words, tone))
        holder = Card(quiet=True)
        holder.setProperty("card", "")
        holder.body.setContentsMargins(0, 0, 0, 0)
        holder.body.setSpacing(6)
        holder.add(eyebrow("Item 3 of 7 · Learning event"))
        holder.add(title("Delayed two-week-wait referral"))
        holder.add(muted("Look at how the system made this possible, not at who did it."))
        holder.add(self.chips)
        holder.setMinimumWidth(260)
        return holder

    def _story(self) -> Card:
        card = Card("What happened")
        card.add_to_heading(Chip("2 of 4 discussed", Tone.ACCENT))
        card.add(
            lead(
                "A referral was dictated on Friday, but the letter stayed in the “to sign” tray "
                "for six working days. The hospital received it on day 9."
            )
        )
        self.notes = Field(
            "Notes",
            LongText("The letter of 943 476 5919 waited.", placeholder="No patient names"),
            hint="What the room agrees on.",
        )
        self.guard = Guard(self.notes, find_nhs_number)
        card.add(self.notes)
        self.name = Field("Title", LineEdit(placeholder="A few words"))
        self.name.show_problem("Give the case a title, so that others can find it.")
        card.add(self.name)
        card.add(Field("Day of the meeting", DateField(lambda: TODAY, TODAY), optional=True))
        card.add(Field("When it happened", ApproximateDateField(lambda: TODAY, "2026-05")))
        card.add(Field("Factors", MultiChoice(FACTORS, ("process",))))
        card.add(Field("Also seen in", MultiChoice(FACTORS[:2], ("task",), as_list=True)))
        return card

    def _actions(self) -> Card:
        card = Card("Actions")
        card.add(
            EmptyPlace(
                "list-checks",
                "No actions yet. Press Ctrl+N to write down the first one.",
                button="New action",
                shortcut="Ctrl+N",
            )
        )
        card.add(Field("Owner", Choice(FACTORS)))
        self.message = InlineMessage(
            "The hub does not answer. Everything is kept here.",
            MessageTone.WARN,
            action="Try again",
        )
        card.add(self.message)
        card.add(InlineMessage("Minutes are ready to read.", MessageTone.INFO, closable=False))
        card.add(InlineMessage("All four actions are done.", MessageTone.OK))
        self.confirm = ConfirmPanel()
        card.add(self.confirm)
        quiet = Card(quiet=True)
        quiet.add(subheading("Process"))
        quiet.add(muted("Where could the letter wait without anyone knowing?"))
        quiet.add(small("From the review method, version 3"))
        card.add(quiet)
        self.previous = Button("Previous", icon="chevron-left", shortcut="PgUp")
        self.next = Button(
            "Next item", icon="chevron-right", kind=ButtonKind.PRIMARY, icon_after=True
        )
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (
            self.previous,
            self.next,
            Button("Delete", icon="trash-2", kind=ButtonKind.DANGER),
            Button("Skip", kind=ButtonKind.QUIET),
            IconButton("settings", "Settings", "Ctrl+,"),
        ):
            flow.addWidget(button)
        card.add(buttons)
        return card

    def _table(self) -> Card:
        card = Card("Cases")
        self.table = ListTable(case_model(40), name="Cases")
        self.table.setMinimumHeight(320)
        card.add(self.table, 1)
        return card


def write_pictures(folder: Path) -> None:
    """A picture of the gallery in every look, the whole of it from top to bottom."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("a program without windows is running")
    found = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    theme = app_theme() if found is not None else Theme(app)
    theme.apply()
    folder.mkdir(parents=True, exist_ok=True)
    for name, (choice, scale) in LOOKS.items():
        theme.choose(choice, scale)
        window = Gallery()
        window.resize(1280 if scale == 1 else 1024, round(1750 * scale))
        window.show()
        window.activateWindow()
        window.confirm.ask("Delete the note?", "It can be brought back.", yes="Delete the note")
        window.next.setFocus()
        window.table.selectRow(1)
        for _ in range(4):
            app.processEvents()
        window.grab().save(str(folder / f"gallery_{name}.png"))
        window.close()


if __name__ == "__main__":
    write_pictures(Path(sys.argv[1]))
