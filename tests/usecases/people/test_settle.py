"""This is where it is tested that what two people wrote at once is shown, and settled."""

from datetime import UTC, date, datetime

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.people.history import FieldChange, Happening
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import EditId, RecordId, Text
from layerdesk.usecases.people.settle import list_written_by_two, settle
from tests.fakes import FakeDesk

AT = datetime(2026, 11, 26, 13, tzinfo=UTC)


def labels(value_set: str, value: str) -> str:
    return {"weak": "Weak"}.get(value, value)


def happening(command: str, who: RecordId, change: FieldChange) -> Happening:
    return Happening(
        when=AT,
        who=who,
        command="edit_action",
        command_id=command,
        reason="",
        undid=False,
        changes=(FieldChange(field="other", verb="set"), change),
    )


def two_versions(desk: FakeDesk, field: str, first: object, second: object) -> Action:
    """An action in whose field two people wrote at once."""
    ann = desk.make(Person, name="Ann Bell").id
    heads = (EditId("one", 0), EditId("two", 0))
    values = {"text": "Call", field: second}
    action = desk.make(Action, **values, seen={field: heads})
    desk.histories[action.id] = (
        happening("one", ann, FieldChange(field=field, verb="set", after=first)),
        happening("two", RecordId("gone"), FieldChange(field=field, verb="set", after=second)),
    )
    return action


def test_both_versions_stand_side_by_side_with_who_wrote_them() -> None:
    desk = FakeDesk()
    two_versions(desk, "due", date(2026, 12, 3), date(2026, 12, 10))
    (found,) = desk.read(list_written_by_two, labels)
    assert (found.kind, found.title, found.field) == ("action", "Call", "due")
    assert [each.words for each in found.versions] == ["3 December 2026", "10 December 2026"]
    assert [each.who for each in found.versions] == ["Ann Bell", "somebody"]
    assert not found.is_text


def test_people_and_values_of_sets_are_named() -> None:
    desk = FakeDesk()
    two_versions(desk, "owner", desk.person, None)
    two_versions(desk, "strength", "weak", "unknown")
    owner, strength = desk.read(list_written_by_two, labels)
    assert [each.words for each in owner.versions] == ["Sam Okafor", ""]
    assert [each.words for each in strength.versions] == ["Weak", "unknown"]


def test_what_was_erased_since_is_not_shown() -> None:
    desk = FakeDesk()
    action = two_versions(desk, "text", "One", "Two")
    gone = FieldChange(field="text", verb="set", erased=True)
    desk.histories[action.id] = (happening("one", desk.person, gone),)
    (found,) = desk.read(list_written_by_two, labels)
    assert found.versions == ()
    assert found.shown == "Two"


def test_a_text_shows_what_both_peoples_words_came_to() -> None:
    desk = FakeDesk()
    heads = (EditId("one", 0), EditId("two", 0))
    desk.make(Case, summary=Text("Mine. Theirs."), seen={"summary": heads, "title": heads[:1]})
    (found,) = desk.read(list_written_by_two, labels)
    assert (found.is_text, found.shown, found.versions) == (True, "Mine. Theirs.", ())
    assert found.title == "case"


@pytest.mark.parametrize("holds", [date(2026, 12, 3), date(2026, 12, 10), None])
def test_settling_says_the_value_again_whatever_stands(holds: date | None) -> None:
    desk = FakeDesk()
    action = two_versions(desk, "due", date(2026, 12, 3), date(2026, 12, 10))
    desk.do(settle, "action", action.id, "due", holds)
    before, after = desk.saved[-1]
    assert isinstance(before, Action)
    assert isinstance(after, Action)
    assert before.due != after.due == holds
    assert len(before.seen["due"]) == 2


def test_settling_a_text_keeps_its_words() -> None:
    desk = FakeDesk()
    case = desk.make(Case, summary=Text("Both"))
    desk.do(settle, "case", case.id, "summary", None)
    assert desk.get(Case, case.id).summary.plain == "Both"
    assert len(desk.saved) == 1


def test_what_is_not_there_cannot_be_settled() -> None:
    desk = FakeDesk()
    case = desk.make(Case)
    for kind, field in (("nothing", "title"), ("case", "nothing")):
        with pytest.raises(Missing):
            desk.do(settle, kind, case.id, field, "x")
