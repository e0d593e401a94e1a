"""This is where the timeline, the factors and the answers of a case are written."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.records import (
    Answer,
    Case,
    CaseState,
    ContributoryFactor,
    TimelineEntry,
    YesNo,
)
from layerdesk.domain.errors import FieldWrong, IdentifiersFound, NotAllowed
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import Text
from layerdesk.usecases.cases.answer_prompt import (
    answer_prompt,
    answers_of,
    empty_answer,
    unanswered,
)
from layerdesk.usecases.cases.edit_factors import (
    add_factor,
    edit_factor,
    factors_of,
    remove_factor,
)
from layerdesk.usecases.cases.edit_timeline import (
    add_timeline_entry,
    edit_timeline_entry,
    move_timeline_entry,
    remove_timeline_entry,
    timeline_of,
)
from tests.fakes import FakeDesk

NHS_NUMBER = "999 000 0018"


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk(Role.SEA_LEAD)


@pytest.fixture
def case(desk: FakeDesk) -> Case:
    return desk.make(Case, space=desk.review_team, state=CaseState.REPORTED)


def facts(desk: FakeDesk, case: Case) -> list[str]:
    return [entry.fact.plain for entry in desk.read(timeline_of, case.id)]


def test_add_timeline_entry_puts_steps_in_the_order_they_are_told(desk, case):
    first = desk.do(add_timeline_entry, case.id, when="9:00", fact="Blood taken", source="record")
    desk.do(add_timeline_entry, case.id, fact="Result arrives")
    desk.do(add_timeline_entry, case.id, fact="Laboratory phones", after=first.id)
    assert facts(desk, case) == ["Blood taken", "Laboratory phones", "Result arrives"]
    assert first.space == desk.review_team


def test_edit_timeline_entry_keeps_what_was_changed(desk, case):
    before = desk.do(add_timeline_entry, case.id, fact="Nobody knows", gap=True)
    desk.do(edit_timeline_entry, before, replace(before, when="a week later", gap=False))
    kept = desk.get(TimelineEntry, before.id)
    assert (kept.when, kept.gap, kept.fact.plain) == ("a week later", False, "Nobody knows")


def test_move_timeline_entry_puts_a_step_first_last_or_between(desk, case):
    one, two, three = (desk.do(add_timeline_entry, case.id, fact=fact) for fact in "123")
    desk.do(move_timeline_entry, three.id)
    assert facts(desk, case) == ["3", "1", "2"]
    desk.do(move_timeline_entry, three.id, after=one.id)
    assert facts(desk, case) == ["1", "3", "2"]
    desk.do(move_timeline_entry, one.id, after=two.id)
    assert facts(desk, case) == ["3", "2", "1"]


def test_remove_timeline_entry_puts_it_in_the_bin(desk, case):
    entry = desk.do(add_timeline_entry, case.id, fact="Wrong case")
    desk.do(remove_timeline_entry, entry.id)
    assert facts(desk, case) == []
    assert desk.get(TimelineEntry, entry.id).deleted


def test_a_step_is_not_endless(desk, case):
    with pytest.raises(FieldWrong):
        desk.do(add_timeline_entry, case.id, fact="x" * 2001)
    with pytest.raises(FieldWrong):
        desk.do(add_timeline_entry, case.id, when="x" * 61)


def test_add_factor_keeps_what_helped_and_what_hindered(desk, case):
    desk.do(add_factor, case.id, domain="tasks", description="No agreed steps")
    desk.do(
        add_factor,
        case.id,
        domain="persons",
        description="A careful colleague",
        effect="helped",
        link="main",
        everyday=YesNo.YES,
    )
    found = desk.read(factors_of, case.id)
    assert [(each.domain, each.effect) for each in found] == [
        ("tasks", "hindered"),
        ("persons", "helped"),
    ]


def test_edit_factor_and_remove_factor(desk, case):
    before = desk.do(add_factor, case.id, domain="tasks")
    desk.do(edit_factor, before, replace(before, description=Text("Too many steps"), link="some"))
    assert desk.get(ContributoryFactor, before.id).description.plain == "Too many steps"
    desk.do(remove_factor, before.id)
    assert desk.read(factors_of, case.id) == ()


@pytest.mark.parametrize(
    "wrong", [{"effect": "blamed"}, {"link": "root cause"}, {"description": "x" * 1001}]
)
def test_a_factor_helps_or_hinders_and_is_never_a_root_cause(desk, case, wrong):
    with pytest.raises(FieldWrong):
        desk.do(add_factor, case.id, domain="tasks", **wrong)


def test_answer_prompt_keeps_one_answer_for_each_prompt(desk, case):
    first = empty_answer(case, "what")
    desk.do(answer_prompt, first, replace(first, text=Text("It began at nine.")))
    stored = desk.get(Answer, first.id)
    desk.do(answer_prompt, stored, replace(stored, text=Text("It began at ten.")))
    answers = desk.read(answers_of, case.id)
    assert {prompt: answer.text.plain for prompt, answer in answers.items()} == {
        "what": "It began at ten."
    }
    assert unanswered(answers, ("what", "why")) == ("why",)


def test_an_answer_is_not_endless(desk, case):
    empty = empty_answer(case, "what")
    with pytest.raises(FieldWrong):
        desk.do(answer_prompt, empty, replace(empty, text=Text("x" * 10_001)))


def test_identifiers_stay_out_of_every_part_of_a_shared_case(desk, case):
    empty = empty_answer(case, "what")
    for attempt in (
        lambda work: add_timeline_entry(work, case.id, fact=NHS_NUMBER),
        lambda work: add_factor(work, case.id, domain="tasks", description=NHS_NUMBER),
        lambda work: answer_prompt(work, empty, replace(empty, text=Text(NHS_NUMBER))),
    ):
        with pytest.raises(IdentifiersFound):
            desk.do(attempt)


def test_a_case_with_a_reason_takes_them(desk):
    case = desk.make(Case, space=desk.review_team, identifier_reason="Made-up numbers")
    assert desk.do(add_timeline_entry, case.id, fact=NHS_NUMBER)


def test_staff_do_not_write_into_what_others_reported(case, desk):
    entry = desk.do(add_timeline_entry, case.id, fact="Blood taken")
    factor = desk.do(add_factor, case.id, domain="tasks")
    empty = empty_answer(case, "what")
    desk.seen_by(desk.person, Role.STAFF)
    for attempt in (
        lambda work: add_timeline_entry(work, case.id, fact="Blood taken"),
        lambda work: edit_timeline_entry(work, entry, replace(entry, when="9:00")),
        lambda work: move_timeline_entry(work, entry.id),
        lambda work: remove_timeline_entry(work, entry.id),
        lambda work: add_factor(work, case.id, domain="tasks"),
        lambda work: edit_factor(work, factor, replace(factor, link="main")),
        lambda work: remove_factor(work, factor.id),
        lambda work: answer_prompt(work, empty, replace(empty, text=Text("Yes"))),
    ):
        with pytest.raises(NotAllowed):
            desk.do(attempt)
