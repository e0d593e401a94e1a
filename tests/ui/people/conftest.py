"""This is where the people's screens get a practice to show."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from layerdesk.domain.cases.records import Case, Note, TimelineEntry
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.people.records import Access, Person, Practice, Role
from layerdesk.domain.record import Text
from layerdesk.ui.look.theme import Theme
from tests.fakes import FakeDesk
from tests.ui.desks import Sitting, sitting_at


def staffed() -> FakeDesk:
    """A practice with a manager at the desk, a nurse, and somebody who has left."""
    desk = FakeDesk(Role.PRACTICE_MANAGER, Role.IG_LEAD)
    me = desk.get(Person, desk.person)
    desk.records[me.id] = replace(me, roles=frozenset({Role.PRACTICE_MANAGER.value}))
    desk.make(Practice, name="Aire Bank Surgery", sea_lead=me.id)
    desk.make(Person, name="Shazia Mahmood", job_role="practice_nurse", roles=frozenset({"staff"}))
    gone = desk.make(
        Person, name="Nadia Hussain", job_role="reception", active_to=date(2026, 11, 1)
    )
    desk.make(
        Action,
        text="Check recall letters",
        owner=gone.id,
        state=ActionState.AGREED,
        due=date(2026, 12, 3),
    )
    case = desk.make(Case, title="Late result", ref="LD-2026-A001")
    desk.make(TimelineEntry, case=case.id, fact=Text("The fax was lost"))
    note = desk.make(Note, text=Text("Thrown away"))
    desk.records[note.id] = replace(note, deleted=True, updated_at=desk.now)
    desk.make(Access)
    return desk


@pytest.fixture
def sitting(theme: Theme) -> Iterator[Sitting]:
    """The practice manager at the desk."""
    with sitting_at(staffed(), theme) as found:
        yield found
