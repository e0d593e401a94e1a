from layerdesk.domain.cases.records import Answer, Case
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.record import Text
from layerdesk.usecases.meetings.places import items_of
from layerdesk.usecases.meetings.read_room import read_room
from layerdesk.usecases.meetings.run import next_item, park_item
from layerdesk.usecases.meetings.unanswered import Unanswered, unanswered_questions
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import item, practice_desk, ready_case, running

ASKED = (("what", "What happened?"), ("why", "Why?"))


def asked(_case: Case) -> tuple[tuple[str, str], ...]:
    return ASKED


def left_open(desk: FakeDesk, held: Meeting) -> tuple[Unanswered, ...]:
    return desk.read(
        lambda reading: unanswered_questions(reading, items_of(reading, held.id), asked)
    )


def test_a_case_that_was_taken_up_tells_its_open_questions() -> None:
    desk = practice_desk()
    held = running(desk, cases=2)
    assert left_open(desk, held) == ()
    desk.do(next_item, held.id)
    case = desk.get(Case, item(desk, "A case").subject)
    desk.make(Answer, space=case.space, case=case.id, prompt="what", text=Text("A letter lay."))
    (left,) = left_open(desk, held)
    assert (left.title, left.questions) == ("A case", ("Why?",))
    desk.make(Answer, space=case.space, case=case.id, prompt="why", text=Text("Nobody looked."))
    assert left_open(desk, held) == ()


def test_a_parked_case_asks_nothing_now() -> None:
    desk = practice_desk()
    held = running(desk, cases=1)
    desk.do(next_item, held.id)
    desk.do(park_item, item(desk, "A case").id, "No time")
    assert left_open(desk, held) == ()


def test_a_case_that_the_viewer_cannot_see_asks_nothing() -> None:
    desk = practice_desk()
    held = running(desk, cases=1)
    desk.do(next_item, held.id)
    desk.records.pop(item(desk, "A case").subject or ready_case(desk).id)
    assert left_open(desk, held) == ()


def test_a_room_that_is_told_of_no_method_asks_nothing() -> None:
    desk = practice_desk()
    held = running(desk, cases=1)
    desk.do(next_item, held.id)
    assert desk.read(read_room, held.id).unanswered == ()
