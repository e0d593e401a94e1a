"""This is where actions are found that somebody has to talk about or take over."""

from datetime import date

from layerdesk.domain.follow_up.leavers import Leaver, leavers
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.follow_up.states import OPEN
from layerdesk.domain.follow_up.unsettled import Unsettled
from layerdesk.domain.people.records import Person
from layerdesk.usecases.meetings.fill import actions_for
from layerdesk.usecases.ports import Reading


def unsettled_for_agenda(reading: Reading, day: date) -> tuple[Unsettled, ...]:
    """What a meeting on this day should ask about and why, the longest overdue first."""
    return actions_for(reading, day)


def leavers_actions(reading: Reading) -> tuple[Leaver, ...]:
    """Who has left while actions of theirs are open, who left last first."""
    return leavers(reading.find(Person), reading.find(Action, state=tuple(OPEN)), reading.today)
