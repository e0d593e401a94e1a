import pytest

from layerdesk.domain.follow_up.rights import may_lead, may_tell, may_update
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId
from tests.domain.follow_up.making import an_action

MIRA, TOM = RecordId("mira"), RecordId("tom")


def test_everybody_may_update_their_own_action() -> None:
    assert may_update(an_action(owner=MIRA), person=MIRA, roles={Role.STAFF})
    assert not may_update(an_action(owner=MIRA), person=TOM, roles={Role.STAFF, Role.SCRIBE})


@pytest.mark.parametrize(
    "role", [Role.FACILITATOR, Role.SEA_LEAD, Role.FOLLOW_UP_LEAD, Role.PRACTICE_MANAGER]
)
def test_leads_managers_and_facilitators_see_to_the_actions_of_others(role: Role) -> None:
    assert may_lead({role})
    assert may_update(an_action(owner=MIRA), person=TOM, roles={role})


def test_an_action_without_an_owner_is_its_authors() -> None:
    action = an_action(created_by=MIRA)
    assert may_update(action, person=MIRA, roles=set())
    assert not may_update(action, person=TOM, roles=set())


def test_helpers_may_tell_how_it_goes_but_not_change_the_action() -> None:
    action = an_action(owner=MIRA, helpers=frozenset({TOM}))
    assert may_tell(action, person=TOM, roles=set())
    assert not may_update(action, person=TOM, roles=set())
