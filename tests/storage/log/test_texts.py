"""This is where mergeable texts are tried: stale states, client ids, Unicode and damage."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.cases.records import Case
from layerdesk.domain.record import Text
from layerdesk.storage.log import texts
from layerdesk.storage.store import Store
from tests.storage.desks import Clock, again, change, make, modest, opened

LETTERS = st.text(st.sampled_from("ab \n🙂é\u0301\u200d👩🏽‍⚕️\U0010ffffß\x00"), max_size=12)


@modest
@given(LETTERS, LETTERS)
def test_the_difference_turns_one_text_into_the_other(before: str, after: str) -> None:
    data = before.encode()
    for start, end, words in texts.difference(before, after):
        data = data[:start] + words.encode() + data[end:]
    assert data.decode() == after


@modest
@given(st.lists(LETTERS, min_size=1, max_size=6))
def test_what_was_typed_is_what_stands(versions: list[str]) -> None:
    clients = texts.Clients()
    words, state, updates = "", b"", []
    for each in versions:
        update = texts.edit(clients, "r", "f", Text(words, state), each)
        updates.append(update)
        words, state = texts.merged(updates)
        assert words == each


@modest
@given(LETTERS, LETTERS, LETTERS)
def test_two_saves_from_one_stale_state_never_diverge(base: str, one: str, other: str) -> None:
    clients = texts.Clients()
    first = texts.edit(clients, "r", "f", Text(), base)
    words, state = texts.merged([first])
    stale = Text(words, state)
    second = texts.edit(clients, "r", "f", stale, one)
    third = texts.edit(clients, "r", "f", stale, other)
    come_to = {texts.merged([first, *order])[0] for order in permutations([second, third])}
    assert len(come_to) == 1
    (merged,) = come_to
    for version in (one, other):
        new = [words for _, _, words in texts.difference(base, version)]
        for each in "".join(new):
            assert each in merged


def test_the_state_of_the_last_update_is_written_on_under_the_same_client() -> None:
    clients = texts.Clients()
    first = texts.edit(clients, "r", "f", Text(), "One")
    words, state = texts.merged([first])
    known = clients.document("r", "f", state).client_id
    assert clients.document("r", "f", state).client_id == known
    assert clients.document("r", "f", b"").client_id != known
    assert clients.document("r", "g", state).client_id != known
    assert texts.Clients().document("r", "f", state).client_id != known
    assert texts.edit(clients, "r", "f", Text(words, state), "One") == b""


def test_a_rolled_back_work_is_never_written_under_its_client_ids_again(desk: Store) -> None:
    case = make(desk, Case, summary=Text("Base."))

    def fails(work: object) -> None:
        raise RuntimeError

    known = desk._clients
    with pytest.raises(RuntimeError):
        desk.write(fails)
    assert desk._clients is not known
    first = change(desk, case, summary=case.summary.saying("Base. One."))
    second = change(desk, case, summary=case.summary.saying("Base. Two."))
    assert "One." in second.summary.plain
    assert "Two." in second.summary.plain
    assert first.summary.plain == "Base. One."
    assert desk.verify().sound


def test_a_restart_takes_fresh_client_ids(desk: Store, tmp_path: Path, clock: Clock) -> None:
    case = make(desk, Case, summary=Text("Base."))
    desk.close()
    other = opened(tmp_path, clock)
    change(other, case, summary=case.summary.saying("Base. One."))
    other.close()
    third = opened(tmp_path, clock)
    shown = change(third, case, summary=case.summary.saying("Base. Two."))
    assert "One" in shown.summary.plain
    assert "Two" in shown.summary.plain
    assert third.verify().sound
    third.close()


def test_words_of_others_survive_a_stale_screen(desk: Store) -> None:
    case = make(desk, Case, summary=Text("The fridge 🧊 was warm."))
    change(desk, case, summary=case.summary.saying("The vaccine fridge 🧊 was warm."))
    both = change(desk, case, summary=case.summary.saying("The fridge 🧊 was far too warm."))
    assert both.summary.plain == "The vaccine fridge 🧊 was far too warm."


def test_a_text_of_twenty_thousand_characters_takes_small_edits(desk: Store) -> None:
    long = "Wörter 🙂 und mehr.\n" * 1_053
    assert len(long) >= 20_000
    case = make(desk, Case, summary=Text(long))
    assert case.summary.plain == long
    changed = long[:10_000] + "X" + long[10_001:15_000] + long[15_003:]
    shown = change(desk, case, summary=case.summary.saying(changed))
    assert shown.summary.plain == changed
    replaced = change(desk, shown, summary=shown.summary.saying(long[::-1]))
    assert replaced.summary.plain == long[::-1]
    assert desk.verify().sound


@modest
@given(st.binary(max_size=60), st.integers(0, 25))
def test_damaged_updates_are_passed_over(noise: bytes, place: int) -> None:
    clients = texts.Clients()
    first = texts.edit(clients, "r", "f", Text(), "Words that stay")
    cut = first[:place]
    for damaged in (noise, cut):
        words, state = texts.merged([damaged, first, b"", damaged])
        assert texts.merged([state])[0] == words
        assert isinstance(words, str)


def test_what_is_emptied_holds_no_words() -> None:
    clients = texts.Clients()
    update = texts.edit(clients, "r", "f", Text(), "Mrs Secret")
    empty = texts.reworded([update])
    assert b"Secret" not in empty
    assert texts.merged([empty])[0] == ""


def test_typing_after_an_emptied_document_is_kept() -> None:
    clients = texts.Clients()
    first = texts.edit(clients, "r", "f", Text(), "Secret")
    words, state = texts.merged([first])
    later = texts.edit(clients, "r", "f", Text(words, state), "Secret and harmless")
    assert texts.merged([texts.reworded([first]), later])[0] == " and harmless"


def test_stored_words_come_back_letter_by_letter(desk: Store) -> None:
    words = "é e\u0301 👩🏽‍⚕️ \u202e \x00 ﬁ\r\n\t"
    case = make(desk, Case, title=words, summary=Text(words), tags=frozenset({words, "/"}))
    stored = again(desk, case)
    assert (stored.title, stored.summary.plain) == (words, words)
    assert stored.tags == {words, "/"}
