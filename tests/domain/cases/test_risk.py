"""This is where the 5×5 matrix of risk is held to its source."""

import pytest

from layerdesk.domain.cases.risk import (
    LEVELS,
    POSSIBLE_SCORES,
    Band,
    band,
    band_of,
    band_rank,
    band_words,
    consequence_words,
    likelihood_words,
    score,
)
from layerdesk.domain.errors import FieldWrong


def test_the_score_is_the_product_of_both_levels():
    assert score(4, 3) == 12
    assert band(4, 3) is Band.HIGH


def test_there_is_no_score_while_either_level_is_open():
    assert score(None, 3) is None
    assert score(3, None) is None
    assert band(None, None) is None


@pytest.mark.parametrize(("consequence", "likelihood"), [(0, 3), (6, 1), (1, -1)])
def test_levels_outside_one_to_five_are_refused(consequence, likelihood):
    with pytest.raises(FieldWrong):
        score(consequence, likelihood)


@pytest.mark.parametrize("impossible", [0, 7, 11, 13, 14, 17, 18, 19, 21, 22, 23, 24, 26])
def test_a_score_that_no_two_levels_give_is_refused(impossible):
    assert impossible not in POSSIBLE_SCORES
    with pytest.raises(FieldWrong):
        band_of(impossible)


def test_the_bands_change_where_the_source_says():
    bands = {number: band_of(number) for number in sorted(POSSIBLE_SCORES)}
    assert [n for n, b in bands.items() if b is Band.LOW] == [1, 2, 3]
    assert [n for n, b in bands.items() if b is Band.MODERATE] == [4, 5, 6]
    assert [n for n, b in bands.items() if b is Band.HIGH] == [8, 9, 10, 12]
    assert [n for n, b in bands.items() if b is Band.EXTREME] == [15, 16, 20, 25]


def test_every_band_and_level_has_words_of_its_own():
    assert len({band_words(each) for each in Band}) == 4
    assert len({consequence_words(level) for level in LEVELS}) == 5
    assert len({likelihood_words(level) for level in LEVELS}) == 5


def test_bands_rank_from_nothing_judged_to_extreme():
    assert [band_rank(each) for each in (None, *Band)] == [0, 1, 2, 3, 4]
