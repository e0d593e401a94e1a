"""This is where the words of the agenda rail are: when, who is here, how the time stands."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.clock import expected_overtime, meeting_clock
from layerdesk.domain.meetings.records import AgendaItem, ItemState
from layerdesk.domain.meetings.when import minutes_text, span_text
from layerdesk.ui.meetings.declared_words import item_words
from layerdesk.usecases.meetings.look import PlanItemView
from layerdesk.usecases.meetings.read_room import RoomView


def when_and_who(view: RoomView) -> str:
    """The meeting's day and time, and who facilitates and takes the minutes."""
    meeting = view.meeting
    if meeting.starts_at is None:
        return "\n".join(_duties(view))
    ends = meeting.starts_at + timedelta(minutes=meeting.planned_minutes)
    when = span_text(meeting.starts_at, ends, ZoneInfo(meeting.time_zone))
    return "\n".join((when, *_duties(view)))


def present_words(view: RoomView) -> str:
    """How many are here now."""
    return plural("{n} present", "{n} present", view.present)


def _duties(view: RoomView) -> tuple[str, ...]:
    """Who facilitates and who takes the minutes, a line for each."""
    names = {each.id: each.name for each in view.people}
    meeting = view.meeting
    holders = (
        (tr("Facilitator"), meeting.facilitator),
        (tr("Minute taker"), meeting.scribe),
    )
    return tuple(
        tr("{duty}: {name}", duty=duty, name=names[person])
        for duty, person in holders
        if person is not None and person in names
    )


def where_words(view: RoomView, item: AgendaItem) -> str:
    """The item's place on the agenda and what kind of item it is."""
    places = [each.item.id for each in view.items]
    shown = view.items[places.index(item.id)]
    where = tr(
        "Item {n} of {all} · {kind}",
        n=places.index(item.id) + 1,
        all=len(places),
        kind=item_words(item.item_kind),
    )
    presents = tr("{name} presents", name=shown.presenter) if shown.presenter else ""
    return " · ".join(each for each in (where, presents, longer_words(shown)) if each)


def time_used(view: RoomView, now: datetime) -> str:
    """How the meeting's time stands, and whether what is to come still fits."""
    meeting = view.meeting
    if meeting.started_at is None:
        return plural("{n} minute planned", "{n} minutes planned", meeting.planned_minutes)
    clock = meeting_clock(meeting, now)
    used = tr("{used} of {all} minutes used", used=clock.elapsed // 60, all=meeting.planned_minutes)
    if meeting.ended_at is not None:
        return used
    if meeting.paused_at is not None:
        return f"{used} · {tr('paused')}"
    if clock.overtime:
        return f"{used} · {tr('{time} over', time=minutes_text(clock.overtime))}"
    over = expected_overtime(meeting, [each.item for each in view.items], now)
    if over >= 60:
        ahead = plural("{n} min over if all is taken", "{n} min over if all is taken", over // 60)
        return f"{used} · {ahead}"
    return f"{used} · {tr('on time')}"


def longer_words(view: PlanItemView) -> str:
    """How many minutes the item was given besides, and what for; or nothing."""
    added = view.item.extra_minutes
    if not added:
        return ""
    words = plural("{n} min more", "{n} min more", added)
    return tr("{more}: {why}", more=words, why=view.why_longer) if view.why_longer else words


def line_below(view: PlanItemView) -> str:
    """The small line under an item of the agenda."""
    item = view.item
    if item.state is ItemState.PARKED:
        return tr("Parked: {reason}", reason=item.parked_reason)
    kind = item_words(item.item_kind)
    if view.presenter:
        line = f"{kind} · {view.presenter}"
    else:
        line = kind if kind != item.title else item.note
    return " · ".join(each for each in (line, longer_words(view)) if each)
