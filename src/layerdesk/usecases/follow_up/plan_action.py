"""This is where it is planned what will be done, by whom and by when, and planned again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from layerdesk.domain.errors import FieldWrong, NotAllowed, WrongState
from layerdesk.domain.follow_up.records import Action, ActionState, UpdateKind
from layerdesk.domain.follow_up.states import OPEN, check_text
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Person, SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.usecases.follow_up.allowing import (
    action_to_update,
    active_person,
    allow_leading,
    guard_words,
    need_reason,
)
from layerdesk.usecases.follow_up.move_action import agreed_if_whole
from layerdesk.usecases.follow_up.tell_progress import add_update
from layerdesk.usecases.ports import Work

REF_PREFIX = "AC"


def add_action(
    work: Work,
    text: str,
    *,
    owner: RecordId | None = None,
    due: date | None = None,
    how_we_will_know: str = "",
    strength: str = "",
    strength_kind: str = "",
) -> Action:
    """A new action that comes from no meeting and no case; the whole practice sees it.

    ``text`` has 1–300 characters and should begin with a verb. Without an ``owner`` it is the
    viewer's own; giving one to somebody else takes a lead. Without a date it is only proposed.
    Raises FieldWrong, NotAllowed, IdentifiersFound.
    """
    person = active_person(work, owner or work.viewer.person)
    if person.id != work.viewer.person:
        allow_leading(work)
    _check_day(work, due)
    try:
        space = work.viewer.space(SpaceKind.PRACTICE)
    except KeyError:
        raise NotAllowed(what=tr("You do not belong to the people this is shared with.")) from None
    action = agreed_if_whole(
        Action(
            id=work.new_id(),
            space=space,
            ref=work.next_ref(REF_PREFIX),
            text=check_text(text),
            owner=person.id,
            due=due,
            first_due=due,
            how_we_will_know=how_we_will_know.strip(),
            strength=strength,
            strength_kind=strength_kind,
            owner_said_yes=person.id == work.viewer.person,
        )
    )
    guard_words(work, None, action)
    return work.save(None, action)


def edit_action(work: Work, before: Action, after: Action) -> Action:
    """Change the words, how we will know, strength, helpers or priority; nothing else is taken.

    ``before`` is what the screen showed. Raises FieldWrong, NotAllowed, IdentifiersFound.
    """
    action_to_update(work, before.id)
    taken = replace(
        before,
        text=check_text(after.text),
        how_we_will_know=after.how_we_will_know,
        strength=after.strength,
        strength_kind=after.strength_kind,
        helpers=after.helpers,
        priority=after.priority,
    )
    guard_words(work, before, taken)
    return work.save(before, taken)


def postpone_action(work: Work, action_id: RecordId, due: date | None, reason: str) -> Action:
    """Set another date, from today on, and say why; how often that was done is counted.

    The first date of an action needs no reason and counts for nothing. Raises FieldWrong,
    ReasonNeeded, NotAllowed, WrongState, IdentifiersFound.
    """
    before = action_to_update(work, action_id)
    _check_open(before)
    if due is None:
        raise FieldWrong(field=tr("Due"), reason=tr("Choose the day by which it is done."))
    _check_day(work, due)
    if due == before.due:
        raise FieldWrong(field=tr("Due"), reason=tr("This is the date it has. Choose another."))
    first = before.due is None
    why = reason.strip() if first else need_reason(reason, tr("Say why it takes longer."))
    add_update(work, before, UpdateKind.POSTPONED, why)
    after = replace(
        before,
        due=due,
        first_due=before.first_due or due,
        replanned=before.replanned + (0 if first else 1),
    )
    return work.save(before, agreed_if_whole(after))


def reassign_action(
    work: Work, action_id: RecordId, owner: RecordId | None, *, reason: str = ""
) -> Action:
    """Give an action to somebody who works here now; they have not said yes to it yet.

    Raises FieldWrong, NotAllowed, WrongState, IdentifiersFound.
    """
    before = action_to_update(work, action_id)
    _check_open(before)
    person = active_person(work, owner)
    if person.id == before.owner:
        raise FieldWrong(field=tr("Owner"), reason=tr("{name} has it already.", name=person.name))
    was = work.maybe(Person, before.owner)
    words = (
        tr("From {old} to {new}.", old=was.name, new=person.name)
        if was
        else tr("To {new}.", new=person.name)
    )
    add_update(work, before, UpdateKind.REASSIGNED, f"{words} {reason.strip()}".strip())
    after = replace(before, owner=person.id, owner_said_yes=person.id == work.viewer.person)
    return work.save(before, agreed_if_whole(after))


def reassign_actions(
    work: Work, actions: Sequence[RecordId], owner: RecordId | None, *, reason: str = ""
) -> tuple[Action, ...]:
    """Give several actions to one person; all of them or none. Raises as ``reassign_action``.

    Those that the person has already stay as they are.
    """
    person = active_person(work, owner)
    return tuple(
        reassign_action(work, each, person.id, reason=reason)
        for each in actions
        if work.get(Action, each).owner != person.id
    )


def _check_day(work: Work, due: date | None) -> None:
    if due is not None and due < work.today:
        raise FieldWrong(field=tr("Due"), reason=tr("Choose today or a later day."))


def _check_open(action: Action) -> None:
    if action.state not in OPEN:
        raise WrongState(state=action.state, wanted=ActionState.AGREED)
