"""This is where the moments are checked at which typing is kept and enters the record."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from layerdesk.ui.saving import TimerAlarm, Typing


class Watch:
    """A clock that a test turns, with its alarms."""

    def __init__(self) -> None:
        self.now = 0.0
        self.alarms: list[FakeAlarm] = []

    def make(self, call: Callable[[], None]) -> "FakeAlarm":
        alarm = FakeAlarm(self, call)
        self.alarms.append(alarm)
        return alarm

    def pass_seconds(self, seconds: float) -> None:
        end = self.now + seconds
        while True:
            due = [each for each in self.alarms if each.at is not None and each.at <= end + 1e-9]
            if not due:
                break
            alarm = min(due, key=lambda each: each.at or 0)
            self.now = alarm.at or 0
            alarm.at = None
            alarm.call()
        self.now = end


class FakeAlarm:
    def __init__(self, watch: Watch, call: Callable[[], None]) -> None:
        self.watch, self.call = watch, call
        self.at: float | None = None

    def start(self, seconds: float) -> None:
        self.at = self.watch.now + seconds

    def stop(self) -> None:
        self.at = None

    def is_set(self) -> bool:
        return self.at is not None


class Desk:
    def __init__(self) -> None:
        self.watch = Watch()
        self.drafts: list[tuple[float, str]] = []
        self.entered: list[tuple[float, str]] = []
        self.typing = Typing(
            lambda text: self.drafts.append((round(self.watch.now, 2), text)),
            lambda text: self.entered.append((round(self.watch.now, 2), text)),
            make_alarm=self.watch.make,
        )


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk()


def test_a_draft_is_kept_within_half_a_second_however_fast_one_types(desk: Desk) -> None:
    for number in range(20):
        desk.typing.typed("x" * (number + 1))
        desk.watch.pass_seconds(0.1)
    times = [0.0, *(when for when, _ in desk.drafts)]
    assert len(times) > 3
    assert all(later - sooner <= 0.5 for sooner, later in pairwise(times))


def test_text_enters_the_record_after_a_pause_of_two_seconds(desk: Desk) -> None:
    desk.typing.typed("a")
    desk.watch.pass_seconds(1.5)
    desk.typing.typed("ab")
    desk.watch.pass_seconds(1.9)
    assert desk.entered == []
    desk.watch.pass_seconds(0.1)
    assert desk.entered == [(3.5, "ab")]
    desk.watch.pass_seconds(60)
    assert len(desk.entered) == 1


def test_text_enters_the_record_after_ten_seconds_without_a_pause(desk: Desk) -> None:
    for number in range(21):
        desk.typing.typed(f"{number}")
        desk.watch.pass_seconds(0.5)
    assert [when for when, _ in desk.entered] == [10.0]


def test_leaving_keeps_and_enters_at_once(desk: Desk) -> None:
    desk.typing.typed("gone")
    desk.typing.flush()
    assert desk.drafts == [(0, "gone")]
    assert desk.entered == [(0, "gone")]
    assert not desk.typing.unentered


def test_leaving_without_typing_does_nothing(desk: Desk) -> None:
    desk.typing.flush()
    assert desk.drafts == desk.entered == []


def test_what_is_held_is_kept_but_does_not_enter(desk: Desk) -> None:
    desk.typing.held = True
    desk.typing.typed("943 476 5919")
    desk.watch.pass_seconds(30)
    desk.typing.flush()
    assert desk.drafts == [(0.4, "943 476 5919")]
    assert desk.entered == []
    assert desk.typing.unentered


def test_what_was_held_enters_when_it_is_released(desk: Desk) -> None:
    desk.typing.held = True
    desk.typing.typed("clean now")
    desk.watch.pass_seconds(30)
    desk.typing.held = False
    desk.watch.pass_seconds(2)
    assert [text for _, text in desk.entered] == ["clean now"]
    assert not desk.typing.held


def test_what_is_forgotten_is_neither_kept_nor_entered(desk: Desk) -> None:
    desk.typing.typed("no")
    desk.typing.forget()
    desk.watch.pass_seconds(30)
    assert desk.drafts == desk.entered == []


def test_the_real_timer_rings_once_and_can_be_stopped(qtbot: QtBot) -> None:
    rung: list[int] = []
    alarm = TimerAlarm(lambda: rung.append(1))
    alarm.start(60)
    assert alarm.is_set()
    alarm.stop()
    assert not alarm.is_set()
    alarm.start(0)
    qtbot.waitUntil(lambda: rung == [1])


def test_typing_has_real_timers_of_its_own(qtbot: QtBot) -> None:
    kept: list[str] = []
    typing = Typing(kept.append, kept.append)
    typing.typed("word")
    qtbot.waitUntil(lambda: kept == ["word"], timeout=2000)
    typing.forget()
