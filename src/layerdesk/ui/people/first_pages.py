"""This is where the pages are that a first start turns over."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from layerdesk.domain.errors import FieldWrong, LayerDeskError, PassphraseTooShort
from layerdesk.domain.language import plural, tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.unlock import SecretLine, busy_bar
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole, lead, muted, small, title
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence

SHORTEST = 12
"""Characters of a passphrase; three random words are more."""

ASKED_GROUP = 4
"""The group of the recovery code that is typed back, so that it was really written down."""

NAME_LIMIT = 120


class Page(QWidget):
    """One step: a title, a card, a busy sign, buttons."""

    def __init__(self, words: str, below: str) -> None:
        super().__init__()
        self.words = words
        self.column = ScrollColumn()
        self.column.add(title(words))
        self.column.add(lead(below))
        self.message = InlineMessage()
        self.busy = busy_bar(tr("Making your desk"))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(4), step(3), step(4), step(3))
        lay.addWidget(self.column)

    def wait(self, waiting: bool) -> None:
        """Show that something is under way, and let nobody press twice."""
        self.busy.setVisible(waiting)
        for button in self.findChildren(Button):
            button.setEnabled(not waiting)

    def show_failure(self, error: LayerDeskError) -> None:
        """Say what went wrong."""
        self.message.say(sentence(error), MessageTone.DANGER)

    def end_with(self, *buttons: QWidget | None) -> None:
        """Put message, busy sign and buttons at the foot."""
        self.column.add(self.message)
        self.column.add(self.busy)
        self.column.add_layout(row(*buttons))


class WelcomePage(Page):
    """Real or sample."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            tr("Welcome to LayerDesk"),
            tr("Review events together, learn from them, and see that what was agreed happens."),
        )
        self.real = Button(
            tr("Begin with our practice"), icon="arrow-right", kind=ButtonKind.PRIMARY
        )
        self.sample = Button(tr("Look around in the sample practice"), icon="eye")
        real = Card(tr("Your own practice"))
        real.add(
            muted(
                tr(
                    "Takes two minutes: the practice’s name, yours, and a passphrase. You can work"
                    " alone at once; colleagues can be added at any time."
                )
            )
        )
        real.add_layout(row(self.real, None))
        self.join = Button(tr("Join with a file"), icon="users-round")
        join = Card(tr("A practice that uses LayerDesk already"))
        join.add(
            muted(
                tr(
                    "Somebody there has sent you a joining file, and told you six words that open"
                    " it."
                )
            )
        )
        join.add_layout(row(self.join, None))
        sample = Card(tr("The sample practice"))
        sample.add(
            muted(
                tr(
                    "An invented surgery with cases, meetings and actions, to try everything out."
                    " It says “Sample” everywhere, and nothing in it is real."
                )
            )
        )
        sample.add_layout(row(self.sample, None))
        self.column.add(real)
        self.column.add(join)
        self.column.add(sample)
        self.column.add(
            small(
                tr(
                    "Everything is kept encrypted on this computer, in {folder}. Nothing is sent"
                    " anywhere.",
                    folder=folder,
                )
            )
        )
        self.end_with()


class PracticePage(Page):
    """Who and where."""

    def __init__(self, job_roles: Sequence[tuple[str, str]]) -> None:
        super().__init__(tr("Your practice and you"), tr("All of this can be changed later."))
        self.name = LineEdit(placeholder=tr("Such as Aire Bank Surgery"))
        self.person = LineEdit(placeholder=tr("First and last name"))
        self.job = Choice([Option(id=key, words=words) for key, words in job_roles])
        self.name_field = Field(tr("Practice name"), self.name)
        self.person_field = Field(
            tr("Your name"), self.person, hint=tr("It stands in minutes and in the history.")
        )
        self.job_field = Field(tr("What you do in the practice"), self.job)
        self.back = Button(tr("Back"), icon="arrow-left")
        self.on = Button(tr("Go on"), icon="arrow-right", kind=ButtonKind.PRIMARY)
        card = Card()
        for field in (self.name_field, self.person_field, self.job_field):
            card.add(field)
        self.column.add(card)
        self.end_with(self.back, self.on, None)
        self.person.returnPressed.connect(self.on.click)

    def written(self) -> tuple[str, str, str]:
        """Practice, person and job, as written."""
        return self.name.words().strip(), self.person.words().strip(), self.job.chosen_id() or ""

    def check(self) -> bool:
        """Whether all is there; else the first field that is not says so and has the focus."""
        practice, person, job = self.written()
        wrong: list[Field] = []
        for field, words in ((self.name_field, practice), (self.person_field, person)):
            field.clear_problem()
            if not 1 <= len(words) <= NAME_LIMIT:
                field.show_problem(tr("Write between 1 and 120 characters."))
                wrong.append(field)
        self.job_field.clear_problem()
        if not job:
            self.job_field.show_problem(tr("Choose what you do; the nearest one is good enough."))
            wrong.append(self.job_field)
        if wrong:
            wrong[0].setFocus()
        return not wrong


class SafetyPage(Page):
    """Passphrase twice, and a recovery code."""

    def __init__(self, *, keychain: bool) -> None:
        super().__init__(
            tr("Keep it safe"),
            tr("Your records are encrypted. A passphrase opens them, and so does a code on paper."),
        )
        self._keychain = keychain
        self.passphrase = SecretLine()
        self.again = SecretLine()
        self.first_field = Field(
            tr("Passphrase"),
            self.passphrase,
            hint=plural(
                "At least {n} character. Three words that have nothing to do with each other are"
                " easy to remember and hard to guess. Not one that you use elsewhere.",
                "At least {n} characters. Three words that have nothing to do with each other are"
                " easy to remember and hard to guess. Not one that you use elsewhere.",
                SHORTEST,
            ),
        )
        self.again_field = Field(tr("The same passphrase again"), self.again)
        self.without = QCheckBox(tr("Open without a passphrase"))
        if not keychain:
            self.without.hide()
        self.without_note = small(
            tr(
                "Whoever is signed in to this computer can then open LayerDesk, and it can’t be"
                " locked by itself."
            )
        )
        self.without_note.hide()
        self.code = QCheckBox(tr("Make a recovery code that I write down"))
        self.code.setChecked(True)
        self.code_note = small(
            tr(
                "If the passphrase is forgotten, only this code opens the records. Nobody can reset"
                " it for you. Keep it where you keep the practice’s spare keys."
            )
        )
        self.back = Button(tr("Back"), icon="arrow-left")
        self.on = Button(tr("Make my desk"), icon="check", kind=ButtonKind.PRIMARY)
        card = Card()
        for part in (
            self.first_field,
            self.again_field,
            self.without,
            self.without_note,
            self.code,
            self.code_note,
        ):
            card.add(part)
        self.column.add(card)
        self.end_with(self.back, self.on, None)
        self.without.toggled.connect(self._without)
        self.again.line.returnPressed.connect(self.on.click)

    def written(self) -> tuple[str | None, bool]:
        """The passphrase or None, and whether a recovery code is wanted."""
        chosen = None if self.without.isChecked() else self.passphrase.text()
        return chosen, self.code.isChecked()

    def check(self) -> bool:
        """Whether it can go on; else the field that is wrong says so and has the focus."""
        self.first_field.clear_problem()
        self.again_field.clear_problem()
        if self.without.isChecked():
            return True
        if len(self.passphrase.text().strip()) < SHORTEST:
            self.show_failure(PassphraseTooShort(minimum=SHORTEST))
            return False
        if self.passphrase.text() != self.again.text():
            self.again_field.show_problem(
                tr("The two differ. Type the same passphrase again; the eye shows what you type.")
            )
            self.again.setFocus()
            return False
        return True

    def forget(self) -> None:
        """Keep no passphrase in the window."""
        self.passphrase.forget()
        self.again.forget()

    def show_failure(self, error: LayerDeskError) -> None:
        """Say what went wrong, at the passphrase where it is about that."""
        if isinstance(error, PassphraseTooShort | FieldWrong):
            self.first_field.show_problem(sentence(error))
            self.passphrase.setFocus()
            return
        super().show_failure(error)

    @Slot(bool)
    def _without(self, without: bool) -> None:
        self.first_field.setVisible(not without)
        self.again_field.setVisible(not without)
        self.without_note.setVisible(without)


class CodePage(Page):
    """The recovery code, to be printed or written down and confirmed."""

    def __init__(self) -> None:
        super().__init__(
            tr("Your recovery code"),
            tr("Write it down on paper now. It is shown only this once, and stored nowhere."),
        )
        self._code = ""
        self.code = Label("", LabelRole.HEADING)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(tr("Recovery code"))
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.typed = LineEdit()
        self.field = Field(
            tr("To be sure: type group {group} of the code", group=ASKED_GROUP), self.typed
        )
        self.on = Button(tr("I have kept it safe"), icon="check", kind=ButtonKind.PRIMARY)
        card = Card()
        card.add(self.code)
        paper = QLabel(tr("Keep it on paper, away from this computer."))
        paper.setProperty("role", "muted")
        paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.add(paper)
        self.column.add(card)
        self.column.add(self.field)
        self.end_with(self.on, None)

    def show_code(self, code: str) -> None:
        """Show this code."""
        self._code = code
        self.code.setText(code.replace("-", " - "))
        self.typed.clear()

    def is_right(self) -> bool:
        """Whether the asked group was typed; else the field says so."""
        wanted = self._code.split("-")[ASKED_GROUP - 1]
        typed = self.typed.words().strip().upper().translate(_READ_AS)
        if typed == wanted:
            return True
        self.field.show_problem(
            tr("That is not group {group}. Compare it with the code above.", group=ASKED_GROUP)
        )
        self.typed.setFocus()
        return False

    def forget(self) -> None:
        """Keep no code in the window."""
        self._code = ""
        self.code.setText("")
        self.typed.clear()


_READ_AS = str.maketrans("OIL", "011")
