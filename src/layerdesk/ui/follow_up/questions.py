"""This is where it is said what an action's panel asks, and what becomes of the answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.follow_up.states import verb_hint
from layerdesk.domain.follow_up.strength import StrengthKind, strength_of
from layerdesk.domain.language import tr
from layerdesk.domain.record import RecordId
from layerdesk.ui.follow_up.asking import AskInPlace, Question
from layerdesk.ui.session import Session
from layerdesk.usecases.follow_up.move_action import (
    block_action,
    finish_action,
    reopen_action,
    stop_action,
)
from layerdesk.usecases.follow_up.plan_action import edit_action, postpone_action, reassign_action
from layerdesk.usecases.follow_up.read_action import ActionView
from layerdesk.usecases.follow_up.tell_progress import add_evidence_note, note_progress

Slotted = Callable[..., object]


def run_answer(
    session: Session,
    view: ActionView,
    question: Question,
    ask: AskInPlace,
    kinds: Sequence[StrengthKind],
    *,
    done: Slotted,
    failed: Slotted,
) -> None:
    """Do what was asked about, with the answers."""
    record, words = view.action.id, ask.words
    heard = {"done": done, "failed": failed}
    match question.about:
        case "finish":
            session.write(finish_action, record, evidence=words, **heard)
        case "progress":
            session.write(note_progress, record, words, **heard)
        case "evidence":
            session.write(add_evidence_note, record, words, **heard)
        case "postpone":
            session.write(postpone_action, record, ask.day, words, **heard)
        case "reassign":
            owner = RecordId(ask.chosen) if ask.chosen else None
            session.write(reassign_action, record, owner, reason=words, **heard)
        case "block":
            session.write(block_action, record, words, **heard)
        case "stop":
            session.write(stop_action, record, words, **heard)
        case "reopen":
            session.write(reopen_action, record, reason=words, **heard)
        case "edit":
            before = view.action
            session.write(edit_action, before, replace(before, text=words), **heard)
        case "know":
            before = view.action
            session.write(edit_action, before, replace(before, how_we_will_know=words), **heard)
        case "strength":
            before, kind = view.action, ask.chosen or ""
            after = replace(before, strength_kind=kind, strength=strength_of(kind, kinds))
            session.write(edit_action, before, after, **heard)


def _finish(_view: ActionView) -> Question:
    return Question(
        about="finish",
        asks=tr("Well done. What shows that it was done?"),
        yes=tr("It is done"),
        words=tr("Evidence (optional)"),
        hint=tr("Such as a search and what it found, or the name of the new protocol."),
    )


def _progress(_view: ActionView) -> Question:
    return Question(
        about="progress",
        asks=tr("How does it go?"),
        yes=tr("Add to the log"),
        words=tr("What happened"),
    )


def _evidence(view: ActionView) -> Question:
    awaited = view.action.state is ActionState.DONE_AWAITING_EVIDENCE
    return Question(
        about="evidence",
        asks=tr("What shows that it was done?"),
        yes=tr("Add the evidence"),
        words=tr("Evidence"),
        hint=tr("With this, nothing more is awaited.") if awaited else "",
    )


def _postpone(view: ActionView) -> Question:
    if view.action.due is None:
        return Question(
            about="postpone",
            asks=tr("By when will it be done?"),
            yes=tr("Set the date"),
            day=True,
        )
    return Question(
        about="postpone",
        asks=tr("When will it be done instead?"),
        yes=tr("Set the new date"),
        words=tr("Why it takes longer"),
        day=True,
    )


def _reassign(_view: ActionView) -> Question:
    return Question(
        about="reassign",
        asks=tr("Who will see to it?"),
        yes=tr("Hand it on"),
        words=tr("Why (optional)"),
        hint=tr("Ask them first: they have to say yes to it."),
        choice=tr("Who will see to it"),
    )


def _block(_view: ActionView) -> Question:
    return Question(
        about="block",
        asks=tr("What does it wait for?"),
        yes=tr("It is blocked"),
        words=tr("What it waits for"),
        hint=tr("The next meeting will talk about it."),
    )


def _stop(_view: ActionView) -> Question:
    return Question(
        about="stop",
        asks=tr("Why will it not be done?"),
        yes=tr("Stop this action"),
        words=tr("Reason"),
        hint=tr("A good reason is fine: it stands in the minutes."),
        danger=True,
    )


def _reopen(_view: ActionView) -> Question:
    return Question(
        about="reopen",
        asks=tr("Take it up again?"),
        yes=tr("Take it up again"),
        words=tr("Why (optional)"),
    )


def _edit(view: ActionView) -> Question:
    return Question(
        about="edit",
        asks=tr("What will be done?"),
        yes=tr("Change the words"),
        words=tr("Action"),
        hint=verb_hint(view.action.text) or tr("Begin with a verb."),
        filled=view.action.text,
    )


def _know(view: ActionView) -> Question:
    return Question(
        about="know",
        asks=tr("How will we know that it worked?"),
        yes=tr("Keep this"),
        words=tr("How we will know"),
        hint=tr("Such as “No abnormal result waits overnight in a monthly sample of thirty”."),
        filled=view.action.how_we_will_know,
    )


def _strength(_view: ActionView) -> Question:
    return Question(
        about="strength",
        asks=tr("What kind of action is it?"),
        yes=tr("Choose this kind"),
        choice=tr("Kind of action"),
    )


QUESTIONS: Mapping[str, Callable[[ActionView], Question]] = {
    "finish": _finish,
    "progress": _progress,
    "evidence": _evidence,
    "postpone": _postpone,
    "reassign": _reassign,
    "block": _block,
    "stop": _stop,
    "reopen": _reopen,
    "edit": _edit,
    "know": _know,
    "strength": _strength,
}
