"""This is where the first promise is tried on the real program: nothing typed is lost.

``python -m tests.kills --times 200`` does the same for longer.
"""

import pytest

from tests.kills.killing import PROMISED, Killed, kill_times
from tests.kills.scenes import SCENES

TIMES = 6
SLOW_DISK = 1.0
"""Seconds that a busy machine may need to write a draft, besides the promised half."""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Killed, ...]:
    """The program was killed while somebody typed, on each kind of desk twice."""
    return tuple(kill_times(TIMES, 7, tmp_path_factory.mktemp("kills")))


@pytest.mark.slow
def test_what_the_database_acknowledged_is_there_after_a_kill(killed: tuple[Killed, ...]) -> None:
    assert {each.scene for each in killed} == set(SCENES)
    assert sum(each.acknowledged for each in killed) > 0
    assert [each.lost for each in killed] == [0] * TIMES


@pytest.mark.slow
def test_the_log_is_sound_and_the_next_start_offers_the_words(killed: tuple[Killed, ...]) -> None:
    assert [fault for each in killed for fault in each.faults] == []


@pytest.mark.slow
def test_what_is_kept_is_half_a_second_behind_at_most(killed: tuple[Killed, ...]) -> None:
    assert all(each.typed >= each.kept for each in killed)
    assert max(each.behind for each in killed) <= PROMISED + SLOW_DISK
