"""This is where the commands are by which a hub is looked after: checked, and filled again."""

import argparse
from collections.abc import Mapping

from layerdesk.app.commands.asking import admin_password, ask_to_go_on
from layerdesk.app.commands.telling import Teller
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.host.bundled import migrations_folder
from layerdesk.host.unlocking import Ask
from layerdesk.storage.exchange import Exchange
from layerdesk.sync.address import address_from
from layerdesk.sync.checking import HubVerdict, verify_hub
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.errors import HubIncomplete
from layerdesk.sync.refilling import Balance, balance, give_back, make_again
from layerdesk.sync.round import make_round
from layerdesk.ui.wording_of_hubs import differing_sentence, fault_sentence


def verify(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Check the hub: after a round, every chain, signature and statement that this desk sees."""
    around = surroundings(chosen, environment, ask)
    with around.writing("hub verify") as desk:
        state = DeskState(Exchange(desk.store))
        make_round(state, desk.folder.root, desk.wall())
        verdict = verify_hub(state, desk.folder.root, desk.wall())
        names = {each.id: each.name for each in desk.store.read(lambda r: r.find(Person))}
    faults = [
        {
            "space": each.space,
            "desk": each.desk.hex(),
            "first": each.first,
            "last": each.last,
            "reason": each.reason,
        }
        for each in verdict.faults
    ]
    answer = {
        "sound": verdict.sound,
        "chains": verdict.chains,
        "operations": verdict.operations,
        "faults": faults,
        "differing": [{"space": each.space, "desk": each.desk.hex()} for each in verdict.differing],
        "doubtful_statements": verdict.statements,
    }
    Teller(as_json=chosen.json).tell(answer, _verdict_lines(verdict, names))
    return 0 if verdict.sound else 1


def _verdict_lines(verdict: HubVerdict, names: Mapping[RecordId, str]) -> list[str]:
    lines = [
        fault_sentence(
            each.reason,
            names.get(verdict.people.get(each.desk, RecordId("")), "") or each.desk.hex()[:8],
            each.first,
            each.last,
        )
        for each in verdict.faults
    ]
    if verdict.statements:
        lines.append(
            plural(
                "{n} statement about who belongs here was not made by an administrator. No desk"
                " acts on it.",
                "{n} statements about who belongs here were not made by an administrator. No desk"
                " acts on them.",
                verdict.statements,
            )
        )
    lines.extend(
        differing_sentence(
            names.get(verdict.people.get(each.desk, RecordId("")), "") or each.desk.hex()[:8]
        )
        for each in verdict.differing
    )
    if verdict.sound:
        return [
            tr(
                "The hub is sound: {operations} changes of {chains} chains are as they were"
                " written.",
                operations=verdict.operations,
                chains=verdict.chains,
            )
        ]
    return [
        *lines,
        tr("What this desk holds itself was not changed; “layerdesk verify” checks it."),
    ]


def refill(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Fill a lost, emptied or older hub from this desk, after saying in numbers what goes there."""
    around = surroundings(chosen, environment, ask)
    with around.writing("hub refill") as desk:
        state, folder = DeskState(Exchange(desk.store)), desk.folder.root
        address, admin = state.belonging().address, ""
        if chosen.url:
            ca = chosen.ca.read_text(encoding="ascii") if chosen.ca else address.ca
            address, admin = address_from(chosen.url, ca=ca)
        before = balance(state, folder, address)
        if not before.reachable and not chosen.url:
            raise HubIncomplete(host=address.host)
        if not chosen.yes:
            ask_to_go_on(_balance_line(before))
        if chosen.url:
            make_again(
                state,
                address,
                admin,
                admin_password(environment),
                folder=folder,
                migrations=migrations_folder(),
            )
        given = give_back(state, folder)
        done = make_round(state, folder, desk.wall())
        after = balance(state, folder)
    answer = {
        "hub_before": before.hub,
        "here_before": before.here,
        "given_back": given.operations,
        "sent": done.pushed,
        "hub": after.hub,
        "left_to_their_writers": given.unsigned,
    }
    Teller(as_json=chosen.json).tell(
        answer,
        [
            _balance_line(before),
            tr(
                "The hub has {count} changes now, as many as this desk or more.",
                count=after.hub,
            )
            if not after.others
            else tr(
                "The hub has {count} changes now. {left} of other desks come back when those"
                " desks are next in step.",
                count=after.hub,
                left=after.others,
            ),
        ],
    )
    return 0


def _balance_line(before: Balance) -> str:
    return tr(
        "The hub has {hub} changes, this desk has {here}: {own} of this desk and {others} of other"
        " desks go back to the hub. Nothing is taken away, here or there.",
        hub=before.hub,
        here=before.here,
        own=before.own,
        others=before.others,
    )
