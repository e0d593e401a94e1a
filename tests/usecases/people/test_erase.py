"""This is where it is tested who may erase what, and what goes with it."""

import pytest

from layerdesk.domain.cases.records import Answer, Case, Note, TimelineEntry
from layerdesk.domain.errors import Missing, NotAllowed, ReasonNeeded
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.people.erase import erase_record, erase_words
from tests.fakes import FakeDesk

REASON = "Entered for the wrong practice"


def test_erase_record_takes_a_case_with_all_that_belongs_to_it() -> None:
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    case = desk.make(Case, title="Wrong place")
    entry = desk.make(TimelineEntry, case=case.id)
    answer = desk.make(Answer, case=case.id, prompt="what")
    action = desk.make(Action, case=case.id)
    erased = desk.do(erase_record, Case.kind, case.id, reason=REASON)
    assert erased.records == 4
    assert {each.id for each in desk.erased} == {case.id, entry.id, answer.id, action.id}
    assert desk.reasons == [REASON]


def test_erase_record_takes_an_action_with_its_progress() -> None:
    desk = FakeDesk(Role.IG_LEAD)
    action = desk.make(Action, text="Call")
    update = desk.make(ActionUpdate, action=action.id)
    desk.do(erase_record, Action.kind, action.id, reason=REASON)
    assert {each.id for each in desk.erased} == {action.id, update.id}


def test_anybody_may_erase_a_note_of_their_own_but_not_what_others_see() -> None:
    desk = FakeDesk(Role.STAFF)
    own = desk.make(Note, space=desk.me, text=Text("Mine"))
    shared = desk.make(Note, text=Text("Ours"))
    desk.do(erase_record, Note.kind, own.id, reason=REASON)
    with pytest.raises(NotAllowed):
        desk.do(erase_record, Note.kind, shared.id, reason=REASON)
    assert [each.id for each in desk.erased] == [own.id]


def test_nothing_is_erased_without_a_reason_or_under_a_legal_hold() -> None:
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    held = desk.make(Case, legal_hold=True)
    free = desk.make(Case)
    with pytest.raises(NotAllowed):
        desk.do(erase_record, Case.kind, held.id, reason=REASON)
    with pytest.raises(ReasonNeeded):
        desk.do(erase_record, Case.kind, free.id, reason="  ")
    assert desk.erased == []


def test_a_meeting_is_not_erased_whole_and_unknown_kinds_are_missing() -> None:
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    meeting = desk.make(Meeting)
    with pytest.raises(NotAllowed):
        desk.do(erase_record, Meeting.kind, meeting.id, reason=REASON)
    with pytest.raises(Missing):
        desk.do(erase_record, "dance", RecordId(meeting.id), reason=REASON)


def test_erase_words_empties_only_the_named_fields() -> None:
    desk = FakeDesk(Role.PRACTICE_MANAGER)
    case = desk.make(Case, title="Kept", summary=Text("Said too much"))
    erased = desk.do(erase_words, Case.kind, case.id, ["summary"], reason=REASON)
    assert erased.records == 1
    after = desk.records[case.id]
    assert isinstance(after, Case)
    assert after.summary.plain == ""
    assert after.title == "Kept"
