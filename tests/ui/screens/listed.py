"""This is where every screen stands with its name, its desks, and how one comes to it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QScrollArea, QWidget

from layerdesk.domain.cases.records import CaseState
from layerdesk.domain.errors import LayerDeskError, WrongPassphrase
from layerdesk.domain.meetings.records import ItemKind, MeetingState
from layerdesk.domain.record import RecordId
from layerdesk.storage.backup import BackupDamaged
from layerdesk.storage.connection import DatabaseDamaged
from layerdesk.sync.errors import HubUnreachable
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.cases.case_side import PARK
from layerdesk.ui.cases.quick_note import QuickNote
from layerdesk.ui.follow_up.add_action import AddAction
from layerdesk.ui.follow_up.all_actions import AllActions
from layerdesk.ui.follow_up.my_actions import MyActions
from layerdesk.ui.in_step import News
from layerdesk.ui.meetings.meetings import Meetings
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.ui.people.first_start import FirstStart
from layerdesk.ui.people.history import History
from layerdesk.ui.people.people import People
from layerdesk.ui.people.search import Search
from layerdesk.ui.people.unlock import Unlock
from layerdesk.ui.shell.opening import Opening
from layerdesk.ui.syncing.sync import Sync
from layerdesk.ui.syncing.waiting import WaitingToBeLetIn
from layerdesk.ui.wording import sentence
from layerdesk.usecases.ports import BackupOfDesk
from tests.ui.screens.stage import Kind, Stage
from tests.ui.syncing.hub import ASIDE, AT, SEEN, SUMMARY, TITLES, WORDS

W = TypeVar("W", bound=QWidget)

CODE = "AAAA1-BBBB2-CCCC3-DDDD4-EEEE5-FFFF6-GGGG7"
NOTE = "A result for 999 000 0018 lay in a tray for nine days and nobody saw it"
JOBS = (("gp_partner", "GP partner"), ("practice_manager", "Practice manager"))
PLAIN = frozenset({Kind.EMPTY, Kind.FULL})
RECORD = frozenset({Kind.BEGUN, Kind.FULL})
FULL = frozenset({Kind.FULL})
RUNNING = frozenset({Kind.RUNNING})
ALONE = frozenset({Kind.EMPTY})

Opened = Callable[[Stage], AbstractContextManager[QWidget]]


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: ``opened`` shows it, gives the window to look at, and tidies up."""

    name: str
    kinds: frozenset[Kind]
    opened: Opened
    own_window: bool = False
    """It has a size of its own."""


def _place(
    name: str,
    kinds: frozenset[Kind],
    place: str,
    record: Callable[[Stage], RecordId] | None = None,
    then: Callable[[Stage, QWidget], object] | None = None,
    undo: Callable[[Stage, QWidget], object] | None = None,
) -> Screen:
    @contextmanager
    def opened(stage: Stage) -> Iterator[QWidget]:
        stage.rest()  # the desk is read here too, and a lane may be reading it
        here = stage.go(place, record(stage) if record else None)
        if then is not None:
            then(stage, here)
            stage.rest()
        yield stage.window
        if undo is not None:
            undo(stage, here)
            stage.rest()

    return Screen(name, kinds, opened)


def _is(kind: type[W], widget: QWidget) -> W:
    assert isinstance(widget, kind), f"this is {type(widget).__name__}"
    return widget


def _case(stage: Stage) -> RecordId:
    return stage.case() if stage.kind is Kind.BEGUN else stage.case(state=CaseState.READY)


def _restricted(stage: Stage) -> RecordId:
    return stage.case(restricted=True)


def _planned(stage: Stage) -> RecordId:
    return stage.meeting(MeetingState.PLANNED, MeetingState.AGENDA_SENT)


def _in_state(state: MeetingState, stage: Stage) -> RecordId:
    return stage.meeting(state)


def _tab(number: int, _stage: Stage, here: QWidget) -> None:
    sheet = _is(CasePlace, here).sheet
    assert sheet is not None
    sheet.tabs.setCurrentIndex(number)


def _ask_case(_stage: Stage, here: QWidget) -> None:
    sheet = _is(CasePlace, here).sheet
    assert sheet is not None
    sheet.ways.begin_other(PARK)


def _leave_case(_stage: Stage, here: QWidget) -> None:
    sheet = _is(CasePlace, here).sheet
    assert sheet is not None
    sheet.ask.no.click()


def _foot(_stage: Stage, here: QWidget) -> None:
    """Scroll everything in sight to its end."""
    for area in here.findChildren(QScrollArea):
        if area.isVisible():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _head(_stage: Stage, here: QWidget) -> None:
    for area in here.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)


def _history(number: int, _stage: Stage, here: QWidget) -> None:
    _is(History, here).tabs.setCurrentIndex(number)


def _minuted(stage: Stage) -> RecordId:
    return stage.case(state=CaseState.ACTIONS_AGREED)


def _erase(stage: Stage, here: QWidget) -> None:
    history = _is(History, here)
    history.tabs.setCurrentIndex(0)
    stage.rest()
    history.erasing.button.click()


def _erase_not(_stage: Stage, here: QWidget) -> None:
    _is(History, here).erasing.question.no.click()


def _search(words: str, _stage: Stage, here: QWidget) -> None:
    _is(Search, here).search_for(words)


def _open_people(_stage: Stage, here: QWidget) -> None:
    room = _is(MeetingRoom, here)
    if not room.people.isVisible():
        room.commands()["room_people"]()


def _shut_people(_stage: Stage, here: QWidget) -> None:
    room = _is(MeetingRoom, here)
    room.people.closed.emit()
    room.columns.drawer_button.setChecked(False)


def _open_actions(_stage: Stage, here: QWidget) -> None:
    _is(MeetingRoom, here).columns.open_drawer()


def _ask_park(_stage: Stage, here: QWidget) -> None:
    _is(MeetingRoom, here).ask.ask()


def _leave_park(_stage: Stage, here: QWidget) -> None:
    _is(MeetingRoom, here).ask.hide()


def _item(kind: ItemKind, stage: Stage) -> RecordId:
    return stage.to_item(kind)


def _to_case(stage: Stage) -> RecordId:
    return stage.to_item(ItemKind.CASE)


def _finish(_stage: Stage, here: QWidget) -> None:
    _is(MyActions, here).browser.panel.buttons["finish"].click()


def _unfinish(_stage: Stage, here: QWidget) -> None:
    _is(MyActions, here).browser.panel.ask.close_question()


def _add_action(_stage: Stage, here: QWidget) -> None:
    _is(MyActions, here).commands()["add_action"]()


def _add_no_action(_stage: Stage, here: QWidget) -> None:
    for form in here.findChildren(AddAction):
        form.close_form.click()


def _hand_on(_stage: Stage, here: QWidget) -> None:
    _is(AllActions, here).browser.list.selectAll()


def _hand_on_not(_stage: Stage, here: QWidget) -> None:
    _is(AllActions, here).browser.list.selectRow(0)


def _person(_stage: Stage, here: QWidget) -> None:
    _is(People, here).begin_person()


def _no_person(stage: Stage, here: QWidget) -> None:
    people = _is(People, here)
    people.list.selectRow(0)
    _undrawer(stage, here)


def _drawer(_stage: Stage, here: QWidget) -> None:
    _is(People, here).columns.open_drawer()


def _undrawer(_stage: Stage, here: QWidget) -> None:
    _is(People, here).columns.drawer_button.setChecked(False)


def _new_meeting(_stage: Stage, here: QWidget) -> None:
    _is(Meetings, here).commands()["new_meeting"]()


def _no_meeting(_stage: Stage, here: QWidget) -> None:
    _is(Meetings, here).form.hide()


def _joined(_stage: Stage, here: QWidget) -> None:
    sync = _is(Sync, here)
    sync.show_news(News(joined=True, last=AT, waiting=0))
    sync.settling.show_found((TITLES, SUMMARY))
    sync.desks.show_sight(SEEN)
    sync.desks.words.setText("The six words: " + " ".join(WORDS))
    sync.desks.words.show()


def _joined_foot(stage: Stage, here: QWidget) -> None:
    _joined(stage, here)
    stage.rest()
    _foot(stage, here)


def _stuck(_stage: Stage, here: QWidget) -> None:
    problem = HubUnreachable(host="hub.airebank.example", port=5432)
    news = News(joined=True, last=AT, waiting=12, problem=problem, since=AT, aside=(ASIDE,))
    _is(Sync, here).show_news(news)


def _alone(stage: Stage, here: QWidget) -> None:
    sync = _is(Sync, here)
    sync.show_news(News())
    sync.settling.show_found(())
    _head(stage, here)


@contextmanager
def _palette(stage: Stage) -> Iterator[QWidget]:
    stage.go("today")
    stage.window.open_palette()
    stage.rest()
    yield stage.window
    stage.window.palette_box.close_quietly()


@contextmanager
def _locked(stage: Stage) -> Iterator[QWidget]:
    stage.go("today")
    stage.window.lock()
    stage.rest()
    yield stage.window
    stage.window.unlock()
    stage.rest()


WARNED = ("today", "inbox", "history", "help")
"""Places with much in them: a warning takes room from them."""


@contextmanager
def _warned(place: str, stage: Stage) -> Iterator[QWidget]:
    stage.go(place)
    stage.window.say(
        "The backup could not be written: there is no room on the disk. Everything is kept.",
        "danger",
    )
    yield stage.window
    stage.window.message.say("")


@contextmanager
def _quick_note(more: bool, stage: Stage) -> Iterator[QWidget]:
    note = QuickNote(stage.window._session)
    if stage.kind is Kind.FULL:
        note.text.set_words(NOTE)
    note.begin()
    note.more.setChecked(more)
    yield note
    note._typing.forget()
    note.close()
    note.deleteLater()


@contextmanager
def _first_start(page: str, stage: Stage) -> Iterator[QWidget]:
    window = FirstStart(
        stage.jobs,
        begin_real=lambda **_given: CODE,
        begin_sample=lambda: None,
        join=lambda **_given: CODE,
        job_roles=JOBS,
        folder=Path("/data/LayerDesk"),
    )
    window.code.show_code(CODE)
    window.pages.setCurrentWidget(getattr(window, page))
    yield window
    window.close()
    window.deleteLater()


def _never(_typed: str) -> None:
    raise WrongPassphrase


@contextmanager
def _unlock(typed: str, stage: Stage) -> Iterator[QWidget]:
    window = Unlock(stage.jobs, _never, folder="/data/LayerDesk")
    if typed:
        window.form.secret.line.setText(typed)
        window.form.try_now()
        stage.rest()
    yield window
    window.close()
    window.deleteLater()


class _Damaged:
    """A desk that nothing opens, with two backups."""

    def can_restore(self, problem: LayerDeskError) -> bool:
        del problem
        return True

    def backups(self) -> tuple[BackupOfDesk, ...]:
        made = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
        return tuple(BackupOfDesk(made - timedelta(days=each), Path(str(each))) for each in (0, 1))

    def restore(self, backup: Path, secret: str) -> None:
        raise BackupDamaged(path="/data/LayerDesk/backups/2026-11-20T173000.000000Z")


@contextmanager
def _unlock_damaged(stage: Stage) -> Iterator[QWidget]:
    window = Unlock(stage.jobs, _never, folder="/data/LayerDesk", restoring=_Damaged())
    problem = DatabaseDamaged(path="/data/LayerDesk/desk.db")
    window.form.field.show_problem(sentence(problem))
    window.offer_backups(problem)
    assert window.backups is not None
    window.backups.put_in_place("")
    stage.rest()
    yield window
    window.close()
    window.deleteLater()


@contextmanager
def _waiting_to_be_let_in(stage: Stage) -> Iterator[QWidget]:
    window = WaitingToBeLetIn(stage.jobs, WORDS, lambda: False)
    yield window
    window.close()
    window.deleteLater()


@contextmanager
def _opening(_stage: Stage) -> Iterator[QWidget]:
    window = Opening()
    yield window
    window.close()
    window.deleteLater()


_TABS = ("facts", "timeline", "review", "harm", "outcome", "closing")

SCREENS: tuple[Screen, ...] = (
    _place("today", PLAIN, "today"),
    _place("today_foot", FULL, "today", then=_foot, undo=_head),
    _place("inbox", PLAIN, "inbox"),
    _place("cases", PLAIN, "cases"),
    *(
        _place(f"case_{name}", RECORD, "case", _case, partial(_tab, number))
        for number, name in enumerate(_TABS)
    ),
    _place("case_restricted", FULL, "case", _restricted, partial(_tab, 0)),
    _place("case_question", FULL, "case", _case, _ask_case, _leave_case),
    _place("meetings", PLAIN, "meetings"),
    _place("plan", RECORD, "plan", _planned),
    _place("room_before", RECORD, "room", _planned),
    _place("room_welcome", RUNNING, "room", partial(_item, ItemKind.WELCOME)),
    _place("room_minutes", RUNNING, "room", partial(_item, ItemKind.MINUTES)),
    _place("room_actions", RUNNING, "room", partial(_item, ItemKind.ACTIONS)),
    _place("room_case", RUNNING, "room", partial(_item, ItemKind.CASE)),
    _place(
        "room_side", RUNNING, "room", partial(_item, ItemKind.CASE), _open_actions, _shut_people
    ),
    _place("room_park", RUNNING, "room", _to_case, _ask_park, _leave_park),
    _place(
        "room_people", RUNNING, "room", partial(_item, ItemKind.CASE), _open_people, _shut_people
    ),
    _place("room_read_back", RUNNING, "room", partial(_item, ItemKind.SHARE)),
    _place("room_close", RUNNING, "room", partial(_item, ItemKind.CLOSE)),
    _place("minutes_draft", FULL, "minutes", partial(_in_state, MeetingState.MINUTES_DRAFT)),
    _place("minutes_circulated", FULL, "minutes", partial(_in_state, MeetingState.CIRCULATED)),
    _place("minutes_approved", FULL, "minutes", partial(_in_state, MeetingState.APPROVED)),
    _place("my_actions", PLAIN, "my_actions"),
    _place("my_actions_finish", FULL, "my_actions", then=_finish, undo=_unfinish),
    _place("all_actions", PLAIN, "all_actions"),
    _place("all_actions_hand_on", FULL, "all_actions", then=_hand_on, undo=_hand_on_not),
    _place("search", ALONE, "search"),
    _place("search_found", FULL, "search", then=partial(_search, "letter")),
    _place("search_nothing", FULL, "search", then=partial(_search, "qqqq")),
    _place("people", PLAIN, "people"),
    _place("person", FULL, "people", then=_drawer, undo=_undrawer),
    _place("history", PLAIN, "history", then=partial(_history, 0)),
    _place("history_erase", FULL, "history", _minuted, _erase, _erase_not),
    _place("history_bin", PLAIN, "history", then=partial(_history, 1)),
    _place("history_looked", PLAIN, "history", then=partial(_history, 2)),
    _place("sync_alone", PLAIN, "sync"),
    _place("sync", FULL, "sync", then=_joined, undo=_alone),
    _place("sync_foot", FULL, "sync", then=_joined_foot, undo=_alone),
    _place("sync_stuck", FULL, "sync", then=_stuck, undo=_alone),
    _place("settings", PLAIN, "settings"),
    _place("settings_foot", PLAIN, "settings", then=_foot, undo=_head),
    _place("help", PLAIN, "help"),
    _place("help_foot", FULL, "help", then=_foot, undo=_head),
    _place("meetings_new", PLAIN, "meetings", then=_new_meeting, undo=_no_meeting),
    _place("my_actions_new", PLAIN, "my_actions", then=_add_action, undo=_add_no_action),
    _place("person_new", PLAIN, "people", then=_person, undo=_no_person),
    Screen("palette", PLAIN, _palette),
    Screen("locked", PLAIN, _locked),
    *(Screen(f"warning_{place}", FULL, partial(_warned, place)) for place in WARNED),
    Screen("quick_note", PLAIN, partial(_quick_note, False), own_window=True),
    Screen("quick_note_more", PLAIN, partial(_quick_note, True), own_window=True),
    *(
        Screen(f"first_start_{page}", ALONE, partial(_first_start, page), own_window=True)
        for page in ("welcome", "practice", "joining", "safety", "code")
    ),
    Screen("unlock", ALONE, partial(_unlock, ""), own_window=True),
    Screen("unlock_wrong", ALONE, partial(_unlock, "wrong"), own_window=True),
    Screen("unlock_damaged", ALONE, _unlock_damaged, own_window=True),
    Screen("waiting_to_be_let_in", ALONE, _waiting_to_be_let_in, own_window=True),
    Screen("opening", ALONE, _opening, own_window=True),
)
"""Every screen, in the order in which a person comes to it."""
