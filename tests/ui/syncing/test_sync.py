"""This is where it is tested what a person sees and does in the place of sync."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from layerdesk.domain.cases.records import Case
from layerdesk.domain.changed import Changed
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import EditId, Text
from layerdesk.sync.errors import HubUnreachable
from layerdesk.ui.in_step import News
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.session import Session
from layerdesk.ui.syncing.sync import Sync
from layerdesk.ui.syncing.words import aside_words, long_words, short_words
from layerdesk.ui.widgets.chip import Tone
from tests.fakes import FakeDesk
from tests.ui.desks import Sitting, sitting_at
from tests.ui.syncing.hub import ASIDE, AT, JO, NADIA, SEEN, SUMMARY, TITLES, WORDS, FakeHub

PATIENCE = 5_000


class Place:
    """The place of sync, in sight, with a hub."""

    def __init__(self, sitting: Sitting, hub: FakeHub, qtbot: QtBot, theme: Theme) -> None:
        self.desk, self.hub, self.sitting, self.qtbot = sitting.desk, hub, sitting, qtbot
        self.session = Session(
            sitting.opened,
            sitting.jobs,
            theme,
            sitting.session.declared,
            None,  # type: ignore[arg-type]  # nothing is exported here
            sitting.desk.viewer,
            hub=hub,
        )
        assert self.session.in_step is not None
        self.session.in_step.begin()
        self.sync = Sync(self.session)
        qtbot.addWidget(self.sync)
        self.sync.show()
        self.rest()

    def rest(self) -> None:
        self.sitting.come_to_rest(self.qtbot)

    def buttons(self) -> list[str]:
        return [
            each.accessibleName() or each.text()
            for each in self.sync.findChildren(QPushButton)
            if each.isVisible()
        ]

    def press(self, name: str) -> None:
        found = next(
            each
            for each in self.sync.findChildren(QPushButton)
            if each.isVisible() and each.accessibleName() == name
        )
        found.click()
        self.rest()


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub()


@pytest.fixture
def place(hub: FakeHub, theme: Theme, qtbot: QtBot) -> Iterator[Place]:
    desk = FakeDesk()
    desk.make(Person, name="Jo Bell")
    with sitting_at(desk, theme) as sitting:
        yield Place(sitting, hub, qtbot, theme)


@pytest.fixture
def alone(theme: Theme, qtbot: QtBot) -> Iterator[Place]:
    with sitting_at(FakeDesk(), theme) as sitting:
        yield Place(sitting, FakeHub(joined=False), qtbot, theme)


def test_it_says_how_things_stand_and_gets_in_step_when_asked(place: Place) -> None:
    assert "In step" in place.sync.state.text()
    assert "Everything of this desk is at the hub." in place.sync.words.text()
    before = place.hub.rounds
    place.press("Get in step now")
    assert place.hub.rounds == before + 1


def test_who_knocks_is_let_in_once_the_words_were_compared(place: Place) -> None:
    assert " · ".join(WORDS) in [
        each.text() for each in place.sync.desks.knocking.findChildren(type(place.sync.words))
    ]
    heard: list[Changed] = []
    place.session.changed.connect(heard.append)
    place.press("The words are the same: let Jo Bell in")
    assert ("let in", JO.desk) in place.hub.done
    assert heard


def test_a_desk_is_put_out_only_after_a_question(place: Place) -> None:
    place.press("Put out the desk of Nadia Hussain")
    assert ("put out", NADIA.desk) not in place.hub.done
    place.sync.desks.question.yes.click()
    place.rest()
    assert ("put out", NADIA.desk) in place.hub.done
    assert "2 spaces have new keys" in place.sync.desks.message.words


def test_a_joining_file_is_written_for_somebody_and_its_words_are_shown(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks, file = place.sync.desks, tmp_path / "jo.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    place.press("Write a joining file…")
    assert "Choose for whom" in desks.message.words
    jo = next(each.id for each in place.desk.all(Person) if each.name == "Jo Bell")
    desks.person.set_chosen(jo)
    place.press("Write a joining file…")
    assert ("invite", jo, file) in place.hub.done
    assert " ".join(WORDS) in desks.words.text()
    place.session.changed.emit(Changed(frozenset({(Person.kind, jo)})))
    place.rest()
    assert desks.person.chosen_id() == jo


def test_who_may_not_invite_sees_who_is_here_alone(place: Place) -> None:
    place.sync.desks.show_sight(replace(SEEN, is_admin=False, knocking=()))
    assert not place.sync.desks.inviting.isVisible()
    assert not place.sync.desks.knocking.isVisible()
    assert "Put out the desk of Nadia Hussain" not in place.buttons()


def test_a_desk_that_waits_is_told_so(place: Place) -> None:
    place.sync.desks.show_sight(replace(SEEN, approved=False, desks=(), knocking=()))
    assert place.sync.desks.knocking.isVisible()


def test_what_fails_is_said_in_a_sentence(place: Place) -> None:
    place.hub.fails = HubUnreachable(host="hub.example", port=5432)
    place.press("The words are the same: let Jo Bell in")
    assert "hub.example" in place.sync.desks.message.words
    place.press("Get in step now")
    assert "Not in step" in place.sync.state.text()
    assert "does not answer" in place.sync.words.text()


def test_a_desk_alone_makes_a_hub_with_what_it_was_given(alone: Place, tmp_path: Path) -> None:
    begin = alone.sync.begin
    begin.make.click()
    assert "Write the address" in begin.address_field.message.words
    begin.take_ca(tmp_path / "missing.pem")
    assert "no certificate" in begin.message.words
    (tmp_path / "ca.pem").write_text("-----BEGIN CERTIFICATE-----\n")
    begin.take_ca(tmp_path / "ca.pem")
    begin.address.setText("postgresql://admin@hub.example/layerdesk")
    begin.password.setText("secret")
    begin.make.click()
    alone.rest()
    (done,) = (each for each in alone.hub.done if each != "listening")
    assert done == (
        "begin",
        "postgresql://admin@hub.example/layerdesk",
        "-----BEGIN CERTIFICATE-----\n",
        "secret",
    )
    assert begin.password.text() == ""
    alone.qtbot.waitUntil(lambda: not begin.isVisible(), timeout=PATIENCE)


def test_a_hub_that_could_not_be_made_says_why(
    alone: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    alone.sync.begin.ca.click()
    alone.hub.fails = HubUnreachable(host="hub.example", port=5432)
    alone.sync.begin.address.setText("postgresql://admin@hub.example/layerdesk")
    alone.sync.begin.begin()
    alone.rest()
    assert "does not answer" in alone.sync.begin.message.words
    assert alone.sync.begin.make.isEnabled()


def test_two_versions_stand_side_by_side_and_one_is_chosen(place: Place) -> None:
    heads = (EditId("one", 0), EditId("two", 0))
    action = place.desk.make(Action, text="Call", seen={"text": heads})
    place.session.changed.emit(Changed(frozenset({("action", action.id)})))
    place.rest()
    assert place.sync.settling.isVisible()
    went: list[tuple[str, object]] = []
    place.session.went.connect(lambda *where: went.append(where))
    place.sync.settling.show_found((replace(TITLES, record=action.id, field="how_we_will_know"),))
    place.rest()
    place.press("Open Empty the tray together at noon every day")
    assert went == [("all_actions", action.id)]
    place.press("Let “3 December 2026” hold")
    assert place.desk.get(Action, action.id).how_we_will_know == "2026-12-03"


def test_three_versions_and_merged_words_are_shown_too(place: Place) -> None:
    heads = (EditId("one", 0), EditId("two", 0))
    case = place.desk.make(Case, summary=Text("Both"), seen={"summary": heads})
    three = replace(TITLES, versions=(*TITLES.versions, *TITLES.versions[:1]))
    nothing = replace(TITLES.versions[0], words="", when=None)
    text = replace(SUMMARY, record=case.id)
    place.sync.settling.show_found((three, text, replace(TITLES, versions=(nothing,))))
    place.rest()
    assert place.buttons().count("Let “3 December 2026” hold") == 2
    assert "Let “(nothing)” hold" in place.buttons()
    place.press("It reads right")
    assert [after.id for _, after in place.desk.saved] == [case.id]


NOW = datetime(2026, 11, 26, 14, tzinfo=UTC)
PROBLEM = HubUnreachable(host="h", port=1)


@pytest.mark.parametrize(
    ("news", "words", "tone"),
    [
        (News(), "This desk works alone", Tone.NEUTRAL),
        (News(joined=True), "Getting in step", Tone.NEUTRAL),
        (News(joined=True, last=NOW), "In step, ", Tone.OK),
        (News(joined=True, last=NOW, problem=PROBLEM, waiting=3), "Not in step: 3 wait", Tone.WARN),
        (News(joined=True, last=NOW, aside=(ASIDE,)), "something was put aside", Tone.WARN),
        (News(joined=True, last=NOW, hub_lacks=4), "set back", Tone.WARN),
        (News(joined=True, last=NOW, differing=(b"\2" * 16,)), "something else", Tone.WARN),
        (News(joined=True, last=AT - timedelta(hours=1), waiting=2), "2 wait since ", Tone.WARN),
    ],
)
def test_the_status_is_never_green_when_stuck(news: News, words: str, tone: Tone) -> None:
    said, found, icon = short_words(news, NOW)
    assert words in said
    assert found is tone
    assert icon


def test_the_long_words_say_what_failed_what_waits_and_what_was_put_aside() -> None:
    stuck = News(joined=True, last=AT, waiting=1, problem=PROBLEM, since=AT, aside=(ASIDE,))
    stuck = replace(stuck, hub_lacks=4, differing=(b"\2" * 16,))
    said = "\n".join(long_words(stuck))
    for words in (
        "does not answer",
        "It has not worked since",
        "1 change of this desk",
        "put aside",
        "lacks 4",
        "02020202",
    ):
        assert words in said
    assert "gets in step" in "\n".join(long_words(News(joined=True)))
    assert aside_words("other") == "other"
