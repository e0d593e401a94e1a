"""This is where tests of the follow-up's screens get a practice with something to do."""

from datetime import UTC, date, datetime, timedelta

from layerdesk.domain.cases.records import Case, CaseState, Note
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.meetings.records import AgendaItem, Meeting, MeetingState, MinutesVersion
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId, Text
from tests.fakes import NOW, FakeDesk

LATE = RecordId("late")
SOON = RecordId("soon")
LATER = RecordId("later")
SHOWN = RecordId("shown")
OTHERS = RecordId("others")
LEFT_ONE = RecordId("left_one")
LEFT_TWO = RecordId("left_two")
JO = RecordId("jo")
MIRA = RecordId("mira")


def busy_practice(desk: FakeDesk) -> None:
    """Actions of three people, one of whom has left; a meeting to come, and things that wait."""
    desk.make(Person, id=JO, name="Jo Bell", job_role="practice_nurse")
    desk.make(Person, id=MIRA, name="Mira Lund", active_to=date(2026, 11, 13))
    past = desk.make(
        Meeting,
        title="Learning meeting",
        state=MeetingState.CIRCULATED,
        starts_at=datetime(2026, 11, 5, 13, tzinfo=UTC),
    )
    desk.make(MinutesVersion, meeting=past.id, version=1)
    coming = desk.make(
        Meeting,
        id="coming",
        title="Learning meeting",
        place="Library",
        starts_at=NOW + timedelta(days=7),
    )
    for number in range(5):
        desk.make(AgendaItem, meeting=coming.id, title=f"Item {number}")
    case = desk.make(Case, ref="LD-2026-A014", title="Potassium result seen three days late")
    agreed = {"state": ActionState.AGREED, "owner": desk.person}
    desk.make(
        Action,
        id=LATE,
        ref="AC-2026-A003",
        text="Put the name of a clinician for the results inbox on the rota for each afternoon",
        due=date(2026, 11, 20),
        first_due=date(2026, 10, 30),
        replanned=1,
        strength="intermediate",
        how_we_will_know="No abnormal result waits overnight in a monthly sample of thirty",
        meeting=past.id,
        **agreed,
    )
    desk.make(
        ActionUpdate,
        action=LATE,
        text=Text("Tried for one week; half past five was too late to start, so moved to five."),
        day=date(2026, 11, 12),
        created_by=desk.person,
    )
    desk.make(
        ActionUpdate,
        action=LATE,
        update_kind=UpdateKind.POSTPONED,
        text=Text("The new rota begins in November."),
        day=date(2026, 10, 29),
        created_by=desk.person,
    )
    desk.make(
        Action,
        id=SOON,
        ref="AC-2026-A007",
        text="Email all staff about the new recall code",
        due=date(2026, 11, 27),
        strength="weak",
        strength_kind="reminder",
        case=case.id,
        **agreed,
    )
    desk.make(
        Action,
        id=LATER,
        ref="AC-2026-A008",
        text="Ask the hospital for one number to ring",
        due=date(2027, 1, 14),
        **agreed,
    )
    desk.make(
        Action,
        id=SHOWN,
        text="Draw a map of the results process",
        owner=desk.person,
        state=ActionState.DONE_AWAITING_EVIDENCE,
        due=date(2026, 11, 1),
        done_on=date(2026, 10, 30),
    )
    agreed = {"state": ActionState.AGREED, "meeting": past.id}
    desk.make(
        Action,
        id=OTHERS,
        text="Order the second fridge thermometer",
        owner=JO,
        due=date(2026, 11, 12),
        **{**agreed, "state": ActionState.BLOCKED},
    )
    desk.make(Action, id=LEFT_ONE, text="Write the locum sheet", owner=MIRA, **agreed)
    desk.make(
        Action,
        id=LEFT_TWO,
        text="Ring the software supplier about the hard stop",
        owner=MIRA,
        due=date(2026, 12, 10),
        strength="strong",
        **agreed,
    )
    desk.make(
        Note,
        space=desk.me,
        text=Text("The fridge log had a gap"),
        created_at=NOW - timedelta(days=9),
    )
    desk.make(
        Case,
        space=desk.review_team,
        state=CaseState.REPORTED,
        title="Letter filed under the wrong name",
        date_reported=date(2026, 11, 16),
        created_at=NOW - timedelta(days=10),
    )
