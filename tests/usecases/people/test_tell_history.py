"""This is where it is tested how a history is asked for; the sentences have tests of their own."""

from datetime import date

import pytest

from layerdesk.domain.cases.records import Note
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.meetings.records import AgendaItem, Meeting
from layerdesk.domain.people.history import FieldChange, Happening
from layerdesk.domain.people.log import Verb
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.people.tell_history import find_recent, list_recent, tell_history
from tests.fakes import NOW, FakeDesk


def labels(value_set: str, value: str) -> str:
    return {"practice_nurse": "practice nurse", "gp_partner": "GP partner"}.get(value, value)


def desk_with_history() -> tuple[FakeDesk, Action, Person]:
    desk = FakeDesk()
    nurse = desk.make(Person, name="Shazia Mahmood", job_role="practice_nurse")
    action = desk.make(Action, text="Audit recalls", owner=nurse.id)

    def happening(
        command: str, who: RecordId, *changes: FieldChange, reason: str = ""
    ) -> Happening:
        return Happening(
            when=NOW,
            who=who,
            command=command,
            command_id=command,
            reason=reason,
            undid=False,
            changes=changes,
        )

    desk.histories[action.id] = (
        happening(
            "agree_action",
            desk.person,
            FieldChange(field="", verb=Verb.CREATE),
            FieldChange(field="text", verb=Verb.SET, after="Audit recalls"),
        ),
        happening(
            "postpone_action",
            nurse.id,
            FieldChange(
                field="due", verb=Verb.SET, before=date(2026, 12, 3), after=date(2026, 12, 10)
            ),
            reason="The list was longer than we thought.",
        ),
        happening(
            "reassign_action",
            RecordId("unknown"),
            FieldChange(field="owner", verb=Verb.SET, before=nurse.id, after=desk.person),
        ),
    )
    return desk, action, nurse


def test_tell_history_is_newest_first_and_names_people():
    desk, action, _ = desk_with_history()
    told = desk.read(tell_history, "action", action.id, labels)
    assert [each.words for each in told] == [
        "Somebody changed the owner from “Shazia Mahmood” to “Sam Okafor”.",
        "Shazia Mahmood moved the due date from 3 to 10 December 2026, because the list was longer"
        " than we thought.",
        "Sam Okafor made this action and filled in action.",
    ]


def test_people_may_be_named_by_their_job_only():
    desk, action, _ = desk_with_history()
    told = desk.read(tell_history, "action", action.id, labels, by_role=True)
    assert told[1].words.startswith("The practice nurse moved the due date from 3 to 10 December")


def test_a_person_without_name_and_job_is_somebody():
    desk, action, nurse = desk_with_history()
    desk.records[nurse.id] = Person(id=nurse.id, space=nurse.space)
    told = desk.read(tell_history, "action", action.id, labels)
    assert told[1].words.startswith("Somebody moved")


def test_a_record_that_is_not_there_has_no_history():
    with pytest.raises(Missing):
        FakeDesk().read(tell_history, "action", RecordId("gone"), labels)
    with pytest.raises(Missing):
        FakeDesk().read(tell_history, "sock", RecordId("gone"), labels)


def test_list_recent_is_newest_first():
    desk = FakeDesk()
    desk.make(Note, text=Text("Old\nsecond line"))
    desk.later(hours=1)
    desk.make(Action, text="New")
    recent = desk.read(list_recent)
    assert (recent[0].title, recent[0].who) == ("New", "Sam Okafor")
    assert "Old" in [each.title for each in recent]
    assert len(desk.read(list_recent, limit=1)) == 1


def test_find_recent_finds_a_thing_of_its_own_and_nothing_else():
    desk = FakeDesk()
    action = desk.make(Action, text="New")
    found = desk.read(find_recent, action.id)
    assert found is not None
    assert (found.kind, found.title, found.who) == ("action", "New", "Sam Okafor")
    assert desk.read(find_recent, RecordId("gone")) is None


def test_tell_history_names_the_records_that_fields_lead_to():
    desk = FakeDesk()
    first = desk.make(AgendaItem, title="Welcome", id=desk.new_id())
    meeting = desk.make(Meeting, title="Learning meeting")
    gone = desk.new_id()
    changes = [(None, first.id), (first.id, gone), (gone, first.id)]
    desk.histories[meeting.id] = tuple(
        Happening(
            when=NOW,
            who=desk.person,
            command="go_to_item",
            command_id=str(number),
            reason="",
            undid=False,
            changes=(FieldChange(field="current_item", verb=Verb.SET, before=before, after=after),),
        )
        for number, (before, after) in enumerate(changes)
    )
    told = desk.read(tell_history, "meeting", meeting.id, labels)
    assert [each.words for each in told] == [
        "Sam Okafor changed the current item from “one that cannot be seen” to “Welcome”.",
        "Sam Okafor changed the current item from “Welcome” to “one that cannot be seen”.",
        "Sam Okafor set the current item to “Welcome”.",
    ]


def test_tell_history_takes_the_words_of_value_sets():
    desk = FakeDesk()
    nurse = desk.make(Person, name="Shazia Mahmood")
    desk.histories[nurse.id] = (
        Happening(
            when=NOW,
            who=desk.person,
            command="edit_person",
            command_id="1",
            reason="",
            undid=False,
            changes=(
                FieldChange(field="job_role", verb=Verb.SET, before="x", after="practice_nurse"),
            ),
        ),
    )
    (told,) = desk.read(tell_history, "person", nurse.id, labels)
    assert "from “x” to “practice nurse”" in told.words
