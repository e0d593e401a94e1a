"""This is where tests of the meetings room get a practice with people, a plan and a meeting."""

from datetime import timedelta
from typing import Any

from layerdesk.domain.cases.records import Case, CaseState, TimelineEntry
from layerdesk.domain.meetings.plans import MeetingPlan, PlanItem, Repeat
from layerdesk.domain.meetings.records import AgendaItem, Attendance, ItemKind, Meeting, Presence
from layerdesk.domain.people.records import Person, Practice, Role
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.meetings.arrange import add_item
from layerdesk.usecases.meetings.plan import plan_meeting
from layerdesk.usecases.meetings.run import open_meeting
from tests.fakes import NOW, FakeDesk


def labels(value_set: str, value: str) -> str:
    """Value sets whose words are their ids."""
    return value


def plan_item(kind: ItemKind, minutes: int, repeat: Repeat = Repeat.FIXED) -> PlanItem:
    """An item of a plan, titled like its kind."""
    return PlanItem(
        id=kind.value,
        kind=kind,
        title=kind.value.replace("_", " ").capitalize(),
        minutes=minutes,
        repeat=repeat,
        prompts=(),
        required=False,
    )


HOUR = MeetingPlan(
    id="plan_60",
    version=1,
    title="60 minutes",
    minutes=60,
    meeting_type="sea",
    items=(
        plan_item(ItemKind.WELCOME, 4),
        plan_item(ItemKind.MINUTES, 2),
        plan_item(ItemKind.ACTIONS, 7),
        plan_item(ItemKind.CASE, 15, Repeat.PER_CASE),
        plan_item(ItemKind.READ_BACK, 5),
        plan_item(ItemKind.CLOSE, 2),
    ),
)


def practice_desk(*roles: Role) -> FakeDesk:
    """A desk of Elm Tree Surgery, where Sam and Ann work. Without roles Sam facilitates."""
    desk = FakeDesk(*(roles or (Role.FACILITATOR, Role.STAFF)))
    desk.make(Practice, name="Elm Tree Surgery", ground_rules=Text("Everyone's view counts."))
    desk.make(Person, name="Ann Bell", job_role="secretary")
    return desk


def ann(desk: FakeDesk) -> RecordId:
    """The other person."""
    return next(each.id for each in desk.all(Person) if each.name == "Ann Bell")


def planned(desk: FakeDesk, **values: Any) -> Meeting:
    """A meeting that begins now."""
    return desk.do(plan_meeting, "Learning meeting", desk.now, meeting_type="sea", **values)


def ready_case(desk: FakeDesk, title: str = "Delayed referral", **values: Any) -> Case:
    """A case of the review team that can be discussed."""
    values.setdefault("space", desk.review_team)
    case = desk.make(
        Case,
        title=title,
        ref=f"LD-2026-{title[0]}",
        state=CaseState.READY,
        summary=Text("A letter lay in the tray."),
        method="sea_core",
        date_reported=(NOW - timedelta(days=10)).date(),
        **values,
    )
    desk.make(TimelineEntry, space=case.space, case=case.id, fact=Text("Dictated."))
    return case


def running(desk: FakeDesk, *, cases: int = 1) -> Meeting:
    """A meeting that has begun: a welcome, the cases (A, B …), and a close; Ann is there."""
    held = planned(desk)
    desk.do(add_item, held.id, "Welcome", item_kind=ItemKind.WELCOME, minutes=4)
    for number in range(cases):
        case = ready_case(desk, f"{'ABC'[number]} case")
        desk.do(add_item, held.id, case=case.id, minutes=15)
    desk.do(add_item, held.id, "Close", item_kind=ItemKind.CLOSE, minutes=2)
    here = next(each for each in desk.all(Attendance) if each.person == ann(desk))
    desk.records[here.id] = desk.make(
        Attendance,
        id=here.id,
        meeting=held.id,
        person=ann(desk),
        presence=Presence.PRESENT,
    )
    return desk.do(open_meeting, held.id)


def items(desk: FakeDesk) -> list[AgendaItem]:
    """All items in the order of the agenda."""
    return sorted(desk.all(AgendaItem), key=lambda each: each.order)


def item(desk: FakeDesk, title: str) -> AgendaItem:
    """The item of this title."""
    return next(each for each in desk.all(AgendaItem) if each.title == title)
