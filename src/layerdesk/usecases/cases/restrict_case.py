"""This is where a case is taken out of sight of all but a few named people."""

from collections.abc import Sequence
from dataclasses import dataclass

from layerdesk.domain.cases.records import Case
from layerdesk.domain.errors import WrongState
from layerdesk.domain.ids import only_one
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import AgendaItem, Decision, MinuteNote
from layerdesk.domain.people.records import (
    Access,
    AccessKind,
    Membership,
    Practice,
    Space,
    SpaceKind,
)
from layerdesk.domain.record import RecordId, SpaceId
from layerdesk.usecases.cases.allowing import allow_triage, lies_in, need_reason
from layerdesk.usecases.cases.following import (
    all_said_of,
    bring_the_rest_along,
    copied,
    copies_of,
    copy_case,
    latest,
)
from layerdesk.usecases.cases.minuted import find_minuted, hide_from_meetings
from layerdesk.usecases.cases.read_case import CaseView, read_case
from layerdesk.usecases.ports import Work


@dataclass(frozen=True, slots=True)
class RestrictedCase:
    """A case that was just restricted."""

    case: Case
    members: tuple[RecordId, ...]
    """Who sees it from now on."""
    copies_may_have_been_read: bool
    """Whether others could see it before; erasing does not call back what they read."""


def restrict_case(
    work: Work, case_id: RecordId, *, members: Sequence[RecordId], reason: str
) -> RestrictedCase:
    """Make a restricted case of this one for a few people, and erase the one that others saw.

    ``members`` are persons; the viewer and the practice's lead for information governance always
    belong. Older copies that the viewer still sees are erased too, and so is what meetings said of
    the case: agendas and kept minutes read as those of a restricted case do.
    Raises ReasonNeeded, NotAllowed, and WrongState for a case that is restricted already.
    """
    case = latest(work, case_id)
    was_in = lies_in(work, case)
    if was_in is not SpaceKind.ME:
        allow_triage(work)
    if case.restricted:
        raise WrongState(state=case.state, wanted=case.state)
    work.because(need_reason(reason, tr("Say why only a few people may see the case.")))
    everybody = _members(work, members)
    space = _named_space(work, case, everybody)
    older = copies_of(work, case)
    gone = tuple(record for old in (case, *older) for record in all_said_of(work, old))
    found = find_minuted(work, gone)
    new = copy_case(work, case, space, restricted=True, derived_from=None)
    bring_the_rest_along(work, (case, *older), new)
    for item in found.items:
        _take_out_of_sight(work, item, space)
    hide_from_meetings(work, found, gone, new)
    for record in gone:
        work.erase_record(record)
    return RestrictedCase(new, everybody, was_in is not SpaceKind.ME)


def open_case(work: Work, case_id: RecordId) -> CaseView:
    """What a case's screen shows; opening a restricted case leaves a trace in its space."""
    view = read_case(work, case_id)
    if view.case.restricted:
        work.save(
            None,
            Access(
                id=work.new_id(),
                space=view.case.space,
                what=AccessKind.OPENED_RESTRICTED,
                record_kind=Case.kind,
                record=view.case.id,
            ),
        )
    return view


def _take_out_of_sight(work: Work, item: AgendaItem, space: SpaceId) -> None:
    """What a room noted and decided under the item goes where the case goes."""
    for note in work.find(MinuteNote, item=item.id):
        own = note.id == only_one(note.space, MinuteNote.kind, item.id, note.prompt)
        there = only_one(space, MinuteNote.kind, item.id, note.prompt) if own else work.new_id()
        work.save(None, copied(note, there, space))
    for decision in work.find(Decision, item=item.id):
        work.save(None, copied(decision, work.new_id(), space))


def _members(work: Work, members: Sequence[RecordId]) -> tuple[RecordId, ...]:
    leads = tuple(each.ig_lead for each in work.find(Practice) if each.ig_lead is not None)
    return tuple(dict.fromkeys((work.viewer.person, *members, *leads)))


def _named_space(work: Work, case: Case, members: Sequence[RecordId]) -> SpaceId:
    space = SpaceId(work.new_id())
    title = tr("Restricted: {ref}", ref=case.ref)
    work.save(
        None,
        Space(id=RecordId(space), space=space, space_kind=SpaceKind.NAMED, title=title),
    )
    for person in members:
        work.save(
            None,
            Membership(
                id=only_one(space, Membership.kind, person),
                space=space,
                person=person,
                admin=person == work.viewer.person,
            ),
        )
    return space
