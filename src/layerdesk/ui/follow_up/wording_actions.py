"""This is where the follow-up's screens find words and tones for actions."""

from datetime import date

from layerdesk.domain.declared import Declared
from layerdesk.domain.follow_up.due import Band, due_words
from layerdesk.domain.follow_up.records import ActionState, UpdateKind
from layerdesk.domain.follow_up.strength import INTERMEDIATE, STRONG, WEAK, StrengthKind
from layerdesk.domain.language import plural, tr
from layerdesk.ui.state_words import state_words
from layerdesk.ui.widgets.chip import Tone
from layerdesk.ui.widgets.rows_model import Cell
from layerdesk.usecases.follow_up.list_actions import ActionRow, Origin

_SPECIAL = frozenset({ActionState.PROPOSED, ActionState.BLOCKED})
"""States that are said in words even where a list has no room for the state."""

STRENGTH_KINDS = "action_strength_kind"
"""The value set of kinds of action."""


def state_name(state: ActionState) -> str:
    """The state with a capital letter, as a chip shows it."""
    words = state_words(state)
    return words[:1].upper() + words[1:]


def state_tone(state: ActionState) -> Tone:
    """The tone of a state: what is stuck stands out, what has ended steps back."""
    if state is ActionState.BLOCKED:
        return Tone.WARN
    if state is ActionState.DONE_EVIDENCED:
        return Tone.OK
    if state in (ActionState.IN_PROGRESS, ActionState.DONE_AWAITING_EVIDENCE):
        return Tone.ACCENT
    return Tone.NEUTRAL


def due_tone(band: Band) -> Tone:
    """The tone of a date; its words say the same."""
    return {Band.OVERDUE: Tone.DANGER, Band.SOON: Tone.WARN}.get(band, Tone.NEUTRAL)


def due_cell(row: ActionRow, today: date) -> Cell:
    """The date as a list shows it: a chip while something is left to be done."""
    words = due_words(row.state, row.due, today)
    if row.band is Band.FINISHED:
        return Cell(words=words)
    return Cell(words=words, tone=due_tone(row.band))


def owner_cell(row: ActionRow) -> Cell:
    """Who sees to it."""
    if not row.owner_name:
        return Cell(words=tr("Nobody yet"), tone=Tone.WARN)
    return Cell(words=row.owner_name, below=tr("has left") if row.owner_left else "")


def action_cell(row: ActionRow) -> Cell:
    """The words of an action and, below, what is special about it and where it comes from."""
    state = state_name(row.state) if row.state in _SPECIAL else ""
    below = " · ".join(part for part in (state, row.ref, row.origin.words) if part)
    return Cell(words=row.text, below=below, strong=True)


def state_cell(row: ActionRow) -> Cell:
    """The state as a chip."""
    return Cell(words=state_name(row.state), tone=state_tone(row.state))


def origin_words(origin: Origin) -> str:
    """Where an action comes from, as a sentence without a full stop; may be empty."""
    return tr("From {origin}", origin=origin.words) if origin.words else ""


def strength_words(strength: str) -> str:
    """The strength of an action in words."""
    return {
        STRONG: tr("Strong action"),
        INTERMEDIATE: tr("Intermediate action"),
        WEAK: tr("Weak action"),
    }.get(strength, "")


def strength_tone(strength: str) -> Tone:
    """The tone of a strength."""
    return {STRONG: Tone.OK, INTERMEDIATE: Tone.ACCENT, WEAK: Tone.WARN}.get(strength, Tone.NEUTRAL)


def strength_kinds(declared: Declared) -> tuple[StrengthKind, ...]:
    """The kinds of action with their strength and what they look like in a practice."""
    return tuple(
        StrengthKind(
            id=each.id,
            label=each.label,
            strength=str(each.attributes.get("strength", "")),
            example=str(each.attributes.get("example", "")),
        )
        for each in declared.value_set(STRENGTH_KINDS).offered
    )


def update_words(kind: UpdateKind) -> str:
    """What an entry of the progress log tells."""
    return {
        UpdateKind.PROGRESS: tr("Progress"),
        UpdateKind.EVIDENCE: tr("Evidence"),
        UpdateKind.POSTPONED: tr("New date"),
        UpdateKind.REASSIGNED: tr("Handed on"),
        UpdateKind.BLOCKED: tr("Blocked"),
        UpdateKind.STOPPED: tr("Not doing it"),
        UpdateKind.DONE: tr("Done"),
        UpdateKind.REOPENED: tr("Taken up again"),
    }[kind]


def overdue_words(count: int) -> str:
    """How many are overdue."""
    return plural("{n} overdue", "{n} overdue", count)


def days_waited(days: int) -> str:
    """How long something has waited, within a sentence."""
    return tr("since today") if days < 1 else plural("for {n} day", "for {n} days", days)
