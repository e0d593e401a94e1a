"""This is where the method's prompts guide the room: choose one, and note what is said."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from layerdesk.domain.cases.records import Answer
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import AgendaItem, MinuteNote
from layerdesk.ui.look.theme import app_theme
from layerdesk.ui.look.tokens import step
from layerdesk.ui.meetings.room.notes import Notes
from layerdesk.ui.meetings.room.sections import RoomSection, Sections
from layerdesk.ui.meetings.room_prompt import RoomPrompt
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip, Tone
from layerdesk.ui.widgets.labels import Label, LabelRole
from layerdesk.ui.widgets.messages import Icon

_TWO_COLUMNS_FROM = 560

_FEW = 4
"""So many prompts stand above the notes; with more, the notes and their question come first."""


class PromptTile(QPushButton):
    """One prompt: its question, and a tick once something is noted."""

    chosen = Signal(str)
    """The prompt's id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "tile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._id = ""
        self._icon = Icon("message-square", "accent")
        self._title = Label("", LabelRole.SUBHEADING)
        self._question = Label("", LabelRole.MUTED)
        for part in (self._icon, self._title, self._question):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(step(0.25))
        words.addWidget(self._title)
        words.addWidget(self._question)
        words.addStretch(1)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(step(1.75), step(1.25), step(1.75), step(1.25))
        lay.setSpacing(step(1.5))
        lay.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        lay.addLayout(words, 1)
        self.clicked.connect(self._choose)

    def show_prompt(
        self, prompt: RoomPrompt, *, answered: bool, chosen: bool, titled: bool
    ) -> None:
        """Show the prompt, with its section over it where wanted; answered ones have a tick."""
        self._id = prompt.id
        self._title.setText(prompt.section)
        self._title.setVisible(titled)
        self._question.setText(prompt.question)
        self._icon.show_icon(
            *(("circle-check", "ok") if answered else ("message-square", "accent"))
        )
        self.setChecked(chosen)
        name = f"{prompt.section} {prompt.question}" if titled else prompt.question
        if prompt.required and not answered:
            name = tr("{name} (needed)", name=name)
            self.setToolTip(tr("The review is unfinished without it."))
        else:
            self.setToolTip("")
        self.setAccessibleName(tr("{name} (noted)", name=name) if answered else name)

    @override
    def sizeHint(self) -> QSize:
        lay = self.layout()
        return lay.sizeHint() if lay is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        lay = self.layout()
        return lay.minimumSize() if lay is not None else super().minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        lay = self.layout()
        return lay.heightForWidth(width) if lay is not None else super().heightForWidth(width)

    @Slot()
    def _choose(self) -> None:
        self.setChecked(True)
        self.chosen.emit(self._id)


class PromptsCard(Card):
    """The prompts of one section as tiles, and under them the notes of the chosen one.

    A method with more than a few prompts shows one section at a time; tabs lead to the others.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(tr("Look through the layers"), parent=parent)
        self.notes = Notes(session)
        self._count = Chip("", Tone.ACCENT)
        self.add_to_heading(self._count)
        self.sections = Sections()
        self.sections.chosen.connect(self._choose)
        self.add(self.sections)
        self._tiles: list[PromptTile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(step(1.5))
        self._columns = 0
        self._asks = Label("", LabelRole.MUTED)
        self._under = Label("", LabelRole.FIELD)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        for part in (self._above, self._below):
            part.setSpacing(step(1.5))
            self.add_layout(part)
        self._above.addLayout(self._grid)
        self._above.addWidget(self._asks)
        self._below.addWidget(self._under)
        self._below.addWidget(self.notes)
        self._notes_first = False
        self._item: AgendaItem | None = None
        self._prompts: tuple[RoomPrompt, ...] = ()
        self._answers: Mapping[str, MinuteNote | Answer] = {}
        self._note: MinuteNote | None = None
        self._chosen = ""
        self._editable = False

    def show_prompts(
        self,
        item: AgendaItem,
        prompts: Sequence[RoomPrompt],
        answers: Mapping[str, MinuteNote | Answer],
        note: MinuteNote | None,
        *,
        asks: Sequence[str] = (),
        editable: bool,
    ) -> None:
        """Show the prompts, each with its answer (empty ones too), or only the item's own notes.

        ``asks`` are what a facilitator may ask or say besides; ``note`` is the item's running
        note, for items without prompts that are answered.
        """
        if self._item is None or item.id != self._item.id:
            self._chosen = ""
        self._item, self._prompts, self._answers = item, tuple(prompts), answers
        self._note, self._editable = note, editable
        self._asks.setText("\n".join(f"• {each}" for each in asks))
        self._asks.setVisible(bool(asks))
        known = [each.id for each in prompts]
        if self._chosen not in known:
            unnoted = [each for each in known if not answers[each].text]
            self._chosen = (unnoted or known or [""])[0]
        self.heading.setText(tr("Look through the layers") if prompts else tr("Notes"))
        noted = sum(1 for each in known if answers[each].text)
        self._count.set_words(tr("{noted} of {all} noted", noted=noted, all=len(known)))
        self._count.setVisible(bool(known))
        self._show()

    def choose_next(self) -> None:
        """Go to the next prompt, also of another section, and after the last to the first."""
        known = [each.id for each in self._prompts]
        if known:
            self._choose(known[(known.index(self._chosen) + 1) % len(known)])
            self.focus_notes()

    def focus_notes(self) -> None:
        """Put the focus where one types."""
        if self.notes.editor is not None:
            self.notes.editor.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot(str)
    def _choose(self, prompt: str) -> None:
        self._chosen = prompt
        self._show()
        self.focus_notes()

    def _show(self) -> None:
        shown = next((each for each in self._prompts if each.id == self._chosen), None)
        by_section = len(self._prompts) > _FEW
        self._show_sections(shown if by_section else None)
        tiles = [
            each
            for each in self._prompts
            if not by_section or (shown is not None and each.section == shown.section)
        ]
        # A title over each of several questions would only say the same again and again.
        titled = not by_section and len({each.section for each in tiles}) == len(tiles)
        self._show_tiles(tiles, titled=titled)
        many = len(tiles) > _FEW
        self._put_notes_first(many)
        if shown is not None:
            self._under.setText(shown.section if titled else shown.question)
        self._under.set_role(LabelRole.LEAD if many else LabelRole.FIELD)
        self._under.setVisible(shown is not None)
        record = self._answers[shown.id] if shown else self._note
        if record is not None and self._item is not None:
            self.notes.show_text(
                record,
                item=self._item.id,
                placeholder=tr("Notes that the room agrees on (no patient names)"),
                editable=self._editable,
            )

    def _show_sections(self, shown: RoomPrompt | None) -> None:
        titles = list(dict.fromkeys(each.section for each in self._prompts)) if shown else []
        self.sections.setVisible(len(titles) > 1)
        if shown is not None and len(titles) > 1:
            self.sections.show_sections([self._section(each) for each in titles], shown.section)

    def _section(self, title: str) -> RoomSection:
        known = [each.id for each in self._prompts if each.section == title]
        open_ones = [each for each in known if not self._answers[each].text]
        return RoomSection(
            title=title,
            noted=len(known) - len(open_ones),
            count=len(known),
            leads_to=(open_ones or known)[0],
        )

    def _show_tiles(self, prompts: Sequence[RoomPrompt], *, titled: bool) -> None:
        while len(self._tiles) < len(prompts):
            tile = PromptTile(self)
            tile.chosen.connect(self._choose)
            self._tiles.append(tile)
            self._columns = 0
        for number, tile in enumerate(self._tiles):
            tile.setVisible(number < len(prompts))
            if number < len(prompts):
                prompt = prompts[number]
                tile.show_prompt(
                    prompt,
                    answered=bool(self._answers[prompt.id].text),
                    chosen=prompt.id == self._chosen,
                    titled=titled,
                )
        self._arrange()

    def _put_notes_first(self, first: bool) -> None:
        if first is not self._notes_first:
            self._notes_first = first
            self.body.removeItem(self._below)
            place = self.body.indexOf(self._above)
            self.body.insertLayout(place if first else place + 1, self._below)

    def _arrange(self) -> None:
        wide = self.width() >= _TWO_COLUMNS_FROM * app_theme().tokens.sizes.scale
        columns = 2 if wide else 1
        if columns == self._columns:
            return
        self._columns = columns
        for number, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
