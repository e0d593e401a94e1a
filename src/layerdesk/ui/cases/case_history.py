"""This is where what happened to a case is read beside the case itself."""

from layerdesk.domain.cases.records import Case
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.people.history_panel import HistoryPanel
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.columns import ScrollColumn


class CaseHistory(ScrollColumn):
    """The case's history in sentences, newest first."""

    def __init__(self, session: Session, case: RecordId) -> None:
        super().__init__()
        self.panel = HistoryPanel(session)
        self.panel.show_record(Case.kind, case)
        self.more = Button(tr("Open it in History, to erase words for good"), icon="history")
        self.more.clicked.connect(lambda: session.go("history", case))
        card = Card(tr("What happened to this case"))
        card.add(self.panel)
        card.add_layout(row(self.more, None))
        self.add(card)
