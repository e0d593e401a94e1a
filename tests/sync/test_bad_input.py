"""This is where everything a person, a file or a hub can give wrong gets its own clear answer."""

import json
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.people.records import Person
from layerdesk.sync import connecting
from layerdesk.sync.address import address_from, write_ca
from layerdesk.sync.administering import put_out
from layerdesk.sync.connecting import opened
from layerdesk.sync.errors import (
    AddressWrong,
    CertificateNotTrusted,
    HubAlready,
    HubFault,
    HubFull,
    HubRefusedDesk,
    HubTooNew,
    HubTooOld,
    HubUnreachable,
    HubWithoutTls,
    InvitationEnded,
    InvitationWrong,
    NoHubThere,
    NoHubYet,
    NoSuchDesk,
    NotApprovedYet,
)
from layerdesk.sync.hub import connected
from layerdesk.sync.invitation import Invitation, from_file, to_file
from layerdesk.sync.joining import approve, invite, join
from layerdesk.ui.wording import has_sentence
from tests.sync.desks import CHEAP, Desk, Practice
from tests.sync.server import ADMIN, PASSWORD, Server

WORDS = "abandon ability able about above absent"


def an_invitation(practice: Practice) -> Invitation:
    """An invitation for somebody new."""
    person = practice.first.make(Person, name="Ann").id
    return invite(
        practice.first.state,
        practice.first.folder,
        person=person,
        person_name="Ann",
        practice_name="Aire Bank Surgery",
        letter="B",
    )


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://sam:secret@hub.example/layerdesk", "password"),
        ("hub.example", "form"),
        ("http://hub.example/", "form"),
        ("postgresql://hub.example:port/", "form"),
        ("postgresql://hub.example/?sslmode=disable", "tls"),
    ],
)
def test_a_wrong_address_is_refused(url: str, reason: str) -> None:
    with pytest.raises(AddressWrong) as refused:
        address_from(url)
    assert refused.value.values["reason"] == reason


def test_an_address_says_host_port_database_and_user() -> None:
    address, user = address_from("postgresql://ad%40min@hub.example:6432/aire%20bank", ca="x")
    assert (address.host, address.port, address.database) == ("hub.example", 6432, "aire bank")
    assert (user, address.tls, address.ca) == ("ad@min", True, "x")
    local, _ = address_from("postgresql://localhost/?sslmode=disable")
    assert not local.tls


def test_without_an_authority_of_ones_own_the_systems_counts(tmp_path: Path) -> None:
    assert write_ca(tmp_path, "") == "system"
    path = write_ca(tmp_path, "one")
    assert write_ca(tmp_path, "two") == path
    assert Path(path).read_text(encoding="ascii") == "two"


def test_a_wrong_password_is_refused(practice: Practice) -> None:
    with (
        pytest.raises(HubRefusedDesk),
        connected(practice.address, ADMIN, "wrong", practice.first.folder),
    ):
        pass


def test_another_authority_is_not_trusted(practice: Practice, tmp_path: Path) -> None:
    other = replace(practice.address, ca=_another_authority(tmp_path))
    with pytest.raises(CertificateNotTrusted), opened(other, ADMIN, PASSWORD, tmp_path):
        pass


def test_a_certificate_for_another_name_is_not_trusted(practice: Practice, tmp_path: Path) -> None:
    other = replace(practice.address, host="127.0.0.1")
    with pytest.raises(CertificateNotTrusted), opened(other, ADMIN, PASSWORD, tmp_path):
        pass


def test_some_other_database_is_no_hub(server: Server, tmp_path: Path) -> None:
    address = server.address("postgres")
    with pytest.raises(NoHubThere), connected(address, ADMIN, PASSWORD, tmp_path):
        pass
    missing = server.address("nowhere")
    with pytest.raises(NoHubThere), connected(missing, ADMIN, PASSWORD, tmp_path):
        pass


def test_a_dead_network_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "SECONDS", 2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address, _ = address_from(f"postgresql://localhost:{silent.getsockname()[1]}/layerdesk")
        with pytest.raises(HubUnreachable), opened(address, "x", "y", tmp_path):
            pass


def test_nobody_at_the_port_is_unreachable(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    address, _ = address_from(f"postgresql://localhost:{port}/layerdesk")
    with pytest.raises(HubUnreachable), opened(address, "x", "y", tmp_path):
        pass


def test_a_server_without_tls_is_not_talked_to(tmp_path: Path) -> None:
    with socket.socket() as plain:
        plain.bind(("127.0.0.1", 0))
        plain.listen()
        address, _ = address_from(f"postgresql://127.0.0.1:{plain.getsockname()[1]}/layerdesk")
        import threading

        def refuse() -> None:
            found, _ = plain.accept()
            found.recv(8)
            found.sendall(b"N")
            found.close()

        answering = threading.Thread(target=refuse)
        answering.start()
        with pytest.raises(HubWithoutTls), opened(address, "x", "y", tmp_path):
            pass
        answering.join()


@pytest.mark.parametrize(("revision", "error"), [("0000", HubTooOld), ("9999", HubTooNew)])
def test_a_hub_that_is_too_old_or_too_new_says_which_side(
    practice: Practice, revision: str, error: type[LayerDeskError]
) -> None:
    with practice.server.admin(practice.database) as connection:
        connection.execute("UPDATE hub.alembic_version SET version_num = %s", (revision,))
    with pytest.raises(error) as refused:
        practice.first.round()
    assert refused.value.values["found"] == revision


def test_a_full_hub_loses_nothing(practice: Practice) -> None:
    practice.first.round()
    _at_the_server(
        practice,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'no room' USING errcode = '53100'; END $$",
        "CREATE TRIGGER full_disk BEFORE INSERT ON hub.op"
        " FOR EACH ROW EXECUTE FUNCTION full_disk()",
    )
    practice.first.make(Case, title="Kept here")
    with pytest.raises(HubFull):
        practice.first.round()
    _at_the_server(practice, "DROP TRIGGER full_disk ON hub.op")
    assert practice.first.round().pushed > 0
    assert practice.first.round().waiting == 0


def test_whatever_else_the_hub_says_is_told_with_its_code(practice: Practice) -> None:
    practice.first.round()
    _at_the_server(
        practice,
        "CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'odd' USING errcode = 'P0001'; END $$",
        "CREATE TRIGGER odd BEFORE INSERT ON hub.op FOR EACH ROW EXECUTE FUNCTION odd()",
    )
    practice.first.make(Case, title="Kept here")
    with pytest.raises(HubFault) as refused:
        practice.first.round()
    assert refused.value.values["code"] == "P0001"


def test_a_joining_file_opens_with_its_words_only(practice: Practice) -> None:
    invitation = an_invitation(practice)
    file = to_file(invitation, WORDS.split(), **CHEAP)
    assert from_file(file, WORDS.upper().replace(" ", "  ")) == invitation
    assert invitation.password not in file
    with pytest.raises(InvitationWrong) as refused:
        from_file(file, "able ability abandon about above absent")
    assert refused.value.values["reason"] == "words"


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "not json",
        lambda _: "[]",
        lambda found: json.dumps({**found, "salt": "%%%"}),
        lambda found: json.dumps({**found, "memory": 1 << 40}),
        lambda found: json.dumps({**found, "operations": "many"}),
        lambda found: json.dumps({**found, "layerdesk-invitation": 9}),
        lambda found: json.dumps({**found, "sealed": ""}),
    ],
)
def test_a_damaged_joining_file_is_named_as_one(practice: Practice, change: object) -> None:
    found = json.loads(to_file(an_invitation(practice), WORDS.split(), **CHEAP))
    with pytest.raises(InvitationWrong) as refused:
        from_file(change(found), WORDS)  # type: ignore[operator]
    assert refused.value.values["reason"] == "file"


def test_an_invitation_is_good_once(practice: Practice) -> None:
    invitation = an_invitation(practice)
    first, second = _knocking(practice, "Ann"), _knocking(practice, "Bo")
    join(first.state, invitation, first.folder)
    with pytest.raises((InvitationEnded, HubRefusedDesk)):
        join(second.state, invitation, second.folder)
    with pytest.raises(HubAlready):
        join(first.state, invitation, first.folder)
    with pytest.raises(NotApprovedYet):
        first.round()
    assert not second.state.joined


def test_an_invitation_ends_after_its_hours(practice: Practice) -> None:
    invitation = an_invitation(practice)
    _at_the_server(practice, "UPDATE hub.invitation SET ends_at = now() - interval '1 hour'")
    ann = _knocking(practice, "Ann")
    with pytest.raises(InvitationEnded):
        join(ann.state, invitation, ann.folder)


def test_a_desk_alone_says_that_it_has_no_hub(tmp_path: Path, practice: Practice) -> None:
    alone = _knocking(practice, "Alone")
    with pytest.raises(NoHubYet):
        alone.round()
    with pytest.raises(NoHubYet):
        alone.state.secrets()


def test_a_desk_that_nobody_knows_can_neither_be_let_in_nor_put_out(practice: Practice) -> None:
    sam = practice.first
    with pytest.raises(NoSuchDesk):
        put_out(sam.state, sam.folder, bytes(16))
    with pytest.raises(NoSuchDesk):
        approve(sam.state, sam.folder, bytes(16), (sam.home(),))


def test_every_error_of_sync_has_a_sentence() -> None:
    from layerdesk.sync import errors

    ours = [
        each for each in vars(errors).values() if getattr(each, "__module__", "") == errors.__name__
    ]
    assert len(ours) > 15
    assert [each.__name__ for each in ours if not has_sentence(each)] == []


def _knocking(practice: Practice, name: str) -> Desk:
    desk = practice._new_desk(name)
    desk.store.begin(desk.person)
    practice.desks.remove(desk)
    return desk


def _at_the_server(practice: Practice, *statements: str) -> None:
    with practice.server.admin(practice.database) as connection:
        for each in statements:
            connection.execute(each)  # type: ignore[arg-type]


def _another_authority(folder: Path) -> str:
    import subprocess

    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "other.key",
         "-out", "other.crt", "-subj", "/CN=Somebody else", "-days", "2"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "other.crt").read_text(encoding="ascii")
