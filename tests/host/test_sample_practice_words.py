"""This is where what the sample practice learned and agreed is held against the words that ship."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from layerdesk.host.declared import read_declared

RESOURCES = Path(__file__).parents[2] / "resources"
DECLARED = read_declared(RESOURCES)
SETS = {each.id: {value.id for value in each.values} for each in DECLARED.value_sets}


def _sample(name: str) -> Mapping[str, Any]:
    return tomllib.loads((RESOURCES / "sample_practice" / f"{name}.toml").read_text("utf-8"))


def _items() -> list[Mapping[str, Any]]:
    return [item for meeting in _sample("meetings")["meeting"] for item in meeting["items"]]


def test_outcomes_of_its_meetings_have_words() -> None:
    outcomes = {item["outcome"] for item in _items() if item.get("outcome")}
    assert outcomes
    assert outcomes <= SETS["outcome"]


def test_what_it_learned_is_for_roles_that_have_words() -> None:
    points = [point for item in _items() for point in item.get("learning", ())]
    assert points
    assert {role for point in points for role in point.get("audience", ())} <= SETS["job_role"]
    assert {point["advice"] for point in points if "advice" in point} <= SETS["learning_advice"]


def test_its_guests_have_a_job_that_has_words() -> None:
    attendance = [a for meeting in _sample("meetings")["meeting"] for a in meeting["attendance"]]
    assert {each["guest_role"] for each in attendance if "guest_role" in each} <= SETS["job_role"]


def test_timelines_and_factors_have_words() -> None:
    cases = _sample("cases")["case"]
    entries = [entry for case in cases for entry in case.get("timeline", ())]
    assert {entry["source"] for entry in entries} <= SETS["timeline_source"]
    factors = [factor for case in cases for factor in case["factors"]]
    assert {factor["effect"] for factor in factors} <= SETS["factor_effect"]
    assert {factor["link"] for factor in factors if "link" in factor} <= SETS["factor_link"]


def test_its_actions_have_a_strength_and_a_state_with_words() -> None:
    actions = _sample("actions")["action"]
    assert {each["strength"] for each in actions if each.get("strength")} <= SETS["action_strength"]
    assert {each["state"] for each in actions} <= SETS["action_state"]
