"""This is where the bytes of the log are held against golden ones, and damaged in every way."""

import json
from dataclasses import replace
from pathlib import Path

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layerdesk.domain.people.log import About, Edit, Operation, Part, Verb, Wire
from layerdesk.domain.record import EditId
from layerdesk.storage.log import encoding
from layerdesk.storage.log.encoding import BadBytes

GOLDEN = Path(__file__).parents[2] / "golden" / "log" / "format_1.json"
SPACE = "01940000-0000-7000-8000-0000000000aa"
RECORD = "01940000-0000-7000-8000-0000000000bb"
COMMAND = "7d444840-9dc0-41d1-b245-5ffdce74fad2"


def an_operation() -> Operation:
    """One edit with each verb and each kind of value, and fixed salts."""
    seen = (EditId(COMMAND, 3), EditId("9e107d9d-372b-4b68-8f1a-2c1c5d0f8a10", 0))
    bare = Operation(
        space=SPACE,
        desk=bytes(range(16)),
        number=7,
        clock=(1_764_162_000_000 << 16) + 5,
        about=About(RECORD, "edit_case", COMMAND, "Because it was wrong – ça va 🙂"),
        parts=(
            Part(
                "case",
                RECORD,
                (
                    Edit("", Verb.CREATE, ""),
                    Edit("title", Verb.SET, "Fridge – 4 °C 🧊", seen),
                    Edit("discussed_on", Verb.SET, "2026-11-26"),
                    Edit("patients_affected", Verb.SET, -(1 << 63)),
                    Edit("made_safe", Verb.SET, ()),
                    Edit("summary", Verb.TEXT, b"\x01\x02\x03", seen[:1]),
                    Edit("tags", Verb.ADD, "cold chain"),
                    Edit("tags", Verb.REMOVE, "warm", seen),
                ),
                0,
            ),
            Part("timeline_entry", COMMAND, (Edit("order", Verb.MOVE, b"\x80abc"),), 8),
            Part("case", COMMAND, (Edit("deleted", Verb.DELETE, "", seen),), 9),
            Part(
                "note",
                COMMAND,
                (Edit("", Verb.ERASE, ("edits", ((COMMAND, 1),), ("text",), (("text", b"doc"),))),),
                10,
            ),
        ),
    )
    salted = encoding.committed(bare, [bytes([each]) * 32 for each in range(1, 6)])
    return replace(salted, hash=encoding.chain(encoding.START, salted))


def test_format_1_is_written_as_it_always_was() -> None:
    made = an_operation()
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert encoding.header(made).hex() == golden["header"]
    assert encoding.bodies(made).hex() == golden["bodies"]
    assert made.hash.hex() == golden["hash"]


def test_format_1_is_still_read() -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    header, bodies, own = (bytes.fromhex(golden[each]) for each in ("header", "bodies", "hash"))
    assert encoding.operation_from(header, bodies, own) == an_operation()


def test_an_unknown_format_is_refused_with_its_number() -> None:
    later = replace(an_operation(), format=99)
    with pytest.raises(BadBytes) as refused:
        encoding.operation_from(encoding.header(later), encoding.bodies(later), b"")
    assert refused.value.values["reason"] == "format 99"


def test_a_later_format_may_have_another_shape_and_is_still_named() -> None:
    header = cbor2.dumps([2, "something", "else"])
    with pytest.raises(BadBytes) as refused:
        encoding.operation_from(header, encoding.bodies(an_operation()), b"")
    assert refused.value.values["reason"] == "format 2"


def a_blanked_operation() -> Operation:
    """What is left after everything in it was erased."""
    made = an_operation()
    return replace(
        made,
        about=encoding.about_blanked(made.about),
        parts=tuple(encoding.blanked(each) for each in made.parts),
    )


def test_blanking_leaves_the_chain_as_it_was_and_nothing_to_guess_from() -> None:
    made, blank = an_operation(), a_blanked_operation()
    assert encoding.chain(encoding.START, blank) == made.hash
    bodies = encoding.bodies(blank)
    for word in (b"Fridge", b"cold chain", b"2026-11-26", b"\x80abc", b"Because"):
        assert word not in bodies
    for salt in (made.about.salt, *(each.salt for each in made.parts)):
        assert salt not in bodies
    assert encoding.operation_from(encoding.header(blank), bodies, made.hash) == blank
    assert encoding.about_fits(blank.about)
    assert all(map(encoding.part_fits, blank.parts))
    assert [each.replaces for each in blank.parts[0].edits] == [
        each.replaces for each in made.parts[0].edits
    ]


@pytest.mark.parametrize(
    "value", [None, True, 1.5, {"a": 1}, 1 << 63, -(1 << 63) - 1, [1, [None]]], ids=repr
)
def test_only_arrays_whole_numbers_text_and_bytes_are_read(value: object) -> None:
    with pytest.raises(BadBytes):
        encoding.read(cbor2.dumps(value))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\x81" * 50_000,
        b"\x9b" + b"\xff" * 8,
        b"\x5b\x7f" + b"\xff" * 7,
        b"\xd8\x1c\x81\xd8\x1d\x00",
        b"\xc2\x49" + b"\xff" * 9,
    ],
    ids=["empty", "break", "deep", "long array", "long bytes", "cycle", "bignum"],
)
def test_bytes_made_to_hurt_are_refused(data: bytes) -> None:
    with pytest.raises(BadBytes):
        encoding.read(data)


def test_a_lone_surrogate_is_no_text() -> None:
    with pytest.raises(BadBytes):
        encoding.canonical("\udc00")


wires = st.recursive(
    st.integers(-(1 << 63), (1 << 63) - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=8,
)


@given(wires)
def test_every_value_comes_back(value: Wire) -> None:
    assert encoding.read(encoding.canonical(value)) == value


@given(wires, wires)
def test_one_value_has_one_encoding(one: Wire, other: Wire) -> None:
    assert (encoding.canonical(one) == encoding.canonical(other)) == (one == other)


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_noise_is_refused_and_nothing_else(header: bytes, bodies: bytes) -> None:
    with pytest.raises(BadBytes):
        encoding.operation_from(header, bodies, b"")


@settings(deadline=None, max_examples=300)
@given(st.data(), st.sampled_from([an_operation(), a_blanked_operation()]))
def test_damaged_bytes_are_refused_or_fail_their_commitment(
    data: st.DataObject, made: Operation
) -> None:
    whole = [encoding.header(made), encoding.bodies(made)]
    which = data.draw(st.sampled_from([0, 1]))
    place = data.draw(st.integers(0, len(whole[which]) - 1))
    byte = data.draw(st.integers(0, 255))
    damaged = whole[which][:place] + bytes([byte]) + whole[which][place + 1 :]
    if damaged == whole[which]:
        return
    whole[which] = damaged
    try:
        read = encoding.operation_from(whole[0], whole[1], made.hash)
    except BadBytes:
        return
    fits = encoding.chain(encoding.START, read) == made.hash
    assert not (
        fits and encoding.about_fits(read.about) and all(map(encoding.part_fits, read.parts))
    )


wrong = st.sampled_from([(), "x", b"x", -1, ("x",), 1 << 62])


@given(st.data())
def test_values_of_the_wrong_shape_are_refused(data: st.DataObject) -> None:
    made = an_operation()
    header = list(cbor2.loads(encoding.header(made)))
    place = data.draw(st.integers(1, len(header) - 1))
    value = data.draw(wrong)
    header[place] = value
    if (place in (3, 4)) and value == 1 << 62:
        return
    with pytest.raises(BadBytes):
        encoding.operation_from(cbor2.dumps(header), encoding.bodies(made), b"")
