"""This is where facilitator and scribe hold one meeting from two windows on two desks."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.meetings.records import ItemKind, Meeting
from layerdesk.domain.record import Text
from layerdesk.sync.errors import HubUnreachable
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.meetings.room.place import MeetingRoom
from layerdesk.ui.saving import ENTER_AFTER_PAUSE
from layerdesk.ui.widgets.editors import LongText
from layerdesk.usecases.hub_ports import InStep
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.attend import Duty, hand_over
from layerdesk.usecases.meetings.plan import edit_meeting, plan_meeting
from layerdesk.usecases.meetings.run import next_item, open_meeting, previous_item
from tests.sync.desks import Desk, Practice
from tests.sync.sitting import Sitting

Sit = Callable[[Desk], Sitting]


@pytest.fixture
def sit(theme: Theme, qtbot: QtBot) -> Iterator[Sit]:
    """Sits down at a desk; at the end everybody gets up."""
    sitting: list[Sitting] = []

    def down(desk: Desk) -> Sitting:
        sitting.append(Sitting(desk, theme, qtbot))
        return sitting[-1]

    yield down
    for each in sitting:
        each.end()


def a_meeting(practice: Practice, scribe: Desk) -> Meeting:
    """An open meeting with a case, which both desks know."""
    store = practice.first.store
    case = practice.first.make(
        Case, title="Delayed referral", state=CaseState.READY, summary=Text("A letter lay there.")
    )
    held = store.write(plan_meeting, "Learning", store.read(lambda reading: reading.now))[0]
    held = store.write(edit_meeting, held, replace(held, scribe=scribe.person))[0]
    store.write(add_item, held.id, "Welcome", item_kind=ItemKind.WELCOME, minutes=4)
    store.write(add_item, held.id, case=case.id, minutes=15)
    store.write(open_meeting, held.id)
    store.write(next_item, held.id)
    practice.in_step()
    return held


def room_of(sitting: Sitting) -> MeetingRoom:
    room = sitting.window.stack.currentWidget()
    assert isinstance(room, MeetingRoom)
    return room


def notes(sitting: Sitting) -> LongText:
    editor = room_of(sitting).sheets.prompts.notes.editor
    assert editor is not None
    return editor


def type_at(editor: LongText, place: QTextCursor.MoveOperation, words: str) -> None:
    cursor = editor.textCursor()
    cursor.movePosition(place)
    editor.setTextCursor(cursor)
    QTest.keyClicks(editor, words)


@pytest.fixture
def both(practice: Practice, sit: Sit) -> tuple[Sitting, Sitting, Meeting]:
    """Facilitator and scribe in the same room, with the notes of the case before them."""
    ann = practice.join("Ann")
    practice.in_step()
    held = a_meeting(practice, ann)
    facilitator, scribe = sit(practice.first), sit(ann)
    for each in (facilitator, scribe):
        each.at("room", held.id)
        each.in_step()
        each.until(lambda each=each: room_of(each).sheets.prompts.notes.editor)
    return facilitator, scribe, held


Both = tuple[Sitting, Sitting, Meeting]


def test_each_sees_within_a_second_of_a_pause_what_the_other_wrote(both: Both) -> None:
    facilitator, scribe, _ = both
    took = []
    for number in range(12):
        writer, reader = (scribe, facilitator) if number % 2 else (facilitator, scribe)
        type_at(notes(writer), QTextCursor.MoveOperation.End, f"Point {number}. ")
        began = time.monotonic()
        reader.until(lambda reader=reader, n=number: f"Point {n}." in notes(reader).words())
        took.append(time.monotonic() - began - ENTER_AFTER_PAUSE)
    took.sort()
    print(f"after the pause: median {took[6]:.2f} s, p95 {took[-1]:.2f} s")
    assert all(f"Point {number}." in notes(facilitator).words() for number in range(12))
    scribe.until(lambda: notes(scribe).words() == notes(facilitator).words())


def test_neither_loses_a_letter_nor_the_caret_while_both_type(both: Both) -> None:
    facilitator, scribe, _ = both
    first, second = notes(facilitator), notes(scribe)
    type_at(first, QTextCursor.MoveOperation.End, "Begin. ")
    scribe.until(lambda: "Begin." in second.words())
    for word in ("alpha", "beta", "gamma", "delta"):
        type_at(first, QTextCursor.MoveOperation.End, f"{word} ")
        type_at(second, QTextCursor.MoveOperation.Start, f"{word.upper()} ")
        facilitator.qtbot.wait(150)
    place = second.textCursor().position()
    assert second.words()[place - len("DELTA ") : place] == "DELTA "
    facilitator.until(lambda: "DELTA" in first.words() and "delta" in second.words())
    scribe.until(lambda: first.words() == second.words())
    for word in ("alpha", "beta", "gamma", "delta"):
        assert first.words().count(word) == first.words().count(word.upper()) == 1
    place = second.textCursor().position()
    assert second.words()[place - len("DELTA ") : place] == "DELTA "


def test_with_the_cable_out_both_go_on_and_it_comes_together_afterwards(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator, scribe, held = both

    def dead() -> InStep:
        raise HubUnreachable(host="hub", port=1)

    in_step = scribe.session.in_step
    assert in_step is not None
    monkeypatch.setattr(scribe.hub, "bring_in_step", dead)
    in_step.now()
    scribe.until(lambda: in_step.news.problem is not None)
    assert scribe.window.status.sync.words.startswith("Not in step")
    type_at(notes(facilitator), QTextCursor.MoveOperation.End, "Said here. ")
    type_at(notes(scribe), QTextCursor.MoveOperation.Start, "Noted there. ")
    scribe.until(lambda: not room_of(scribe).sheets.prompts.notes.is_typing)
    facilitator.until(lambda: not room_of(facilitator).sheets.prompts.notes.is_typing)
    monkeypatch.undo()
    scribe.until(lambda: "Said here." in notes(scribe).words())
    facilitator.until(lambda: "Noted there." in notes(facilitator).words())
    assert notes(scribe).words() == notes(facilitator).words()
    assert scribe.window.status.sync.words.startswith("In step")
    assert held


def test_the_scribe_follows_the_agenda_and_takes_over_when_the_facilitators_desk_dies(
    both: Both,
) -> None:
    facilitator, scribe, held = both

    def current(sitting: Sitting) -> object:
        return sitting.desk.store.read(lambda r: r.get(Meeting, held.id).current_item)

    before = current(scribe)
    facilitator.session.write(previous_item, held.id)
    scribe.until(lambda: current(scribe) != before)
    facilitator.end()
    began = time.monotonic()
    scribe.session.write(hand_over, held.id, Duty.FACILITATOR, scribe.desk.person)
    scribe.session.write(next_item, held.id)
    scribe.until(lambda: current(scribe) == before)
    print(f"taken over in {time.monotonic() - began:.2f} s")
