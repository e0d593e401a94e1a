"""This is where it is tested how happenings become sentences."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from layerdesk.domain.cases.records import CaseState
from layerdesk.domain.people.history import FieldChange, Happening
from layerdesk.domain.people.log import Verb
from layerdesk.domain.people.telling import Telling, from_day_to_day, tell
from layerdesk.domain.record import RecordId

TELLING = Telling(
    who=lambda _: "the practice nurse",
    value=lambda _, value: {"anp": "nurse practitioner"}.get(value, ""),
    zone=ZoneInfo("Europe/London"),
)


def told(*changes: FieldChange, kind: str = "case", reason: str = "", undid: bool = False) -> str:
    happening = Happening(
        when=datetime(2026, 11, 26, 13, tzinfo=UTC),
        who=RecordId("nurse"),
        command="edit_case",
        command_id="1",
        reason=reason,
        undid=undid,
        changes=changes,
    )
    (found,) = tell(kind, (happening,), TELLING)
    return found.words


def change(field: str, before: object = None, after: object = None, **more: object) -> FieldChange:
    values = {"verb": Verb.SET, "before": before, "after": after, **more}
    return FieldChange(field=field, **values)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (change("title", "", "Late result"), "set the title to “Late result”"),
        (change("title", "Late", "Later"), "changed the title from “Late” to “Later”"),
        (change("title", "Late", ""), "took out the title, which was “Late”"),
        (change("title", "x" * 81, "y"), "changed the words of the title"),
        (
            change("state", CaseState.REPORTED, CaseState.GATHERING_FACTS),
            "changed the state from “reported” to “gathering facts”",
        ),
        (change("reported_by_role", "", "anp"), "set the job of the person who reported it to"),
        (change("complaint", False, True), "turned on the complaint mark"),
        (change("complaint", True, False), "turned off the complaint mark"),
        (change("made_safe", None, None, erased=True), "was erased since"),
        (change("summary", "", "Words", verb=Verb.TEXT), "wrote the summary"),
        (change("summary", "Words", "", verb=Verb.TEXT), "emptied the summary"),
        (change("summary", "Words", "More", verb=Verb.TEXT), "changed the words of the summary"),
        (change("tags", None, "recall", verb=Verb.ADD), "added “recall” to the tags"),
        (change("tags", "recall", None, verb=Verb.REMOVE), "took “recall” out of the tags"),
        (change("tags", None, True, verb=Verb.ADD), "added “yes” to the tags"),
        (change("tags", None, False, verb=Verb.ADD), "added “no” to the tags"),
        (change("tags", verb=Verb.ADD, erased=True), "changed the tags (erased since)"),
        (change("deleted", verb=Verb.DELETE), "put it into the bin"),
        (change("deleted", verb=Verb.RESTORE), "took it out of the bin"),
        (change("", verb=Verb.ERASE), "erased what it said for good"),
        (change("order", verb=Verb.MOVE), "moved this case to another place"),
        (change("date_reported", None, date(2026, 5, 3)), "to “3 May 2026”"),
        (
            change("themes", None, frozenset({"b", "a"})),
            "set the themes to “a, b”",
        ),
    ],
)
def test_each_kind_of_edit_has_its_sentence(edit, words):
    said = told(edit)
    assert said.startswith("The practice nurse ")
    assert words in said
    assert said.endswith(".")


def test_an_instant_is_told_in_the_practices_zone():
    starts = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
    assert "“2 July 2026, 13:00”" in told(change("starts_at", None, starts), kind="meeting")


def test_several_edits_are_joined():
    said = told(change("place", "", "phone"), change("title", "", "T"), change("ref", "", "R"))
    assert said == (
        "The practice nurse set the place to “phone”, set the title to “T” and set the"
        " reference to “R”."
    )


def test_making_a_record_names_a_few_of_its_fields():
    made = FieldChange(field="", verb=Verb.CREATE)
    assert told(made) == "The practice nurse made this case."
    assert (
        told(made, change("title", "", "T"))
        == "The practice nurse made this case and filled in title."
    )
    many = [change(name, "", "x") for name in ("title", "ref", "place", "state", "tags", "source")]
    assert told(made, *many).endswith("title, reference, place, state and 2 more fields.")


@pytest.mark.parametrize(
    ("reason", "clause"),
    [
        ("The list was long.", "because the list was long."),
        ("Helen is away", "because Helen is away."),
        ("IT was down", "because IT was down."),
        ("", "“T”."),
    ],
)
def test_a_reason_ends_the_sentence(reason, clause):
    assert told(change("title", "", "T"), reason=reason).endswith(clause)


def test_taking_back_says_so():
    assert "took something back: set the title" in told(change("title", "", "T"), undid=True)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (date(2026, 12, 3), date(2026, 12, 10), "from 3 to 10 December 2026"),
        (date(2026, 11, 30), date(2026, 12, 10), "from 30 November to 10 December 2026"),
        (date(2026, 12, 31), date(2027, 1, 2), "from 31 December 2026 to 2 January 2027"),
    ],
)
def test_two_days_say_what_they_share_once(before, after, words):
    assert from_day_to_day(before, after) == words
