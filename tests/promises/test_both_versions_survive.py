"""This is where it is promised that of two concurrent versions both survive."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.cases.records import Case
from layerdesk.domain.people.log import Edit, Verb
from layerdesk.domain.record import Text
from layerdesk.storage.log import texts
from layerdesk.storage.log.arrive import take_in
from layerdesk.usecases.people.settle import list_written_by_two, settle
from tests.storage.desks import (
    ElsewhereDesk,
    again,
    change,
    fresh_desk,
    home_of,
    in_log,
    make,
    modest,
)

clocks = st.integers(1, 1 << 62)
titles = st.text(min_size=1, max_size=5)


@modest
@given(titles, titles, clocks)
def test_both_stand_until_somebody_settles_them(mine: str, theirs: str, clock: int) -> None:
    with TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        shown = make(desk, Case, title="Start here")
        other = ElsewhereDesk(9, home_of(desk))
        edit = Edit("title", Verb.SET, theirs, tuple(shown.seen["title"]))
        made = other.says(clock, ("case", shown.id, [edit]))
        change(desk, shown, title=mine)
        in_log(desk, lambda connection: take_in(connection, [made]))
        both = again(desk, shown)
        assert both.written_by_two() == ("title",)
        told = desk.read(lambda reading: reading.history(both))
        said = {each.after for one in told for each in one.changes if each.field == "title"}
        assert {mine, theirs} <= said
        settled = change(desk, both, title="Settled now")
        assert (settled.title, settled.written_by_two()) == ("Settled now", ())
        assert desk.verify().sound
        desk.close()


@modest
@given(clocks)
def test_an_edit_made_after_seeing_another_beats_it_whatever_the_clocks(clock: int) -> None:
    with TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        shown = make(desk, Case, title="Before")
        edit = Edit("title", Verb.SET, "After", tuple(shown.seen["title"]))
        made = ElsewhereDesk(9, home_of(desk)).says(clock, ("case", shown.id, [edit]))
        in_log(desk, lambda connection: take_in(connection, [made]))
        stored = again(desk, shown)
        assert (stored.title, stored.written_by_two()) == ("After", ())
        desk.close()


def test_settling_lets_either_version_hold_also_the_one_that_shows() -> None:
    for chosen in ("Mine", "Theirs"):
        with TemporaryDirectory() as folder:
            desk = fresh_desk(Path(folder))
            shown = make(desk, Case, title="Start", summary=Text("Common. "))
            words = [
                Edit("title", Verb.SET, "Theirs", tuple(shown.seen["title"])),
                Edit("summary", Verb.TEXT, _typed(shown, "Theirs. "), tuple(shown.seen["summary"])),
            ]
            made = ElsewhereDesk(9, home_of(desk)).says(1 << 60, ("case", shown.id, words))
            change(desk, shown, title="Mine", summary=shown.summary.saying("Common. Mine. "))
            in_log(desk, lambda connection, made=made: take_in(connection, [made]))
            open_ones = desk.read(list_written_by_two, lambda _set, value: value)
            assert [each.field for each in open_ones] == ["summary", "title"]
            both = again(desk, shown)
            desk.write(settle, "case", shown.id, "title", chosen)
            desk.write(settle, "case", shown.id, "summary", None)
            settled = again(desk, shown)
            assert (settled.title, settled.summary) == (chosen, both.summary)
            assert "Mine." in settled.summary.plain
            assert "Theirs." in settled.summary.plain
            assert desk.read(list_written_by_two, lambda _set, value: value) == ()
            assert desk.verify().sound
            desk.close()


def _typed(shown: Case, words: str) -> bytes:
    text = shown.summary
    return texts.edit(texts.Clients(), shown.id, "summary", text, text.plain + words)
