"""This is where settings are changed; the screen builds itself from the settings table."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from layerdesk.domain.changed import Changed
from layerdesk.domain.declared import BrokenFile
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Practice, Role
from layerdesk.ui.look.tokens import step
from layerdesk.ui.people.backups import BackupsCard
from layerdesk.ui.people.practice import PracticeCard
from layerdesk.ui.session import Session
from layerdesk.ui.settings_table import (
    KEYCHAIN_ONLY,
    NO,
    SETTINGS,
    YES,
    Belongs,
    Setting,
    SettingKind,
    SettingPlace,
    place_words,
)
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.choices import Choice, Option
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.labels import Label, muted, small, title
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.usecases.people.edit_practice import edit_practice, read_practice


def broken_files_card(broken: Sequence[BrokenFile]) -> Card | None:
    """The data files that are not used, each with its line and reason; None where all are read."""
    if not broken:
        return None
    card = Card(tr("Files that could not be read"))
    card.add(muted(tr("They are left out; everything else works. Mend them and start again.")))
    for each in broken:
        where = tr("{file}, line {line}", file=Path(each.path).name, line=each.line)
        words = tr("{where}: {reason}", where=where if each.line else each.path, reason=each.reason)
        card.add(Label(words))
    return card


class Settings(QWidget):
    """A card for each part of the table, and one for the practice."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._practice: Practice | None = None
        self.editors: dict[str, Choice | QCheckBox] = {}
        self.column = ScrollColumn()
        self.column.add(title(tr("Settings")))
        self.column.add(
            muted(tr("A change counts at once. Those of the practice hold for everybody in it."))
        )
        self.broken = broken_files_card(session.declared.broken)
        if self.broken is not None:
            self.column.add(self.broken)
        self.safety = InlineMessage(closable=False)
        for place in SettingPlace:
            self.column.add(self._card(place))
        self.practice = PracticeCard(session)
        self.column.add(self.practice)
        self.backups = BackupsCard(session)
        self.column.add(self.backups)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self.column)
        session.changed.connect(self.show_again)
        session.setting_changed.connect(self._show_desk)
        self._show_desk()
        self.show_again(None)

    @Slot(object)
    def show_again(self, changed: Changed | None) -> None:
        """Read the practice's settings again, if they may have changed."""
        if changed is None or changed.touches(Practice):
            self._session.read(read_practice, done=self._show_practice, latest_key="settings")

    def _card(self, place: SettingPlace) -> Card:
        card = Card(place_words(place))
        if place is SettingPlace.SAFETY:
            card.add(self.safety)
        for setting in SETTINGS:
            if setting.place is place:
                card.add(self._row(setting))
        return card

    def _row(self, setting: Setting) -> QWidget:
        manager = Role.PRACTICE_MANAGER in self._session.viewer.roles
        allowed = setting.belongs is Belongs.DESK or manager
        if setting.kind is SettingKind.SWITCH:
            box = QCheckBox(setting.words())
            box.setAccessibleName(setting.words())
            box.setAccessibleDescription(setting.sentence())
            box.setEnabled(allowed)
            box.clicked.connect(
                lambda checked, chosen=setting: self._chosen(chosen, YES if checked else NO)
            )
            self.editors[setting.name] = box
            held = QWidget()
            lay = QVBoxLayout(held)
            lay.setContentsMargins(0, 0, 0, 0)
            lay.setSpacing(step(0.5))
            lay.addWidget(box)
            lay.addWidget(small(setting.sentence()))
            return held
        options = [
            Option(id=value, words=words)
            for value, words in setting.options(self._session.declared)
        ]
        choice = Choice(options, setting.default, unset=None)
        choice.setEnabled(allowed)
        choice.chosen.connect(lambda value, chosen=setting: self._chosen(chosen, str(value)))
        self.editors[setting.name] = choice
        return Field(setting.words(), choice, hint=setting.sentence())

    def _chosen(self, setting: Setting, value: str) -> None:
        if setting.belongs is Belongs.DESK:
            self._session.keep_setting(setting.name, value)
            return
        before = self._practice
        if before is None:
            return
        written: dict[str, Any] = {
            setting.name: value == YES if setting.kind is SettingKind.SWITCH else value
        }
        after = replace(before, **written)
        self._practice = after
        self._session.write(edit_practice, before, after, done=self._kept, failed=self._refused)

    @Slot()
    @Slot(str, str)
    def _show_desk(self, _name: str = "", _value: str = "") -> None:
        for setting in SETTINGS:
            if setting.belongs is Belongs.DESK:
                self._show(setting, self._session.setting(setting.name) or setting.default)
        alone = self._session.setting(KEYCHAIN_ONLY) == YES
        self.editors["idle_lock_minutes"].setEnabled(not alone)
        words = tr(
            "This desk has no passphrase: whoever is signed in to this computer can open it, so it"
            " can’t be locked. Lock the computer itself when you leave it."
        )
        self.safety.show_words(words if alone else "", MessageTone.WARN)

    @Slot(object)
    def _show_practice(self, practice: Practice) -> None:
        self._practice = practice
        for setting in SETTINGS:
            if setting.belongs is Belongs.PRACTICE:
                value = getattr(practice, setting.name)
                text = (YES if value else NO) if isinstance(value, bool) else str(value)
                self._show(setting, text)

    def _show(self, setting: Setting, value: str) -> None:
        editor = self.editors[setting.name]
        if isinstance(editor, QCheckBox):
            editor.setChecked(value == YES)
        else:
            editor.set_chosen(value)

    @Slot(object)
    def _kept(self, _practice: Practice) -> None:
        self._session.say(tr("Kept."), "ok")

    @Slot(object)
    def _refused(self, error: LayerDeskError) -> None:
        self._session.show_failure(error)
        self.show_again(None)
