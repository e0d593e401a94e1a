"""This is where it is told how an action goes, and what shows that it was done."""

from dataclasses import replace

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.follow_up.records import Action, ActionState, ActionUpdate, UpdateKind
from layerdesk.domain.follow_up.states import NOTE_LENGTH, OPEN, check_move
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.follow_up.allowing import action_to_tell, action_to_update, guard_words
from layerdesk.usecases.ports import Work


def start_action(work: Work, action_id: RecordId) -> Action:
    """Say that the work has begun. Raises NotAllowed, WrongState."""
    before = action_to_update(work, action_id)
    check_move(before.state, ActionState.IN_PROGRESS)
    return work.save(before, replace(before, state=ActionState.IN_PROGRESS))


def note_progress(work: Work, action_id: RecordId, words: str) -> Action:
    """Add 1–5,000 characters to the progress log; an open action is in progress from then on.

    Raises FieldWrong, NotAllowed, IdentifiersFound.
    """
    before = action_to_tell(work, action_id)
    add_update(work, before, UpdateKind.PROGRESS, words, needed=True)
    begins = before.state in OPEN - {ActionState.IN_PROGRESS, ActionState.PROPOSED}
    after = replace(before, state=ActionState.IN_PROGRESS) if begins else before
    return work.save(before, after)


def add_evidence_note(work: Work, action_id: RecordId, words: str) -> Action:
    """Say in 1–5,000 characters what shows that it was done, such as a search and its result.

    An action that was done and awaited evidence has it from then on. Raises FieldWrong, NotAllowed,
    IdentifiersFound.
    """
    before = action_to_tell(work, action_id)
    add_update(work, before, UpdateKind.EVIDENCE, words, needed=True)
    if before.state is not ActionState.DONE_AWAITING_EVIDENCE:
        return before
    return work.save(before, replace(before, state=ActionState.DONE_EVIDENCED))


def add_update(
    work: Work, action: Action, kind: UpdateKind, words: str, *, needed: bool = False
) -> ActionUpdate:
    """One entry in the progress log of today, in the space of its action.

    Raises FieldWrong for more than 5,000 characters, and for none where they are ``needed``.
    """
    if needed and not words.strip():
        raise FieldWrong(field=tr("Progress"), reason=tr("Write a few words first."))
    if len(words.strip()) > NOTE_LENGTH:
        raise FieldWrong(
            field=tr("Progress"), reason=tr("Keep it within {n} characters.", n=NOTE_LENGTH)
        )
    update = ActionUpdate(
        id=work.new_id(),
        space=action.space,
        action=action.id,
        update_kind=kind,
        text=Text(words.strip()),
        day=work.today,
    )
    guard_words(work, None, update)
    return work.save(None, update)
