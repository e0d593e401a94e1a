"""This is where every data file that ships is read and its words are looked through."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from layerdesk.domain.cases.methods import PromptKind, ReviewMethod
from layerdesk.domain.cases.records import Embedded
from layerdesk.domain.cases.risk import LEVELS, POSSIBLE_SCORES, Band, band_of
from layerdesk.domain.declared import Declared
from layerdesk.domain.follow_up.strength import RANK
from layerdesk.domain.meetings.plans import MeetingPlan
from layerdesk.domain.meetings.records import ItemKind
from layerdesk.host.declared import METHODS, MODULES, NATIONS, PLANS, VALUE_SETS, read_declared

RESOURCES = Path(__file__).parents[2] / "resources"
DECLARED = read_declared(RESOURCES)
SETS = {each.id: {value.id for value in each.values} for each in DECLARED.value_sets}

WANTED_SETS = {
    "action_strength", "action_strength_kind", "age_band", "candour", "care_area", "case_type",
    "change_kind", "event_kind", "evidence_kind", "factors_esea", "factors_pc13", "factors_seips",
    "harm_physical", "harm_psychological", "how_identified", "impact", "importance", "job_role",
    "learning_source", "learning_trigger", "lessons_embedded", "meeting_type", "organisation",
    "outcome", "place", "problem_type", "risk_band", "risk_consequence", "risk_likelihood", "share",
}  # fmt: skip

ASKED = {
    "T01": (
        "title date_of_event event_kind care_area summary timeline what impact feel why factors "
        "well diff learn reflect act change nochange_reason recheck_date recheck_result evidence "
        "risk harm support candour lfpse share discussed outcome feedback"
    ),
    "T02": (
        "a_feel a_role a_think a_support a_ready what impact people activity environment interact "
        "repeat plan learn act change share discussed outcome feedback"
    ),
    "T04": (
        "purpose scope people ground_rules q1 q2 q3 q4 seips_person seips_task seips_tools "
        "seips_organisation seips_internal seips_external seips_together seips_usually learn act "
        "share outcome"
    ),
    "T16": "what_happened what_made_it_good effect planned how_usual thanks learn share",
    "T22": "text source trigger importance tags deadline link what so_what now_what",
}
"""Prompts that must be there for each method. Source: domain model, catalogue of methods."""

FINISH = {
    "T01": "what impact why well learn outcome recheck_date title date_of_event care_area summary",
    "T02": "what impact people activity environment interact",
    "T16": "how_usual thanks",
    "T22": "text",
}
TIMEBOX = {"T01": 18, "T02": 20, "T04": 45, "T16": 5, "T22": 0}

UNKIND = re.compile(
    r"\b(careless\w*|sloppy|negligen\w+|lazy|should have|failed to|ought|obviously|human error"
    r"|root cause|vigilant|at fault)\b",
    re.IGNORECASE,
)
ALLOWED_TO_NAME_IT = {"who was at fault"}


def _files(folder: str) -> list[Path]:
    return sorted((RESOURCES / folder).glob("*.toml"))


def _strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [each for inner in value.values() for each in _strings(inner)]
        case list():
            return [each for inner in value for each in _strings(inner)]
    return []


ALL = [path for folder in (METHODS, MODULES, PLANS, VALUE_SETS, NATIONS) for path in _files(folder)]


def test_every_file_that_ships_is_read() -> None:
    assert DECLARED.broken == ()
    assert len(DECLARED.methods) == len(_files(METHODS))
    assert len(DECLARED.modules) == len(_files(MODULES))
    assert len(DECLARED.plans) == len(_files(PLANS)) - 1
    assert len(DECLARED.value_sets) == len(_files(VALUE_SETS))
    assert len(DECLARED.nations) == len(_files(NATIONS))


def test_the_program_finds_its_own_files_by_itself() -> None:
    assert read_declared() == DECLARED


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_file_is_named_after_its_id(path: Path) -> None:
    file_id = tomllib.loads(path.read_text("utf-8"))["id"]
    is_method = path.parent.name == METHODS
    assert path.stem.startswith(f"{file_id.lower()}_" if is_method else file_id)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_words_are_british_typographic_and_kind(path: Path) -> None:
    texts = _strings(tomllib.loads(path.read_text("utf-8")))
    for text in texts:
        plain = text
        for named in ALLOWED_TO_NAME_IT:
            plain = plain.replace(named, "")
        assert not UNKIND.search(plain), text
        assert "'" not in text, text
        assert '"' not in text, text
        assert "  " not in text, text


def test_the_value_sets_that_the_program_relies_on_are_there() -> None:
    assert SETS.keys() >= WANTED_SETS


@pytest.mark.parametrize("method", DECLARED.methods, ids=lambda method: method.id)
def test_a_method_asks_everything_that_belongs_to_it(method: ReviewMethod) -> None:
    ids = [each.id for each in method.prompts]
    assert set(ASKED[method.id].split()) <= set(ids)
    required = {each.id for each in method.prompts if each.required}
    assert set(FINISH.get(method.id, "").split()) <= required
    assert method.timebox_minutes == TIMEBOX[method.id]
    assert sum(each.minutes for each in method.sections) == method.timebox_minutes
    assert method.purpose


@pytest.mark.parametrize("method", DECLARED.methods, ids=lambda method: method.id)
def test_every_prompt_can_be_asked_aloud(method: ReviewMethod) -> None:
    for prompt in method.prompts:
        assert prompt.words.endswith("?"), prompt.words
        assert prompt.help.endswith((".", "?", "…")), prompt.help
        assert prompt.help != prompt.words


def test_only_what_belongs_to_one_person_is_private() -> None:
    private = {(m.id, p.id) for m in DECLARED.methods for p in m.prompts if p.private}
    assert private == {
        ("T02", each) for each in ("a_feel", "a_role", "a_think", "a_support", "a_ready")
    }


def test_every_kind_of_prompt_is_used_or_left_to_own_methods() -> None:
    used = {prompt.kind for method in DECLARED.methods for prompt in method.prompts}
    assert set(PromptKind) - used == {PromptKind.NUMBER}


@pytest.mark.parametrize("plan", DECLARED.plans, ids=lambda plan: plan.id)
def test_a_plan_uses_its_time_to_the_minute(plan: MeetingPlan) -> None:
    assert sum(item.minutes for item in plan.items) == plan.minutes
    for item in plan.items:
        assert item.prompts
        assert sum(step.minutes for step in item.steps) in (0, item.minutes)
        if item.kind is ItemKind.CASE:
            assert item.steps
    assert plan.meeting_type in SETS["meeting_type"]


def test_the_hour_goes_as_agreed() -> None:
    hour = DECLARED.plan("plan_60")
    assert hour.minutes == 60
    assert [item.minutes for item in hour.items] == [2, 2, 1, 7, 2, 18, 14, 5, 5, 2, 2]
    first = next(item for item in hour.items if item.kind is ItemKind.CASE)
    assert [step.minutes for step in first.steps] == [3, 2, 1, 5, 2, 2, 3]


def test_the_huddle_takes_a_quarter_of_an_hour() -> None:
    huddle = DECLARED.plan("huddle_15")
    minutes = [step.minutes for item in huddle.items for step in item.steps]
    assert [*minutes, *(item.minutes for item in huddle.items if not item.steps)] == [3, 6, 2, 3, 1]


def test_there_are_ten_ground_rules_with_a_version() -> None:
    assert len(DECLARED.ground_rules.rules) == 10
    assert DECLARED.ground_rules.version == 1


def test_the_bands_of_risk_are_those_that_are_reckoned_with() -> None:
    bands = DECLARED.value_set("risk_band").values
    assert [each.id for each in bands] == [each.value for each in Band]
    for each in bands:
        within = range(int(each.attributes["least"]), int(each.attributes["most"]) + 1)
        assert {band_of(score) for score in POSSIBLE_SCORES & set(within)} == {Band(each.id)}
    for name in ("risk_consequence", "risk_likelihood"):
        levels = [each.attributes["level"] for each in DECLARED.value_set(name).values]
        assert levels == list(LEVELS)


def test_harm_has_help_for_every_grade() -> None:
    for name in ("harm_physical", "harm_psychological"):
        values = DECLARED.value_set(name).values
        assert all(each.help for each in values)
        assert [each.attributes["rank"] for each in values] == list(range(len(values)))


def test_every_kind_of_action_has_a_strength_and_an_example() -> None:
    strengths = DECLARED.value_set("action_strength").values
    assert {each.id: each.attributes["rank"] for each in strengths} == RANK
    for kind in DECLARED.value_set("action_strength_kind").values:
        assert kind.attributes["strength"] in RANK
        assert kind.attributes["example"]
        assert kind.help


def test_every_job_role_says_whether_it_is_clinical() -> None:
    for role in DECLARED.value_set("job_role").values:
        assert isinstance(role.attributes["clinical"], bool)


def test_every_framework_of_factors_has_its_set() -> None:
    frameworks = DECLARED.value_set("factor_framework").values
    assert {f"factors_{each.id}" for each in frameworks} == {
        each for each in SETS if each.startswith("factors_")
    }
    assert [each.id for each in frameworks if each.attributes["default"]] == ["seips"]


def test_words_for_what_is_kept_as_an_enumeration_match_it() -> None:
    assert SETS["lessons_embedded"] == {each.value for each in Embedded}


@pytest.mark.parametrize("nation", DECLARED.nations, ids=lambda nation: nation.id)
def test_a_nation_pack_says_whom_to_ask_and_turns_off_what_there_is(nation: Any) -> None:
    modules = {each.id for each in DECLARED.modules}
    assert nation.modules_off <= modules
    assert nation.check_with
    assert nation.default_framework in SETS["factor_framework"]
    assert {"triage", "discuss", "close", "change_review"} <= {
        each.id for each in nation.time_targets
    }
    assert nation.regulator.help
    assert nation.candour.help


def test_england_is_complete() -> None:
    england = DECLARED.nation("england")
    assert england.regulator.short == "CQC"
    assert england.candour_is_law
    assert england.patient_number_kinds == ("nhs_number",)
    assert "ICB" in england.event_recording.help
    periods = {each.id: each.months for each in england.retention}
    assert (periods["serious_incident"], periods["incident"]) == (240, 120)
    assert not england.modules_off


def test_methods_keep_most_of_themselves_in_every_nation() -> None:
    for nation in DECLARED.nations:
        for method in DECLARED.methods:
            kept = method.without(nation.modules_off)
            assert [each.id for each in kept.sections] == [each.id for each in method.sections]


def _sample(name: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "sample_practice" / f"{name}.toml").read_text("utf-8"))


def test_the_sample_practice_uses_only_what_is_declared() -> None:
    for case in _sample("cases")["case"]:
        method = DECLARED.method(case["method"])
        assert set(case["answers"]) <= {each.id for each in method.prompts}
        for field, name in (
            ("case_type", "case_type"),
            ("event_kind", "event_kind"),
            ("how_identified", "how_identified"),
            ("place", "place"),
            ("care_area", "care_area"),
            ("reported_by_role", "job_role"),
            ("harm_physical", "harm_physical"),
            ("harm_psychological", "harm_psychological"),
            ("candour", "candour"),
        ):
            assert case[field] in SETS[name]
        assert {case["age_band"]} - {""} <= SETS["age_band"]
        assert {case.get("outcome", "")} - {""} <= SETS["outcome"]
        assert set(case.get("other_orgs", ())) <= SETS["organisation"]
        assert set(case.get("problem_types", ())) <= SETS["problem_type"]
        for factor in case["factors"]:
            assert factor["domain"] in SETS[f"factors_{factor['framework']}"]
    for person in _sample("practice")["people"]:
        assert person["job_role"] in SETS["job_role"]
    for meeting in _sample("meetings")["meeting"]:
        assert meeting["meeting_type"] in SETS["meeting_type"]
        assert DECLARED.plan(meeting["plan"]).items
    for note in _sample("notes")["note"]:
        assert note.get("source", "other") in SETS["learning_source"]
        assert note.get("trigger", "other") in SETS["learning_trigger"]


def test_declared_things_compare_by_what_they_hold() -> None:
    assert Declared() == Declared()
