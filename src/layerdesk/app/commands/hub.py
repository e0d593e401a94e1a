"""This is where the commands for a hub are: making it, joining it, letting in, putting out."""

import argparse
from collections.abc import Mapping
from typing import Any

from layerdesk.app.commands import hub_care
from layerdesk.app.commands.asking import YES, admin_password, asked
from layerdesk.app.commands.telling import Teller
from layerdesk.app.opening import OpenDesk, begin_joining
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person, Practice, SpaceKind
from layerdesk.domain.record import SpaceId
from layerdesk.export.saving import save_bytes
from layerdesk.host.bundled import migrations_folder
from layerdesk.host.unlocking import Ask
from layerdesk.storage.exchange import Exchange
from layerdesk.sync.address import address_from
from layerdesk.sync.administering import believed_spaces, put_out, rotate_keys
from layerdesk.sync.beginning import OwnSpace, begin_hub
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import NoSuchDesk, SampleStaysAlone
from layerdesk.sync.hub import connected
from layerdesk.sync.invitation import HOURS, from_file, to_file
from layerdesk.sync.joining import Waiting, approve, invite, join, waiting_desks
from layerdesk.sync.round import Round, make_round
from layerdesk.sync.words import new_words
from layerdesk.ui.wording_of_hubs import differing_sentence
from layerdesk.usecases.people.welcome_person import welcome_person

WORDS_VARIABLE = "LAYERDESK_HUB_WORDS"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def run(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Run one of the hub's commands."""
    return _COMMANDS[chosen.hub_command](chosen, environment, ask)


def sync(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Bring this desk and its hub in step, once."""
    around = surroundings(chosen, environment, ask)
    with around.writing("sync") as desk:
        done = _round(desk)
        names = {each.id: each.name for each in desk.store.read(lambda r: r.find(Person))}
    del names
    aside = [
        {"desk": each.desk.hex(), "number": each.number, "reason": each.reason}
        for each in done.aside
    ]
    answer = {
        "sent": done.pushed,
        "received": done.pulled,
        "waiting": done.waiting,
        "aside": aside,
        "hub_lacks": done.hub_lacks,
        "differing": sorted({each.desk.hex() for each in done.differing}),
        "clock_offset_ms": done.clock_offset,
    }
    Teller(as_json=chosen.json).tell(answer, _round_lines(done))
    return 1 if done.aside or done.hub_lacks or done.differing else 0


def _init(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    ca = chosen.ca.read_text(encoding="ascii") if chosen.ca else ""
    address, admin = address_from(chosen.url, ca=ca)
    with around.writing("hub init") as desk:
        if desk.is_sample():
            raise SampleStaysAlone
        state = _state(desk)
        spaces = desk.store.viewer().spaces
        begin_hub(
            state,
            address,
            admin,
            admin_password(environment),
            spaces=[OwnSpace(space, kind.value) for space, kind in spaces.items()],
            practice=desk.store.viewer().space(SpaceKind.PRACTICE),
            folder=desk.folder.root,
            migrations=migrations_folder(),
        )
        done = _round(desk)
    Teller(as_json=chosen.json).tell(
        {"host": address.host, "database": address.database, "sent": done.pushed},
        [
            tr("The hub at {host} is made, and this desk is its first.", host=address.host),
            *_round_lines(done),
        ],
    )
    return 0


def _status(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub status") as desk:
        state = _state(desk)
        belonging, own = state.belonging(), state.secrets()
        with connected(belonging.address, belonging.role, own.password, desk.folder.root) as hub:
            trust = believed_spaces(state, hub)
        waiting = state.log.waiting()
        names = {each.id: each.name for each in desk.store.read(lambda r: r.find(Person))}
        knocking = waiting_desks(state, desk.folder.root) if trust else ()
    members = trust[belonging.practice].members() if trust else ()
    answer: dict[str, Any] = {
        "host": belonging.address.host,
        "approved": bool(trust),
        "waiting_operations": sum(waiting.values()),
        "desks": [
            {"desk": each.desk.hex(), "person": names.get(each.person, ""), "can": str(each.can)}
            for each in members
        ],
        "knocking": [
            {"desk": each.desk.hex(), "person": each.person_name, "words": " ".join(each.words)}
            for each in knocking
        ],
    }
    lines = [
        tr("Hub: {host}", host=belonging.address.host),
        _waiting_line(answer["waiting_operations"]),
        *(
            tr("Desk {desk}: {person} ({can})", **{**each, "desk": str(each["desk"])[:8]})
            for each in answer["desks"]
        ),
        *(
            tr("Waits to be let in: {person}. Words to compare: {words}", **each)
            for each in answer["knocking"]
        ),
    ]
    Teller(as_json=chosen.json).tell(answer, lines)
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
        (practice,) = desk.store.read(lambda r: r.find(Practice))
        state, words = _state(desk), new_words()
        taken = len(_members(state, desk))
        invitation = invite(
            state,
            desk.folder.root,
            person=found[0].id,
            person_name=found[0].name,
            practice_name=practice.name,
            letter=LETTERS[taken % len(LETTERS)],
        )
        save_bytes(chosen.out, to_file(invitation, words).encode())
    Teller(as_json=chosen.json).tell(
        {"file": str(chosen.out), "words": " ".join(words), "hours": HOURS},
        [
            tr("Joining file: {file}", file=chosen.out),
            tr("Its six words: {words}", words=" ".join(words)),
            tr(
                "Send the file, and say the words by another way. Both are good for 72 hours, once."
            ),
        ],
    )
    return 0


def _join(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    try:
        data = chosen.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise FieldWrong(field=tr("File"), reason=tr("It can’t be read as a text.")) from reason
    words = environment.get(WORDS_VARIABLE) or asked(tr("The six words: "), _in_variable())
    invitation = from_file(data, words)
    with begin_joining(
        around.folder, around.keychain, environment, invitation.person, invitation.letter
    ) as desk:
        compare = join(_state(desk), invitation, desk.folder.root)
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
        state, viewer = _state(desk), desk.store.viewer()
        found = _chosen(waiting_desks(state, desk.folder.root), chosen.name)
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
        home = viewer.space(SpaceKind.PRACTICE)
        spaces: tuple[SpaceId, ...] = (home,)
        desk.store.write(welcome_person, found.person, spaces)
        approve(state, desk.folder.root, found.desk, spaces)
        _round(desk)
    Teller(as_json=chosen.json).tell(
        {"desk": found.desk.hex(), "person": found.person_name},
        [tr("{name} is let in.", name=found.person_name)],
    )
    return 0


def _revoke(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub revoke") as desk:
        state = _state(desk)
        names = {each.id: each.name for each in desk.store.read(lambda r: r.find(Person))}
        wanted = chosen.name.casefold()
        found = [
            each.desk
            for each in _members(state, desk)
            if each.desk.hex().startswith(wanted) or names.get(each.person, "").casefold() == wanted
        ]
        if len(found) != 1:
            raise NoSuchDesk(name=chosen.name)
        done = put_out(state, desk.folder.root, found[0])
        _round(desk)
    Teller(as_json=chosen.json).tell(
        {"desk": found[0].hex(), "spaces": done.spaces},
        [tr("The desk is put out; {count} spaces have new keys.", count=done.spaces)],
    )
    return 0


def _rotate(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    around = surroundings(chosen, environment, ask)
    with around.writing("hub rotate-keys") as desk:
        count = rotate_keys(_state(desk), desk.folder.root)
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


def _state(desk: OpenDesk) -> DeskState:
    return DeskState(Exchange(desk.store))


def _round(desk: OpenDesk) -> Round:
    return make_round(_state(desk), desk.folder.root, desk.wall())


def _members(state: DeskState, desk: OpenDesk) -> tuple[Any, ...]:
    belonging, own = state.belonging(), state.secrets()
    with connected(belonging.address, belonging.role, own.password, desk.folder.root) as hub:
        trust = believed_spaces(state, hub)
    return trust[belonging.practice].members() if trust else ()


def _chosen(waiting: tuple[Waiting, ...], name: str | None) -> Waiting:
    found = [
        each for each in waiting if name is None or each.person_name.casefold() == name.casefold()
    ]
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


def _round_lines(done: Round) -> list[str]:
    return [
        tr("Sent {sent}, received {received}.", sent=done.pushed, received=done.pulled),
        _waiting_line(done.waiting),
        *(
            differing_sentence(each)
            for each in sorted({each.desk.hex()[:8] for each in done.differing})
        ),
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
