"""This is where a person ticks off what they promised, the most pressing first."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.cases.records import Case
from layerdesk.domain.changed import Changed
from layerdesk.domain.follow_up.due import BANDS, Band
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.ui.follow_up.action_browser import ActionBrowser
from layerdesk.ui.follow_up.add_action import AddAction
from layerdesk.ui.follow_up.kept_widths import keep_widths, kept_widths
from layerdesk.ui.follow_up.save_list import SaveListButton
from layerdesk.ui.follow_up.wording_actions import (
    action_cell,
    due_cell,
    overdue_words,
    state_cell,
)
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import MultiChoice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.labels import title
from layerdesk.ui.widgets.rows_model import Cell, Column
from layerdesk.usecases.follow_up.list_actions import ActionList, ActionRow, read_my_actions

_WIDTHS = "my_actions.widths"
_FINISHED = "finished"
_TOUCHED = (Action, Meeting, Case, Person)


class MyActions(QWidget):
    """One's own actions and the panel of the chosen one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._today = date.min
        self._rows: tuple[ActionRow, ...] = ()
        self.count, self.overdue = Chip("", Tone.NEUTRAL), Chip("", Tone.DANGER)
        self.new = Button(tr("Add an action"), icon="plus", kind=ButtonKind.PLAIN)
        self.save = SaveListButton(session)
        self.filters = MultiChoice((Option(id=_FINISHED, words=tr("Also what is done")),))
        self.filters.setAccessibleName(tr("Show too"))
        self.form = AddAction(session, lambda: self._today)
        self.empty = EmptyPlace(
            "list-checks",
            tr(
                "Nothing is left for you to do. Actions that a meeting gives you stand here, with"
                " the date; you can also add one of your own."
            ),
            button=tr("Add an action"),
        )
        self.browser = ActionBrowser(
            session,
            _columns(),
            self._cells,
            name=tr("My actions"),
            empties=(self.empty,),
            widths=kept_widths(session, _WIDTHS),
            keep_widths=lambda widths: keep_widths(session, _WIDTHS, widths),
        )
        self.new.clicked.connect(self.form.open_form)
        self.empty.chosen.connect(self.form.open_form)
        self.filters.chosen.connect(self._narrow)
        self.form.added.connect(self._added)
        self._lay_out()
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
            self._session.read(read_my_actions, done=self.show_view, latest_key="my_actions")

    def show_record(self, record: RecordId) -> None:
        """Show this action."""
        self.browser.choose(record)

    def find_here(self) -> None:
        """Put the focus on the list."""
        self.browser.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What can be done here by key."""
        return {"add_action": self.form.open_form}

    def kept_place(self) -> str:
        """The action that is chosen."""
        return str(self.browser.list.current_id() or "")

    def take_place(self, kept: str) -> None:
        """Choose that action again, as soon as it is there."""
        if kept:
            self.browser.choose(RecordId(kept))

    @Slot(object)
    def show_view(self, view: ActionList) -> None:
        """Show these actions."""
        self._today, self._rows = view.today, view.rows
        self._show()

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for part in (self.new, self.save, self.filters):
            flow.addWidget(part)
        page = ScrollColumn(wide=True)
        page.add_layout(row(title(tr("My actions")), self.count, self.overdue, None))
        page.add(buttons)
        page.add(self.form)
        page.add(self.browser, 1)
        page.body.setSpacing(step(1.5))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(page)

    def _show(self) -> None:
        open_ones = [row for row in self._rows if row.band is not Band.FINISHED]
        late = sum(1 for row in open_ones if row.band is Band.OVERDUE)
        self.count.set_words(plural("{n} open", "{n} open", len(open_ones)))
        self.overdue.set_words(overdue_words(late))
        self.overdue.setVisible(bool(late))
        left = [row for row in self._rows if _is_left(row)]
        self.filters.setVisible(len(left) < len(self._rows))
        shown = self._rows if self.filters.chosen_ids() else left
        for part in (self.count, self.new, self.save):
            part.setVisible(bool(shown))
        self.browser.show_rows(shown, self.empty)

    def _cells(self, row: ActionRow) -> tuple[Cell, ...]:
        return (action_cell(row), due_cell(row, self._today), state_cell(row))

    @Slot(tuple)
    def _narrow(self, _chosen: tuple[str, ...]) -> None:
        self._show()

    @Slot(object)
    def _added(self, action: Action) -> None:
        self.browser.choose(action.id)


def _is_left(row: ActionRow) -> bool:
    """Whether anything is still owed: what is done without evidence is."""
    return row.band is not Band.FINISHED or row.state is ActionState.DONE_AWAITING_EVIDENCE


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            id="action",
            heading=tr("Action"),
            width=250,
            stretches=True,
            key=lambda row: row.text.casefold(),
        ),
        Column(
            id="due",
            heading=tr("Due"),
            width=156,
            key=lambda row: (BANDS.index(row.band), row.due or date.max),
        ),
        Column(
            id="state",
            heading=tr("State"),
            width=180,
            hide_below=580,
            key=lambda row: row.state,
        ),
    )
