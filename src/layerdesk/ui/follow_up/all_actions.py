"""This is where the practice's actions are followed: overdue first, whoever owns them."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QItemSelection, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.cases.records import Case
from layerdesk.domain.changed import Changed
from layerdesk.domain.follow_up.due import BANDS, Band
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.follow_up.strength import INTERMEDIATE, STRONG, WEAK
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.ui.follow_up.action_browser import ActionBrowser
from layerdesk.ui.follow_up.hand_on import HandOnCard
from layerdesk.ui.follow_up.kept_widths import keep_widths, kept_widths
from layerdesk.ui.follow_up.wording_actions import (
    action_cell,
    due_cell,
    overdue_words,
    owner_cell,
    state_cell,
)
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import Choice, MultiChoice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import title
from layerdesk.ui.widgets.rows_model import Cell, Column
from layerdesk.usecases.follow_up.list_actions import (
    ActionFilter,
    ActionList,
    ActionRow,
    read_all_actions,
)

OVERDUE, BLOCKED, EVIDENCE, LEAVERS, FINISHED = (
    "overdue",
    "blocked",
    "evidence",
    "leavers",
    "finished",
)
_WIDTHS = "all_actions.widths"
_SEARCH_AFTER_MS = 150
_SEARCH_WIDTH = 8
"""Of the field for words, in heights of a control."""
_TOUCHED = (Action, Meeting, Case, Person)
_DONE_STATES = frozenset(
    {
        ActionState.DONE_AWAITING_EVIDENCE,
        ActionState.DONE_EVIDENCED,
        ActionState.STOPPED,
        ActionState.TRANSFERRED,
    }
)


class AllActions(QWidget):
    """Everybody's actions. Several can be chosen with Shift or Ctrl and handed on together."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._today = date.min
        self.count, self.overdue = Chip("", Tone.NEUTRAL), Chip("", Tone.DANGER)
        self.words = LineEdit(placeholder=tr("Find by words, owner or meeting"))
        self.words.setAccessibleName(tr("Find an action by words, owner or meeting"))
        self.words.setClearButtonEnabled(True)
        self.owner = Choice((), unset=tr("Everybody’s"))
        self.owner.setAccessibleName(tr("Whose actions"))
        self.strength = Choice(_strengths(), unset=tr("Any strength"))
        self.strength.setAccessibleName(tr("Strength"))
        self.filters = MultiChoice(_filters())
        self.filters.setAccessibleName(tr("Show only"))
        self.hand_on = HandOnCard(session)
        self.empty = EmptyPlace(
            "list-checks",
            tr(
                "No actions yet. What a meeting agrees stands here with its owner and date, until"
                " somebody has shown that it was done."
            ),
            button=tr("Go to the meetings"),
        )
        self.none_fits = EmptyPlace(
            "funnel",
            tr("No action fits what you look for. Show all open ones again?"),
            button=tr("Show all open actions"),
        )
        self.browser = ActionBrowser(
            session,
            _columns(),
            self._cells,
            name=tr("All actions"),
            empties=(self.empty, self.none_fits),
            widths=kept_widths(session, _WIDTHS),
            keep_widths=lambda widths: keep_widths(session, _WIDTHS, widths),
        )
        table = self.browser.list
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.selectionModel().selectionChanged.connect(self._selected)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._read)
        self.words.textChanged.connect(self._words_changed)
        for choice in (self.owner, self.strength):
            choice.chosen.connect(self._narrow)
        self.filters.chosen.connect(self._narrow)
        self.none_fits.chosen.connect(self.show_all)
        self.empty.chosen.connect(self._go_to_meetings)
        self.browser.add_beside(self.hand_on)
        self._lay_out()
        app_theme().theme_changed.connect(self._look)
        self._look()
        session.changed.connect(self.show_again)
        self.show_again(None)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # The day may be another one since this was read.
        super().showEvent(event)
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again what is shown, if it may have changed."""
        if changed is None or changed.touches(*_TOUCHED):
            self._read()

    def show_record(self, record: RecordId) -> None:
        """Show this action."""
        self.browser.choose(record)

    def show_only(self, *filters: str) -> None:
        """Narrow the list to what these chips show, such as ``OVERDUE``."""
        self.filters.set_chosen(filters)
        self._read()

    def find_here(self) -> None:
        """Put the focus where one types what to find."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def kept_place(self) -> str:
        """The action that is chosen."""
        return str(self.browser.list.current_id() or "")

    def take_place(self, kept: str) -> None:
        """Choose that action again, as soon as it is there."""
        if kept:
            self.browser.choose(RecordId(kept))

    def narrowed(self) -> ActionFilter:
        """What chips, choices and words leave."""
        return narrowed_to(
            self.filters.chosen_ids(),
            owner=self.owner.chosen_id(),
            strength=self.strength.chosen_id(),
            words=self.words.text(),
        )

    @Slot()
    def show_all(self) -> None:
        """Forget all filters and words."""
        self.words.clear()
        self.filters.set_chosen(())
        self.owner.set_chosen(None)
        self.strength.set_chosen(None)
        self._read()

    @Slot(object)
    def show_view(self, view: ActionList) -> None:
        """Show these actions."""
        self._today = view.today
        late = sum(1 for row in view.rows if row.band is Band.OVERDUE)
        self.count.set_words(plural("{n} action", "{n} actions", len(view.rows)))
        self.overdue.set_words(overdue_words(late))
        self.overdue.setVisible(bool(late))
        chosen = self.owner.chosen_id()
        people = tuple(Option(id=person, words=name) for person, name in view.owners)
        self.owner.set_options(people, chosen)
        self.hand_on.take_people(view.people if view.may_lead else ())
        narrowed = self.narrowed() != narrowed_to(())
        is_empty = not view.rows and not narrowed
        for part in (self.count, self.filters, self.words, self.owner, self.strength):
            part.setVisible(not is_empty)
        self.browser.show_rows(view.rows, self.empty if is_empty else self.none_fits)
        self._selected()

    def selected(self) -> tuple[RecordId, ...]:
        """The ids of the selected actions, from top to bottom."""
        model = self.browser.list.selectionModel()
        rows = sorted(index.row() for index in model.selectedRows())
        return tuple(self.browser.id_at(row) for row in rows)

    def _lay_out(self) -> None:
        finding = QWidget()
        flow = FlowLayout(finding)
        for part in (self.words, self.owner, self.strength):
            flow.addWidget(part)
        page = ScrollColumn(wide=True)
        page.add_layout(row(title(tr("All actions")), self.count, self.overdue, None))
        page.add(finding)
        page.add(self.filters)
        page.add(self.browser, 1)
        page.body.setSpacing(step(1.5))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(page)

    def _cells(self, row: ActionRow) -> tuple[Cell, ...]:
        return (action_cell(row), owner_cell(row), due_cell(row, self._today), state_cell(row))

    @Slot()
    def _look(self) -> None:
        # As wide as its placeholder, at any size of text.
        self.words.setFixedWidth(_SEARCH_WIDTH * app_theme().tokens.sizes.control)

    @Slot()
    def _read(self) -> None:
        self._session.read(
            read_all_actions, self.narrowed(), done=self.show_view, latest_key="all_actions"
        )

    @Slot(str)
    def _words_changed(self, _words: str) -> None:
        self._timer.start()

    @Slot(object)
    def _narrow(self, _chosen: object) -> None:
        self._read()

    @Slot(QItemSelection, QItemSelection)
    def _selected(self, *_selection: QItemSelection) -> None:
        self.hand_on.take_actions(self.selected())
        self.browser.panel.stands_back = not self.hand_on.isHidden()

    @Slot()
    def _go_to_meetings(self) -> None:
        self._session.go("meetings")


def narrowed_to(
    chips: tuple[str, ...],
    *,
    owner: str | None = None,
    strength: str | None = None,
    words: str = "",
) -> ActionFilter:
    """What the chips and choices leave: states add up, the rest narrows further."""
    states: Mapping[str, frozenset[ActionState]] = {
        BLOCKED: frozenset({ActionState.BLOCKED}),
        EVIDENCE: frozenset({ActionState.DONE_AWAITING_EVIDENCE}),
        FINISHED: _DONE_STATES,
    }
    wanted = frozenset(state for chip in chips for state in states.get(chip, frozenset()))
    return ActionFilter(
        owner=RecordId(owner) if owner else None,
        states=wanted,
        bands=frozenset({Band.OVERDUE}) if OVERDUE in chips else frozenset(),
        strengths=frozenset({strength}) if strength else frozenset(),
        open_only=not wanted,
        of_leavers=LEAVERS in chips,
        words=words.strip(),
    )


def _filters() -> tuple[Option, ...]:
    return (
        Option(id=OVERDUE, words=tr("Overdue")),
        Option(id=BLOCKED, words=tr("Blocked")),
        Option(id=EVIDENCE, words=tr("Evidence to be shown")),
        Option(id=LEAVERS, words=tr("Of people who left")),
        Option(id=FINISHED, words=tr("Done or stopped")),
    )


def _strengths() -> tuple[Option, ...]:
    return (
        Option(id=STRONG, words=tr("Strong")),
        Option(id=INTERMEDIATE, words=tr("Intermediate")),
        Option(id=WEAK, words=tr("Weak")),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            id="action",
            heading=tr("Action"),
            width=200,
            stretches=True,
            key=lambda row: row.text.casefold(),
        ),
        Column(
            id="owner",
            heading=tr("Owner"),
            width=120,
            key=lambda row: (not row.owner_name, row.owner_name.casefold()),
        ),
        Column(
            id="due",
            heading=tr("Due"),
            width=148,
            key=lambda row: (BANDS.index(row.band), row.due or date.max),
        ),
        Column(
            id="state",
            heading=tr("State"),
            width=180,
            hide_below=760,
            key=lambda row: row.state,
        ),
    )
