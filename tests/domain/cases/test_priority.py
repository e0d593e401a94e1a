"""This is where it is tested which case comes first, and that it says why."""

from inspect import signature

from layerdesk.domain.cases.priority import priority_of
from layerdesk.domain.cases.records import YesNo
from layerdesk.domain.cases.risk import Band


def ordered(**cases: object) -> list[str]:
    return sorted(cases, key=lambda name: cases[name].rank)  # type: ignore[attr-defined]


def test_candour_and_safety_come_before_any_band():
    assert ordered(
        extreme=priority_of(band=Band.EXTREME),
        unsafe=priority_of(made_safe=YesNo.NO, band=Band.LOW),
        candour=priority_of(candour="notifiable_to_do", band=Band.MODERATE),
    ) == ["candour", "unsafe", "extreme"]


def test_bands_come_before_learning_value_theme_and_age():
    assert ordered(
        old=priority_of(band=Band.MODERATE, days_waiting=400),
        again=priority_of(band=Band.MODERATE, repeats=True),
        instructive=priority_of(band=Band.MODERATE, learning_value=3),
        high=priority_of(band=Band.HIGH),
        new=priority_of(band=Band.MODERATE),
    ) == ["high", "instructive", "again", "old", "new"]


def test_the_reason_names_the_rules_that_decided():
    first = priority_of(
        candour="notifiable_to_do", made_safe=YesNo.NO, band=Band.HIGH, days_waiting=2
    )
    assert first.reason == "Duty of candour to do · Not yet made safe"
    second = priority_of(band=Band.HIGH, learning_value=3, repeats=True)
    assert second.reason == "High risk · Much to learn"
    assert priority_of(repeats=True).reason == "Happened before · New today"
    assert priority_of(days_waiting=1).reason == "Waiting for 1 day"


def test_a_priority_set_by_hand_shows_its_reason():
    by_hand = priority_of(manual=1, manual_reason="The family asked twice", band=Band.LOW)
    assert by_hand.manual
    assert by_hand.reason == "Set by hand: The family asked twice"
    assert by_hand.rank < priority_of(band=Band.EXTREME).rank


def test_a_priority_set_by_hand_can_also_put_a_case_last():
    later = priority_of(manual=5, manual_reason="Nothing more to learn", band=Band.EXTREME)
    assert later.rank > priority_of(band=Band.HIGH).rank
    assert (priority_of(manual=9, manual_reason="x").level, later.level) == (5, 5)


def test_levels_run_from_one_to_five():
    levels = [priority_of(band=each).level for each in (Band.EXTREME, *reversed(Band), None)]
    assert levels == [2, 2, 3, 4, 5, 5]
    assert priority_of(made_safe=YesNo.NO).level == 1


def test_priority_is_never_by_who_was_involved():
    assert not {"person", "reporter", "role", "who"} & set(signature(priority_of).parameters)
