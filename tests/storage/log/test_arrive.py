"""This is where operations of several desks arrive in any order, and come to the same."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.ids import only_one
from layerdesk.domain.people.log import Edit, Operation, Verb
from layerdesk.domain.record import EditId, SpaceId, Text
from layerdesk.storage.log import encoding, rows, texts
from layerdesk.storage.log.arrive import ChainBroken, take_in
from layerdesk.storage.store import Store
from tests.storage.desks import (
    ElsewhereDesk,
    change,
    fresh_desk,
    home_of,
    in_log,
    make,
    modest,
    record_rows,
)

SPACE = SpaceId("01940000-0000-7000-8000-0000000000aa")
RECORDS = tuple(only_one(SPACE, "case", str(each)) for each in range(2))
STRANGE = (
    Edit("mood", Verb.SET, "calm"),
    Edit("title", "fold_by_ear", "x"),
    Edit("title", Verb.ADD, "x"),
    Edit("tags", Verb.SET, 7),
    Edit("summary", Verb.SET, "x"),
    Edit("summary", Verb.TEXT, b"\xff\x00"),
    Edit("state", Verb.SET, "a state of a newer program"),
    Edit("patients_affected", Verb.SET, "many"),
    Edit("date_identified", Verb.SET, "31 June"),
    Edit("", Verb.ERASE, "wrong"),
)


@st.composite
def desks_at_work(draw: st.DrawFn) -> list[list[Operation]]:
    """What three desks wrote, each having seen some of what the others had written."""
    desks = [ElsewhereDesk(each + 1, SPACE) for each in range(3)]
    everything: list[tuple[str, str, EditId, Edit]] = []
    clock = 0
    for _ in range(draw(st.integers(1, 10))):
        desk = draw(st.sampled_from(desks))
        clock += draw(st.integers(0, 2))
        later = max(clock, desk.made[-1].clock + 1 if desk.made else 1)
        record = draw(st.sampled_from(RECORDS))
        number = len(desk.made) + 1
        command = f"{number:08x}-0000-4000-8000-{desk.desk.hex()[:12]}"
        edits = [draw(edits_of(record, everything)) for _ in range(draw(st.integers(1, 3)))]
        desk.says(later, ("case", record, edits), command_id=command)
        everything.extend(
            (record, each.field, EditId(command, place), each) for place, each in enumerate(edits)
        )
    return [each.made for each in desks]


@st.composite
def edits_of(draw: st.DrawFn, record: str, before: list[tuple[str, str, EditId, Edit]]) -> Edit:
    """An edit that replaces some of those its author saw."""

    def seen(field: str, *verbs: str) -> tuple[EditId, ...]:
        known = [
            each
            for its, its_field, each, edit in before
            if its == record and its_field == field and (not verbs or edit.verb in verbs)
        ]
        return tuple(each for each in known if draw(st.booleans()))

    what = draw(
        st.sampled_from(["create", "title", "text", "add", "remove", "bin", "odd", "erase"])
    )
    if what == "create":
        return Edit("", Verb.CREATE, "")
    if what == "title":
        return Edit("title", Verb.SET, draw(st.text(max_size=3)), seen("title"))
    if what == "text":
        update = texts.edit(texts.Clients(), record, "summary", Text(), draw(st.text("ab🙂")))
        return Edit("summary", Verb.TEXT, update, seen("summary"))
    if what == "add":
        return Edit("tags", Verb.ADD, draw(st.sampled_from("xy")))
    if what == "remove":
        return Edit("tags", Verb.REMOVE, draw(st.sampled_from("xy")), seen("tags", Verb.ADD))
    if what == "bin":
        verb = draw(st.sampled_from([Verb.DELETE, Verb.RESTORE]))
        return Edit("deleted", verb, "", seen("deleted"))
    if what == "odd":
        return draw(st.sampled_from(STRANGE[:-1]))
    whole = draw(st.integers(0, 5)) == 0
    named = tuple((each.command, each.place) for its, _, each, _ in before if its == record)
    return Edit(
        "", Verb.ERASE, ("record" if whole else "edits", () if whole else named[:3], (), ())
    )


@st.composite
def portions(draw: st.DrawFn, chains: Sequence[Sequence[Operation]]) -> list[list[Operation]]:
    """One way in which they arrive: each chain in its order, portions of any size, some again."""
    waiting = [list(each) for each in chains]
    out: list[list[Operation]] = []
    while any(waiting):
        portion: list[Operation] = []
        for chain in waiting:
            count = draw(st.integers(0, len(chain)))
            portion += chain[:count]
            del chain[:count]
        again = [each for earlier in out for each in earlier if draw(st.integers(0, 5)) == 0]
        out.append(draw(st.permutations(portion + again)))
        if not portion and not again:
            out.append([chain.pop(0) for chain in waiting if chain])
    return out


def everything_in(desk: Store) -> dict[str, Any]:
    """The record tables and the log."""

    def look(connection: Any) -> dict[str, Any]:
        log = connection.execute(
            "SELECT space, desk, number, clock, header, bodies, hash FROM operation"
            " ORDER BY space, desk, number"
        ).fetchall()
        return {"log": [tuple(each) for each in log], **_comparable(record_rows(connection))}

    return dict(in_log(desk, look))


def _comparable(tables: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    # The same letters may be encoded in more than one way; the words must be the same.
    return {
        name: [
            {key: value for key, value in row.items() if not key.endswith("_state_of_text")}
            for row in found
        ]
        for name, found in tables.items()
    }


@modest
@given(st.data())
def test_any_order_portion_and_repetition_comes_to_the_same(data: st.DataObject) -> None:
    chains = data.draw(desks_at_work())
    states = []
    for _ in range(2):
        with TemporaryDirectory() as folder:
            desk = fresh_desk(Path(folder))
            for portion in data.draw(portions(chains)):
                in_log(desk, lambda connection, some=portion: take_in(connection, some))
            verdict = desk.verify()
            assert verdict.sound, verdict
            states.append(everything_in(desk))
            desk.rebuild()
            assert everything_in(desk) == states[-1]
            desk.close()
    assert states[0] == states[1]


@pytest.mark.parametrize("odd", STRANGE, ids=lambda each: f"{each.verb} {each.field}")
def test_what_an_older_program_does_not_know_never_stops_it(desk: Store, odd: Edit) -> None:
    case = make(desk, Case, title="Fridge", state=CaseState.REPORTED)
    other = ElsewhereDesk(9, home_of(desk))
    some = [
        other.says(1 << 60, ("case", case.id, [odd])),
        other.says((1 << 60) + 1, ("riddle", case.id, [odd, Edit("", Verb.CREATE, "")])),
    ]
    in_log(desk, lambda connection: take_in(connection, some))
    assert desk.verify().sound
    kept = in_log(desk, lambda connection: list(rows.all_operations(connection))[-2:])
    assert [each.hash for each in kept] == [each.hash for each in some]
    desk.read(lambda reading: (reading.maybe(Case, case.id), reading.history(case)))


def test_an_edit_before_its_creation_waits_for_it(desk: Store) -> None:
    other = ElsewhereDesk(9, home_of(desk))
    early = other.says(5, ("case", RECORDS[0], [Edit("title", Verb.SET, "Early")]))
    in_log(desk, lambda connection: take_in(connection, [early]))
    assert desk.read(lambda reading: reading.maybe(Case, RECORDS[0])) is None
    home = home_of(desk)
    stored, _ = desk.write(
        lambda work: work.save(None, Case(id=RECORDS[0], space=home, place="Home"))
    )
    assert (stored.title, stored.place) == ("Early", "Home")
    assert desk.verify().sound


@pytest.mark.parametrize("fault", ["gap", "fork", "hash", "value", "blank", "words in a blank"])
def test_what_does_not_fit_its_chain_is_refused_and_changes_nothing(
    desk: Store, fault: str
) -> None:
    other = ElsewhereDesk(9, home_of(desk))
    first, second, third = (
        other.says(clock, ("case", RECORDS[0], [Edit("title", Verb.SET, str(clock))]))
        for clock in (1, 2, 3)
    )
    in_log(desk, lambda connection: take_in(connection, [first]))
    part = second.parts[0]
    wrong = {
        "gap": third,
        "fork": replace(first, hash=bytes(32)),
        "hash": replace(second, hash=bytes(32)),
        "value": replace(
            second, parts=(replace(part, edits=(Edit("title", Verb.SET, "forged"),)),)
        ),
        "blank": replace(
            second,
            parts=(replace(encoding.blanked(part), edits=(Edit("place", Verb.SET, ()),)),),
        ),
        "words in a blank": replace(
            second, parts=(replace(encoding.blanked(part), edits=part.edits),)
        ),
    }[fault]
    before = everything_in(desk)
    with pytest.raises(ChainBroken) as refused:
        in_log(desk, lambda connection: take_in(connection, [wrong]))
    assert refused.value.values["desk"] == other.desk.hex()
    assert everything_in(desk) == before


def test_words_in_a_blanked_part_are_not_believed(desk: Store) -> None:
    case = make(desk, Case, title="Fridge", summary=Text("True"))
    other = ElsewhereDesk(9, home_of(desk))
    forged = texts.edit(texts.Clients(), case.id, "summary", case.summary, "True and forged")
    made = other.says(
        1 << 60,
        ("case", case.id, [Edit("summary", Verb.TEXT, forged), Edit("tags", Verb.ADD, "x")]),
    )
    (part,) = made.parts
    blank = replace(made, parts=(replace(encoding.blanked(part), edits=part.edits),))

    def slip_in(connection: Any) -> None:
        from layerdesk.storage.log import fold

        rows.append(connection, blank)
        fold.fold_records(connection, [case.id])

    in_log(desk, slip_in)
    stored = desk.read(lambda reading: reading.get(Case, case.id))
    assert (stored.summary.plain, stored.tags) == ("True", frozenset())
    assert desk.verify().broken_parts


def test_this_desks_own_edits_go_on_after_others_arrived(desk: Store) -> None:
    case = make(desk, Case, title="Fridge", tags=frozenset({"a"}))
    other = ElsewhereDesk(9, home_of(desk))
    theirs = other.says(
        1 << 60,
        (
            "case",
            case.id,
            [
                Edit("title", Verb.SET, "Theirs"),
                Edit("tags", Verb.ADD, "a"),
                Edit("tags", Verb.ADD, "b"),
            ],
        ),
    )
    in_log(desk, lambda connection: take_in(connection, [theirs]))
    mine = change(desk, case, title="Mine", tags=frozenset())
    assert mine.title == "Mine"
    assert mine.written_by_two() == ("title",)
    assert mine.tags == {"a", "b"}
    assert desk.verify().sound
    assert bytes(32) == encoding.START
