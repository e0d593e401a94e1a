"""This is where everything a person sees comes together: one window with places in it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid
from typing_extensions import override

from layerdesk.domain.record import RecordId
from layerdesk.ui.cases.quick_note import QuickNote
from layerdesk.ui.commands import COMMANDS, EVERYWHERE, Command, commands_of
from layerdesk.ui.look.choosing import take_look
from layerdesk.ui.people.lock import LockPage
from layerdesk.ui.people.signing_in import SigningIn
from layerdesk.ui.people.unlock import TrySecret
from layerdesk.ui.places import PLACES, Place
from layerdesk.ui.session import Session
from layerdesk.ui.settings_table import KEYCHAIN_ONLY, NO, YES, default_of
from layerdesk.ui.shell.idle import IdleWatch, running_application
from layerdesk.ui.shell.layout import fit_frame, lay_out
from layerdesk.ui.shell.navigation import Navigation
from layerdesk.ui.shell.offers import entries, open_menu
from layerdesk.ui.shell.palette import Entry, Palette
from layerdesk.ui.shell.panes import next_pane
from layerdesk.ui.shell.place_stack import PlaceStack
from layerdesk.ui.shell.status_line import StatusLine
from layerdesk.ui.shell.titles import window_title
from layerdesk.ui.shell.window_geometry import come_back, kept_geometry, smallest
from layerdesk.ui.showing import DoesCommands, Finds, KeepsItsPlace, WantsQuickNote
from layerdesk.ui.whereabouts import place_of_kind
from layerdesk.ui.widgets.messages import InlineMessage, MessageTone
from layerdesk.usecases.people.who_am_i import WhoAmI, who_am_i

KEEP_AFTER = 1_000
"""Milliseconds from a move or a visit until the window's place is kept."""

_ALSO_CALLED = {"action": "all_actions"}

_MEETING = "room"  # Here nothing locks by itself, and the window's frame steps back.


class MainWindow(QMainWindow):
    """The one window. ``closed`` comes when the person closed it; then the program may end."""

    closed = Signal()

    def __init__(
        self,
        session: Session,
        *,
        folder: Path,
        try_secret: TrySecret | None,
        places: Sequence[Place] = PLACES,
    ) -> None:
        """``try_secret`` unlocks; None where nothing but the keychain opens the desk."""
        super().__init__()
        self._session = session
        self._places = {each.id: each for each in places}
        self._sample = False
        self._quick_note: QuickNote | None = None
        self._hidden: list[QWidget] = []
        self._keys_of_places: dict[str, list[QShortcut]] = {}
        take_look(self._session.theme, self._session.setting)
        self.setObjectName("main_window")
        shortcuts = {each.goes_to: each.shortcut for each in COMMANDS if each.goes_to}
        listed = [each for each in places if not each.within]
        self.navigation = Navigation(listed, shortcuts)
        self.message = InlineMessage()
        self.stack = PlaceStack(session, places)
        self.status = StatusLine(folder)
        if try_secret is None:
            self.status.lock.hide()
        self._inside = QWidget()
        self._inside.setObjectName("root")
        self.palette_box = Palette(session, self._inside)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._inside)
        self.lock_page: LockPage | None = None
        if try_secret is not None:
            self.lock_page = LockPage(session.jobs, try_secret)
            self.lock_page.unlocked.connect(self.unlock)
            self.pages.addWidget(self.lock_page)
        self.setMinimumSize(*smallest())
        lay_out(self._inside, self.navigation, self.message, self.stack, self.status)
        self.setCentralWidget(self.pages)
        self.idle = IdleWatch(running_application(), self)
        self.idle.idle.connect(self._idle)
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(KEEP_AFTER)
        self._keep_timer.timeout.connect(self.keep_place)
        self._connect()
        self._make_shortcuts()
        session.keep_setting(KEYCHAIN_ONLY, YES if try_secret is None else NO)
        self._watch_idle()
        self._come_back()
        session.read(who_am_i, done=self.show_who, latest_key="who am i")
        self.signing_in = SigningIn(session, self)
        self.signing_in.now()

    @property
    def locked(self) -> bool:
        """Whether nothing is shown but the way back in."""
        return self.lock_page is not None and self.pages.currentWidget() is self.lock_page

    @Slot(str, object)
    def go(self, place: str, record: RecordId | None = None) -> None:
        """Go to a place, and show a record there. A place that is not there is passed over."""
        place = _ALSO_CALLED.get(place, place)
        if place not in self._places:
            return
        fresh = place not in self.stack.made
        if fresh and record is None and self._places[place].within:
            # A place for one record has nothing to show yet: go to the list instead.
            self.go(self._places[place].within)
            return
        self.stack.go(place, record)
        widget: object = self.stack.currentWidget()
        if fresh and isinstance(widget, WantsQuickNote):
            widget.quick_note_wanted.connect(self.open_quick_note)
        if fresh and record is None and isinstance(widget, KeepsItsPlace):
            kept = self._session.setting(f"place/{place}")
            if kept:
                widget.take_place(kept)

    @Slot(str)
    def do(self, command: str) -> None:
        """Do what the command with this id does, if it can be done now."""
        done = self._own_commands().get(command)
        if done is not None:
            done()
            return
        here: object = self.stack.currentWidget()
        if isinstance(here, DoesCommands):
            theirs = here.commands().get(command)
            if theirs is not None:
                theirs()

    @Slot()
    def lock(self) -> None:
        """Hide everything until somebody unlocks; other windows of the program hide too."""
        if self.lock_page is None or self.locked:
            return
        self.keep_place()
        self.palette_box.close_quietly()
        others = [
            each
            for each in QApplication.topLevelWidgets()
            if each is not self and each.isVisible() and each.isWindow()
        ]
        # A menu or a dialogue that is hidden has ended, and some are gone at once.
        self._hidden = [each for each in others if each.windowType() is Qt.WindowType.Window]
        for window in others:
            window.hide()
        self.pages.setCurrentWidget(self.lock_page)
        self._name_window()
        self.activateWindow()
        self.lock_page.begin()

    @Slot()
    def unlock(self) -> None:
        """Show everything again, as it was."""
        self.pages.setCurrentWidget(self._inside)
        self._name_window()
        hidden, self._hidden = self._hidden, []
        for window in filter(isValid, hidden):
            window.show()
        self.stack.take_focus()
        self._watch_idle()
        self.signing_in.now()

    @Slot()
    def open_palette(self) -> None:
        """Show the palette with everything that can be gone to or done now."""
        self.palette_box.open(self.entries())

    @Slot()
    def open_quick_note(self) -> None:
        """Show the window for a quick note."""
        if self._quick_note is None:
            self._quick_note = QuickNote(self._session)
        self._quick_note.begin()

    @Slot()
    def keep_place(self) -> None:
        """Keep where the window is, and where one is in it."""
        keep = self._session.keep_setting
        keep("window", kept_geometry(self))
        keep("place", self.stack.place)
        keep("record", str(self.stack.record or ""))
        made: Mapping[str, object] = self.stack.made
        for name, widget in made.items():
            if isinstance(widget, KeepsItsPlace):
                keep(f"place/{name}", widget.kept_place())

    def entries(self) -> tuple[Entry, ...]:
        """What the palette and the menu offer: places first, then commands."""
        return entries(self._places.values(), self.possible_commands(), self.go, self.do)

    def possible_commands(self) -> tuple[Command, ...]:
        """The commands that can be done where one is now."""
        own = self._own_commands()
        here: object = self.stack.currentWidget()
        theirs = here.commands() if isinstance(here, DoesCommands) else {}
        at_place = [each for each in commands_of(self.stack.place) if each.id in theirs]
        return (*at_place, *(each for each in commands_of(EVERYWHERE) if each.id in own))

    @Slot(object)
    def show_who(self, found: WhoAmI) -> None:
        """Say who sits here, and whether the practice is the sample one."""
        self._sample = found.practice.sample
        self.status.show_who(found.person.name, found.practice.name)
        self.navigation.show_sample(self._sample)
        self.status.sample.setVisible(self._sample)
        if self.lock_page is not None:
            self.lock_page.show_sample(self._sample)
        self._name_window()

    @Slot(str, str)
    def say(self, words: str, tone: str) -> None:
        """News pass through the status line; what needs attention stays above the place."""
        if tone in (MessageTone.WARN.value, MessageTone.DANGER.value):
            self.message.say_too(words, MessageTone(tone))
        else:
            self.status.say(words)

    @Slot(str)
    def _say_before_closing(self, words: str) -> None:
        self.message.say(words, MessageTone.DANGER)
        if self.lock_page is not None and self.locked:
            self.lock_page.say(words)
        else:
            self.stack.take_focus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if QApplication.focusWidget() is None and not self.locked:
            self.stack.take_focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._keep_timer.start()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and hasattr(self, "_keep_timer"):
            self._fit()
            self._keep_timer.start()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_timer.stop()
        if not self._session.jobs.closed:  # else it was kept when the program began to end
            self.keep_place()
        if self._quick_note is not None:
            self._quick_note.close()
        super().closeEvent(event)
        self.closed.emit()

    def _connect(self) -> None:
        session = self._session
        session.said.connect(self.say)
        session.went.connect(self.go)
        session.setting_changed.connect(self._setting_changed)
        session.said_before_closing.connect(self._say_before_closing)
        self.navigation.place_chosen.connect(self.go)
        self.navigation.menu_wanted.connect(self._open_menu)
        self.stack.came.connect(self._came)
        self.palette_box.record_chosen.connect(self._open_record)
        self.status.lock_wanted.connect(self.lock)
        session.theme.theme_changed.connect(self._fit)

    def _make_shortcuts(self) -> None:
        for each in commands_of(EVERYWHERE):
            if each.shortcut:
                self._shortcut(each)

    def _shortcut(self, each: Command) -> QShortcut:
        # On what is hidden while locked: a shortcut of a hidden widget does nothing.
        made = QShortcut(QKeySequence(each.shortcut), self._inside)
        made.activated.connect(partial(self.do, each.id))
        return made

    def _own_commands(self) -> Mapping[str, Callable[[], object]]:
        own: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "quick_note": self.open_quick_note,
            "find_here": self._find_here,
            "search_everything": self._search_everything,
            "undo": self._session.undo,
            "redo": self._session.redo,
            "next_pane": partial(next_pane, self.navigation, self.stack, self.status, 1),
            "previous_pane": partial(next_pane, self.navigation, self.stack, self.status, -1),
            "go_back": self.stack.go_back,
            "full_screen": self._full_screen,
            "close_window": self.close,
        }
        if "cases" in self._places:
            own["new_case"] = self._new_case
        if self.lock_page is not None:
            own["lock"] = self.lock
        for each in COMMANDS:
            if each.goes_to in self._places:
                own[each.id] = partial(self._go_and_focus, each.goes_to)
        return own

    @Slot(str)
    def _came(self, place: str) -> None:
        for name, keys in self._keys_of_places.items():
            for key in keys:
                key.setEnabled(name == place)
        if place not in self._keys_of_places:
            here = [each for each in commands_of(place) if each.shortcut]
            self._keys_of_places[place] = [self._shortcut(each) for each in here]
        self.navigation.mark(self._places[place].within or place)
        self._fit()
        self._name_window()
        self._keep_timer.start()

    @Slot(str, object)
    def _open_record(self, kind: str, record: RecordId) -> None:
        self.go(place_of_kind(kind), record)

    @Slot()
    def _open_menu(self) -> None:
        open_menu(self, self.navigation.menu, self.possible_commands(), self.do)

    def _go_and_focus(self, place: str) -> None:
        self.go(place)
        self.stack.take_focus()

    def _find_here(self) -> None:
        here: object = self.stack.currentWidget()
        if isinstance(here, Finds):
            here.find_here()
        else:
            self._search_everything()

    def _search_everything(self) -> None:
        self.go("search")
        here: object = self.stack.currentWidget()
        if isinstance(here, Finds):
            here.find_here()

    def _new_case(self) -> None:
        self.go("cases")
        here: object = self.stack.currentWidget()
        begin = here.commands().get("new_case") if isinstance(here, DoesCommands) else None
        if begin is not None:
            begin()

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _name_window(self) -> None:
        place = self._places[self.stack.place].words() if self.stack.place else ""
        self.setWindowTitle(window_title(place, locked=self.locked, sample=self._sample))

    @Slot()
    def _fit(self) -> None:
        fit_frame(self, self.navigation, self.status, meeting=self.stack.place == _MEETING)
        self.palette_box.place_in(self._inside)

    def _come_back(self) -> None:
        come_back(self, self._session.setting("window"))
        place = self._session.setting("place") or ""
        record = self._session.setting("record") or ""
        if place not in self._places:
            place, record = next(iter(self._places)), ""
        self.go(place, RecordId(record) if record else None)

    @Slot(str, str)
    def _setting_changed(self, name: str, _value: str) -> None:
        if name in ("look", "text_size", "reduce_motion"):
            take_look(self._session.theme, self._session.setting)
        elif name == "idle_lock_minutes":
            self._watch_idle()

    def _watch_idle(self) -> None:
        kept = self._session.setting("idle_lock_minutes") or default_of("idle_lock_minutes")
        minutes = int(kept) if kept.isdecimal() and self.lock_page is not None else 0
        self.idle.wait(minutes * 60_000)

    @Slot()
    def _idle(self) -> None:
        if self.stack.place == _MEETING:
            self._watch_idle()
        else:
            self.lock()
