"""This is where it is promised that nothing typed is lost."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.cases.records import Case
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import RecordId, Text
from tests.storage.desks import NOW, again, change, fresh_desk, make, modest, opened


def test_a_draft_is_there_after_a_start_with_what_it_was_typed_on(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path)
    case = make(desk, Case, summary=Text("Warm."))
    words = ""
    for letter in "The fridge 🧊 was warm":
        words += letter
        desk.keep_draft(
            Draft(
                kind="case",
                record=case.id,
                field="summary",
                words=words,
                base=case.summary,
                kept_at=NOW,
            )
        )
    desk.close()
    later = opened(tmp_path)
    (draft,) = later.all_drafts()
    assert (draft.words, draft.base.plain) == (words, "Warm.")
    shown = change(later, again(later, case), summary=draft.base.saying(draft.words))
    assert shown.summary.plain == words
    later.drop_draft(case.id, "summary", "something typed meanwhile")
    assert later.all_drafts() == (draft,)
    later.drop_draft(case.id, "summary", words)
    assert later.all_drafts() == ()
    later.close()


def test_a_draft_of_something_not_made_yet_is_kept(tmp_path: Path) -> None:
    desk = fresh_desk(tmp_path)
    record = RecordId("01940000-0000-7000-8000-00000000cafe")
    draft = Draft(kind="note", record=record, field="text", words="New", base=Text(), kept_at=NOW)
    desk.keep_draft(draft)
    make(desk, Case, title="Something else")
    desk.rebuild()
    assert desk.all_drafts() == (draft,)
    desk.drop_draft(record, "text")
    assert desk.all_drafts() == ()
    desk.close()


@modest
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=8))
def test_every_word_typed_on_any_screen_however_stale_is_in_the_end(
    turns: list[tuple[int, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        desk = fresh_desk(Path(folder))
        screens = [make(desk, Case, summary=Text("Start."))]
        typed = ["Start."]
        for number, (which, restarts) in enumerate(turns):
            if restarts:
                desk.close()
                desk = opened(Path(folder))
            shown = screens[which % len(screens)]
            typed.append(f" word{number}!")
            words = shown.summary.plain + typed[-1]
            screens.append(change(desk, shown, summary=shown.summary.saying(words)))
        stands = screens[-1].summary.plain
        assert all(each in stands for each in typed), stands
        assert len(stands) == sum(map(len, typed))
        assert desk.verify().sound
        desk.close()
