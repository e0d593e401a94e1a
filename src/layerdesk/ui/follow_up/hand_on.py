"""This is where several actions are given to somebody else at once, such as those of a leaver."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout

from layerdesk.domain.language import plural, tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import row
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import subheading
from layerdesk.usecases.follow_up.plan_action import reassign_actions


class HandOnCard(QFrame):
    """Shown while two or more actions are selected and the viewer sees to those of others."""

    handed_on = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self._actions: tuple[RecordId, ...] = ()
        self._people: tuple[tuple[RecordId, str], ...] = ()
        self.words = subheading("")
        self.person = Choice(())
        self.person.setAccessibleName(tr("Who will see to them"))
        self.reason = Field(tr("Why"), LineEdit(), optional=True)
        self.give = Button(tr("Hand them on"), kind=ButtonKind.PRIMARY)
        self.give.setEnabled(False)
        self.person.chosen.connect(self._chosen)
        self.give.clicked.connect(self._give)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(step(2.5), step(2), step(2.5), step(2.5))
        lay.setSpacing(step(1.5))
        lay.addWidget(self.words)
        lay.addWidget(self.person)
        lay.addWidget(self.reason)
        lay.addLayout(row(self.give, None))
        self.hide()

    def take_people(self, people: Sequence[tuple[RecordId, str]]) -> None:
        """Offer these people; none: the viewer may not hand on."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            self.person.set_options([Option(id=each, words=name) for each, name in people])
        self._fit()

    def take_actions(self, actions: Sequence[RecordId]) -> None:
        """These are selected now."""
        self._actions = tuple(actions)
        self.words.setText(
            plural(
                "{n} action is selected. Who will see to it?",
                "{n} actions are selected. Who will see to them?",
                len(actions),
            )
        )
        self._fit()

    def _fit(self) -> None:
        self.setVisible(len(self._actions) > 1 and bool(self._people))
        self.give.setEnabled(self.person.chosen_id() is not None)

    @Slot(object)
    def _chosen(self, _person: object) -> None:
        self._fit()

    @Slot()
    def _give(self) -> None:
        person = self.person.chosen_id()
        line = self.reason.editor
        if person is not None and isinstance(line, LineEdit):
            self._session.write(
                reassign_actions,
                self._actions,
                RecordId(person),
                reason=line.words(),
                done=self._given,
            )

    @Slot(object)
    def _given(self, actions: Sequence[object]) -> None:
        name = dict(self._people).get(RecordId(self.person.chosen_id() or ""), "")
        self.person.set_chosen(None)
        self._fit()
        self._session.say(
            plural(
                "{n} action is with {name} now.",
                "{n} actions are with {name} now.",
                len(actions),
                name=name,
            ),
            "ok",
        )
        self.handed_on.emit()
