"""This is where an editor gets a label, a hint and room to say what is wrong."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from layerdesk.domain.language import tr
from layerdesk.ui.look.tokens import step
from layerdesk.ui.widgets.card import spare_height
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.ui.widgets.spoken import announce


class Field(QWidget):
    """A label above an editor, a hint below it, and a message if something is wrong."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = Label(
            tr("{label} (optional)", label=label) if optional else label,
            LabelRole.FIELD,
        )
        self.hint = Label(hint, LabelRole.SMALL)
        if not hint:
            self.hint.hide()
        self.message = InlineMessage(closable=False)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(step(0.75))
        lay.addWidget(self.label)
        fills = editor.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
        lay.addWidget(editor, 1 if fills else 0)
        lay.addWidget(self.hint)
        lay.addWidget(self.message)
        if not fills:
            lay.addItem(spare_height())
        self._target = editor.focusProxy() or editor
        self.label.setBuddy(self._target)
        for named in {self.editor, self._target}:
            named.setAccessibleName(label)
        self.setFocusProxy(self._target)
        self._describe()

    def set_hint(self, words: str) -> None:
        """Show another hint, or none."""
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self._describe()

    def show_problem(self, words: str, tone: MessageTone = MessageTone.DANGER) -> None:
        """Say under the editor what is wrong and how to put it right."""
        self._mark(tone is MessageTone.DANGER)
        if words == self.message.words and not self.message.isHidden():
            return
        self.message.say(words, tone)
        self._describe()
        announce(self._target, words, urgent=tone is MessageTone.DANGER)

    def clear_problem(self) -> None:
        """Nothing is wrong any more."""
        self._mark(False)
        self.message.hide()
        self.message.words = ""
        self._describe()

    def _mark(self, wrong: bool) -> None:
        if bool(self._target.property("wrong")) != wrong:
            self._target.setProperty("wrong", wrong)
            self._target.style().unpolish(self._target)
            self._target.style().polish(self._target)

    def _describe(self) -> None:
        words = " ".join(part for part in (self.hint.text(), self.message.words) if part)
        self._target.setAccessibleDescription(words)
