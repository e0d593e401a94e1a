"""This is where the states of records have their words, for sentences about any of them."""

from collections.abc import Callable
from enum import Enum

from layerdesk.domain.language import tr


def state_words(state: object) -> str:
    """The state in small words; one that is not known is shown as it is written."""
    value = str(state.value) if isinstance(state, Enum) else str(state or "")
    found = _STATES.get(value)
    return found() if found is not None else value.replace("_", " ")


_STATES: dict[str, Callable[[], str]] = {
    "inbox": lambda: tr("in the inbox"),
    "converted": lambda: tr("turned into something else"),
    "filed": lambda: tr("filed"),
    "discarded": lambda: tr("discarded"),
    "draft": lambda: tr("draft"),
    "reported": lambda: tr("reported"),
    "triaged": lambda: tr("triaged"),
    "gathering_facts": lambda: tr("gathering facts"),
    "ready": lambda: tr("ready for a meeting"),
    "scheduled": lambda: tr("on an agenda"),
    "discussed": lambda: tr("discussed"),
    "actions_agreed": lambda: tr("actions agreed"),
    "in_follow_up": lambda: tr("in follow-up"),
    "awaiting_review": lambda: tr("awaiting review"),
    "closed": lambda: tr("closed"),
    "parked": lambda: tr("parked"),
    "merged": lambda: tr("merged into another case"),
    "not_a_case": lambda: tr("not a case"),
    "transferred": lambda: tr("transferred"),
    "reopened": lambda: tr("reopened"),
    "planned": lambda: tr("planned"),
    "agenda_sent": lambda: tr("agenda sent"),
    "open": lambda: tr("open"),
    "minutes_draft": lambda: tr("minutes in draft"),
    "circulated": lambda: tr("minutes circulated"),
    "approved": lambda: tr("minutes approved"),
    "archived": lambda: tr("archived"),
    "cancelled": lambda: tr("cancelled"),
    "to_come": lambda: tr("still to come"),
    "current": lambda: tr("being discussed"),
    "done": lambda: tr("done"),
    "proposed": lambda: tr("proposed"),
    "agreed": lambda: tr("agreed"),
    "in_progress": lambda: tr("in progress"),
    "blocked": lambda: tr("blocked"),
    "done_awaiting_evidence": lambda: tr("done, awaiting evidence"),
    "done_evidenced": lambda: tr("done, with evidence"),
    "stopped": lambda: tr("stopped"),
    "embedded": lambda: tr("embedded"),
    "retired": lambda: tr("retired"),
}
