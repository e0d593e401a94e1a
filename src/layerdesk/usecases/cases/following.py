"""This is where a case is followed through its copies, from one's own draft to the practice's."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, TypeVar

from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor, TimelineEntry
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.ids import only_one
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import AgendaItem, Decision, MinuteNote
from layerdesk.domain.record import (
    NOTHING_SEEN,
    Merge,
    Record,
    RecordId,
    SpaceId,
    Text,
    fields_of,
)
from layerdesk.usecases.ports import Reading, Work

R = TypeVar("R", bound=Record)


def latest(reading: Reading, case_id: RecordId | None) -> Case:
    """The case itself, or the newest copy of it that the viewer sees. Raises Missing."""
    case = reading.get(Case, case_id)
    been = {case.id}
    while (newer := reading.maybe(Case, case.continued_as)) and newer.id not in been:
        been.add(newer.id)
        case = newer
    return case


def copies_of(reading: Reading, case: Case) -> tuple[Case, ...]:
    """The older copies that the viewer still sees, newest first."""
    found: list[Case] = []
    been = {case.id}
    while (older := reading.maybe(Case, case.derived_from)) and older.id not in been:
        been.add(older.id)
        found.append(older)
        case = older
    return tuple(found)


def answer_id(case: Case, prompt: str) -> RecordId:
    """The id of the one answer that a case has for a prompt."""
    return only_one(case.space, Answer.kind, case.id, prompt)


def copy_case(
    work: Work, case: Case, space: SpaceId, *, leave: Collection[str] = (), **changes: object
) -> Case:
    """The case with all that belongs to it, under new ids in another space; text history stays.

    The old case then says where it continues. Its learning points and actions move along: those
    which lie in the old space are copied and put in the bin there. ``leave`` names prompts whose
    answers stay where they are.
    """
    links: dict[str, object] = {"derived_from": case.id, "continued_as": None}
    new = copied(case, work.new_id(), space, **{**links, **changes})
    work.save(None, new)
    for kind in (TimelineEntry, ContributoryFactor):
        for child in work.find(kind, case=case.id):
            work.save(None, copied(child, work.new_id(), space, case=new.id))
    for answer in work.find(Answer, case=case.id):
        if answer.prompt in leave:
            continue
        work.save(None, copied(answer, answer_id(new, answer.prompt), space, case=new.id))
    _bring_along(work, new, case=case.id, space=case.space)
    work.save(case, replace(case, continued_as=new.id))
    return new


def bring_the_rest_along(work: Work, cases: Collection[Case], new: Case) -> None:
    """Move learning points and actions of older copies along too, wherever they lie.

    A meeting may have agreed them in another space than the case's own.
    """
    _bring_along(work, new, case=tuple(each.id for each in cases))


def all_said_of(reading: Reading, case: Case) -> tuple[Record, ...]:
    """The case and every record with words about it, wherever it lies, also in the bin.

    This is what must go when the case goes: progress with its actions and what a room noted and
    decided under it belong to it as well. What meetings say of it in their own records is found
    in ``minuted``.
    """
    found: list[Record] = [case]
    for in_bin in (False, True):
        for kind in (TimelineEntry, ContributoryFactor, Answer, LearningPoint, Action):
            found.extend(reading.find(kind, in_bin=in_bin, case=case.id))
    actions = tuple(each.id for each in found if isinstance(each, Action))
    for in_bin in (False, True):
        found.extend(reading.find(ActionUpdate, in_bin=in_bin, action=actions))
    return (*found, *said_in_rooms(reading, case.id))


def said_in_rooms(reading: Reading, subject: RecordId) -> tuple[Record, ...]:
    """What rooms noted and decided under the items about this case or note, also in the bin."""
    found: list[Record] = []
    for in_bin in (False, True):
        under = reading.find(AgendaItem, in_bin=in_bin, subject=subject)
        items = tuple(each.id for each in under)
        for said in (MinuteNote, Decision):
            for also in (False, True):
                found.extend(reading.find(said, in_bin=also, item=items))
    return tuple(found)


def _bring_along(work: Work, new: Case, **wanted: Any) -> None:
    for point in work.find(LearningPoint, **wanted):
        work.save(None, copied(point, work.new_id(), new.space, case=new.id))
        work.delete(point)
    for action in work.find(Action, **wanted):
        moved = work.save(None, copied(action, work.new_id(), new.space, case=new.id))
        for update in work.find(ActionUpdate, action=action.id):
            work.save(None, copied(update, work.new_id(), new.space, action=moved.id))
        work.delete(action)


def copied(record: R, record_id: RecordId, space: SpaceId, **changes: object) -> R:
    """The record anew in another space: its words without their history."""
    plain: dict[str, object] = {
        rule.name: Text(getattr(record, rule.name).plain)
        for rule in fields_of(type(record))
        if rule.merge is Merge.TEXT
    }
    standing: dict[str, object] = {
        "id": record_id,
        "space": space,
        "created_at": None,
        "created_by": None,
        "updated_at": None,
        "updated_by": None,
        "seen": NOTHING_SEEN,
    }
    everything = {**plain, **standing, **changes}
    return replace(record, **everything)  # type: ignore[arg-type]  # replace has no better type
