"""This is where every error is held to a sentence, and every use case to words."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

import layerdesk
from layerdesk.domain.errors import (
    IdentifiersFound,
    LayerDeskError,
    Missing,
    Refused,
    StepsMissing,
    Unavailable,
    WrongState,
)
from layerdesk.ui.use_case_words import WORDS
from layerdesk.ui.wording import command_words, has_sentence, may_try_again, sentence
from layerdesk.usecases.ports import Work

ABSTRACT = {LayerDeskError, Refused, Unavailable}

PARTS_OF_OTHERS = {
    "ask_again",
    "bring_the_rest_along",
    "chance",
    "erase_from_meetings",
    "hide_from_meetings",
    "last_place",
    "place_at",
    "tell_reporter",
}
"""Functions with a work that only use cases call, so that no history ever names them."""


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(layerdesk.__path__, "layerdesk."):
        if not found.name.endswith("__main__"):
            yield found.name


def errors() -> list[type[LayerDeskError]]:
    for name in modules():
        importlib.import_module(name)
    found, waiting = [], [LayerDeskError]
    while waiting:
        kinds = [each for each in waiting.pop().__subclasses__() if is_ours(each)]
        found += [each for each in kinds if each not in ABSTRACT]
        waiting += kinds
    return found


def is_ours(kind: type) -> bool:
    return kind.__module__.startswith("layerdesk.")


def use_cases() -> list[str]:
    found = []
    for name in modules():
        if not name.startswith("layerdesk.usecases."):
            continue
        module = importlib.import_module(name)
        for each, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            ours = function.__module__ == name and not each.startswith("_")
            if ours and first is not None and first.annotation is Work:
                found.append(each)
    return found


def test_every_error_has_a_sentence():
    without = [each.__name__ for each in errors() if not has_sentence(each)]
    assert without == []


def test_every_error_can_be_said_whatever_values_it_carries():
    for kind in errors():
        error = kind(steps=("One.",), state="draft") if kind is StepsMissing else kind()
        words = sentence(error)
        assert words
        assert "{" not in words


def test_an_error_of_a_newer_kind_is_said_as_its_parent():
    class VeryMissing(Missing):
        pass

    assert sentence(VeryMissing(what="case")) == sentence(Missing(what="case"))


def test_an_unknown_error_still_has_words():
    class Odd(LayerDeskError):
        pass

    assert "try again" in sentence(Odd())


def test_missing_steps_stand_on_lines_of_their_own():
    words = sentence(StepsMissing(state="closed", steps=("Write the learning.", "Agree actions.")))
    assert words.splitlines()[1:] == ["• Write the learning.", "• Agree actions."]


def test_identifiers_are_counted():
    assert sentence(IdentifiersFound(findings=(1, 2))).startswith("2 things")


@pytest.mark.parametrize(
    ("state", "wanted", "part"),
    [
        ("closed", "draft", "have to be “draft”"),
        ("closed", "closed", "while the state is “closed”"),
    ],
)
def test_a_wrong_state_names_the_state_in_words(state, wanted, part):
    assert part in sentence(WrongState(state=state, wanted=wanted))


def test_only_what_is_unavailable_may_work_later():
    assert may_try_again(Unavailable())
    assert not may_try_again(Refused())


def test_every_use_case_has_words():
    without = sorted(set(use_cases()) - set(WORDS) - PARTS_OF_OTHERS)
    assert without == []


def test_a_command_of_a_newer_program_is_still_readable():
    assert command_words("report_case") == "Report the case"
    assert command_words("knit_a_sock") == "Knit a sock"
