"""This is where it is tested that what is erased leaves agendas and kept minutes too."""

from dataclasses import replace

import pytest

from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.document import document_hash, from_bytes
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Correction,
    Decision,
    ItemKind,
    Meeting,
    MinuteNote,
    MinutesVersion,
)
from layerdesk.domain.people.records import Role
from layerdesk.domain.record import Text
from layerdesk.usecases.cases.restrict_case import restrict_case
from layerdesk.usecases.meetings.agree import agree_action
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.finish import circulate_minutes, close_meeting, draft_minutes
from layerdesk.usecases.meetings.respond import propose_correction, settle_correction
from layerdesk.usecases.meetings.run import go_to_item, next_item
from layerdesk.usecases.meetings.write import add_decision, add_learning_point, note_point
from layerdesk.usecases.people.erase import erase_record, what_tells_of
from tests.domain.meetings.test_minutes import text_of
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import item, labels, planned, practice_desk, running

REASON = "Asked for by law"
SECRETS = (
    "A case",
    "LD-2026-A",
    "Dictated secretly",
    "Noted secretly",
    "Decided secretly",
    "Learned secretly",
    "Do it secretly",
)


@pytest.fixture
def desk() -> FakeDesk:
    return practice_desk(Role.FACILITATOR, Role.STAFF, Role.SEA_LEAD, Role.PRACTICE_MANAGER)


def circulated(desk: FakeDesk) -> tuple[Meeting, Case]:
    """A meeting that spoke of a case and of another; its minutes went round."""
    held = running(desk, cases=2)
    first = item(desk, "A case")
    case = desk.get(Case, first.subject)
    desk.records[case.id] = replace(case, summary=Text("Dictated secretly"))
    desk.do(go_to_item, first.id)
    desk.do(note_point, first.id, "Noted secretly")
    desk.do(add_decision, first.id, "Decided secretly")
    desk.do(add_learning_point, first.id, "Learned secretly")
    desk.do(agree_action, first.id, "Do it secretly", desk.person, desk.now.date())
    desk.do(next_item, held.id)
    second = item(desk, "B case")
    desk.do(add_learning_point, second.id, "Learned openly")
    desk.do(next_item, held.id)
    desk.do(close_meeting, held.id, despite="A test")
    desk.do(draft_minutes, held.id)
    desk.do(circulate_minutes, held.id, labels)
    return held, desk.get(Case, first.subject)


def minutes_of(desk: FakeDesk) -> list[str]:
    versions = desk.all(MinutesVersion)
    for each in versions:
        assert each.hash == document_hash(from_bytes(each.document))
    return [text_of(from_bytes(each.document)) for each in versions]


def test_an_erased_case_leaves_the_agenda_the_key_messages_and_the_kept_minutes(desk) -> None:
    held, case = circulated(desk)
    (before,) = minutes_of(desk)
    assert [each for each in SECRETS if each not in before] == []
    told = desk.read(what_tells_of, Case.kind, case.id)
    assert (told.items, told.minutes) == (1, 1)
    assert told.own_words == ("Learned secretly", "Learned openly")
    desk.do(erase_record, Case.kind, case.id, reason=REASON)
    (after,) = minutes_of(desk)
    assert [each for each in SECRETS if each in after] == []
    for words in ("B case", "Learned openly", "Erased item", "Parts were taken out on"):
        assert words in after
    kept = item(desk, "Erased item")
    assert (kept.subject, kept.note, kept.parked_reason) == (None, "", "")
    assert desk.get(Meeting, held.id).key_messages.plain == "Learned openly"
    for kind in (Action, MinuteNote, Decision):
        assert [each for each in desk.all(kind) if "secretly" in str(each)] == []


def test_the_minutes_of_later_meetings_forget_its_actions_too(desk) -> None:
    _, case = circulated(desk)
    desk.later(days=30)
    later = running(desk, cases=0)
    desk.do(close_meeting, later.id, despite="A test")
    desk.do(draft_minutes, later.id)
    desk.do(circulate_minutes, later.id, labels)
    assert "Do it secretly" in minutes_of(desk)[1]
    assert desk.read(what_tells_of, Case.kind, case.id).minutes == 2
    desk.do(erase_record, Case.kind, case.id, reason=REASON)
    assert "secretly" not in "".join(minutes_of(desk))


def test_own_words_of_the_meetings_go_where_a_person_says_so(desk) -> None:
    held, case = circulated(desk)
    proposed = desk.do(propose_correction, held.id, "It was not Zoe")
    desk.do(settle_correction, proposed.id, True, labels)
    desk.do(circulate_minutes, held.id, labels)
    assert "It was not Zoe" in desk.read(what_tells_of, Case.kind, case.id).own_words
    desk.do(erase_record, Case.kind, case.id, reason=REASON, own_words=True)
    assert desk.get(Meeting, held.id).key_messages.plain == ""
    assert desk.all(Correction) == ()
    assert "It was not Zoe" not in "".join(minutes_of(desk))


def test_an_item_that_is_still_to_come_is_erased_with_its_case(desk) -> None:
    held, case = circulated(desk)
    desk.later(days=30)
    following = planned(desk)
    again = desk.do(add_item, following.id, case=case.id, minutes=10)
    desk.do(circulate_minutes, held.id, labels)
    assert "Agenda so far\nA case" in minutes_of(desk)[1]
    desk.do(erase_record, Case.kind, case.id, reason=REASON)
    assert again.id not in desk.records
    assert "A case" not in "".join(minutes_of(desk))


def test_a_learning_point_or_an_action_is_erased_alone(desk) -> None:
    circulated(desk)
    point = next(each for each in desk.all(LearningPoint) if each.statement == "Learned secretly")
    desk.do(erase_record, LearningPoint.kind, point.id, reason=REASON)
    (action,) = desk.all(Action)
    desk.do(erase_record, Action.kind, action.id, reason=REASON)
    (text,) = minutes_of(desk)
    assert "Learned secretly" not in text
    assert "Do it secretly" not in text
    assert "A case" in text
    assert "Noted secretly" in text


def test_a_note_that_a_room_spoke_of_is_erased_with_what_was_said(desk) -> None:
    note = desk.make(Note, text=Text("Hidden note"))
    held = running(desk, cases=0)
    under = desk.make(
        AgendaItem, meeting=held.id, item_kind=ItemKind.NOTE, subject=note.id, title="Hidden note"
    )
    desk.do(go_to_item, under.id)
    desk.do(note_point, under.id, "Said of the hidden")
    desk.do(close_meeting, held.id, despite="A test")
    desk.do(draft_minutes, held.id)
    desk.do(circulate_minutes, held.id, labels)
    assert "Said of the hidden" in minutes_of(desk)[0]
    desk.do(erase_record, Note.kind, note.id, reason=REASON)
    assert "idden" not in "".join(minutes_of(desk))
    assert desk.all(MinuteNote) == ()


def test_the_note_that_became_the_case_goes_with_it(desk) -> None:
    note = desk.make(Note, space=desk.me, text=Text("It began here"))
    case = desk.make(Case, from_note=note.id)
    desk.do(erase_record, Case.kind, case.id, reason=REASON)
    assert note.id not in desk.records


def test_minutes_that_no_program_reads_any_more_are_emptied(desk) -> None:
    _, case = circulated(desk)
    (version,) = desk.all(MinutesVersion)
    damaged = version.document[:-2]
    desk.records[version.id] = type(version)(
        id=version.id, space=version.space, meeting=version.meeting, document=damaged, hash="x"
    )
    desk.do(erase_record, Case.kind, case.id, reason=REASON)
    (left,) = desk.all(MinutesVersion)
    assert (left.document, left.hash) == (b"", "")


def test_a_case_that_is_restricted_leaves_what_everybody_reads(desk) -> None:
    held, case = circulated(desk)
    made = desk.do(restrict_case, case.id, members=(), reason="Concerns one person")
    (text,) = minutes_of(desk)
    assert [each for each in SECRETS if each in text and each != "LD-2026-A"] == []
    assert "Restricted item, minuted separately." in text
    under = next(each for each in desk.all(AgendaItem) if each.subject == made.case.id)
    assert under.restricted
    assert under.title == "Restricted case LD-2026-A"
    assert desk.get(Meeting, held.id).key_messages.plain == "Learned openly"
    kept = [each.text.plain for each in desk.all(MinuteNote) if each.space == made.case.space]
    assert kept == ["Noted secretly"]
