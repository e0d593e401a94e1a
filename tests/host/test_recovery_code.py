"""This is where it is shown that a recovery code forgives what people do, and names a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from layerdesk.domain.errors import RecoveryCodeMistyped
from layerdesk.host.recovery_code import (
    ALPHABET,
    GROUP_LENGTH,
    GROUPS,
    looks_like_recovery_code,
    new_recovery_code,
    read_recovery_code,
)

codes = some.builds(new_recovery_code)


def _slip_in(code: str) -> int:
    with pytest.raises(RecoveryCodeMistyped) as slip:
        read_recovery_code(code)
    assert slip.value.values["groups"] == GROUPS
    return int(str(slip.value.values["group"]))


def test_a_code_has_at_least_128_random_bits() -> None:
    assert GROUPS * (GROUP_LENGTH - 1) * 5 >= 128
    assert len({new_recovery_code() for _ in range(100)}) == 100


@given(codes)
def test_a_code_is_read_as_it_was_printed(code: str) -> None:
    assert read_recovery_code(code) == code


@given(codes)
def test_small_letters_spaces_and_lookalikes_are_forgiven(code: str) -> None:
    careless = code.lower().replace("-", "  – ").replace("0", "o").replace("1", "l")

    assert read_recovery_code(f" {careless}\n") == code
    assert read_recovery_code(code.replace("-", "").replace("1", "I")) == code


@given(codes, some.integers(1, GROUPS), some.integers(0, GROUP_LENGTH - 1), some.integers(1, 31))
def test_one_wrong_character_names_its_group(code: str, group: int, place: int, off: int) -> None:
    groups = code.split("-")
    old = groups[group - 1]
    wrong = ALPHABET[(ALPHABET.index(old[place]) + off) % 32]
    groups[group - 1] = old[:place] + wrong + old[place + 1 :]

    assert _slip_in("-".join(groups)) == group


@given(codes, some.integers(1, GROUPS), some.integers(0, GROUP_LENGTH - 2))
def test_two_swapped_characters_name_their_group(code: str, group: int, place: int) -> None:
    groups = code.split("-")
    old = groups[group - 1]
    groups[group - 1] = old[:place] + old[place + 1] + old[place] + old[place + 2 :]

    if groups[group - 1] == old:
        assert read_recovery_code("-".join(groups)) == code
    else:
        assert _slip_in("-".join(groups)) == group


@given(codes, some.integers(1, GROUPS - 1))
def test_two_swapped_groups_are_noticed(code: str, first: int) -> None:
    groups = code.split("-")
    groups[first - 1], groups[first] = groups[first], groups[first - 1]

    assert _slip_in("-".join(groups)) == first


@given(codes, some.integers(1, GROUPS))
def test_a_character_left_out_of_a_group_names_that_group(code: str, group: int) -> None:
    groups = code.split("-")
    groups[group - 1] = groups[group - 1][:-1]

    assert _slip_in("-".join(groups)) == group


@given(codes, some.integers(0, GROUPS - 1))
def test_a_code_that_breaks_off_names_the_first_group_that_is_missing(code: str, kept: int) -> None:
    assert _slip_in("-".join(code.split("-")[:kept])) == kept + 1


@given(codes)
def test_a_letter_that_is_in_no_code_names_its_group(code: str) -> None:
    assert _slip_in("U" + code[1:]) == 1


@given(codes)
def test_a_code_is_known_for_one_even_with_a_slip(code: str) -> None:
    assert looks_like_recovery_code(code)
    assert looks_like_recovery_code("U" + code[1:])


def test_a_passphrase_is_not_taken_for_a_code() -> None:
    assert not looks_like_recovery_code("correct horse battery staple seven")
    assert not looks_like_recovery_code("")


def test_a_code_with_too_many_groups_is_not_read() -> None:
    assert _slip_in(new_recovery_code() + "-00000") == GROUPS
