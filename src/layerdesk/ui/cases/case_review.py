"""This is where a case is thought through: the method's prompts, and what helped or hindered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.cases.methods import Prompt, PromptKind, ReviewMethod
from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId, Text
from layerdesk.ui.cases.case_fields import RecordFields, as_yes_no
from layerdesk.ui.cases.offering import offered, yes_no
from layerdesk.ui.cases.pairs import Pairs
from layerdesk.ui.cases.writing import RecordWriter
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, IconButton
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Choice, MultiChoice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.flow import FlowLayout
from layerdesk.ui.widgets.guarded import Find
from layerdesk.ui.widgets.labels import muted, small
from layerdesk.usecases.cases.answer_prompt import answer_prompt, empty_answer
from layerdesk.usecases.cases.edit_factors import (
    HELPED,
    HINDERED,
    add_factor,
    edit_factor,
    remove_factor,
)
from layerdesk.usecases.cases.read_case import CaseView

ANSWERED = frozenset(
    {
        PromptKind.TEXT,
        PromptKind.LONG,
        PromptKind.DATE,
        PromptKind.CHOICE,
        PromptKind.MULTI,
        PromptKind.YES_NO,
        PromptKind.NUMBER,
        PromptKind.LIST,
        PromptKind.LINK,
    }
)
"""Kinds of prompts that have an answer of their own; the others have a page of their own."""

_FACTORS = "factors_"
_PROMPT = "text"


def private_prompts(method: ReviewMethod) -> tuple[str, ...]:
    """The prompts whose answers belong to the one who writes them."""
    return tuple(prompt.id for prompt in method.prompts if prompt.private)


class CaseReview(ScrollColumn):
    """The prompts, section by section, and the contributory factors."""

    def __init__(self, session: Session, view: CaseView, find: Find) -> None:
        super().__init__()
        self._session, self._find = session, find
        self._method = session.declared.method(view.case.method, view.case.method_version)
        self.prompts: dict[str, AnsweredPrompt] = {}
        own = view.lies_in is SpaceKind.ME
        if not view.case.method:
            self.add(muted(tr("Choose a review method under Facts; its prompts then stand here.")))
        elif self._method.purpose:
            self.add(muted(self._method.purpose))
        if any(each.required and _has_answer(each) for each in self._method.prompts):
            self.add(small(tr("A star marks what a finished review has answered.")))
        for section in self._method.sections:
            shown = [each for each in section.prompts if _has_answer(each)]
            hidden = [each for each in shown if each.private and not own]
            shown = [each for each in shown if each not in hidden]
            if not shown and not hidden:
                continue
            card = Card(section.title)
            if section.help:
                card.add(small(section.help))
            for prompt in shown:
                card.add(self._prompt(view, prompt))
            if hidden:
                card.add(muted(tr("This part is private. It stays in its author’s own draft.")))
            self.add(card)
        self.factors = CaseFactors(session, view.case, find)
        self.add(self.factors)

    def show_view(self, view: CaseView) -> None:
        """Show answers and factors as they stand."""
        for prompt, each in self.prompts.items():
            each.show_answer(view.answers.get(prompt), editable=view.may_edit)
        self.factors.show_view(view)

    def hold_findings(self, hold: bool) -> None:
        """Whether words with a block-level finding are held back."""
        for each in self.prompts.values():
            each.hold_findings(hold)
        self.factors.hold_findings(hold)

    def flush(self) -> None:
        """Enter what is being typed now."""
        for each in self.prompts.values():
            each.flush()
        self.factors.flush()

    def _prompt(self, view: CaseView, prompt: Prompt) -> QWidget:
        answer = view.answers.get(prompt.id) or empty_answer(view.case, prompt.id)
        made = AnsweredPrompt(self._session, prompt, answer, self._find, self)
        self.prompts[prompt.id] = made
        return made.field

    def focus_on(self, prompt: str) -> None:
        """Go to this prompt, if it stands here."""
        found = self.prompts.get(prompt)
        if found is not None:
            editor = found.field.editor
            (editor.focusProxy() or editor).setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(found.field)


class AnsweredPrompt(QObject):
    """One prompt with the editor of its answer."""

    def __init__(
        self, session: Session, prompt: Prompt, answer: Answer, find: Find, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.prompt = prompt
        self.writer = RecordWriter(session, answer, answer_prompt, self)
        self._fields = RecordFields(session, self.writer, find, parent)
        self._options = _options(session, prompt)
        label = prompt.words
        if prompt.required:
            label = tr("{words} *", words=label)
        self._choice: Choice | None = None
        self._several: MultiChoice | None = None
        if prompt.kind in (PromptKind.CHOICE, PromptKind.YES_NO):
            self._choice = Choice(self._options, unset=tr("Not said yet"))
            self._choice.chosen.connect(self._chosen)
            self.field = Field(label, self._choice, hint=prompt.help)
        elif prompt.kind is PromptKind.MULTI:
            self._several = MultiChoice(self._options)
            self._several.chosen.connect(self._several_chosen)
            self.field = Field(label, self._several, hint=prompt.help)
        elif prompt.kind in (PromptKind.LONG, PromptKind.LIST):
            self.field = self._fields.long(_PROMPT, label, hint=prompt.help, lines=(3, 14))
        else:
            self.field = self._fields.line(_PROMPT, label, hint=prompt.help)
        self.show_answer(answer, editable=True)

    def show_answer(self, answer: Answer | None, *, editable: bool) -> None:
        """Show the answer as it stands now."""
        self.field.editor.setEnabled(editable)
        if answer is None:
            return
        self._fields.show(answer)
        said = tuple(answer.text.plain.split("\n")) if answer.text else ()
        if self._choice is not None:
            self._choice.set_chosen(said[0] if said else None)
        if self._several is not None:
            self._several.set_chosen(said)

    def hold_findings(self, hold: bool) -> None:
        """Whether words with a block-level finding are held back."""
        self._fields.hold_findings(hold)

    def flush(self) -> None:
        """Enter what is being typed now."""
        self._fields.flush()

    @Slot(object)
    def _chosen(self, chosen: str | None) -> None:
        self._say(chosen or "")

    @Slot(tuple)
    def _several_chosen(self, chosen: tuple[str, ...]) -> None:
        self._say("\n".join(chosen))

    def _say(self, words: str) -> None:
        now: Text = self.writer.record.text
        self.writer.change({_PROMPT: now.saying(words)})


class CaseFactors(Card):
    """What made it more likely and what helped; never a root cause."""

    def __init__(self, session: Session, case: Case, find: Find) -> None:
        super().__init__(tr("What helped and what hindered"))
        self._session, self._case, self._find = session, case.id, find
        self._shown: dict[RecordId, CaseFactor] = {}
        frameworks = tuple(
            Option(id=each.id.removeprefix(_FACTORS), words=each.title)
            for each in session.declared.value_sets
            if each.id.startswith(_FACTORS)
        )
        self.framework = Choice(frameworks, "seips", unset=None)
        self.framework.chosen.connect(self._offer)
        self._framework_field = Field(tr("Look at the work by"), self.framework)
        self._offers = QWidget()
        self._flow = FlowLayout(self._offers)
        self._list = QVBoxLayout()
        self._list.setSpacing(step(1.5))
        self.add(small(tr("Conditions, not people. Look for what goes right every day too.")))
        self.add(self._framework_field)
        self.add(self._offers)
        self.add_layout(self._list)
        self._offer(None)

    def show_view(self, view: CaseView) -> None:
        """Show the factors as they stand."""
        self._framework_field.setVisible(view.may_edit)
        self._offers.setVisible(view.may_edit)
        ids = {factor.id for factor in view.factors}
        for gone in [each for each in self._shown if each not in ids]:
            leaving = self._shown.pop(gone)
            leaving.hide()
            leaving.deleteLater()
        for factor in view.factors:
            if factor.id in self._shown:
                self._shown[factor.id].fields.show(factor)
            else:
                made = self._shown[factor.id] = CaseFactor(self._session, factor, self._find)
                self._list.addWidget(made)
            self._shown[factor.id].setEnabled(view.may_edit)

    def hold_findings(self, hold: bool) -> None:
        """Whether words with a block-level finding are held back."""
        for each in self._shown.values():
            each.fields.hold_findings(hold)

    def flush(self) -> None:
        """Enter what is being typed now."""
        for each in self._shown.values():
            each.fields.flush()

    @Slot(object)
    def _offer(self, _chosen: str | None) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        framework = self.framework.chosen_id() or "seips"
        for option in offered(self._session.declared, _FACTORS + framework):
            button = FactorButton(option, self._add_factor)
            self._flow.addWidget(button)

    def _add_factor(self, domain: str) -> None:
        self._session.write(
            add_factor,
            self._case,
            domain=domain,
            framework=self.framework.chosen_id() or "seips",
        )


class FactorButton(Button):
    """A condition to add."""

    def __init__(self, option: Option, add: Callable[[str], object]) -> None:
        super().__init__(option.words, icon="plus")
        self._id, self._add_it = option.id, add
        self.setToolTip(option.help)
        self.clicked.connect(self._press)

    @Slot()
    def _press(self) -> None:
        self._add_it(self._id)


class CaseFactor(Card):
    """One factor."""

    def __init__(self, session: Session, factor: ContributoryFactor, find: Find) -> None:
        words = session.declared.label(f"factors:{factor.framework}", factor.domain)
        super().__init__(quiet=True)
        self._session, self._factor = session, factor.id
        writer = RecordWriter(session, factor, edit_factor, self)
        self.fields = RecordFields(session, writer, find, self)
        self.setAccessibleName(words)
        remove = IconButton("trash-2", tr("Put this factor in the bin"), None)
        remove.clicked.connect(self._remove)
        self.add(self.fields.long("description", words, lines=(1, 6)))
        self.add(
            Pairs(
                self.fields.choice(
                    "effect",
                    tr("It"),
                    (
                        Option(id=HINDERED, words=tr("hindered")),
                        Option(id=HELPED, words=tr("helped")),
                    ),
                ),
                self.fields.choice(
                    "everyday",
                    tr("Is it there every day?"),
                    yes_no(),
                    value=as_yes_no,
                ),
            )
        )
        self.add_layout(row(None, remove))

    @Slot()
    def _remove(self) -> None:
        self._session.write(remove_factor, self._factor)
        self._session.say(tr("The factor is in the bin. Ctrl+Z takes it back."))


def open_prompts(view: CaseView, method: ReviewMethod) -> tuple[Prompt, ...]:
    """The prompts that a review should have and that nobody answered yet."""
    return tuple(
        prompt
        for prompt in method.prompts
        if prompt.required
        and _has_answer(prompt)
        and not prompt.private
        and not (prompt.id in view.answers and view.answers[prompt.id].text)
    )


def _has_answer(prompt: Prompt) -> bool:
    return prompt.kind in ANSWERED and prompt.field is None


def _options(session: Session, prompt: Prompt) -> tuple[Option, ...]:
    if prompt.kind is PromptKind.YES_NO:
        return yes_no()
    return offered(session.declared, prompt.value_set) if prompt.value_set else ()
