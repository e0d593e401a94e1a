"""This is where two people's words for one field stand side by side, and somebody chooses."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.language import plural, tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.syncing.words import when
from layerdesk.ui.whereabouts import place_of_kind
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.columns import Columns
from layerdesk.ui.widgets.labels import Label, LabelRole, muted
from layerdesk.usecases.people.settle import Version, WrittenByTwo, list_written_by_two, settle

MOST = 20
"""How many are shown at once; the others follow as these are settled."""


class SettlingCard(QWidget):
    """Each field that two people wrote without knowing of each other."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: list[QWidget] = []
        self.card = Card(tr("Written by two people at once"))
        self.summary = muted("")
        self.card.add(self.summary)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.card)
        session.changed.connect(self.show_again)
        self.hide()

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read what is to be settled, while somebody looks at this place."""
        parent = self.parentWidget()
        if changed is None or (parent is not None and parent.isVisible()):
            self._session.read(
                list_written_by_two,
                self._session.declared.label,
                done=self.show_found,
                latest_key="written by two",
            )

    @Slot(object)
    def show_found(self, found: tuple[WrittenByTwo, ...]) -> None:
        """Show what is to be settled."""
        for shown in self._shown:
            shown.hide()
            shown.deleteLater()
        self._shown = []
        self.setVisible(bool(found))
        self.summary.setText(
            plural(
                "{n} field waits. Nothing is lost; the later words hold until somebody chooses.",
                "{n} fields wait. Nothing is lost; the later words hold until somebody chooses.",
                len(found),
            )
        )
        for each in found[:MOST]:
            made = self._one(each)
            self._shown.append(made)
            self.card.add(made)

    def settle(self, written: WrittenByTwo, value: object) -> None:
        """Let this value hold."""
        self._session.write(settle, written.kind, written.record, written.field, value)

    def _one(self, written: WrittenByTwo) -> QWidget:
        card = Card(quiet=True)
        card.add(
            Label(
                tr("{title}: {field}", title=written.title, field=written.label),
                LabelRole.SUBHEADING,
            )
        )
        if written.is_text:
            card.add(muted(tr("Both people’s words were put together:")))
            card.add(Label(written.shown))
            right = Button(tr("It reads right"), icon="check")
            right.clicked.connect(partial(self.settle, written, None))
            card.add_layout(row(right, self._way(written), None))
            return card
        sides = [self._side(written, each) for each in written.versions]
        if len(sides) == 2:
            card.add(Columns(sides[0], sides[1], shares=(1, 1), breakpoint_at=480))
        else:
            for side in sides:
                card.add(side)
        card.add_layout(row(self._way(written), None))
        return card

    def _side(self, written: WrittenByTwo, version: Version) -> QWidget:
        held = QWidget()
        lay = QVBoxLayout(held)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(1))
        words = version.words or tr("(nothing)")
        lay.addWidget(Label(words))
        at = tr("{who}, {when}", who=version.who, when=when(version.when)) if version.when else ""
        lay.addWidget(Label(at or version.who, LabelRole.SMALL))
        choose = Button(tr("Let this hold"), icon="check")
        choose.setAccessibleName(tr("Let “{words}” hold", words=words))
        choose.clicked.connect(partial(self.settle, written, version.value))
        lay.addLayout(row(choose, None))
        lay.addStretch(1)
        return held

    def _way(self, written: WrittenByTwo) -> Button:
        go = Button(tr("Open it"), icon="arrow-right", kind=ButtonKind.QUIET)
        go.setAccessibleName(tr("Open {title}", title=written.title))
        go.clicked.connect(partial(self._session.go, place_of_kind(written.kind), written.record))
        return go
