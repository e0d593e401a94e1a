"""This is where the fields of a case have what they offer, in words and tones."""

from collections.abc import Sequence
from datetime import date, datetime

from layerdesk.domain.cases.methods import Subject
from layerdesk.domain.cases.records import CaseState, Embedded, Lfpse, YesNo
from layerdesk.domain.cases.risk import LEVELS, Band, consequence_words, likelihood_words
from layerdesk.domain.cases.states import ENDED, SIDE_STATES
from layerdesk.domain.declared import Declared
from layerdesk.domain.language import plural, tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.ui.state_words import state_words
from layerdesk.ui.widgets.chip import Tone
from layerdesk.ui.widgets.choices import Option


def offered(declared: Declared, value_set: str) -> tuple[Option, ...]:
    """The values of a set, to choose from."""
    return tuple(
        Option(id=each.id, words=each.label, help=each.help)
        for each in declared.value_set(value_set).offered
    )


def reporters(declared: Declared) -> tuple[Option, ...]:
    """The job of who reported, or that they stay unnamed."""
    return (*offered(declared, "reporter_wish"), *offered(declared, "job_role"))


def methods(declared: Declared) -> tuple[Option, ...]:
    """The review methods, to choose from."""
    return tuple(
        Option(id=each.id, words=each.title, help=each.purpose)
        for each in declared.methods
        if each.subject is Subject.CASE
    )


def yes_no(*, not_applicable: bool = False) -> tuple[Option, ...]:
    """Yes, no, not known; and not needed where that can be."""
    some = (
        Option(id=YesNo.YES, words=tr("Yes")),
        Option(id=YesNo.NO, words=tr("No")),
        Option(id=YesNo.UNKNOWN, words=tr("Not known")),
    )
    none = Option(id=YesNo.NOT_APPLICABLE, words=tr("Does not apply"))
    return (*some, none) if not_applicable else some


def lfpse() -> tuple[Option, ...]:
    """Whether it is recorded with LFPSE."""
    return (
        Option(id=Lfpse.NOT_NEEDED, words=tr("Not needed")),
        Option(id=Lfpse.TO_DO, words=tr("To do")),
        Option(id=Lfpse.DONE, words=tr("Done")),
    )


def embedded() -> tuple[Option, ...]:
    """Whether the lessons are in daily use."""
    return (
        Option(id=Embedded.YES, words=tr("Yes")),
        Option(id=Embedded.PARTLY, words=tr("Partly")),
        Option(id=Embedded.NO, words=tr("No")),
    )


def consequences() -> tuple[Option, ...]:
    """How bad it would be, 1 to 5."""
    return tuple(Option(id=str(level), words=consequence_words(level)) for level in LEVELS)


def likelihoods() -> tuple[Option, ...]:
    """How often it may happen again, 1 to 5."""
    return tuple(Option(id=str(level), words=likelihood_words(level)) for level in LEVELS)


def levels(*words: str) -> tuple[Option, ...]:
    """Words for 1, 2, 3 …"""
    return tuple(Option(id=str(at), words=each) for at, each in enumerate(words, start=1))


def band_tone(band: Band | None) -> Tone:
    """The tone of a band of risk; its words say the same."""
    if band is None:
        return Tone.NEUTRAL
    return {
        Band.LOW: Tone.OK,
        Band.MODERATE: Tone.ACCENT,
        Band.HIGH: Tone.WARN,
        Band.EXTREME: Tone.DANGER,
    }[band]


def state_name(state: CaseState) -> str:
    """The state with a capital letter, as a chip shows it."""
    words = state_words(state)
    return words[:1].upper() + words[1:]


def state_tone(state: CaseState) -> Tone:
    """The tone of a state: what waits for somebody stands out, what has ended steps back."""
    if state is CaseState.REPORTED:
        return Tone.WARN
    if state is CaseState.CLOSED:
        return Tone.OK
    return Tone.NEUTRAL if state in ENDED | SIDE_STATES | {CaseState.DRAFT} else Tone.ACCENT


def move_words(state: CaseState) -> str:
    """What the button says that leads to the state."""
    return {
        CaseState.REPORTED: tr("Report to the review team"),
        CaseState.TRIAGED: tr("Triage is done"),
        CaseState.GATHERING_FACTS: tr("Gather the facts"),
        CaseState.READY: tr("Ready for a meeting"),
        CaseState.SCHEDULED: tr("It is on an agenda"),
        CaseState.DISCUSSED: tr("It was discussed"),
        CaseState.ACTIONS_AGREED: tr("Actions are agreed"),
        CaseState.IN_FOLLOW_UP: tr("Begin the follow-up"),
        CaseState.AWAITING_REVIEW: tr("Actions are done"),
        CaseState.CLOSED: tr("Close the case"),
    }.get(state, state_name(state))


def before_words(state: CaseState) -> str:
    """The heading over what is missing before the state."""
    return {
        CaseState.REPORTED: tr("Before you report it"),
        CaseState.TRIAGED: tr("Before triage is done"),
        CaseState.GATHERING_FACTS: tr("Next: gather the facts"),
        CaseState.READY: tr("Before it goes to a meeting"),
        CaseState.SCHEDULED: tr("Before it is on an agenda"),
        CaseState.DISCUSSED: tr("Before it counts as discussed"),
        CaseState.ACTIONS_AGREED: tr("Before actions count as agreed"),
        CaseState.IN_FOLLOW_UP: tr("Before follow-up begins"),
        CaseState.AWAITING_REVIEW: tr("Before it can be reviewed"),
        CaseState.CLOSED: tr("Before it can be closed"),
    }.get(state, state_name(state))


def seen_by_words(lies_in: SpaceKind) -> str:
    """Who sees what lies in a space of this kind."""
    return {
        SpaceKind.ME: tr("Only you see this"),
        SpaceKind.REVIEW_TEAM: tr("The review team sees this"),
        SpaceKind.PRACTICE: tr("The whole practice sees this"),
        SpaceKind.NAMED: tr("Restricted to named people"),
        SpaceKind.CLUSTER: tr("The cluster sees this"),
    }[lies_in]


def days_words(days: int) -> str:
    """How long something has waited."""
    return tr("Today") if days < 1 else plural("{n} day", "{n} days", days)


def today() -> date:
    """The calendar day where this computer is."""
    return datetime.now().astimezone().date()


def people_offered(people: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """People to choose from, by name."""
    return tuple(
        Option(id=person, words=name) for person, name in sorted(people, key=lambda each: each[1])
    )
