"""This is where it is decided which way an action may go, and what it still lacks."""

from collections.abc import Mapping
from typing import NamedTuple

from layerdesk.domain.errors import FieldWrong, WrongState
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import tr

TEXT_LENGTH = 300
NOTE_LENGTH = 5000
"""Most characters of an entry in the progress log."""

OPEN = frozenset(
    {ActionState.PROPOSED, ActionState.AGREED, ActionState.IN_PROGRESS, ActionState.BLOCKED}
)
"""Something is left to be done; only such an action can be overdue."""

SETTLED = frozenset({ActionState.DONE_EVIDENCED, ActionState.STOPPED, ActionState.TRANSFERRED})
"""Nobody needs to talk about the action again."""

_WAYS: Mapping[ActionState, frozenset[ActionState]] = {
    ActionState.PROPOSED: frozenset(ActionState) - {ActionState.PROPOSED, ActionState.TRANSFERRED},
    ActionState.AGREED: frozenset(ActionState) - {ActionState.PROPOSED, ActionState.AGREED},
    ActionState.IN_PROGRESS: frozenset(ActionState)
    - {ActionState.PROPOSED, ActionState.AGREED, ActionState.IN_PROGRESS},
    ActionState.BLOCKED: frozenset(ActionState)
    - {ActionState.PROPOSED, ActionState.AGREED, ActionState.BLOCKED},
    ActionState.DONE_AWAITING_EVIDENCE: frozenset(
        {ActionState.DONE_EVIDENCED, ActionState.AGREED, ActionState.STOPPED}
    ),
    ActionState.DONE_EVIDENCED: frozenset({ActionState.AGREED}),
    ActionState.STOPPED: frozenset({ActionState.AGREED}),
    ActionState.TRANSFERRED: frozenset({ActionState.AGREED}),
}


class Lack(NamedTuple):
    """One thing that an action lacks."""

    where: str
    """The field: text, owner or due."""
    words: str
    """A sentence that says what to do."""


def may_move(state: ActionState, wanted: ActionState) -> bool:
    """Whether an action may go from the one state to the other.

    What is done, stopped or transferred is open again by going back to agreed.
    """
    return wanted in _WAYS[state]


def check_move(state: ActionState, wanted: ActionState) -> None:
    """Raises WrongState where no way leads from the one state to the other."""
    if not may_move(state, wanted):
        raise WrongState(state=state, wanted=wanted)


def lacking(action: Action) -> tuple[Lack, ...]:
    """What an action needs before it counts as agreed: words, one owner and a date.

    Source: Royal College of General Practitioners, guidance on significant event analysis.
    """
    found = (
        (action.text.strip(), "text", tr("Say what will be done.")),
        (action.owner, "owner", tr("Choose one person who will see to it.")),
        (action.due, "due", tr("Choose the day by which it is done.")),
    )
    return tuple(Lack(where, words) for there, where, words in found if not there)


def check_text(text: str) -> str:
    """The words of an action without spaces around them. Raises FieldWrong unless 1–300 long."""
    words = text.strip()
    if not words:
        raise FieldWrong(field=tr("Action"), reason=tr("Say what will be done."))
    if len(words) > TEXT_LENGTH:
        raise FieldWrong(
            field=tr("Action"), reason=tr("Keep it within {n} characters.", n=TEXT_LENGTH)
        )
    return words


def verb_hint(text: str) -> str:
    """A hint where the words do not seem to begin with a verb, or nothing; it never forbids.

    Known beginnings only are told apart, since most English words can be verbs.
    Source: domain model, SMART check (has a verb).
    """
    first = text.strip().split(maxsplit=1)[:1]
    word = first[0].strip(",.:;").casefold() if first else ""
    if not word or not (word in _NO_VERBS or (word.endswith("ing") and len(word) > _SHORT)):
        return ""
    return tr("Begin with what will be done, such as “Put …”, “Ask …” or “Change …”.")


_SHORT = len("bring")
_NO_VERBS = frozenset(
    [
        "a",
        "all",
        "an",
        "any",
        "better",
        "everybody",
        "everyone",
        "i",
        "it",
        "maybe",
        "more",
        "need",
        "needs",
        "no",
        "nobody",
        "one",
        "our",
        "perhaps",
        "reception",
        "should",
        "somebody",
        "someone",
        "staff",
        "the",
        "their",
        "there",
        "they",
        "to",
        "we",
        "you",
    ]
)
