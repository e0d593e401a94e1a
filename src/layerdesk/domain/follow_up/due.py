"""This is where it is worked out, and said in words, how an action stands to its date.

Overdue is derived here from the date and the state, and stored nowhere.
"""

from datetime import date
from enum import StrEnum

from layerdesk.domain.calendar_words import short_months, weekdays
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.follow_up.states import OPEN
from layerdesk.domain.language import plural, tr

SOON_DAYS = 7
"""Today and the six days after it count as soon: a week, on whatever day it begins."""


class Band(StrEnum):
    """How pressing an open action is, the most pressing first."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NO_DATE = "no_date"
    FINISHED = "finished"
    """Nothing is left to be done."""


BANDS = tuple(Band)


def days_overdue(state: ActionState, due: date | None, today: date) -> int:
    """Whole days since the date, 0 where it has not passed or nothing is left to be done."""
    if due is None or state not in OPEN:
        return 0
    return max(0, (today - due).days)


def is_overdue(action: Action, today: date) -> bool:
    """Whether its date has passed while something is left to be done."""
    return days_overdue(action.state, action.due, today) > 0


def band_of(state: ActionState, due: date | None, today: date) -> Band:
    """How pressing the action is."""
    if state not in OPEN:
        return Band.FINISHED
    if due is None:
        return Band.NO_DATE
    if due < today:
        return Band.OVERDUE
    return Band.SOON if (due - today).days < SOON_DAYS else Band.LATER


def band_words(band: Band) -> str:
    """The heading above actions of this band."""
    return {
        Band.OVERDUE: tr("Overdue"),
        Band.SOON: tr("In the next seven days"),
        Band.LATER: tr("Later"),
        Band.NO_DATE: tr("No date yet"),
        Band.FINISHED: tr("Done or stopped"),
    }[band]


def due_words(state: ActionState, due: date | None, today: date) -> str:
    """How the action stands to its date, as in "3 days overdue", "Due tomorrow", "Due 3 Dec".

    For one that is finished just the date that it had.
    """
    if due is None:
        return tr("No date")
    if state not in OPEN:
        return tr("Was due {day}", day=short_day(due, today))
    overdue = days_overdue(state, due, today)
    if overdue:
        return plural("{n} day overdue", "{n} days overdue", overdue)
    days = (due - today).days
    if days == 0:
        return tr("Due today")
    if days == 1:
        return tr("Due tomorrow")
    if days < SOON_DAYS:
        return tr("Due {weekday}", weekday=weekdays()[due.weekday()])
    return tr("Due {day}", day=short_day(due, today))


def short_day(day: date, today: date) -> str:
    """The day as in "3 Dec"; with its year where that is not this one."""
    return f"{day.day} {short_months()[day.month - 1]}" if day.year == today.year else full_day(day)


def full_day(day: date) -> str:
    """The day as in "3 Dec 2026"."""
    return f"{day.day} {short_months()[day.month - 1]} {day.year}"
