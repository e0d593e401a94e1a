"""This is where actions are found that somebody has to talk about or take over."""

from datetime import date

from layerdesk.domain.follow_up.leavers import Leaver, leavers, who_left
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.follow_up.states import OPEN, SETTLED
from layerdesk.domain.follow_up.unsettled import Unsettled, unsettled
from layerdesk.domain.people.records import Person
from layerdesk.usecases.ports import Reading


def unsettled_for_agenda(reading: Reading, day: date) -> tuple[Unsettled, ...]:
    """What a meeting on this day should ask about and why, the longest overdue first."""
    talked_about = tuple(set(ActionState) - SETTLED)
    gone = who_left(reading.find(Person), day)
    return unsettled(reading.find(Action, state=talked_about), day, left=gone)


def leavers_actions(reading: Reading) -> tuple[Leaver, ...]:
    """Who has left while actions of theirs are open, who left last first."""
    return leavers(reading.find(Person), reading.find(Action, state=tuple(OPEN)), reading.today)
