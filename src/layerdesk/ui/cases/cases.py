"""This is where the log of cases is: narrowed by chips and words, the most urgent first."""

import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.risk import Band, band_rank, band_words
from layerdesk.domain.cases.states import ENDED
from layerdesk.domain.changed import Changed
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.offering import band_tone, days_words, state_name, state_tone
from layerdesk.ui.cases.unnamed_report import UnnamedReport
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind, UnfoldButton
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.choices import MultiChoice, Option
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.labels import title
from layerdesk.ui.widgets.list_table import ListTable
from layerdesk.ui.widgets.rows_model import Cell, Column, RowsModel
from layerdesk.usecases.cases.list_cases import CaseFilter, CaseRow, list_cases
from layerdesk.usecases.cases.start_case import start_case
from layerdesk.usecases.ports import Reading

OPEN, LATE, HIGH, TRIAGE, MEETING, FOLLOW_UP, MINE, CLOSED = (
    "open",
    "late",
    "high",
    "triage",
    "meeting",
    "follow_up",
    "mine",
    "closed",
)

_STATES: Mapping[str, frozenset[CaseState]] = {
    TRIAGE: frozenset({CaseState.REPORTED}),
    MEETING: frozenset(
        {CaseState.TRIAGED, CaseState.GATHERING_FACTS, CaseState.READY, CaseState.SCHEDULED}
    ),
    FOLLOW_UP: frozenset(
        {
            CaseState.DISCUSSED,
            CaseState.ACTIONS_AGREED,
            CaseState.IN_FOLLOW_UP,
            CaseState.AWAITING_REVIEW,
            CaseState.REOPENED,
        }
    ),
    CLOSED: frozenset(ENDED),
}

_FILTERS_SETTING = "cases.filters"
_WIDTHS_SETTING = "cases.widths"
_SEARCH_AFTER_MS = 150
_CHIPS_FROM = 600
"""Pixels at a text scale of 1.0 from which the chips stand above the list."""


class Cases(QWidget):
    """The log. Enter or a double click opens a case."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted: RecordId | None = None
        self.count = Chip("")
        self.new = Button(
            tr("Bring a case"), icon="plus", kind=ButtonKind.PRIMARY, shortcut="Ctrl+N"
        )
        self.new.clicked.connect(self.begin_case)
        self.unnamed = Button(tr("Report unnamed"), kind=ButtonKind.QUIET)
        self.unnamed.setToolTip(tr("Report without a name"))
        self.unnamed.clicked.connect(self.report_unnamed)
        self._unnamed_report: UnnamedReport | None = None
        self.words = LineEdit(placeholder=tr("Find by title or reference"))
        self.words.setAccessibleName(tr("Find a case by title or reference"))
        self.words.setClearButtonEnabled(True)
        self.filters = MultiChoice(_filter_options(), self._kept_filters())
        self.filters.setAccessibleName(tr("Show only"))
        self.filters.chosen.connect(self._narrow)
        self.filter_button = UnfoldButton(tr("Show only …"), icon="funnel")
        self.filter_button.toggled.connect(self._fit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._read)
        self.words.textChanged.connect(self._words_changed)
        model = RowsModel(_columns(), cells=_cells, row_id=lambda each: each.id)
        self.list = ListTable(model, name=tr("Cases"), keep_widths=self._keep_widths)
        self.list.opened.connect(self._open)
        self.list.set_widths(_numbers(session.setting(_WIDTHS_SETTING)))
        self.empty = EmptyPlace(
            "clipboard-list",
            tr(
                "No cases yet. Bring the first one: something that went wrong, nearly went wrong,"
                " or went especially well."
            ),
            button=tr("Bring a case"),
            shortcut="Ctrl+N",
        )
        self.empty.chosen.connect(self.begin_case)
        self.none_fits = EmptyPlace(
            "funnel",
            tr("No case fits what you look for. Show all of them again?"),
            button=tr("Show all cases"),
        )
        self.none_fits.chosen.connect(self.show_all)
        self.pages = QStackedWidget()
        for page in (self.list, self.empty, self.none_fits):
            self.pages.addWidget(page)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(3), step(2.5), step(3), step(2))
        lay.setSpacing(step(1.5))
        lay.addLayout(row(title(tr("Cases")), self.count, None, self.unnamed, self.new))
        lay.addLayout(row(self.words, self.filter_button))
        lay.addWidget(self.filters)
        lay.addWidget(self.pages, 1)
        self.setFocusProxy(self.list)
        session.changed.connect(self.show_again)
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again what is shown, if it may have changed."""
        if changed is None or changed.touches(Case, Action):
            self._read()

    def find_here(self) -> None:
        """Put the focus where one types what to find."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def first_work(self) -> QWidget:
        """The log; where none is shown, the button that brings a case or shows all."""
        page = self.pages.currentWidget()
        return page.button if isinstance(page, EmptyPlace) else self.list

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What can be done here by key."""
        return {"new_case": self.begin_case, "report_unnamed": self.report_unnamed}

    def kept_place(self) -> str:
        """The case that is chosen."""
        return str(self.list.current_id() or "")

    def take_place(self, kept: str) -> None:
        """Choose that case again, as soon as it is there."""
        self._wanted = RecordId(kept)

    @Slot()
    def begin_case(self) -> None:
        """Begin a draft and go to it."""
        self._session.write(start_case, done=self._begun)

    @Slot()
    def report_unnamed(self) -> None:
        """Open the window in which somebody reports unnamed."""
        if self._unnamed_report is None:
            self._unnamed_report = UnnamedReport(self._session)
        self._unnamed_report.begin()

    @Slot()
    def show_all(self) -> None:
        """Forget all filters and words."""
        self.words.clear()
        self._timer.stop()
        self.filters.set_chosen(())
        self._narrow(())

    @Slot(object)
    def show_rows(self, listed: tuple[tuple[CaseRow, ...], int]) -> None:
        """Show these cases, out of so many."""
        rows, of_all = listed
        page = self.list if rows else self.none_fits if of_all else self.empty
        had_focus = self.first_work().hasFocus()
        self.pages.setCurrentWidget(page)
        if had_focus:
            self.first_work().setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.setVisible(page is not self.empty)
        self._fit()
        self.count.setVisible(bool(rows))
        self.count.set_words(plural("{n} case", "{n} cases", len(rows)))
        self.list.set_rows(rows)
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """In a narrow window the chips wait behind a button, so that the list keeps its room."""
        narrow = self.width() < _CHIPS_FROM * app_theme().tokens.sizes.scale
        shown = self.pages.currentWidget() is not self.empty
        self.filter_button.setVisible(narrow and shown)
        self.filters.setVisible(shown and (not narrow or self.filter_button.isChecked()))

    @Slot()
    def _read(self) -> None:
        self._session.read(
            _listed,
            narrowed_to(self.filters.chosen_ids(), self.words.text()),
            done=self.show_rows,
            latest_key="cases",
        )

    @Slot(str)
    def _words_changed(self, _words: str) -> None:
        self._timer.start()

    @Slot(tuple)
    def _narrow(self, chosen: tuple[str, ...]) -> None:
        self._session.keep_setting(_FILTERS_SETTING, json.dumps(list(chosen)))
        self._read()

    @Slot(object)
    def _open(self, record: RecordId) -> None:
        self._session.go("case", record)

    @Slot(object)
    def _begun(self, case: Case) -> None:
        self._session.go("case", case.id)

    def _kept_filters(self) -> tuple[str, ...]:
        kept = self._session.setting(_FILTERS_SETTING)
        if kept is None:
            return (OPEN,)
        try:
            found = json.loads(kept)
        except ValueError:
            return (OPEN,)
        return tuple(str(each) for each in found) if isinstance(found, list) else (OPEN,)

    def _keep_widths(self, widths: Mapping[str, int]) -> None:
        self._session.keep_setting(_WIDTHS_SETTING, json.dumps(dict(widths)))


def _listed(reading: Reading, narrowed: CaseFilter) -> tuple[tuple[CaseRow, ...], int]:
    rows = list_cases(reading, narrowed)
    # How many there are in all matters only where none is shown.
    return rows, len(rows) or reading.count(Case)


def narrowed_to(chips: tuple[str, ...], words: str) -> CaseFilter:
    """What the chips and words leave: chips of the same kind add up, others narrow further."""
    states = frozenset(state for chip in chips for state in _STATES.get(chip, frozenset()))
    return CaseFilter(
        states=states,
        open_only=OPEN in chips and CLOSED not in chips,
        late_only=LATE in chips,
        mine_only=MINE in chips,
        bands=frozenset({Band.HIGH, Band.EXTREME}) if HIGH in chips else frozenset(),
        words=words,
    )


def _filter_options() -> tuple[Option, ...]:
    return (
        Option(id=OPEN, words=tr("Open")),
        Option(id=LATE, words=tr("Late")),
        Option(id=HIGH, words=tr("High risk")),
        Option(id=TRIAGE, words=tr("To triage")),
        Option(id=MEETING, words=tr("To discuss")),
        Option(id=FOLLOW_UP, words=tr("In follow-up")),
        Option(id=MINE, words=tr("Reported by me")),
        Option(id=CLOSED, words=tr("Closed")),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            id="case",
            heading=tr("Case"),
            width=190,
            stretches=True,
            key=lambda each: each.title.casefold(),
        ),
        Column(
            id="state",
            heading=tr("State"),
            width=164,
            key=lambda each: tuple(CaseState).index(each.state),
        ),
        Column(
            id="risk",
            heading=tr("Risk"),
            width=144,
            hide_below=480,
            key=lambda each: -band_rank(each.band),
        ),
        Column(
            id="days",
            heading=tr("Open for"),
            width=92,
            hide_below=575,
            key=lambda each: -each.waiting.days,
        ),
        Column(
            id="actions",
            heading=tr("Open actions"),
            width=112,
            hide_below=680,
            key=lambda each: (-each.actions_overdue, -each.actions_open),
        ),
        Column(id="why", heading=tr("Why here"), width=230, hide_below=1000),
    )


def _cells(each: CaseRow) -> tuple[Cell, ...]:
    below = [each.ref]
    if each.restricted:
        below.append(tr("restricted"))
    elif each.lies_in is SpaceKind.ME:
        below.append(tr("only you see it"))
    late = tr("late") if each.waiting.late else ""
    if each.state in ENDED:
        late = ""
    return (
        Cell(
            words=each.title or tr("Without a title yet"),
            below=" · ".join(part for part in below if part),
            strong=True,
        ),
        Cell(words=state_name(each.state), tone=state_tone(each.state)),
        Cell(
            words=band_words(each.band) if each.band else tr("Not judged yet"),
            tone=band_tone(each.band) if each.band else None,
        ),
        Cell(words=days_words(each.waiting.days), below=late),
        _actions(each),
        Cell(words="" if each.state in ENDED else each.priority.reason),
    )


def _actions(each: CaseRow) -> Cell:
    if not each.actions_open:
        return Cell(words="–", spoken=tr("none"))
    if each.actions_overdue:
        words = tr("{count} overdue", count=each.actions_overdue)
        spoken = tr(
            "{open} open, {overdue} overdue", open=each.actions_open, overdue=each.actions_overdue
        )
        return Cell(words=words, tone=Tone.DANGER, spoken=spoken)
    return Cell(words=plural("{n} open", "{n} open", each.actions_open))


def _numbers(kept: str | None) -> Mapping[str, int]:
    try:
        found = json.loads(kept or "{}")
    except ValueError:
        return {}
    return {str(key): value for key, value in found.items() if isinstance(value, int)}
