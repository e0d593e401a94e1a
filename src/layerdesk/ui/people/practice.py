"""This is where the practice's own details are changed, within the settings."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import FieldWrong, LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Person, Practice, Role
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import muted
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.people.edit_practice import edit_practice, read_practice
from layerdesk.usecases.people.list_people import PersonLine, list_people

LEADS = ("sea_lead", "follow_up_lead", "ig_lead", "caldicott_guardian")


class PracticeCard(QWidget):
    """Name, nation, who leads what, ground rules. Kept when one leaves a field."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._practice: Practice | None = None
        self.may_change = Role.PRACTICE_MANAGER in session.viewer.roles
        self.name = LineEdit()
        self.code = LineEdit(placeholder=tr("Such as the ODS code"))
        self.nation = Choice(
            [Option(id=each.id, words=each.title) for each in session.declared.nations]
            or [Option(id="england", words=tr("England"))],
            unset=None,
        )
        self.leads = {name: Choice((), unset=tr("Nobody")) for name in LEADS}
        self.rules = LongText(
            placeholder=tr("Leave this empty to use the ground rules that come with LayerDesk."),
            min_lines=3,
        )
        words = {
            "sea_lead": tr("SEA lead"),
            "follow_up_lead": tr("Follow-up lead"),
            "ig_lead": tr("Information governance lead"),
            "caldicott_guardian": tr("Caldicott Guardian"),
        }
        self.name_field = Field(tr("Practice name"), self.name)
        self.message = InlineMessage()
        card = Card(tr("The practice"))
        self.note = muted(tr("Only the practice manager changes these."))
        if self.may_change:
            self.note.hide()
        card.add(self.note)
        card.add(self.name_field)
        card.add(Field(tr("National code"), self.code, optional=True))
        card.add(
            Field(tr("Nation"), self.nation, hint=tr("Decides which reporting systems are named."))
        )
        for name, choice in self.leads.items():
            card.add(Field(words[name], choice))
            choice.chosen.connect(self._changed)
        card.add(Field(tr("Ground rules of our meetings"), self.rules, optional=True))
        card.add(self.message)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(2))
        lay.addWidget(card)
        for editor in (self.name, self.code):
            editor.setReadOnly(not self.may_change)
            editor.editingFinished.connect(self._changed)
        for chosen in (self.nation, *self.leads.values()):
            chosen.setEnabled(self.may_change)
        self.nation.chosen.connect(self._changed)
        self.rules.setReadOnly(not self.may_change)
        self.rules.left.connect(self._changed)
        session.changed.connect(self.show_again)
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read again what is shown, if it may have changed."""
        if changed is None or changed.touches(Practice, Person):
            self._session.read(list_people, done=self._show_people, latest_key="practice people")
            self._session.read(read_practice, done=self.show_practice, latest_key="practice")

    @Slot(object)
    def show_practice(self, practice: Practice) -> None:
        """Show these details; what is being typed stays."""
        self._practice = practice
        for editor, words in (
            (self.name, practice.name),
            (self.code, practice.code),
            (self.rules, practice.ground_rules.plain),
        ):
            if not editor.hasFocus():
                editor.set_words(words)
        self.nation.set_chosen(practice.nation)
        for name, choice in self.leads.items():
            choice.set_chosen(getattr(practice, name))

    @Slot(object)
    def _show_people(self, lines: tuple[PersonLine, ...]) -> None:
        options = [
            Option(id=line.person.id, words=line.person.name) for line in lines if line.is_active
        ]
        for name, choice in self.leads.items():
            chosen = getattr(self._practice, name, None) if self._practice else None
            choice.set_options(options, chosen)

    @Slot()
    def _changed(self) -> None:
        before = self._practice
        if before is None or not self.may_change:
            return
        after = replace(
            before,
            name=self.name.words().strip(),
            code=self.code.words().strip(),
            nation=self.nation.chosen_id() or before.nation,
            ground_rules=before.ground_rules.saying(self.rules.words()),
            sea_lead=self._lead("sea_lead"),
            follow_up_lead=self._lead("follow_up_lead"),
            ig_lead=self._lead("ig_lead"),
            caldicott_guardian=self._lead("caldicott_guardian"),
        )
        if after != before:
            self._practice = after
            self._session.write(edit_practice, before, after, done=self._kept, failed=self._refused)

    def _lead(self, name: str) -> RecordId | None:
        chosen = self.leads[name].chosen_id()
        return RecordId(chosen) if chosen else None

    @Slot(object)
    def _kept(self, _practice: Practice) -> None:
        self.name_field.clear_problem()
        self.message.hide()
        self._session.say(tr("Kept."), "ok")

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        if isinstance(error, FieldWrong) and error.values.get("field") == tr("Practice name"):
            self.name_field.show_problem(str(error.values.get("reason", "")))
        else:
            self.message.say(sentence(error), MessageTone.DANGER)
        self._session.read(read_practice, done=self.show_practice, latest_key="practice")
