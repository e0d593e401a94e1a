"""This is where a case is led on: moved, parked, merged, handed over, restricted, closed."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Slot

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.errors import IdentifiersFound, LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.asking import AskPanel
from layerdesk.ui.cases.case_review import private_prompts
from layerdesk.ui.cases.case_side import (
    DROP,
    MERGE,
    OVERRIDE,
    PARK,
    REOPEN,
    RESTRICT,
    SHARE,
    TRANSFER,
)
from layerdesk.ui.cases.offering import (
    people_offered,
    state_name,
)
from layerdesk.ui.cases.writing import RecordWriter
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.cases.close_case import close_case
from layerdesk.usecases.cases.list_cases import find_by_ref
from layerdesk.usecases.cases.move_case import (
    drop_case,
    merge_case,
    move_case,
    park_case,
    reopen_case,
    transfer_case,
)
from layerdesk.usecases.cases.read_case import CaseView
from layerdesk.usecases.cases.report_case import report_case, share_case_with_practice
from layerdesk.usecases.cases.restrict_case import RestrictedCase, restrict_case

_IDENTIFIERS = "identifiers"
_KEEP = "keep"


class Sheet(Protocol):
    """What the ways need of the sheet that shows the case."""

    view: CaseView
    ask: AskPanel
    news: InlineMessage
    writer: RecordWriter

    def flush(self) -> None:
        """Enter what is being typed now."""
        ...


class CaseWays(QObject):
    """Asks what each way needs, writes it, and says what came of it."""

    def __init__(self, session: Session, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet = sheet
        self._again: Callable[[str], None] | None = None

    @Slot(object)
    def move_to(self, state: CaseState) -> None:
        """Lead the case to this state; what is being typed is entered first."""
        self._sheet.flush()
        case = self._sheet.view.case.id
        if state is CaseState.REPORTED:
            method = self._session.declared.method(self._sheet.view.case.method)
            leave = private_prompts(method)
            self._with_reason(report_case, case, done=self._reported, private_prompts=leave)
        elif state is CaseState.CLOSED:
            self._write(close_case, case, done=self._closed)
        else:
            self._write(move_case, case, state, done=self._moved)

    @Slot(str)
    def begin_other(self, name: str) -> None:
        """Ask for what another way of the case needs, or take it at once."""
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
        if name == SHARE:
            self._with_reason(share_case_with_practice, self._sheet.view.case.id, done=self._shared)
        else:
            question, follows, yes, label = asked[name]
            me = self._session.viewer.person
            others = [each for each in self._sheet.view.people.items() if each[0] != me and each[1]]
            self._sheet.ask.people.set_options(people_offered(others))
            self._sheet.ask.ask(
                name, question, follows, yes=yes, label=label, people=name == RESTRICT
            )

    @Slot(str, str)
    def answered(self, about: str, words: str) -> None:
        """Take the way that was asked about, with what was answered."""
        self._sheet.flush()
        case = self._sheet.view.case.id
        if about == _IDENTIFIERS:
            if self._again is not None:
                self._again(words)
        elif about == _KEEP:
            self._sheet.news.show_words("", MessageTone.INFO)
            self._sheet.writer.change({"identifier_reason": words})
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
            members = tuple(RecordId(each) for each in self._sheet.ask.people.chosen_ids())
            self._write(restrict_case, case, members=members, reason=words, done=self._restricted)
        elif about == MERGE:
            self._session.read(find_by_ref, words, done=self._found, failed=self._not_kept)

    @Slot()
    def ask_why(self) -> None:
        """Ask why words that look like identifiers are none."""
        self._sheet.ask.ask(
            _KEEP,
            tr("Why does it identify nobody?"),
            tr("The reason stays with the case. Others then see the words as they are."),
            yes=tr("Keep the words"),
        )

    @Slot(object)
    def edit_refused(self, error: LayerDeskError) -> None:
        """Say why an edit was not kept."""
        if isinstance(error, IdentifiersFound):
            self.ask_why()
        else:
            self._sheet.news.say(sentence(error), MessageTone.DANGER)

    def _write(self, function: Callable[..., Any], *args: Any, **values: Any) -> None:
        self._session.write(function, *args, failed=self._not_kept, **values)

    def _with_reason(self, function: Callable[..., Any], *args: Any, **values: Any) -> None:
        """Write, and where identifiers are found once more with the reason that is given."""

        def again(reason: str) -> None:
            self._write(function, *args, identifier_reason=reason, **values)

        self._again = again
        self._write(function, *args, **values)

    @Slot(object)
    def _found(self, other: RecordId) -> None:
        self._write(merge_case, self._sheet.view.case.id, other, done=self._moved)

    @Slot(object)
    def _moved(self, case: Case) -> None:
        self._sheet.news.say(tr("Now: {state}.", state=state_name(case.state)), MessageTone.OK)

    @Slot(object)
    def _closed(self, _case: Case) -> None:
        self._sheet.news.say(tr("The case is closed. Well done."), MessageTone.OK)

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
            self._sheet.ask.ask(
                _IDENTIFIERS,
                tr("This may identify somebody"),
                sentence(error),
                yes=tr("Pass it on as it is"),
                label=tr("Why it identifies nobody"),
            )
            return
        self._sheet.news.say(sentence(error), MessageTone.DANGER)
