"""This is where it is said who may do what with actions; who sees them is a matter of spaces.

Source: domain model, roles and permissions.
"""

from collections.abc import Set

from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId

LEADS = frozenset({Role.FACILITATOR, Role.SEA_LEAD, Role.FOLLOW_UP_LEAD, Role.PRACTICE_MANAGER})
"""Who sees to other people's actions too."""


def may_lead(roles: Set[Role]) -> bool:
    """See to other people's actions: chase, reassign, stop."""
    return not LEADS.isdisjoint(roles)


def may_update(action: Action, *, person: RecordId, roles: Set[Role]) -> bool:
    """Change an action: one's own everybody, those of others by role.

    One without an owner is its author's.
    """
    own = action.owner or action.created_by
    return person == own or may_lead(roles)


def may_tell(action: Action, *, person: RecordId, roles: Set[Role]) -> bool:
    """Add to the progress log: its helpers may too."""
    return person in action.helpers or may_update(action, person=person, roles=roles)
