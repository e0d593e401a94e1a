"""This is where one case is worked on: its pages, what it still needs, and its way on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.risk import band_words
from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import IdentifiersFound, LayerDeskError, Missing
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.asking import AskPanel
from layerdesk.ui.cases.case_facts import CaseFacts
from layerdesk.ui.cases.case_fields import RecordFields
from layerdesk.ui.cases.case_harm import CaseHarm
from layerdesk.ui.cases.case_outcome import CaseClosing, CaseOutcome
from layerdesk.ui.cases.case_review import CaseReview, open_prompts, private_prompts
from layerdesk.ui.cases.case_side import (
    DROP,
    HISTORY,
    MERGE,
    OVERRIDE,
    PARK,
    REOPEN,
    RESTRICT,
    SHARE,
    TRANSFER,
    CaseSide,
)
from layerdesk.ui.cases.case_timeline import CaseTimeline
from layerdesk.ui.cases.offering import (
    band_tone,
    days_words,
    people_offered,
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
from layerdesk.ui.widgets.empty_place import EmptyPlace
from layerdesk.ui.widgets.guarded import BLOCK, Finding
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.cases.close_case import close_case
from layerdesk.usecases.cases.edit_case import edit_case
from layerdesk.usecases.cases.list_cases import find_by_ref
from layerdesk.usecases.cases.move_case import (
    drop_case,
    merge_case,
    move_case,
    park_case,
    reopen_case,
    transfer_case,
)
from layerdesk.usecases.cases.read_case import CaseView, read_case
from layerdesk.usecases.cases.report_case import report_case, share_case_with_practice
from layerdesk.usecases.cases.restrict_case import RestrictedCase, open_case, restrict_case

FACTS, TIMELINE, REVIEW, HARM, OUTCOME, CLOSING = PAGES = (
    "facts",
    "timeline",
    "review",
    "harm",
    "outcome",
    "closing",
)

Page = CaseFacts | CaseTimeline | CaseReview | CaseHarm | CaseOutcome | CaseClosing

_IDENTIFIERS = "identifiers"
_KEEP = "keep"


class CasePlace(QWidget):
    """The place of one case. Opening a restricted one leaves a trace."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._wanted: RecordId | None = None
        self.sheet: CaseSheet | None = None
        self.empty = EmptyPlace(
            "clipboard-list",
            tr("No case is open. Choose one from the list of cases."),
            button=tr("Go to Cases"),
            shortcut="Ctrl+3",
        )
        self.empty.chosen.connect(self._to_cases)
        self._lay = QVBoxLayout(self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.addWidget(self.empty)
        session.changed.connect(self.show_again)

    def show_record(self, record: RecordId) -> None:
        """Open this case."""
        if self.sheet is not None:
            self.sheet.flush()
        self._wanted = record
        self._session.write(open_case, record, done=self._opened, failed=self._not_opened)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read the case again; anything that changed may matter to what it still needs."""
        if self.sheet is not None and (changed is None or changed):
            case = self.sheet.view.case.id
            self._session.read(
                read_case, case, done=self._read, failed=self._gone, latest_key="case"
            )

    def kept_place(self) -> str:
        """The case that is open."""
        return str(self.sheet.view.case.id) if self.sheet is not None else ""

    def take_place(self, kept: str) -> None:
        """Open that case again."""
        if kept:
            self.show_record(RecordId(kept))

    @Slot(object)
    def _opened(self, view: CaseView) -> None:
        self._show(view)

    @Slot(object)
    def _read(self, view: CaseView) -> None:
        if self.sheet is None:
            return
        self._show(view)

    @Slot(object)
    def _not_opened(self, error: LayerDeskError) -> None:
        self._close_sheet()
        self.empty.set_words(sentence(error))

    @Slot(object)
    def _gone(self, error: LayerDeskError) -> None:
        if isinstance(error, Missing):
            self._not_opened(error)
        else:
            self._session.show_failure(error)

    @Slot()
    def _to_cases(self) -> None:
        self._session.go("cases")

    def _show(self, view: CaseView) -> None:
        case = view.case
        if self.sheet is not None:
            shown = self.sheet.view.case
            if (shown.id, shown.method) == (case.id, case.method):
                self.sheet.show_view(view)
                return
        page = self.sheet.tabs.currentIndex() if self.sheet is not None else 0
        same = self.sheet is not None and self.sheet.view.case.id == case.id
        self._close_sheet()
        self.empty.hide()
        self.sheet = CaseSheet(self._session, view)
        self.sheet.tabs.setCurrentIndex(page if same else 0)
        self._lay.addWidget(self.sheet)

    def _close_sheet(self) -> None:
        if self.sheet is not None:
            self.sheet.flush()
            self._lay.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
        self.empty.show()


class CaseSheet(QWidget):
    """One case: what it is at the top, its pages at the left, what it needs at the right."""

    def __init__(self, session: Session, view: CaseView) -> None:
        super().__init__()
        self._session = session
        self.view = view
        self._again: Callable[[str], None] | None = None
        self._holding = False
        self._search = finder(self._names, today)
        find = self._find
        self.news = InlineMessage()
        self.news.acted.connect(self._ask_why)
        self.writer = RecordWriter(session, view.case, edit_case, self)
        self.writer.refused.connect(self._edit_refused)
        self.fields = RecordFields(session, self.writer, find, self)
        self.back = Button(tr("Cases"), icon="chevron-left", kind=ButtonKind.QUIET)
        self.back.clicked.connect(self._to_cases)
        self.eyebrow = Label("", LabelRole.EYEBROW, wrap=False)
        self.title = Label("", LabelRole.TITLE)
        self.state, self.risk, self.waited = Chip(""), Chip(""), Chip("")
        self.flags = Chip("", Tone.WARN)
        self.ask = AskPanel()
        self.ask.answered.connect(self._answered)
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
        side = ScrollColumn(wide=True)
        side.add(self.side)
        self.columns = Columns(
            self.tabs,
            side,
            shares=(16, 7),
            narrow=Narrow.DRAWER,
            drawer=tr("What is still missing"),
        )
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(3), step(1.5), step(1), step(1))
        lay.setSpacing(step(1))
        lay.addLayout(
            row(self.back, self.state, self.risk, self.waited, self.flags, None, self.eyebrow)
        )
        lay.addWidget(self.title)
        lay.addWidget(self.news)
        lay.addWidget(self.ask)
        lay.addWidget(self.columns, 1)
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
        self.side.show_view(view)
        self._show_missing(view)
        settled = case.written_by_two()
        if settled and self.news.isHidden():
            self.news.show_words(
                tr("Two people wrote the same field at once. The later words are shown; choose."),
                MessageTone.WARN,
            )

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
        elif where == "timeline":
            page = self.open_page(TIMELINE)
            if isinstance(page, CaseTimeline):
                page.add_step.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._show_field(where)

    @Slot(object)
    def move_to(self, state: CaseState) -> None:
        """Lead the case to this state; what is being typed is entered first."""
        self.flush()
        case = self.view.case.id
        if state is CaseState.REPORTED:
            method = self._session.declared.method(self.view.case.method)
            leave = private_prompts(method)
            self._with_reason(report_case, case, done=self._reported, private_prompts=leave)
        elif state is CaseState.CLOSED:
            self._write(close_case, case, done=self._closed)
        else:
            self._write(move_case, case, state, done=self._moved)

    @Slot(bool)
    def _arranged(self, wide: bool) -> None:
        """In a narrow window the head takes less room; the reference is also under In short."""
        self.title.set_role(LabelRole.TITLE if wide else LabelRole.HEADING)
        self.eyebrow.setVisible(wide)

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
        elif not isinstance(page, CaseFacts):
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
        method = self._session.declared.method(view.case.method, view.case.method_version)
        prompts = open_prompts(view, method) if view.case.method else ""
        words = (
            plural("{n} thing is still missing", "{n} things are still missing", count)
            if count
            else tr("Where it goes from here")
        )
        self.columns.drawer_button.set_words(words)
        self.tabs.setTabToolTip(PAGES.index(REVIEW), prompts)

    def _write(self, function: Callable[..., Any], *args: Any, **values: Any) -> None:
        self._session.write(function, *args, failed=self._not_kept, **values)

    def _with_reason(self, function: Callable[..., Any], *args: Any, **values: Any) -> None:
        """Write, and where identifiers are found once more with the reason that is given."""

        def again(reason: str) -> None:
            self._write(function, *args, identifier_reason=reason, **values)

        self._again = again
        self._write(function, *args, **values)

    @Slot(str)
    def _begin_other(self, name: str) -> None:
        asked = {
            PARK: (
                tr("Why is it parked?"),
                tr("It stays open and can be taken up at any time."),
                tr("Park the case"),
                "",
            ),
            DROP: (
                tr("Why is it not a case?"),
                tr("It stays in the log with your reason, and can be taken up again."),
                tr("It is not a case"),
                "",
            ),
            TRANSFER: (
                tr("Where is it handed over to?"),
                tr("Such as complaints, safeguarding, or the coroner."),
                tr("Hand it over"),
                tr("To whom, and why"),
            ),
            MERGE: (
                tr("Which case tells the same event?"),
                tr("This one ends, and each links to the other."),
                tr("Merge them"),
                tr("Reference of the other case, such as LD-2026-A004"),
            ),
            RESTRICT: (
                tr("Who may see it from now on?"),
                tr(
                    "A restricted case takes its place and this one is erased. What others have"
                    " read until now cannot be called back."
                ),
                tr("Restrict the case"),
                tr("Why it is restricted"),
            ),
            REOPEN: (
                tr("Why is it taken up again?"),
                "",
                tr("Take it up again"),
                "",
            ),
            OVERRIDE: (
                tr("Why close it with steps missing?"),
                tr("The reason stays with the case, for everybody to see."),
                tr("Close the case"),
                "",
            ),
        }
        if name == HISTORY:
            self._session.go("history", self.view.case.id)
        elif name == SHARE:
            self._with_reason(share_case_with_practice, self.view.case.id, done=self._shared)
        else:
            question, follows, yes, label = asked[name]
            me = self._session.viewer.person
            others = [each for each in self.view.people.items() if each[0] != me and each[1]]
            self.ask.people.set_options(people_offered(others))
            self.ask.ask(name, question, follows, yes=yes, label=label, people=name == RESTRICT)

    @Slot(str, str)
    def _answered(self, about: str, words: str) -> None:
        self.flush()
        case = self.view.case.id
        if about == _IDENTIFIERS:
            if self._again is not None:
                self._again(words)
        elif about == _KEEP:
            self.news.show_words("", MessageTone.INFO)
            self.writer.change({"identifier_reason": words})
        elif about == PARK:
            self._write(park_case, case, reason=words, done=self._moved)
        elif about == DROP:
            self._write(drop_case, case, reason=words, done=self._moved)
        elif about == TRANSFER:
            self._write(transfer_case, case, to=words, done=self._moved)
        elif about == REOPEN:
            self._write(reopen_case, case, reason=words, done=self._moved)
        elif about == OVERRIDE:
            self._write(close_case, case, override_reason=words, done=self._closed)
        elif about == RESTRICT:
            members = tuple(RecordId(each) for each in self.ask.people.chosen_ids())
            self._write(restrict_case, case, members=members, reason=words, done=self._restricted)
        elif about == MERGE:
            self._session.read(find_by_ref, words, done=self._found, failed=self._not_kept)

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
    def _ask_why(self) -> None:
        self.ask.ask(
            _KEEP,
            tr("Why does it identify nobody?"),
            tr("The reason stays with the case. Others then see the words as they are."),
            yes=tr("Keep the words"),
        )

    @Slot(object)
    def _edit_refused(self, error: LayerDeskError) -> None:
        if isinstance(error, IdentifiersFound):
            self._ask_why()
        else:
            self.news.say(sentence(error), MessageTone.DANGER)

    @Slot(object)
    def _found(self, other: RecordId) -> None:
        self._write(merge_case, self.view.case.id, other, done=self._moved)

    @Slot(object)
    def _moved(self, case: Case) -> None:
        self.news.say(tr("Now: {state}.", state=state_name(case.state)), MessageTone.OK)

    @Slot(object)
    def _closed(self, _case: Case) -> None:
        self.news.say(tr("The case is closed. Well done."), MessageTone.OK)

    @Slot(object)
    def _reported(self, case: Case) -> None:
        words = tr("Reported to the review team as {ref}. Thank you.", ref=case.ref)
        self._session.say(words, "ok")
        self._session.go("case", case.id)

    @Slot(object)
    def _shared(self, case: Case) -> None:
        self._session.say(tr("The whole practice sees {ref} now.", ref=case.ref), "ok")
        self._session.go("case", case.id)

    @Slot(object)
    def _restricted(self, made: RestrictedCase) -> None:
        words = (
            tr("Restricted. Others may have read it before; that cannot be called back.")
            if made.copies_may_have_been_read
            else tr("Restricted. Nobody else had seen it.")
        )
        self._session.say(words, "warn" if made.copies_may_have_been_read else "ok")
        self._session.go("case", made.case.id)

    @Slot(object)
    def _not_kept(self, error: LayerDeskError) -> None:
        if isinstance(error, IdentifiersFound) and self._again is not None:
            self.ask.ask(
                _IDENTIFIERS,
                tr("This may identify somebody"),
                sentence(error),
                yes=tr("Pass it on as it is"),
                label=tr("Why it identifies nobody"),
            )
            return
        self.news.say(sentence(error), MessageTone.DANGER)

    @Slot()
    def _to_cases(self) -> None:
        self._session.go("cases")
