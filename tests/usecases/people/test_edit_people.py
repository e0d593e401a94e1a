"""This is where it is tested who comes, changes and goes."""

from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.errors import FieldWrong, NotAllowed
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.people.records import Membership, Person, Role
from layerdesk.usecases.people.edit_people import add_person, edit_person, end_person
from layerdesk.usecases.people.list_people import list_people
from tests.fakes import FakeDesk


def managed() -> FakeDesk:
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    me = desk.get(Person, desk.person)
    desk.records[me.id] = replace(me, roles=frozenset({Role.PRACTICE_MANAGER.value}))
    return desk


def test_add_person_puts_somebody_on_the_list_from_today():
    desk = managed()
    made = desk.do(add_person, name="  Grace   Adeyemi ", job_role="anp", roles=[Role.SCRIBE])
    kept = desk.get(Person, made.id)
    assert (kept.name, kept.job_role, kept.roles) == ("Grace Adeyemi", "anp", {"scribe"})
    assert kept.active_from == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("name", "job", "field"),
    [("", "anp", "Name"), ("x" * 121, "anp", "Name"), ("Grace", "", "Job")],
)
def test_a_person_needs_a_name_and_a_job(name, job, field):
    with pytest.raises(FieldWrong) as wrong:
        managed().do(add_person, name=name, job_role=job)
    assert wrong.value.values["field"] == field


def test_nobody_is_added_twice():
    with pytest.raises(FieldWrong):
        managed().do(add_person, name="sam okafor", job_role="anp")


def test_somebody_of_the_same_name_may_come_after_the_first_has_left():
    desk = managed()
    desk.make(Person, name="Grace Adeyemi", active_to=date(2026, 1, 31))
    desk.do(add_person, name="Grace Adeyemi", job_role="anp")
    assert len([each for each in desk.all(Person) if each.name == "Grace Adeyemi"]) == 2


def test_only_the_practice_manager_adds_people():
    desk = FakeDesk(Role.FACILITATOR)
    with pytest.raises(NotAllowed):
        desk.do(add_person, name="Grace Adeyemi", job_role="anp")


def test_edit_person_changes_details():
    desk = managed()
    before = desk.make(Person, name="Tom", job_role="hca")
    desk.do(edit_person, before, replace(before, name="Tom Ackroyd", roles=frozenset({"scribe"})))
    after = desk.get(Person, before.id)
    assert (after.name, after.roles) == ("Tom Ackroyd", {"scribe"})


def test_everybody_may_change_their_own_name_but_not_their_roles():
    desk = FakeDesk()
    me = desk.get(Person, desk.person)
    desk.do(edit_person, me, replace(me, name="Samuel Okafor"))
    assert desk.get(Person, me.id).name == "Samuel Okafor"
    with pytest.raises(NotAllowed):
        desk.do(edit_person, me, replace(me, roles=frozenset({"practice_manager"})))


def test_nobody_changes_another_persons_name_without_the_role():
    desk = FakeDesk()
    other = desk.make(Person, name="Tom", job_role="hca")
    with pytest.raises(NotAllowed):
        desk.do(edit_person, other, replace(other, name="Tim"))


def test_a_person_cannot_leave_before_coming():
    desk = managed()
    tom = desk.make(Person, name="Tom", job_role="hca", active_from=date(2026, 5, 1))
    with pytest.raises(FieldWrong):
        desk.do(edit_person, tom, replace(tom, active_to=date(2026, 4, 1)))
    with pytest.raises(FieldWrong):
        desk.do(end_person, tom.id, last_day=date(2026, 4, 1))


def test_end_person_keeps_what_they_wrote_and_ends_their_belonging_the_same_day():
    desk = managed()
    tom = desk.make(Person, name="Tom", job_role="hca")
    belonging = desk.make(Membership, person=tom.id)
    desk.do(end_person, tom.id, last_day=date(2026, 11, 26), reason="He moves to York.")
    assert desk.get(Person, tom.id).active_to == date(2026, 11, 26)
    assert desk.get(Membership, belonging.id).ended
    assert desk.reasons == ["He moves to York."]


def test_who_leaves_later_belongs_until_then():
    desk = managed()
    tom = desk.make(Person, name="Tom", job_role="hca")
    belonging = desk.make(Membership, person=tom.id)
    desk.do(end_person, tom.id, last_day=date(2026, 12, 31))
    assert not desk.get(Membership, belonging.id).ended


def test_the_last_practice_manager_stays_one():
    desk = managed()
    me = desk.get(Person, desk.person)
    with pytest.raises(NotAllowed):
        desk.do(end_person, me.id, last_day=date(2026, 12, 31))
    with pytest.raises(NotAllowed):
        desk.do(edit_person, me, replace(me, roles=frozenset()))
    desk.make(Person, name="Helen", job_role="x", roles=frozenset({"practice_manager"}))
    desk.do(edit_person, me, replace(me, roles=frozenset()))
    assert desk.get(Person, me.id).roles == frozenset()


def test_list_people_shows_what_leavers_leave_open():
    desk = managed()
    gone = desk.make(Person, name="Anna Gone", job_role="hca", active_to=date(2026, 11, 1))
    desk.make(Action, text="Later", owner=gone.id, state=ActionState.AGREED)
    desk.make(Action, text="Sooner", owner=gone.id, state=ActionState.AGREED, due=date(2026, 12, 1))
    desk.make(Action, text="Done", owner=gone.id, state=ActionState.DONE_EVIDENCED)
    lines = desk.read(list_people)
    assert [(line.person.name, line.is_me, line.is_active) for line in lines] == [
        ("Sam Okafor", True, True),
        ("Anna Gone", False, False),
    ]
    assert [each.text for each in lines[1].open_actions] == ["Sooner", "Later"]


def test_the_review_team_follows_the_roles_of_whoever_has_a_desk() -> None:
    desk = managed()
    ann = desk.make(Person, name="Ann", job_role="secretary", roles=frozenset({"staff"}))

    def in_team() -> list[bool]:
        found = (each for each in desk.all(Membership) if each.person == ann.id)
        return [not each.ended for each in found if each.space == desk.review_team]

    scribe = replace(ann, roles=frozenset({"staff", "scribe"}))
    desk.do(edit_person, ann, scribe)
    assert in_team() == [], "somebody without a desk belongs nowhere yet"
    desk.make(Membership, person=ann.id)
    desk.do(edit_person, scribe, ann)
    assert in_team() == []
    desk.do(edit_person, ann, scribe)
    assert in_team() == [True]
    desk.do(edit_person, scribe, ann)
    assert in_team() == [False]
    desk.do(edit_person, ann, scribe)
    assert in_team() == [True]


def test_nobody_puts_themselves_out_of_the_review_team() -> None:
    desk = managed()
    me = desk.get(Person, desk.person)
    desk.make(Person, name="Bo", job_role="manager", roles=frozenset({"practice_manager"}))
    desk.make(Membership, person=me.id)
    desk.make(Membership, person=me.id, space=desk.review_team)
    desk.do(edit_person, me, replace(me, roles=frozenset({"staff"})))
    assert not any(each.ended for each in desk.all(Membership))
