"""This is where reading is tried: whose records are given, what is found, and what is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.errors import Missing
from layerdesk.domain.ids import only_one
from layerdesk.domain.people.log import Edit, Verb
from layerdesk.domain.people.records import Membership, Practice, Space, SpaceKind
from layerdesk.domain.record import SpaceId, Text
from layerdesk.storage import search
from layerdesk.storage.log.arrive import take_in
from layerdesk.storage.search import match_query
from layerdesk.storage.store import DEFAULT_ZONE, Store, zone_of
from layerdesk.usecases.ports import Work
from tests.storage.desks import (
    ME,
    ElsewhereDesk,
    change,
    fresh_desk,
    home_of,
    in_log,
    make,
    modest,
)

ELSEWHERE = SpaceId("01940000-0000-7000-8000-00000000abcd")
HIDDEN = only_one(ELSEWHERE, "case", "hidden")


@pytest.fixture
def with_hidden(desk: Store) -> Store:
    """A desk that holds a case of a space which its person does not belong to."""
    hide_a_case(desk)
    return desk


def hide_a_case(desk: Store) -> None:
    """Take in a case of a space which the desk's person does not belong to."""
    edits = [Edit("", Verb.CREATE, ""), Edit("title", Verb.SET, "Hidden words")]
    made = ElsewhereDesk(9, ELSEWHERE).says(1 << 60, ("case", HIDDEN, edits))
    in_log(desk, lambda connection: take_in(connection, [made]))


def test_nothing_of_a_space_that_is_not_the_viewers_is_given(with_hidden: Store) -> None:
    desk = with_hidden
    make(desk, Case, title="Open words")
    guessed = Case(id=HIDDEN, space=home_of(desk))
    with pytest.raises(Missing):
        desk.read(lambda reading: reading.get(Case, HIDDEN))
    assert desk.read(lambda reading: reading.maybe(Case, HIDDEN)) is None
    assert desk.read(lambda reading: [each.title for each in reading.find(Case)]) == ["Open words"]
    assert desk.read(lambda reading: reading.find(Case, space=ELSEWHERE)) == ()
    assert desk.read(lambda reading: reading.rows(Case, ("title",))) == (("Open words",),)
    assert desk.read(lambda reading: reading.count(Case)) == 1
    assert [each.title for each in desk.read(lambda reading: reading.search("words"))] == [
        "Open words"
    ]
    assert desk.read(lambda reading: reading.history(guessed)) == ()


def test_a_work_too_gives_nothing_of_it(with_hidden: Store) -> None:
    def look(work: Work) -> tuple[object, ...]:
        return (
            work.maybe(Case, HIDDEN),
            work.find(Case),
            work.count(Case),
            work.search("hidden"),
            work.maybe(Case, None),
        )

    assert with_hidden.write(look)[0] == (None, (), 0, (), None)


def test_leaving_a_space_ends_seeing_it(desk: Store) -> None:
    case = make(desk, Case, title="Seen")

    def leave(work: Work) -> None:
        (mine,) = work.find(Membership, person=ME, space=case.space)
        from dataclasses import replace

        work.save(mine, replace(mine, ended=True))

    desk.write(leave)
    assert desk.read(lambda reading: reading.maybe(Case, case.id)) is None
    assert case.space not in desk.viewer().spaces


def test_a_kind_of_space_that_only_a_newer_program_knows_stops_nothing(desk: Store) -> None:
    strange = SpaceId("01940000-0000-7000-8000-00000000dddd")
    other = ElsewhereDesk(9, strange)
    member = only_one(strange, Membership.kind, ME)
    made = other.says(
        1 << 60,
        ("space", strange, [Edit("", Verb.CREATE, ""), Edit("space_kind", Verb.SET, "region")]),
        ("membership", member, [Edit("", Verb.CREATE, ""), Edit("person", Verb.SET, ME)]),
    )
    in_log(desk, lambda connection: take_in(connection, [made]))
    assert strange not in desk.viewer().spaces
    assert desk.viewer().space(SpaceKind.ME)


def test_what_rolled_back_was_never_seen(desk: Store) -> None:
    def half(work: Work) -> None:
        space = SpaceId(work.new_id())
        work.save(None, Space(id=space, space=space))
        work.save(None, Membership(id=work.new_id(), space=space, person=ME))
        raise RuntimeError

    before = desk.viewer().spaces
    with pytest.raises(RuntimeError):
        desk.write(half)
    assert desk.viewer().spaces == before


@pytest.mark.parametrize("name", ["Nowhere/At all", "../../etc", ""])
def test_an_unknown_time_zone_is_the_usual_one(desk: Store, name: str) -> None:
    (practice,) = desk.read(lambda reading: reading.find(Practice))
    change(desk, practice, time_zone=name)
    assert str(in_log(desk, zone_of)) == DEFAULT_ZONE
    assert str(desk.read(lambda reading: reading.zone)) == DEFAULT_ZONE
    assert desk.read(lambda reading: reading.today).year == 2026


def test_hits_are_marked_in_their_snippets_and_the_best_come_first(desk: Store) -> None:
    make(desk, Case, title="Other", summary=Text("The fridge was warm and so was the room"))
    make(desk, Case, title="Fridge left open")
    make(desk, Note, text=Text("fridge"), tags=frozenset({"cold"}))
    hits = desk.read(lambda reading: reading.search("fridge", kinds=("case",)))
    assert [each.title for each in hits] == ["Fridge left open", "Other"]
    assert "\x02fridge\x03" in hits[1].snippet
    assert len(desk.read(lambda reading: reading.search("frid"))) == 3
    assert len(desk.read(lambda reading: reading.search("fridge", limit=1))) == 1
    assert desk.read(lambda reading: reading.search("fridge -warm -cold"))[0].title.startswith("F")
    assert desk.read(lambda reading: reading.search('"was warm"'))[0].title == "Other"
    assert desk.read(lambda reading: reading.search('"warm was"')) == ()
    assert desk.read(lambda reading: reading.search("-fridge")) == ()


def test_each_hit_shows_its_own_words_whatever_lies_between(desk: Store) -> None:
    make(desk, Case, title="Fridge one")
    make(desk, Note, text=Text("a fridge, but of another kind"))
    make(desk, Case, title="Nothing", summary=Text("no such thing"))
    make(desk, Case, title="Worse", summary=Text("far down stands a fridge"))
    make(desk, Case, title="Fridge two")
    hits = desk.read(lambda reading: reading.search("fridge", kinds=("case",), limit=2))
    shown = [(each.title, each.snippet) for each in hits]
    assert shown == [
        ("Fridge two", "\x02Fridge\x03 two"),
        ("Fridge one", "\x02Fridge\x03 one"),
    ]
    assert desk.read(lambda reading: reading.search("fridge", kinds=("decision",))) == ()


def test_hits_of_another_kind_crowd_nothing_out(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(desk, Case, title="The fridge of old")
    for number in range(3):
        make(desk, Note, text=Text(f"fridge {number}"))
    monkeypatch.setattr(search, "NEWEST", 2)
    (hit,) = desk.read(lambda reading: reading.search("fridge", kinds=("case",)))
    assert hit.title == "The fridge of old"
    newest = desk.read(lambda reading: reading.search("fridge"))
    assert {each.title for each in newest} == {"fridge 1", "fridge 2"}


def test_hits_that_others_keep_to_themselves_crowd_nothing_out(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(desk, Case, title="Open words")
    hide_a_case(desk)
    monkeypatch.setattr(search, "NEWEST", 1)
    (hit,) = desk.read(lambda reading: reading.search("words"))
    assert hit.title == "Open words"


def test_an_earlier_word_on_its_space_moves_what_is_found_there(desk: Store) -> None:
    edits = [Edit("", Verb.CREATE, ""), Edit("title", Verb.SET, "Open words")]
    late = ElsewhereDesk(8, home_of(desk)).says(1 << 60, ("case", HIDDEN, edits))
    early = ElsewhereDesk(9, ELSEWHERE).says(1 << 59, ("case", HIDDEN, edits))
    in_log(desk, lambda connection: take_in(connection, [late]))
    assert len(desk.read(lambda reading: reading.search("words"))) == 1
    in_log(desk, lambda connection: take_in(connection, [early]))
    assert desk.read(lambda reading: reading.search("words")) == ()
    assert desk.verify().index == ()


def test_what_is_reworded_again_and_again_is_found_once_and_by_its_last_words(desk: Store) -> None:
    case = make(desk, Case, title="Fridge 0")
    for number in range(1, 5):
        case = change(desk, case, title=f"Fridge {number}")
    (hit,) = desk.read(lambda reading: reading.search("fridge"))
    assert hit.title == "Fridge 4"
    assert desk.read(lambda reading: reading.search('"fridge 3"')) == ()
    assert desk.verify().index == ()


def test_accents_and_capitals_do_not_matter(desk: Store) -> None:
    make(desk, Note, text=Text("Siân saw the Kühlschrank"))
    for words in ("sian", "SIÂN", "kuhlschrank"):
        assert len(desk.read(lambda reading, each=words: reading.search(each))) == 1


def test_what_is_in_the_bin_is_not_found_and_comes_back(desk: Store) -> None:
    note = make(desk, Note, text=Text("fridge"))
    desk.write(lambda work: work.delete(note))
    assert desk.read(lambda reading: reading.search("fridge")) == ()
    desk.undo()
    assert len(desk.read(lambda reading: reading.search("fridge"))) == 1
    change(desk, note, text=note.text.saying("freezer"))
    assert desk.read(lambda reading: reading.search("fridge")) == ()
    assert len(desk.read(lambda reading: reading.search("freezer"))) == 1


def test_no_query_can_break_the_search(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = fresh_desk(tmp_path_factory.mktemp("desk"))
    make(desk, Note, text=Text("fridge NOT AND OR NEAR title: \x00 * ^ 'x"))
    odd = st.text(st.sampled_from("ab\"-*^:()+,{}\x00\ud800 \tANDORNEAR_é🙂'"), max_size=25)

    @modest
    @given(st.text(st.characters(codec=None), max_size=30) | odd)
    def looks(words: str) -> None:
        found = desk.read(lambda reading: reading.search(words))
        assert isinstance(found, tuple)

    looks()
    for words in ('"', '""', "a\x00b", '"a\x00b"', "\ud800", '"x\ud800"', "_", '"_"', "a" * 10_000):
        assert isinstance(desk.read(lambda reading, each=words: reading.search(each)), tuple)
    assert match_query("   ") == ""
    desk.close()


def test_history_tells_values_before_and_after(desk: Store) -> None:
    case = make(desk, Case, title="One", summary=Text("A"), tags=frozenset({"x"}))

    def edit(work: Work) -> Case:
        from dataclasses import replace

        work.because("  A reason  ")
        return work.save(
            case, replace(case, title="Two", summary=case.summary.saying("A B"), tags=frozenset())
        )

    desk.write(edit)
    desk.undo()
    told = desk.read(lambda reading: reading.history(case))
    assert [each.command for each in told] == ["add", "edit", "undo"]
    assert told[1].reason == "A reason"
    assert told[2].undid
    changes = {each.field: (each.before, each.after) for each in told[1].changes}
    assert changes["title"] == ("One", "Two")
    assert changes["summary"] == ("A", "A B")
    assert told[0].who == ME


def test_settings_are_kept_by_name(desk: Store) -> None:
    assert desk.setting("look") is None
    desk.keep_setting("look", "dark")
    desk.keep_setting("look", "light")
    assert desk.setting("look") == "light"
    assert desk.settings() == {"look": "light"}
