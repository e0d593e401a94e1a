"""This is where a person sees how the desk stands to its hub, and does what only people can do."""

from datetime import UTC, datetime

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from layerdesk.domain.language import tr
from layerdesk.ui.in_step import News
from layerdesk.ui.session import Session
from layerdesk.ui.syncing.beginning import BeginCard
from layerdesk.ui.syncing.desks import DesksCards
from layerdesk.ui.syncing.settling import SettlingCard
from layerdesk.ui.syncing.words import long_words, short_words
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.chip import Chip
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.labels import Label, muted, title


class Sync(QWidget):
    """The state in plain words; who is here; who knocks; what two people wrote at once."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.state = Chip("")
        self.words = Label("")
        self.now = Button(tr("Get in step now"), icon="refresh-cw")
        self.card = Card(tr("This desk and its hub"))
        self.card.add_to_heading(self.state)
        self.card.add(self.words)
        self.card.add_layout(row(self.now, None))
        self.begin = BeginCard(session)
        self.desks = DesksCards(session)
        self.settling = SettlingCard(session)
        self.column = ScrollColumn()
        self.column.add(title(tr("Sync")))
        self.column.add(
            muted(tr("Desks of a practice stay in step through a hub, which can read nothing."))
        )
        for each in (self.card, self.settling, self.begin, self.desks):
            self.column.add(each)
        body = self.column.body
        body.setStretch(body.count() - 1, 1)  # no card stands there half empty
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.column)
        in_step = session.in_step
        if in_step is not None:
            self.now.clicked.connect(in_step.now)
            in_step.told.connect(self.show_news)
        self.show_news(in_step.news if in_step is not None else News())

    @Slot(object)
    def show_news(self, news: News) -> None:
        """Show how desk and hub stand to each other."""
        words, tone, _ = short_words(news, datetime.now(UTC))
        self.state.set_words(words, tone)
        self.words.setText("\n".join(long_words(news)))
        self.now.setVisible(news.joined)
        self.now.setEnabled(not news.working)
        self.begin.setVisible(not news.joined)
        self.desks.show_news(news)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.settling.show_again(None)
        self.desks.look()
