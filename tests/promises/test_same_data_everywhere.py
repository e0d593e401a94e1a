"""This is where it is promised that the same operations come to the same data on every desk."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from layerdesk.domain.people.log import Operation
from layerdesk.domain.people.standing import standing
from layerdesk.storage.log import fold, rows
from tests.storage.desks import fresh_desk, in_log, modest
from tests.storage.log.test_arrive import RECORDS, desks_at_work, everything_in


@settings(deadline=None, max_examples=100)
@given(desks_at_work(), st.randoms(use_true_random=False))
def test_what_stands_does_not_depend_on_the_order(
    chains: list[list[Operation]], chance: random.Random
) -> None:
    edits = [each for chain in chains for one in chain for _, each in rows.stamped(one, RECORDS[0])]
    shuffled = [*edits]
    chance.shuffle(shuffled)
    assert standing(shuffled) == standing(edits)


@modest
@given(desks_at_work(), st.randoms(use_true_random=False))
def test_what_is_folded_does_not_depend_on_the_order(
    chains: list[list[Operation]], chance: random.Random
) -> None:
    """Rows come in any order at all here, even against their chains, and are folded one by one."""
    states = []
    for _ in range(2):
        everything = [each for chain in chains for each in chain]
        chance.shuffle(everything)
        with TemporaryDirectory() as folder:
            desk = fresh_desk(Path(folder))

            def take(connection: Any, some: list[Operation] = everything) -> None:
                for each in some:
                    rows.append(connection, each)
                    fold.fold_records(connection, [part.record for part in each.parts])

            in_log(desk, take)
            states.append(everything_in(desk))
            desk.close()
    assert states[0] == states[1]
