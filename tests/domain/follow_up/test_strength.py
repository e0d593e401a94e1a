from layerdesk.domain.follow_up.strength import (
    INTERMEDIATE,
    STRONG,
    WEAK,
    StrengthKind,
    nudge,
    strength_of,
    stronger_kinds,
)

KINDS = (
    StrengthKind(id="reminder", label="Reminder", strength=WEAK, example="email all"),
    StrengthKind(id="checklist", label="Checklist", strength=INTERMEDIATE),
    StrengthKind(id="software", label="Software", strength=INTERMEDIATE, example="recall code"),
    StrengthKind(id="forcing", label="Forcing function", strength=STRONG, example="hard stop"),
)


def test_a_kind_of_action_has_its_strength_from_the_value_set() -> None:
    assert strength_of("reminder", KINDS) == WEAK
    assert strength_of("other", KINDS) == ""


def test_where_all_actions_are_weak_stronger_examples_are_shown() -> None:
    found = nudge([WEAK, "", WEAK], KINDS)
    assert found is not None
    assert [each.id for each in found.examples] == ["forcing", "software", "checklist"]
    assert "rely" in found.sentence or "relies" in found.sentence


def test_one_stronger_action_is_enough() -> None:
    assert nudge([WEAK, INTERMEDIATE], KINDS) is None


def test_nothing_is_said_where_nobody_judged_any_strength() -> None:
    assert nudge(["", ""], KINDS) is None
    assert nudge([], KINDS) is None


def test_nothing_is_stronger_than_strong() -> None:
    assert stronger_kinds(STRONG, KINDS) == ()
