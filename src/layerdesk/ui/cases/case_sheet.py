"""This is where one case is laid out: its pages, what it still needs, and its way on."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from layerdesk.domain.cases.methods import Prompt
from layerdesk.domain.cases.records import CaseState
from layerdesk.domain.cases.risk import band_words
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.ui.cases.asking import AskPanel
from layerdesk.ui.cases.case_facts import CaseFacts
from layerdesk.ui.cases.case_fields import RecordFields
from layerdesk.ui.cases.case_harm import CaseHarm
from layerdesk.ui.cases.case_history import CaseHistory
from layerdesk.ui.cases.case_outcome import CaseClosing, CaseOutcome
from layerdesk.ui.cases.case_review import CaseReview, open_prompts
from layerdesk.ui.cases.case_side import HISTORY, PROMPT, CaseSide
from layerdesk.ui.cases.case_timeline import CaseTimeline
from layerdesk.ui.cases.case_ways import CaseWays
from layerdesk.ui.cases.offering import (
    band_tone,
    days_words,
    seen_by_words,
    state_name,
    state_tone,
    today,
)
from layerdesk.ui.cases.writing import RecordWriter
from layerdesk.ui.guarding import finder
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.columns import Columns, Narrow, ScrollColumn
from layerdesk.ui.widgets.guarded import BLOCK, Finding
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.usecases.cases.edit_case import edit_case
from layerdesk.usecases.cases.read_case import CaseView

FACTS, TIMELINE, REVIEW, HARM, OUTCOME, CLOSING, WHAT_HAPPENED = PAGES = (
    "facts",
    "timeline",
    "review",
    "harm",
    "outcome",
    "closing",
    "history",
)

Page = CaseFacts | CaseTimeline | CaseReview | CaseHarm | CaseOutcome | CaseClosing | CaseHistory


class CaseSheet(QWidget):
    """One case: what it is at the top, its pages at the left, what it needs at the right."""

    def __init__(self, session: Session, view: CaseView) -> None:
        super().__init__()
        self._session = session
        self.view = view
        self._holding = False
        self._search = finder(self._names, today)
        find = self._find
        self.news = InlineMessage()
        self.writer = RecordWriter(session, view.case, edit_case, self)
        self.fields = RecordFields(session, self.writer, find, self)
        self.back = Button(tr("Cases"), icon="chevron-left", kind=ButtonKind.QUIET)
        self.back.clicked.connect(self._to_cases)
        self.eyebrow = Label("", LabelRole.EYEBROW, wrap=False)
        self.title = Label("", LabelRole.TITLE)
        self.state, self.risk, self.waited = Chip(""), Chip(""), Chip("")
        self.flags = Chip("", Tone.WARN)
        self.ask = AskPanel()
        self.ways = CaseWays(session, self, self)
        self.writer.refused.connect(self.ways.edit_refused)
        self.news.acted.connect(self.ways.ask_why)
        self.ask.answered.connect(self.ways.answered)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(tr("Pages of the case"))
        self.tabs.tabBar().setDrawBase(False)
        self._makers: Mapping[str, Callable[[], Page]] = {
            FACTS: lambda: CaseFacts(session, self.fields),
            TIMELINE: lambda: CaseTimeline(session, view.case.id, find),
            REVIEW: lambda: CaseReview(session, self.view, find),
            HARM: lambda: CaseHarm(session, self.fields),
            OUTCOME: lambda: CaseOutcome(session, view.case.id),
            CLOSING: lambda: CaseClosing(session, self.fields),
            WHAT_HAPPENED: lambda: CaseHistory(session, view.case.id),
        }
        self.pages: dict[str, Page] = {}
        self._leaves: dict[str, QVBoxLayout] = {}
        headings = (
            tr("Facts"),
            tr("Timeline"),
            tr("Review"),
            tr("Harm and risk"),
            tr("Learning and actions"),
            tr("Closing"),
            tr("History"),
        )
        for name, words in zip(PAGES, headings, strict=True):
            leaf = QWidget()
            self._leaves[name] = QVBoxLayout(leaf)
            self._leaves[name].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(leaf, words)
        self.tabs.currentChanged.connect(self._turned)
        self.side = CaseSide()
        self.side.step_wanted.connect(self.show_step)
        self.side.move_wanted.connect(self.move_to)
        self.side.other_wanted.connect(self._begin_other)
        self.side.next_wanted.connect(self._lead_on, Qt.ConnectionType.QueuedConnection)
        self._side_column = side = ScrollColumn(wide=True)
        side.add(self.side)
        self.columns = Columns(
            self.tabs,
            side,
            shares=(16, 7),
            narrow=Narrow.DRAWER,
            drawer=tr("What is still missing"),
            breakpoint_at=1000,
        )
        # With a question above them and large text, the pages would have no height left.
        self.columns.setMinimumHeight(step(30))
        page = ScrollColumn(wide=True)
        page.set_margins(step(3), step(1.5), step(1), step(1))
        page.body.setSpacing(step(1))
        page.add_layout(
            row(self.back, self.state, self.risk, self.waited, self.flags, None, self.eyebrow)
        )
        for part in (self.title, self.news, self.ask):
            page.add(part)
        page.add(self.columns, 1)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(page)
        self.columns.arranged.connect(self._arranged)
        self._arranged(self.columns.side_by_side)
        self.page(FACTS)
        self.show_view(view)

    def show_view(self, view: CaseView) -> None:
        """Show the case as it stands now; what is being typed stays."""
        self.view = view
        case = view.case
        self.fields.show(case)
        self._holding = view.lies_in is not SpaceKind.ME and not case.identifier_reason
        self.eyebrow.setText(f"{case.ref} · {seen_by_words(view.lies_in)}")
        self.title.setText(case.title or tr("A new case"))
        self.state.set_words(state_name(case.state), state_tone(case.state))
        words = band_words(view.band) if view.band else tr("Risk not judged yet")
        self.risk.set_words(words, band_tone(view.band))
        self._show_waiting(view)
        flags = [
            words
            for is_so, words in (
                (case.restricted, tr("Restricted")),
                (case.safeguarding, tr("Safeguarding")),
                (case.complaint, tr("Complaint")),
                (case.legal_hold, tr("Legal hold")),
            )
            if is_so
        ]
        self.flags.set_words(" · ".join(flags))
        self.flags.setVisible(bool(flags))
        for page in self.pages.values():
            self._bring_up_to_date(page)
        self.side.show_view(view, self._open_prompts(view))
        self._show_missing(view)
        settled = case.written_by_two()
        if settled and self.news.isHidden():
            self.news.show_words(
                tr("Two people wrote the same field at once. The later words are shown; choose."),
                MessageTone.WARN,
            )

    def take_focus(self) -> None:
        """Put the focus where one begins: the title of a new case, or the pages."""
        if not self.view.case.title:
            self._show_field("title")
        else:
            self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Enter what is being typed now; before the case is left."""
        self.fields.flush()
        for page in self.pages.values():
            if isinstance(page, CaseTimeline | CaseReview):
                page.flush()

    def page(self, name: str) -> Page:
        """A page of the case, which is made when it is first looked at."""
        made = self.pages.get(name)
        if made is None:
            made = self.pages[name] = self._makers[name]()
            self._leaves[name].addWidget(made)
            self._bring_up_to_date(made)
        return made

    def open_page(self, name: str) -> Page:
        """Turn to a page."""
        made = self.page(name)
        self.tabs.setCurrentIndex(PAGES.index(name))
        return made

    @Slot(str)
    def show_step(self, where: str) -> None:
        """Go to where a missing step can be put right."""
        if where == "agenda":
            self._session.go("meetings")
        elif where in ("learning", "actions"):
            page = self.open_page(OUTCOME)
            if isinstance(page, CaseOutcome):
                page.focus_on(where)
        elif where.startswith(PROMPT):
            page = self.open_page(REVIEW)
            if isinstance(page, CaseReview):
                page.focus_on(where.removeprefix(PROMPT))
        elif where == "timeline":
            page = self.open_page(TIMELINE)
            if isinstance(page, CaseTimeline):
                page.add_step.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._show_field(where)

    @Slot(object)
    def move_to(self, state: CaseState) -> None:
        """Lead the case to this state; what is being typed is entered first."""
        self.ways.move_to(state)

    @Slot(bool)
    def _arranged(self, wide: bool) -> None:
        """In a narrow window the head takes less room; the reference is also under In short."""
        self.title.set_role(LabelRole.TITLE if wide else LabelRole.HEADING)
        self.eyebrow.setVisible(wide)

    @Slot()
    def _lead_on(self) -> None:
        """Show the way on from the top, with the focus on it unless a question has it."""
        self._side_column.verticalScrollBar().setValue(0)
        target = self.side.first_to_press() or self.back
        if self.ask.isHidden():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _begin_other(self, name: str) -> None:
        if name == HISTORY:
            self.open_page(WHAT_HAPPENED)
        else:
            self.ways.begin_other(name)

    def _show_field(self, name: str) -> None:
        for page_name in (FACTS, HARM, CLOSING):
            page = self.page(page_name)
            field = self.fields.fields.get(name)
            if field is not None and page.isAncestorOf(field):
                self.open_page(page_name)
                self.fields.focus(name)
                page.ensureWidgetVisible(field)
                return

    @Slot(int)
    def _turned(self, at: int) -> None:
        self.page(PAGES[at])

    def _bring_up_to_date(self, page: Page) -> None:
        view = self.view
        for name, field in self.fields.fields.items():
            field.editor.setEnabled(self._may_edit(name))
        if isinstance(page, CaseHarm):
            page.show_case(view.case, view.priority.reason)
        elif not isinstance(page, CaseFacts | CaseHistory):
            page.show_view(view)
        if isinstance(page, CaseTimeline | CaseReview):
            page.hold_findings(self._holding)
        else:
            self.fields.hold_findings(self._holding)

    def _may_edit(self, name: str) -> bool:
        judged = ("risk_consequence", "risk_likelihood", "learning_value", "priority_manual")
        by_triage = name in (*judged, "priority_reason")
        own = self.view.lies_in in (SpaceKind.ME, SpaceKind.NAMED)
        return self.view.may_edit and (not by_triage or own or self.view.may_triage)

    def _names(self) -> Sequence[str]:
        return tuple(name for name in self.view.people.values() if name)

    def _show_waiting(self, view: CaseView) -> None:
        waited = days_words(view.waiting.days)
        late = view.waiting.late
        words = tr("{days} · late", days=waited) if late else waited
        self.waited.set_words(words, Tone.WARN if late else Tone.NEUTRAL)

    def _show_missing(self, view: CaseView) -> None:
        count = len(view.main.steps) if view.main else 0
        words = (
            plural("{n} thing is still missing", "{n} things are still missing", count)
            if count
            else tr("Where it goes from here")
        )
        self.columns.drawer_button.set_words(words)
        still = len(self._open_prompts(view))
        prompts = plural("{n} prompt is still open.", "{n} prompts are still open.", still)
        self.tabs.setTabToolTip(PAGES.index(REVIEW), prompts if still else "")

    def _open_prompts(self, view: CaseView) -> tuple[Prompt, ...]:
        method = self._session.declared.method(view.case.method, view.case.method_version)
        return open_prompts(view, method) if view.case.method else ()

    def _find(self, text: str) -> Sequence[Finding]:
        found = self._search(text)
        if self._holding and any(level == BLOCK for _, _, level, _ in found):
            self.news.show_words(
                tr("Words that may identify somebody stay on this computer until you change them."),
                MessageTone.WARN,
            )
            self.news.button.set_words(tr("They identify nobody …"))
            self.news.button.show()
        return found

    @Slot()
    def _to_cases(self) -> None:
        self._session.go("cases")
