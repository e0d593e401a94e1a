"""This is where it is said who may do what with cases; who may see them is a matter of spaces.

Source: domain model, roles and permissions.
"""

from collections.abc import Set

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.states import ENDED
from layerdesk.domain.people.records import Role, SpaceKind
from layerdesk.domain.record import RecordId

TRIAGERS = frozenset({Role.FACILITATOR, Role.SEA_LEAD, Role.FOLLOW_UP_LEAD, Role.PRACTICE_MANAGER})
CLOSERS = frozenset({Role.SEA_LEAD, Role.FOLLOW_UP_LEAD, Role.PRACTICE_MANAGER})

IN_A_MEETING = frozenset({CaseState.SCHEDULED, CaseState.DISCUSSED, CaseState.ACTIONS_AGREED})
"""States in which a meeting is about the case, and its scribe writes into it."""


def may_triage(roles: Set[Role]) -> bool:
    """Triage, set the risk, schedule, merge, park, transfer."""
    return not TRIAGERS.isdisjoint(roles)


def may_close(roles: Set[Role]) -> bool:
    """Close and reopen; a facilitator proposes."""
    return not CLOSERS.isdisjoint(roles)


def may_bring(roles: Set[Role], to_state: CaseState) -> bool:
    """Bring a case into a state: by role, or as the scribe of the meeting that is about it."""
    scribe = Role.SCRIBE in roles and to_state in IN_A_MEETING - {CaseState.SCHEDULED}
    return scribe or may_triage(roles)


def may_edit(case: Case, *, person: RecordId, roles: Set[Role], lies_in: SpaceKind | None) -> bool:
    """Edit facts: one's own draft, one's own report, a matter one is named in, or by role."""
    if lies_in in (SpaceKind.ME, SpaceKind.NAMED):
        return True
    own = case.reporter == person and case.state not in ENDED
    scribe = Role.SCRIBE in roles and case.state in IN_A_MEETING
    return own or scribe or may_triage(roles)
