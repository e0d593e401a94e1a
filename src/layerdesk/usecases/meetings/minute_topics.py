"""This is where it is gathered for minutes what was said and agreed under one item."""

from collections.abc import Mapping, Sequence

from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor, Lfpse
from layerdesk.domain.cases.risk import band, band_words
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.minutes_facts import (
    Labels,
    MinutedAction,
    MinutedCase,
    MinutedTopic,
    Told,
)
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Decision,
    ItemKind,
    MinuteNote,
    NoteKind,
)
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.meetings.write import EXTRA_TIME
from layerdesk.usecases.ports import Reading

CANDOUR_APPLIES = frozenset(
    {"notifiable_to_do", "told_in_person", "written_sent", "refused_contact", "closed"}
)

_WHAT = ("what", "event", "what_happened", "q2")
_IMPACT = ("impact", "effect")
_WHY = ("why", "people", "activity", "environment", "interact", "q3")
_WELL = ("well", "good", "what_made_it_good")
_PRIVATE = ("feel", "a_feel", "a_role", "a_think", "a_support", "a_ready", "feelings")
"""Prompts about a person's own feelings, which minutes never hold."""


def minuted_action(action: Action, people: Mapping[RecordId, Person]) -> MinutedAction:
    """The action as minutes show it, without its evidence."""
    owner = people.get(action.owner) if action.owner else None
    return MinutedAction(
        about=action.id,
        ref=action.ref,
        text=action.text,
        owner=owner.name if owner else "",
        owner_role=owner.job_role if owner else "",
        due=action.due,
        state=_state_words(action.state),
        how_we_will_know=action.how_we_will_know,
    )


def about(item: AgendaItem) -> tuple[str, ...]:
    """The ids of the records with which what is minuted under the item stands and falls."""
    return (item.id, item.subject) if item.subject else (item.id,)


def minuted_topic(
    reading: Reading, item: AgendaItem, people: Mapping[RecordId, Person]
) -> MinutedTopic:
    """What was noted, learned, decided and agreed under the item, in the order it was written."""
    notes = sorted(
        (
            each
            for each in reading.find(MinuteNote, item=item.id)
            if each.text and each.prompt != EXTRA_TIME
        ),
        key=lambda each: (each.order, each.id),
    )
    points = _in_order(reading.find(LearningPoint, item=item.id))
    decisions = sorted(reading.find(Decision, item=item.id), key=lambda each: (each.order, each.id))
    actions = sorted(reading.find(Action, item=item.id), key=lambda each: (each.order, each.id))
    return MinutedTopic(
        title=item.title,
        about=about(item),
        points=_texts(notes, NoteKind.POINT),
        questions=_texts(notes, NoteKind.QUESTION),
        went_well=_texts(notes, NoteKind.WENT_WELL),
        learning=tuple(Told(each.statement, each.id) for each in points),
        decisions=tuple((each.text, each.dissent) for each in decisions),
        actions=tuple(minuted_action(each, people) for each in actions),
        outcome=item.outcome,
        share_with=tuple(sorted(item.share_with)),
    )


def minuted_case(
    reading: Reading, item: AgendaItem, people: Mapping[RecordId, Person], labels: Labels
) -> MinutedCase:
    """The case of the item; of a restricted one, or one the viewer cannot see, only that it was."""
    subject = reading.maybe(Case, item.subject)
    if item.restricted:
        return MinutedCase(restricted=True, topic=MinutedTopic(title="", about=about(item)))
    topic = minuted_topic(reading, item, people)
    if item.item_kind is not ItemKind.CASE or subject is None:
        return MinutedCase(topic=topic)
    case = latest(reading, subject.id)
    answers = {
        each.prompt: each.text.plain.strip()
        for each in reading.find(Answer, case=case.id)
        if each.text and each.prompt not in _PRIVATE
    }
    found_band = band(case.risk_consequence, case.risk_likelihood)
    told = _WHAT + _IMPACT + _WHY + _WELL
    well = tuple(answers[each] for each in _WELL if each in answers)
    return MinutedCase(
        ref=case.ref,
        case_type=case.case_type,
        date_of_event=case.date_of_event,
        risk=band_words(found_band) if found_band else "",
        harm_physical=case.harm_physical,
        harm_psychological=case.harm_psychological,
        what_happened=_paragraphs(
            case.summary.plain, *(answers[each] for each in _WHAT if each in answers)
        ),
        impact=_paragraphs(*(answers[each] for each in _IMPACT if each in answers)),
        why=_paragraphs(
            *(answers[each] for each in _WHY if each in answers),
            *(_factor(each, labels) for each in reading.find(ContributoryFactor, case=case.id)),
        ),
        answers=tuple(
            (labels(f"prompt:{case.method}", prompt), text)
            for prompt, text in answers.items()
            if prompt not in told
        ),
        candour=case.candour in CANDOUR_APPLIES,
        lfpse=case.lfpse is Lfpse.DONE,
        topic=MinutedTopic(
            title=case.title or topic.title,
            about=(*topic.about, case.id),
            points=topic.points,
            questions=topic.questions,
            went_well=well + topic.went_well,
            learning=topic.learning,
            decisions=topic.decisions,
            actions=topic.actions,
            outcome=topic.outcome,
            share_with=topic.share_with,
        ),
    )


def _state_words(state: ActionState) -> str:
    words = {
        ActionState.PROPOSED: tr("Proposed"),
        ActionState.AGREED: tr("Agreed"),
        ActionState.IN_PROGRESS: tr("In progress"),
        ActionState.BLOCKED: tr("Blocked"),
        ActionState.DONE_AWAITING_EVIDENCE: tr("Done, awaiting evidence"),
        ActionState.DONE_EVIDENCED: tr("Done, with evidence"),
        ActionState.STOPPED: tr("Stopped"),
        ActionState.TRANSFERRED: tr("Turned into a change"),
    }
    return words[state]


def _factor(factor: ContributoryFactor, labels: Labels) -> str:
    if not factor.description:
        return ""
    domain = labels(f"factors:{factor.framework}", factor.domain) if factor.domain else ""
    text = f"{domain}: {factor.description}" if domain else str(factor.description)
    return tr("{factor} (this helped)", factor=text) if factor.effect == "helped" else text


def _paragraphs(*texts: str) -> tuple[str, ...]:
    return tuple(line.strip() for text in texts for line in text.split("\n\n") if line.strip())


def _texts(notes: Sequence[MinuteNote], kind: NoteKind) -> tuple[str, ...]:
    return tuple(
        line.strip()
        for each in notes
        if each.note_kind is kind
        for line in each.text.plain.splitlines()
        if line.strip()
    )


def _in_order(points: Sequence[LearningPoint]) -> list[LearningPoint]:
    return sorted(points, key=lambda each: (each.order, each.id))
