"""This is where tests of the cases' screens get a desk with somebody at it."""

from collections.abc import Iterator

import pytest

from layerdesk.domain.people.records import Person, Practice, Role
from layerdesk.ui.look.theme import Theme
from tests.fakes import FakeDesk
from tests.ui.desks import Sitting, sitting_at


@pytest.fixture
def desk() -> FakeDesk:
    """A practice with three people; the SEA lead, who is also the manager, sits at the desk."""
    made = FakeDesk(Role.SEA_LEAD, Role.PRACTICE_MANAGER)
    made.make(Practice, name="Elm Lane Surgery")
    made.make(Person, name="Jo Bell", job_role="practice_nurse")
    made.make(Person, name="Beverley Ndlovu", job_role="reception")
    return made


@pytest.fixture
def sitting(desk: FakeDesk, theme: Theme) -> Iterator[Sitting]:
    """The session at that desk."""
    with sitting_at(desk, theme) as made:
        yield made
