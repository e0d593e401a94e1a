from layerdesk.domain.ids import only_one
from layerdesk.domain.people.records import Membership, Space, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.people.begin_own_space import begin_own_space
from layerdesk.usecases.people.welcome_person import welcome_person
from tests.fakes import FakeDesk

ANN = RecordId("ann")


def test_begin_own_space_makes_a_space_of_ones_own() -> None:
    desk = FakeDesk()
    made = desk.do(begin_own_space)
    assert (made.space_kind, str(made.space)) == (SpaceKind.ME, str(made.id))
    (member,) = [each for each in desk.all(Membership) if each.space == made.space]
    assert (member.person, member.admin) == (desk.viewer.person, True)
    assert made in desk.all(Space)


def test_welcome_person_lets_somebody_in_once_and_again_after_leaving() -> None:
    desk = FakeDesk()
    space = desk.viewer.space(SpaceKind.PRACTICE)
    desk.do(welcome_person, ANN, (space,))
    desk.do(welcome_person, ANN, (space,))
    own = only_one(SpaceId(space), Membership.kind, ANN)
    (member,) = [each for each in desk.all(Membership) if each.id == own]
    assert (member.person, member.admin, member.ended) == (ANN, False, False)
    from dataclasses import replace

    desk.records[own] = replace(member, ended=True)
    desk.do(welcome_person, ANN, (space,))
    assert not desk.get(Membership, own).ended
