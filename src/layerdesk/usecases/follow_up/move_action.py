"""This is where an action is done, held up, stopped or opened again."""

from dataclasses import replace

from layerdesk.domain.follow_up.records import Action, ActionState, UpdateKind
from layerdesk.domain.follow_up.states import check_move, lacking
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.usecases.follow_up.allowing import action_to_update, guard_words, need_reason
from layerdesk.usecases.follow_up.tell_progress import add_update
from layerdesk.usecases.ports import Work


def finish_action(work: Work, action_id: RecordId, *, evidence: str = "") -> Action:
    """Say that an action is done, today; with words on what shows it, nothing more is awaited.

    Raises NotAllowed, WrongState, FieldWrong, IdentifiersFound.
    """
    before = action_to_update(work, action_id)
    shown = bool(evidence.strip())
    state = ActionState.DONE_EVIDENCED if shown else ActionState.DONE_AWAITING_EVIDENCE
    check_move(before.state, state)
    add_update(work, before, UpdateKind.EVIDENCE if shown else UpdateKind.DONE, evidence)
    done_on = before.done_on or work.today
    return work.save(before, replace(before, state=state, done_on=done_on))


def block_action(work: Work, action_id: RecordId, reason: str) -> Action:
    """Say that an action cannot go on, and why. It comes back to the next meeting.

    Raises ReasonNeeded, NotAllowed, WrongState, FieldWrong, IdentifiersFound.
    """
    before = action_to_update(work, action_id)
    check_move(before.state, ActionState.BLOCKED)
    why = need_reason(reason, tr("Say what it waits for."))
    add_update(work, before, UpdateKind.BLOCKED, why)
    return work.save(before, replace(before, state=ActionState.BLOCKED))


def stop_action(work: Work, action_id: RecordId, reason: str) -> Action:
    """Decide not to do an action, and why. Raises as ``block_action`` does."""
    before = action_to_update(work, action_id)
    check_move(before.state, ActionState.STOPPED)
    why = need_reason(reason, tr("Say why it will not be done."))
    work.because(why)
    add_update(work, before, UpdateKind.STOPPED, why)
    after = replace(before, state=ActionState.STOPPED, stop_reason=why)
    guard_words(work, before, after)
    return work.save(before, after)


def reopen_action(work: Work, action_id: RecordId, *, reason: str = "") -> Action:
    """Take up again what was done, stopped or transferred. Raises NotAllowed, WrongState."""
    before = action_to_update(work, action_id)
    check_move(before.state, ActionState.AGREED)
    add_update(work, before, UpdateKind.REOPENED, reason)
    after = replace(before, state=ActionState.AGREED, done_on=None, stop_reason="")
    return work.save(before, after)


def agreed_if_whole(action: Action) -> Action:
    """A proposed action that lacks nothing any more is agreed."""
    if action.state is ActionState.PROPOSED and not lacking(action):
        return replace(action, state=ActionState.AGREED)
    return action
