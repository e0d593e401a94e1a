"""This is where a restricted case goes through a meeting of people who may not all see it."""

from datetime import timedelta

import pytest

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.errors import NotAllowed
from layerdesk.domain.meetings.records import AgendaItem, ItemState, Meeting
from layerdesk.domain.people.records import Membership, Role, Space, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.meetings.agree import agree_action
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.finish import circulate_minutes, close_meeting, draft_minutes
from layerdesk.usecases.meetings.look import read_plan
from layerdesk.usecases.meetings.read_room import RoomView, read_room
from layerdesk.usecases.meetings.run import add_time, explain_time, go_to_item, park_item
from layerdesk.usecases.meetings.write import add_decision, add_learning_point
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import ann, labels, practice_desk, running

SECRET = "Concern about a colleague"
OPENLY = "Restricted case LD-2026-A014"


def with_restricted_case() -> tuple[FakeDesk, Meeting, AgendaItem]:
    """A running meeting with a restricted case, of which only the facilitator is one."""
    desk = practice_desk()
    held = running(desk)
    space = SpaceId(desk.new_id())
    desk.make(Space, id=RecordId(space), space=space, space_kind=SpaceKind.NAMED)
    desk.make(Membership, space=space, person=desk.person)
    desk.seen_by(desk.person, Role.FACILITATOR)
    case = desk.make(
        Case,
        space=space,
        ref="LD-2026-A014",
        title=SECRET,
        restricted=True,
        state=CaseState.READY,
    )
    return desk, held, desk.do(add_item, held.id, SECRET, case=case.id)


def titles(view: RoomView) -> list[str]:
    return [each.title for each in view.items]


def test_the_practice_wide_agenda_keeps_the_reference_alone() -> None:
    desk, held, about = with_restricted_case()
    assert about.title == OPENLY
    kept = [str(each) for each in desk.all(AgendaItem)]
    assert not any(SECRET in each for each in kept)
    plan = desk.read(read_plan, held.id, {})
    assert SECRET in [each.title for each in plan.items]


def test_who_is_not_named_reads_only_that_there_is_a_restricted_case() -> None:
    desk, held, about = with_restricted_case()
    desk.do(go_to_item, about.id)
    assert SECRET in titles(desk.read(read_room, held.id))
    desk.seen_by(ann(desk), Role.SCRIBE)
    view = desk.read(read_room, held.id)
    assert OPENLY in titles(view)
    assert SECRET not in str(view)


def test_what_a_restricted_case_agreed_is_not_read_back_to_everybody() -> None:
    desk, held, about = with_restricted_case()
    desk.do(go_to_item, about.id)
    desk.do(add_learning_point, about.id, "Ask early")
    due = desk.now.date() + timedelta(days=7)
    desk.do(agree_action, about.id, "Ask", ann(desk), due)
    desk.do(add_decision, about.id, "Ask twice")
    view = desk.read(read_room, held.id)
    assert (view.agreed_learning, view.agreed_decisions, view.agreed_actions) == ((), (), ())
    assert view.agreed_apart == 3
    desk.seen_by(ann(desk), Role.SCRIBE)
    assert desk.read(read_room, held.id).agreed_apart == 0


def test_minutes_never_hold_the_title_whoever_circulates_them() -> None:
    desk, held, about = with_restricted_case()
    desk.do(go_to_item, about.id)
    desk.do(add_learning_point, about.id, "Ask early")
    desk.do(close_meeting, held.id, despite="Fire alarm")
    desk.do(draft_minutes, held.id)
    version = desk.do(circulate_minutes, held.id, labels)
    for secret in (SECRET, "Ask early"):
        assert secret.encode() not in version.document


def test_why_a_restricted_item_was_parked_or_had_more_time_is_kept_nowhere() -> None:
    desk, _, about = with_restricted_case()
    desk.do(go_to_item, about.id)
    for words in (
        lambda: desk.do(park_item, about.id, "She would not say who"),
        lambda: desk.do(explain_time, about.id, "She would not say who"),
    ):
        with pytest.raises(NotAllowed):
            words()
    desk.do(add_time, about.id, 2)
    desk.do(park_item, about.id, "")
    kept = desk.get(AgendaItem, about.id)
    assert (kept.state, kept.parked_reason, kept.note) == (ItemState.PARKED, "", "")
