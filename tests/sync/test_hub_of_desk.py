"""This is where it is tested what window and command line ask of a real hub."""

import threading
import time
from pathlib import Path

import pytest

from layerdesk.app.late_hub import LateHub
from layerdesk.app.opening import OpenDesk
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.people.records import Person, Role
from layerdesk.domain.record import RecordId
from layerdesk.host.folders import desk_folder
from layerdesk.host.keychain import NoKeychain
from layerdesk.host.keys import DeskKeys
from layerdesk.host.secret import Secret
from layerdesk.sync.errors import NoSuchDesk, SampleStaysAlone
from layerdesk.sync.invitation import from_file
from layerdesk.sync.joining import join
from layerdesk.usecases.people.set_up_practice import set_up_practice
from tests.sync.desks import Desk, Practice
from tests.sync.server import ADMIN, PASSWORD, Server


def hub_of(desk: Desk) -> LateHub:
    folder = desk_folder(desk.folder)
    return LateHub(
        OpenDesk(
            folder=folder,
            store=desk.store,
            keys=DeskKeys(folder.keys),
            key=Secret(desk.key),
            keychain=NoKeychain(),
        )
    )


def test_somebody_is_invited_compares_words_and_is_let_in_by_their_roles(
    practice: Practice, tmp_path: Path
) -> None:
    hub = hub_of(practice.first)
    assert hub.joined()
    for name, roles in (("Ann", frozenset()), ("Bo", frozenset({Role.SEA_LEAD.value}))):
        person = practice.first.make(Person, name=name, roles=roles).id
        invited = hub.invite(person, tmp_path / f"{name}.txt")
        desk = practice._new_desk(name, person)
        desk.store.begin(person)
        words = join(
            desk.state, from_file(invited.file.read_text(), " ".join(invited.words)), desk.folder
        )
        assert not hub_of(desk).look().approved
        sight = hub.look()
        assert sight.is_admin
        (knocking,) = sight.knocking
        assert (knocking.person, knocking.words) == (name, words)
        assert hub.let_in(knocking.desk)
        desk.round()
        desk.round()
    ann, bo = practice.desks[1:]
    kinds = [sorted(each.store.viewer().spaces.values()) for each in (ann, bo)]
    assert kinds == [["practice"], ["practice", "review_team"]]
    seen = hub_of(bo).look()
    assert {each.person for each in seen.desks} == {"Sam", "Ann", "Bo"}
    assert [each.person for each in seen.desks if each.is_this] == ["Bo"]
    assert not seen.is_admin
    assert hub.put_out(ann.log.identity().desk) >= 1
    assert {each.person for each in hub.look().desks} == {"Sam", "Bo"}
    assert hub.new_keys() >= 2


def test_nobody_unknown_is_invited_or_let_in(practice: Practice, tmp_path: Path) -> None:
    hub = hub_of(practice.first)
    with pytest.raises(FieldWrong):
        hub.invite(RecordId("nobody"), tmp_path / "x.txt")
    with pytest.raises(NoSuchDesk):
        hub.let_in(bytes(16))


def test_a_listener_hears_of_what_others_send_until_it_is_stopped(practice: Practice) -> None:
    ann = practice.join("Ann")
    practice.in_step()
    woken, stop = threading.Event(), threading.Event()
    ear = hub_of(ann)
    listening = threading.Thread(target=ear.listen, args=(woken.set, stop.is_set))
    listening.start()
    try:
        end = time.monotonic() + 20
        while not woken.is_set() and time.monotonic() < end:
            practice.first.make(Person, name="Somebody")
            hub_of(practice.first).bring_in_step()
            woken.wait(0.5)
        assert woken.is_set()
    finally:
        stop.set()
        listening.join(20)
    assert not listening.is_alive()


def test_a_desk_alone_makes_its_hub_and_the_sample_never_does(
    server: Server, tmp_path: Path
) -> None:
    practice = Practice(server, tmp_path, "hub_other")
    try:
        address = server.new_database("hub_made_here")
        alone = practice._new_desk("Alone")
        alone.store.begin(alone.person)
        alone.store.write(set_up_practice, practice="A", person="A", job_role="gp_partner")
        hub = hub_of(alone)
        assert not hub.joined()
        url = f"postgresql://{ADMIN}@{address.host}:{address.port}/{address.database}"
        assert hub.begin(url, address.ca, PASSWORD).waiting == 0
        assert hub.joined()
        sample = practice._new_desk("Sample")
        sample.store.begin(sample.person)
        sample.store.write(
            set_up_practice, practice="S", person="S", job_role="gp_partner", sample=True
        )
        with pytest.raises(SampleStaysAlone):
            hub_of(sample).begin(url, address.ca, PASSWORD)
    finally:
        practice.close()
