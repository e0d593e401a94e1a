"""This is where a desk that works alone makes its practice's hub, or reads how to join one."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import plural, tr
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.buttons import Button, ButtonKind
from layerdesk.ui.widgets.card import Card, row
from layerdesk.ui.widgets.editors import LineEdit
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import muted
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.wording import sentence
from layerdesk.usecases.hub_ports import InStep


class BeginCard(QWidget):
    """Address, certificate and password of a PostgreSQL server that is to be the hub."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ca = ""
        self.address = LineEdit()
        self.address.setPlaceholderText(
            tr("postgresql://layerdesk_admin@hub.example:5432/layerdesk")
        )
        self.address_field = Field(
            tr("Address of the empty database"),
            self.address,
            hint=tr("From whoever looks after your server. It holds no password."),
        )
        self.ca = Button(tr("Certificate of your own authority…"), icon="file-text")
        self.ca_name = muted(tr("None: the certificates that this computer trusts count."))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password_field = Field(
            tr("Password of that database user"),
            self.password,
            hint=tr("Used once, and kept nowhere."),
        )
        self.make = Button(tr("Make the hub"), icon="layers", kind=ButtonKind.PRIMARY)
        self.message = InlineMessage()
        self.message.hide()
        card = Card(tr("Share this practice with other desks"))
        card.add(
            muted(
                tr(
                    "The hub is a PostgreSQL database of your practice. What goes there is sealed"
                    " on this computer. To join a practice that has a hub, start LayerDesk in an"
                    " empty folder with the joining file that its manager gives you."
                )
            )
        )
        card.add(self.address_field)
        beside = row(self.ca)
        beside.addWidget(self.ca_name, 1)
        card.add_layout(beside)
        card.add(self.password_field)
        card.add_layout(row(self.make, None))
        card.add(self.message)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(card)
        self.ca.clicked.connect(self._choose_ca)
        self.make.clicked.connect(self.begin)

    def take_ca(self, path: Path) -> None:
        """Trust the authority whose certificate lies in this file."""
        try:
            words = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            words = ""
        if "BEGIN CERTIFICATE" not in words:
            self.message.say(
                tr("{file} holds no certificate in the form PEM.", file=path.name),
                MessageTone.DANGER,
            )
            return
        self._ca = words
        self.ca_name.setText(path.name)

    @Slot()
    def begin(self) -> None:
        """Make the hub, with this desk as its first."""
        in_step = self._session.in_step
        if in_step is None:
            return
        url, ca, password = self.address.words().strip(), self._ca, self.password.text() or None
        if not url:
            self.address_field.show_problem(tr("Write the address first."))
            return
        self.address_field.clear_problem()
        self.make.setEnabled(False)
        self.message.say(tr("The hub is being made. This may take a minute."), MessageTone.INFO)
        self._session.jobs.start(
            "network",
            lambda: in_step.hub.begin(url, ca, password),
            done=self._made,
            failed=self._refused,
            owner=self,
        )

    @Slot()
    def _choose_ca(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Certificate of your own authority"), "", "PEM (*.pem *.crt *.cer)"
        )
        if chosen:
            self.take_ca(Path(chosen))

    @Slot(object)
    def _made(self, done: InStep) -> None:
        self.make.setEnabled(True)
        self.password.clear()
        self._session.say(
            plural(
                "The hub is made, and {n} change was sent.",
                "The hub is made, and {n} changes were sent.",
                done.sent,
            ),
            MessageTone.OK.value,
        )
        if self._session.in_step is not None:
            self._session.in_step.begin()

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self.make.setEnabled(True)
        self.password.clear()
        self.message.say(sentence(error), MessageTone.DANGER)
