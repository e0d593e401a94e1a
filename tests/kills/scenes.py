"""This is where the desks stand on which somebody types until the program is killed."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from layerdesk.app.opening import OpenDesk, begin_alone, open_desk
from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.ids import only_one
from layerdesk.domain.meetings.records import ItemKind, MinuteNote
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.host.folders import DeskFolder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys, new_key
from layerdesk.host.secret import Secret
from layerdesk.storage.store import Store
from layerdesk.usecases.cases.start_case import start_case
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.plan import plan_meeting
from layerdesk.usecases.meetings.run import open_meeting
from layerdesk.usecases.meetings.write import note_of_item
from layerdesk.usecases.ports import Reading

CASE, QUICK_NOTE, ROOM = "case", "quick note", "meeting room"
SCENES = (CASE, QUICK_NOTE, ROOM)

_WORDS = ("the", "letter", "was", "in", "a", "tray", "and", "nobody", "saw", "it", "at", "noon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A desk, and the field in it that is typed into: its record, and what is typed."""

    name: str
    folder: DeskFolder
    key: Secret
    record: RecordId
    field: str
    seed: int
    """Which text is typed."""
    text: str

    def words_kept(self, store: Store) -> tuple[str, str]:
        """What the record says, and what the draft says; empty where there is none."""
        drafts = [
            each.words
            for each in store.all_drafts()
            if (each.record, each.field) == (self.record, self.field)
        ]
        return store.read(_OF_RECORD[self.name], self.record), (drafts or [""])[0]


def text_of(seed: int, letters: int = 20_000) -> str:
    """The same text for the same seed, of everyday words that identify nobody."""
    chance = random.Random(seed)
    words: list[str] = []
    while sum(len(each) + 1 for each in words) < letters:
        words.append(chance.choice(_WORDS))
    return " ".join(words)[:letters]


def make_scene(name: str, root: Path, seed: int) -> Scene:
    """A small desk whose window opens where one types."""
    folder = DeskFolder(root=root)
    prepare(folder)
    key = new_key()
    DeskKeys(folder.keys).add_passphrase(key, "correct horse battery staple")
    desk = open_desk(folder, key, NoKeychain())
    begin_alone(desk, practice="Aire Bank Surgery", person="Sam")
    place, shown, record, field = _FURNISH[name](desk)
    for setting, value in (("place", place), ("record", shown)):
        desk.store.keep_setting(setting, value)
    desk.store.close()
    return Scene(
        name=name,
        folder=folder,
        key=key,
        record=record,
        field=field,
        seed=seed,
        text=text_of(seed),
    )


def open_store(scene: Scene) -> Store:
    """The desk's database as whoever comes next finds it."""
    return Store(scene.folder.database, scene.key.reveal(), clock=lambda: datetime.now(UTC))


def _case(desk: OpenDesk) -> tuple[str, str, RecordId, str]:
    case, _ = desk.store.write(start_case, title="A letter was not seen")
    return "case", case.id, case.id, "summary"


def _quick_note(desk: OpenDesk) -> tuple[str, str, RecordId, str]:
    mine = desk.store.viewer().space(SpaceKind.ME)
    return "inbox", "", only_one(mine, Note.kind, "half-written"), "text"


def _room(desk: OpenDesk) -> tuple[str, str, RecordId, str]:
    meeting, _ = desk.store.write(plan_meeting, "Learning meeting", datetime.now(UTC))
    desk.store.write(add_item, meeting.id, "Hello", item_kind=ItemKind.WELCOME)
    desk.store.write(open_meeting, meeting.id)
    (item, *_) = desk.store.read(items_of, meeting.id)
    return "room", meeting.id, desk.store.read(note_of_item, item).id, "text"


_FURNISH: Mapping[str, Callable[[OpenDesk], tuple[str, str, RecordId, str]]] = {
    CASE: _case,
    QUICK_NOTE: _quick_note,
    ROOM: _room,
}


def _summary(reading: Reading, record: RecordId) -> str:
    return reading.get(Case, record).summary.plain


def _nothing(_reading: Reading, _record: RecordId) -> str:
    return ""


def _minute_note(reading: Reading, record: RecordId) -> str:
    note = reading.maybe(MinuteNote, record)
    return note.text.plain if note is not None else ""


_OF_RECORD: Mapping[str, Callable[[Reading, RecordId], str]] = {
    CASE: _summary,
    QUICK_NOTE: _nothing,
    ROOM: _minute_note,
}
