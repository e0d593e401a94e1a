"""This is where the commands are by which a hub is looked after: checked, and filled again."""

import argparse
from collections.abc import Mapping

from layerdesk.app.commands.telling import Teller
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.host.unlocking import Ask
from layerdesk.storage.exchange import Exchange
from layerdesk.sync.checking import HubVerdict, verify_hub
from layerdesk.sync.desk_state import DeskState
from layerdesk.sync.round import make_round
from layerdesk.ui.wording_of_hubs import fault_sentence


def verify(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Check the hub: after a round, every chain, signature and statement that this desk sees."""
    around = surroundings(chosen, environment, ask)
    with around.writing("hub verify") as desk:
        state = DeskState(Exchange(desk.store))
        make_round(state, desk.folder.root, desk.wall())
        verdict = verify_hub(state, desk.folder.root)
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
