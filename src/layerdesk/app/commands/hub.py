"""This is where the commands for a hub are: making it, joining it, letting in, putting out."""

import argparse
from collections.abc import Mapping
from typing import Any

from layerdesk.app.commands import hub_care
from layerdesk.app.commands.asking import YES, admin_password, asked
from layerdesk.app.commands.telling import Teller
from layerdesk.app.hub_of_desk import OpenHub
from layerdesk.app.joining import read_invitation
from layerdesk.app.opening import begin_joining
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person
from layerdesk.host.unlocking import Ask
from layerdesk.storage.exchange import Exchange
from layerdesk.sync.address import address_from
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import NoSuchDesk
from layerdesk.sync.joining import join
from layerdesk.ui.wording_of_hubs import differing_sentence
from layerdesk.usecases.hub_ports import HubSight, InStep, Knocking

WORDS_VARIABLE = "LAYERDESK_HUB_WORDS"


def run(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Run one of the hub's commands."""
    return _COMMANDS[chosen.hub_command](chosen, environment, ask)


def sync(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Bring this desk and its hub in step, once."""
    around = surroundings(chosen, environment, ask)
    with around.writing("sync") as desk:
        done = OpenHub(desk).bring_in_step()
    answer = {
        "sent": done.sent,
        "received": done.received,
        "waiting": done.waiting,
        "aside": [
            {"desk": each.desk.hex(), "number": each.number, "reason": each.reason}
            for each in done.aside
        ],
        "differing": [each.hex() for each in done.differing],
        "hub_lacks": done.hub_lacks,
        "clock_offset_ms": done.clock_offset,
    }
    Teller(as_json=chosen.json).tell(answer, _round_lines(done))
    return 1 if done.aside or done.hub_lacks or done.differing else 0


def _init(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    ca = chosen.ca.read_text(encoding="ascii") if chosen.ca else ""
    address, _ = address_from(chosen.url, ca=ca)
    with around.writing("hub init") as desk:
        done = OpenHub(desk).begin(chosen.url, ca, admin_password(environment))
    Teller(as_json=chosen.json).tell(
        {"host": address.host, "database": address.database, "sent": done.sent},
        [
            tr("The hub at {host} is made, and this desk is its first.", host=address.host),
            *_round_lines(done),
        ],
    )
    return 0


def _status(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub status") as desk:
        sight = OpenHub(desk).look()
    answer: dict[str, Any] = {
        "host": sight.host,
        "approved": sight.approved,
        "waiting_operations": sight.waiting,
        "desks": [
            {"desk": each.desk.hex(), "person": each.person, "admin": each.is_admin}
            for each in sight.desks
        ],
        "knocking": [
            {"desk": each.desk.hex(), "person": each.person, "words": " ".join(each.words)}
            for each in sight.knocking
        ],
    }
    Teller(as_json=chosen.json).tell(answer, _sight_lines(sight))
    return 0


def _invite(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub invite") as desk:
        found = [
            each
            for each in desk.store.read(lambda r: r.find(Person))
            if each.name.casefold() == chosen.name.casefold()
        ]
        if len(found) != 1:
            raise FieldWrong(
                field=tr("Name"),
                reason=tr("One person in People must have exactly this name."),
            )
        invited = OpenHub(desk).invite(found[0].id, chosen.out)
    words = " ".join(invited.words)
    Teller(as_json=chosen.json).tell(
        {"file": str(invited.file), "words": words, "hours": invited.hours},
        [
            tr("Joining file: {file}", file=invited.file),
            tr("Its six words: {words}", words=words),
            tr(
                "Send the file, and say the words by another way. Both are good for 72 hours, once."
            ),
        ],
    )
    return 0


def _join(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    words = environment.get(WORDS_VARIABLE) or asked(tr("The six words: "), _in_variable())
    invitation = read_invitation(chosen.file, words)
    with begin_joining(
        around.folder, around.keychain, environment, invitation.person, invitation.letter
    ) as desk:
        compare = join(DeskState(Exchange(desk.store)), invitation, desk.folder.root)
    Teller(as_json=chosen.json).tell(
        {"practice": invitation.practice_name, "words": " ".join(compare)},
        [
            tr("This desk has knocked at the hub of {name}.", name=invitation.practice_name),
            tr("Words to compare with whoever invited you: {words}", words=" ".join(compare)),
            tr("Once they have let you in: layerdesk sync"),
        ],
    )
    return 0


def _approve(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub approve") as desk:
        hub = OpenHub(desk)
        found = _chosen(hub.look().knocking, chosen.name)
        words = environment.get(WORDS_VARIABLE)
        if words is None and not chosen.yes:
            print(tr("Words on their screen: {words}", words=" ".join(found.words)))
            answer = asked(tr("Do they see the same six? (yes/no) "), _in_variable())
            if answer.strip().lower() not in YES:
                raise FieldWrong(
                    field=tr("Words"),
                    reason=tr("Nobody was let in. Put the desk out if the words differ."),
                )
        elif words is not None and words.split() != list(found.words):
            raise FieldWrong(field=tr("Words"), reason=tr("They differ, so nobody was let in."))
        hub.let_in(found.desk)
    Teller(as_json=chosen.json).tell(
        {"desk": found.desk.hex(), "person": found.person},
        [tr("{name} is let in.", name=found.person)],
    )
    return 0


def _revoke(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub revoke") as desk:
        hub, wanted = OpenHub(desk), chosen.name.casefold()
        found = [
            each.desk
            for each in hub.look().desks
            if each.desk.hex().startswith(wanted) or each.person.casefold() == wanted
        ]
        if len(found) != 1:
            raise NoSuchDesk(name=chosen.name)
        spaces = hub.put_out(found[0])
    Teller(as_json=chosen.json).tell(
        {"desk": found[0].hex(), "spaces": spaces},
        [tr("The desk is put out; {count} spaces have new keys.", count=spaces)],
    )
    return 0


def _rotate(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub rotate-keys") as desk:
        count = OpenHub(desk).new_keys()
    Teller(as_json=chosen.json).tell(
        {"spaces": count}, [tr("{count} spaces have new keys.", count=count)]
    )
    return 0


_COMMANDS = {
    "init": _init,
    "status": _status,
    "invite": _invite,
    "join": _join,
    "approve": _approve,
    "revoke": _revoke,
    "rotate-keys": _rotate,
    "verify": hub_care.verify,
    "refill": hub_care.refill,
}


def _sight_lines(sight: HubSight) -> list[str]:
    desks = [
        tr(
            "Desk {desk}: {person} ({can})",
            desk=each.desk.hex()[:8],
            person=each.person,
            can=tr("may invite and put out") if each.is_admin else tr("reads and writes"),
        )
        for each in sight.desks
    ]
    knocking = [
        tr(
            "Waits to be let in: {person}. Words to compare: {words}",
            person=each.person,
            words=" ".join(each.words),
        )
        for each in sight.knocking
    ]
    return [tr("Hub: {host}", host=sight.host), _waiting_line(sight.waiting), *desks, *knocking]


def _chosen(waiting: tuple[Knocking, ...], name: str | None) -> Knocking:
    found = [each for each in waiting if name is None or each.person.casefold() == name.casefold()]
    if len(found) != 1:
        raise NoSuchDesk(name=name or "")
    return found[0]


def _in_variable() -> str:
    return tr("Give them in {name}.", name=WORDS_VARIABLE)


def _waiting_line(count: int) -> str:
    if not count:
        return tr("Everything of this desk is at the hub.")
    return plural(
        "{n} change of this desk waits to go there.",
        "{n} changes of this desk wait to go there.",
        count,
    )


def _round_lines(done: InStep) -> list[str]:
    return [
        tr("Sent {sent}, received {received}.", sent=done.sent, received=done.received),
        _waiting_line(done.waiting),
        *(differing_sentence(each) for each in sorted(each.hex()[:8] for each in done.differing)),
        *(
            [
                plural(
                    "The hub was set back: it lacks {n} change of other desks that is here."
                    " “layerdesk hub refill” gives it back.",
                    "The hub was set back: it lacks {n} changes of other desks that are here."
                    " “layerdesk hub refill” gives them back.",
                    done.hub_lacks,
                )
            ]
            if done.hub_lacks
            else []
        ),
        *(
            tr(
                "Kept aside: operation {number} of desk {desk} ({reason}). All else went on.",
                number=each.number,
                desk=each.desk.hex()[:8],
                reason=each.reason,
            )
            for each in done.aside
        ),
    ]
