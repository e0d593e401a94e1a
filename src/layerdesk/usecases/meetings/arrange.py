"""This is where an agenda is put together by hand: items added, moved, timed, removed, sent."""

from dataclasses import replace

from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.agenda import restricted_title
from layerdesk.domain.meetings.records import (
    AgendaItem,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
)
from layerdesk.domain.meetings.states import (
    PLANNING,
    MeetingFacts,
    check_state,
    check_way,
)
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.meetings.after_cases import schedule_case, unschedule_case
from layerdesk.usecases.meetings.places import items_of, last_place, place_at
from layerdesk.usecases.meetings.rights import check_run
from layerdesk.usecases.ports import Reading, Work

LONGEST_ITEM = 240


def add_item(
    work: Work,
    meeting: RecordId,
    title: str = "",
    *,
    item_kind: ItemKind = ItemKind.OTHER,
    case: RecordId | None = None,
    minutes: int = 5,
    presenter: RecordId | None = None,
    note: str = "",
    position: int | None = None,
) -> AgendaItem:
    """A new item, at the position (0 is the first) or at the end.

    With a case it is about that one, under its neutral title; a restricted case stands on the
    agenda with its reference alone, since everybody reads the agenda. Raises NotAllowed,
    FieldWrong and, once the meeting is closed, WrongState.
    """
    held = _planning(work, meeting)
    others = items_of(work, meeting)
    item = AgendaItem(
        id=work.new_id(),
        space=held.space,
        meeting=meeting,
        item_kind=item_kind,
        title=title.strip(),
        minutes=minutes,
        presenter=presenter,
        note=note,
        order=last_place(work, others) if position is None else place_at(work, others, position),
    )
    subject = latest(work, case) if case is not None else None
    if subject is not None:
        item = about_case(item, subject, work)
    _check_item(item)
    work.save(None, item)
    if subject is not None:
        schedule_case(work, subject)
    return item


def edit_item(work: Work, before: AgendaItem, after: AgendaItem) -> AgendaItem:
    """Change an item's title, presenter or note; a restricted item keeps its title.

    Raises NotAllowed, FieldWrong and WrongState.
    """
    _planning(work, before.meeting)
    _check_item(after)
    title = before.title if before.restricted else after.title.strip()
    return work.save(before, replace(after, title=title))


def move_item(work: Work, item: RecordId, position: int) -> AgendaItem:
    """Give the item this position among all (0 is the first). Raises NotAllowed and WrongState."""
    before = work.get(AgendaItem, item)
    _planning(work, before.meeting)
    everything = items_of(work, before.meeting or RecordId(""))
    others = tuple(each for each in everything if each.id != item)
    if everything.index(before) == max(0, min(position, len(others))):
        return before
    return work.save(before, replace(before, order=place_at(work, others, position)))


def remove_item(work: Work, item: RecordId) -> None:
    """Take an item off the agenda; its case is ready again.

    Raises NotAllowed, and WrongState for a closed meeting or an item that was begun.
    """
    before = work.get(AgendaItem, item)
    _planning(work, before.meeting)
    if before.state is ItemState.CURRENT or before.spent_seconds:
        raise FieldWrong(
            field=tr("Agenda item"),
            reason=tr("This item has begun. Park it instead, so that its notes stay."),
        )
    if before.item_kind is ItemKind.CASE:
        unschedule_case(work, before)
    work.delete(before)


def set_minutes(work: Work, item: RecordId, minutes: int) -> AgendaItem:
    """How long the item may take, 1 to 240. Raises NotAllowed, FieldWrong and WrongState."""
    before = work.get(AgendaItem, item)
    _planning(work, before.meeting)
    after = replace(before, minutes=minutes)
    _check_item(after)
    return work.save(before, after)


def send_agenda(work: Work, meeting: RecordId) -> Meeting:
    """Say that the agenda has gone out today.

    Raises NotAllowed, WrongState, and StepsMissing without a date, a facilitator or any item.
    """
    before = work.get(Meeting, meeting)
    check_run(work.viewer, before)
    facts = MeetingFacts(
        has_date=before.starts_at is not None,
        has_facilitator=before.facilitator is not None,
        items=len(items_of(work, meeting)),
    )
    check_way(before.state, MeetingState.AGENDA_SENT, facts)
    after = replace(before, state=MeetingState.AGENDA_SENT, agenda_sent_on=work.today)
    return work.save(before, after)


def about_case(item: AgendaItem, case: Case, work: Work) -> AgendaItem:
    """The item as one about the case, without words that not everybody may read."""
    hidden = is_hidden(case, work)
    return replace(
        item,
        item_kind=ItemKind.CASE,
        subject=case.id,
        restricted=hidden,
        title=restricted_title(case.ref) if hidden else (item.title or case.title or case.ref),
        note="" if hidden else item.note,
    )


def is_hidden(case: Case, reading: Reading) -> bool:
    """Whether only named people see the case."""
    return case.restricted or reading.viewer.spaces.get(case.space) in (
        SpaceKind.NAMED,
        SpaceKind.ME,
    )


def _planning(work: Work, meeting: RecordId | None) -> Meeting:
    held = work.get(Meeting, meeting)
    check_run(work.viewer, held)
    check_state(held.state, PLANNING)
    return held


def _check_item(item: AgendaItem) -> None:
    if not item.title.strip():
        raise FieldWrong(field=tr("Agenda item"), reason=tr("Say what the item is about."))
    if not 1 <= item.minutes <= LONGEST_ITEM:
        raise FieldWrong(
            field=tr("Minutes"), reason=tr("An item takes 1 to {n} minutes.", n=LONGEST_ITEM)
        )
