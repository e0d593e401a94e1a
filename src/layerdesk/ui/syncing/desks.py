"""This is where the desks of a hub are seen, invited, let in and put out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.ui.in_step import News
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, LabelRole, muted
from layerdesk.ui.widgets.messages import ConfirmPanel, InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.hub_ports import DeskAtHub, HubSight, Invited, Knocking
from layerdesk.usecases.people.list_people import PersonLine, list_people


class DesksCards(QWidget):
    """Who knocks, who is here, and how somebody new is invited."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._joined = False
        self._rows: list[QWidget] = []
        self._out: DeskAtHub | None = None
        self.knocking = Card(tr("Waiting to be let in"))
        self.here = Card(tr("Who is here"))
        self.question = ConfirmPanel()
        self.here.add(self.question)
        self.inviting = Card(tr("Invite somebody"))
        self.person = Choice((), unset=tr("Choose a person"))
        self.invite = Button(tr("Write a joining file…"), icon="send")
        self.words = Label("", LabelRole.SUBHEADING)
        self.words.hide()
        self.inviting.add(
            muted(
                tr(
                    "The joining file opens with six words. Send the file, and say the words by"
                    " another way. Both are good for 72 hours, once."
                )
            )
        )
        self.inviting.add(Field(tr("For whom"), self.person))
        self.inviting.add_layout(row(self.invite, None))
        self.inviting.add(self.words)
        self.message = InlineMessage()
        self.message.hide()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(2))
        for each in (self.message, self.knocking, self.here, self.inviting):
            lay.addWidget(each)
        self.invite.clicked.connect(self._ask_for_file)
        self.question.confirmed.connect(self._put_out)
        session.changed.connect(self._people_changed)
        self._hide()

    @Slot(object)
    def show_news(self, news: News) -> None:
        """Look again after each round that succeeded, while this is in sight."""
        if not news.joined:
            self._hide()
        fresh = news.joined and not news.working and news.problem is None
        self._joined = news.joined
        if fresh and self.isVisible():
            self.look()

    def look(self) -> None:
        """Ask the hub who is there."""
        in_step = self._session.in_step
        if in_step is None or not self._joined or self._session.jobs.closed:
            return
        self._session.jobs.start(
            "network",
            in_step.hub.look,
            done=self.show_sight,
            failed=self._unseen,
            owner=self,
            latest_key="hub sight",
        )
        self._session.read(list_people, done=self._show_people, latest_key="hub people")

    @Slot(object)
    def show_sight(self, sight: HubSight) -> None:
        """Show who is there."""
        for each in self._rows:
            each.hide()
            each.deleteLater()
        self._rows = []
        self.knocking.setVisible(bool(sight.knocking) or not sight.approved)
        self.here.setVisible(bool(sight.desks))
        self.inviting.setVisible(sight.is_admin)
        if not sight.approved:
            self._put(self.knocking, muted(tr("Whoever invited you lets this desk in.")))
        for knocking in sight.knocking:
            self._put(self.knocking, self._knocker(knocking))
        for desk in sight.desks:
            self._put(self.here, self._desk(desk, may_put_out=sight.is_admin))

    def let_in(self, knocking: Knocking) -> None:
        """The words were compared and are the same."""
        in_step = self._session.in_step
        if in_step is not None:
            self._do(lambda: in_step.hub.let_in(knocking.desk), self._let_in)

    def invite_into(self, person: RecordId, file: Path) -> None:
        """Write a joining file for this person."""
        in_step = self._session.in_step
        if in_step is not None:
            self._do(lambda: in_step.hub.invite(person, file), self._invited)

    def ask_to_put_out(self, desk: DeskAtHub) -> None:
        """Ask before a desk is put out."""
        self._out = desk
        self.question.ask(
            tr("Put out the desk of {name}?", name=_name(desk)),
            tr(
                "It can’t sign in from then on, and all keys are new. What it holds already it"
                " keeps; what it had not sent yet is not taken."
            ),
            yes=tr("Put it out"),
        )

    def _knocker(self, knocking: Knocking) -> QWidget:
        held = QWidget()
        lay = QVBoxLayout(held)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        lay.addWidget(Label(tr("{name} has joined with your file.", name=knocking.person)))
        lay.addWidget(Label(" · ".join(knocking.words), LabelRole.SUBHEADING))
        lay.addWidget(
            muted(tr("Let them in only if they see the same six words. Ask on the telephone."))
        )
        yes = Button(
            tr("The words are the same: let {name} in", name=knocking.person),
            icon="check",
            kind=ButtonKind.PRIMARY,
        )
        yes.clicked.connect(partial(self.let_in, knocking))
        lay.addLayout(row(yes, None))
        return held

    def _desk(self, desk: DeskAtHub, *, may_put_out: bool) -> QWidget:
        held = QWidget()
        words = _name(desk)
        if desk.is_this:
            words = tr("{name} (this desk)", name=words)
        if desk.is_admin:
            words = tr("{name}, may invite and put out", name=words)
        lay = row()
        lay.addWidget(Label(words), 1)
        held.setLayout(lay)
        if may_put_out and not desk.is_this:
            out = Button(tr("Put out…"), icon="log-out", kind=ButtonKind.QUIET)
            out.setAccessibleName(tr("Put out the desk of {name}", name=_name(desk)))
            out.clicked.connect(partial(self.ask_to_put_out, desk))
            lay.addWidget(out)
        return held

    def _put(self, card: Card, widget: QWidget) -> None:
        card.add(widget)
        self._rows.append(widget)

    def _do(self, work: object, done: object) -> None:
        self._session.jobs.start(
            "network",
            work,  # type: ignore[arg-type]
            done=done,  # type: ignore[arg-type]
            failed=self._refused,
            owner=self,
        )

    @Slot(object)
    def _people_changed(self, changed: Changed) -> None:
        if changed.touches(Person) and self.isVisible():
            self._session.read(list_people, done=self._show_people, latest_key="hub people")

    @Slot(object)
    def _show_people(self, people: tuple[PersonLine, ...]) -> None:
        chosen = self.person.chosen_id()
        options = [
            Option(id=each.person.id, words=each.person.name) for each in people if each.is_active
        ]
        self.person.set_options(options)
        if any(each.id == chosen for each in options):
            self.person.set_chosen(chosen)

    @Slot()
    def _ask_for_file(self) -> None:
        chosen = self.person.chosen_id()
        if chosen is None:
            self.message.say(tr("Choose for whom first."), MessageTone.WARN)
            return
        file, _ = QFileDialog.getSaveFileName(
            self, tr("Joining file"), "layerdesk-joining.txt", tr("Text (*.txt)")
        )
        if file:
            self.invite_into(RecordId(chosen), Path(file))

    @Slot(object)
    def _invited(self, invited: Invited) -> None:
        self.words.setText(tr("The six words: {words}", words=" ".join(invited.words)))
        self.words.show()
        self.message.say(
            tr(
                "The joining file is {file}, good for {hours} hours. The six words are shown once,"
                " below.",
                file=invited.file.name,
                hours=invited.hours,
            ),
            MessageTone.OK,
        )

    @Slot(object)
    def _let_in(self, changed: Changed) -> None:
        self.message.say(tr("The desk is let in."), MessageTone.OK)
        if changed:
            self._session.changed.emit(changed)
        self.look()

    @Slot()
    def _put_out(self) -> None:
        in_step, desk = self._session.in_step, self._out
        if in_step is not None and desk is not None:
            self._do(lambda: in_step.hub.put_out(desk.desk), self._is_out)

    @Slot(object)
    def _is_out(self, spaces: int) -> None:
        self.message.say(
            plural(
                "The desk is put out; {n} space has new keys.",
                "The desk is put out; {n} spaces have new keys.",
                spaces,
            ),
            MessageTone.OK,
        )
        self.look()

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.message.say(sentence(error), MessageTone.DANGER)

    @Slot(object)
    def _unseen(self, _error: LayerDeskError) -> None:
        # The card above says why the hub does not answer.
        return

    def _hide(self) -> None:
        for each in (self.knocking, self.here, self.inviting):
            each.hide()


def _name(desk: DeskAtHub) -> str:
    return desk.person or tr("somebody not in People")
