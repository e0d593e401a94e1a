"""This is where searching everything is tested."""

from layerdesk.domain.cases.records import Case, TimelineEntry
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import Decision, Meeting
from layerdesk.domain.record import Text
from layerdesk.usecases.people.search_everything import search_everything
from tests.fakes import FakeDesk


def test_search_everything_opens_what_the_hit_is_part_of():
    desk = FakeDesk()
    case = desk.make(Case, title="Late result")
    desk.make(TimelineEntry, case=case.id, fact=Text("The fax was lost"))
    (found,) = desk.read(search_everything, "fax")
    assert (found.kind, found.opens_kind, found.opens) == ("timeline_entry", "case", case.id)
    assert found.opens_title == "Late result"


def test_a_thing_of_its_own_opens_itself():
    desk = FakeDesk()
    case = desk.make(Case, title="Late result")
    (found,) = desk.read(search_everything, "late")
    assert (found.opens_kind, found.opens, found.opens_title) == ("case", case.id, "")


def test_a_part_whose_whole_is_not_shared_opens_itself():
    desk = FakeDesk()
    point = desk.make(LearningPoint, statement="Ring back", case=desk.new_id())
    (found,) = desk.read(search_everything, "ring")
    assert found.opens == point.id


def test_a_kind_includes_its_parts():
    desk = FakeDesk()
    meeting = desk.make(Meeting, title="Learning lunch")
    desk.make(Decision, meeting=meeting.id, text="Learning stays on Thursdays")
    desk.make(Case, title="Learning case")
    found = desk.read(search_everything, "learning", kinds=["meeting"])
    assert {each.kind for each in found} == {"meeting", "decision"}


def test_no_words_find_nothing():
    desk = FakeDesk()
    desk.make(Case, title="Late result")
    assert desk.read(search_everything, "  ") == ()
