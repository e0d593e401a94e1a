"""This is where places in an order are proved to leave room for another."""

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.order import RANDOM_BYTES, between

CHANCE = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
STEPS = st.lists(st.tuples(st.integers(0, 1_000_000), CHANCE), max_size=60)


@given(STEPS)
def test_a_new_place_lies_between_its_neighbours_wherever_it_is_put(steps):
    places: list[bytes] = []
    for where, chance in steps:
        at = where % (len(places) + 1)
        before = places[at - 1] if at else b""
        after = places[at] if at < len(places) else b""
        place = between(before, after, chance)
        assert before < place
        assert not after or place < after
        places.insert(at, place)
    assert places == sorted(places)


@given(st.lists(CHANCE, min_size=1, max_size=400))
def test_a_list_that_only_grows_keeps_short_places(chances):
    last = b""
    for chance in chances:
        place = between(last, b"", chance)
        assert place > last
        last = place
    assert len(last) <= 12


@given(CHANCE, CHANCE)
def test_two_desks_that_insert_at_one_spot_differ_by_chance_only(one, other):
    assert between(b"\x80aaa", b"\x90bbb", one)[:-3] == between(b"\x80aaa", b"\x90bbb", other)[:-3]


@given(st.binary(max_size=6), st.binary(max_size=6), CHANCE)
def test_any_two_places_give_one_behind_the_first(before, after, chance):
    assert between(before, after, chance) > before


def test_where_nothing_lies_between_the_place_is_right_behind():
    assert between(b"\x80", b"\x80", b"xyz") > b"\x80"
    assert between(b"\x90", b"\x80", b"xyz") > b"\x90"
    assert between(b"\x80", b"\x80\x00", b"xyz") > b"\x80"
    assert between(b"\xff", b"", b"xyz") > b"\xff"
