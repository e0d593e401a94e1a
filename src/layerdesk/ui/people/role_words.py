"""This is where the roles in LayerDesk have their words, and what each lets a person do."""

from typing import assert_never

from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Role
from layerdesk.ui.widgets.choices import Option


def role_words(role: Role) -> str:
    """What the role is called."""
    match role:
        case Role.STAFF:
            return tr("Member of staff")
        case Role.FACILITATOR:
            return tr("Facilitator")
        case Role.SCRIBE:
            return tr("Scribe")
        case Role.SEA_LEAD:
            return tr("SEA lead")
        case Role.FOLLOW_UP_LEAD:
            return tr("Follow-up lead")
        case Role.PRACTICE_MANAGER:
            return tr("Practice manager")
        case Role.IG_LEAD:
            return tr("Information governance lead")
        case _:
            assert_never(role)


def role_help(role: Role) -> str:
    """What somebody with this role may do."""
    match role:
        case Role.STAFF:
            return tr("Writes notes, reports cases and keeps their own actions up to date.")
        case Role.FACILITATOR:
            return tr("Triages cases, runs meetings, writes and approves minutes.")
        case Role.SCRIBE:
            return tr("Writes the minutes in meetings.")
        case Role.SEA_LEAD:
            return tr("Triages cases, sets the risk, closes cases and keeps the log.")
        case Role.FOLLOW_UP_LEAD:
            return tr("Chases actions, checks evidence and closes cases.")
        case Role.PRACTICE_MANAGER:
            return tr("Does all of that, and changes people, settings and the practice.")
        case Role.IG_LEAD:
            return tr("Sees restricted cases and the traces of who looked at them.")
        case _:
            assert_never(role)


def role_options() -> tuple[Option, ...]:
    """All roles, to choose several from."""
    return tuple(
        Option(id=each.value, words=role_words(each), help=role_help(each)) for each in Role
    )
