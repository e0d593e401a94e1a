"""This is where the scribe writes what the room says, learns and decides under an item.

All of it may be written from the opening of the meeting until its minutes go out. What belongs to
a restricted case is kept in that case's space.
"""

from dataclasses import replace

from layerdesk.domain.cases.records import Answer, Case
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.ids import only_one
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint, Maturity
from layerdesk.domain.meetings.records import (
    AgendaItem,
    Decision,
    ItemKind,
    Meeting,
    MinuteNote,
    NoteKind,
)
from layerdesk.domain.meetings.states import WRITING, check_state
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.following import answer_id, latest
from layerdesk.usecases.cases.identifiers import changed_words, keep_identifiers_out
from layerdesk.usecases.meetings.agree import ask_again
from layerdesk.usecases.meetings.places import last_place, space_of
from layerdesk.usecases.meetings.rights import check_write
from layerdesk.usecases.ports import Reading, Work

STATEMENT_LENGTH = 280
NOTE_LENGTH = 5000
DECISION_LENGTH = 500

ITEM_NOTES = "notes"
"""The prompt under which the one running note of an item is kept."""

EXTRA_TIME = "extra_time"
"""The prompt under which it is kept what an item's additional minutes were for."""


def note_of_item(reading: Reading, item: AgendaItem, prompt: str = ITEM_NOTES) -> MinuteNote:
    """The one note that an item has for a prompt, or an empty one to begin from."""
    meeting = reading.get(Meeting, item.meeting)
    space = space_of(reading, meeting, item)
    note_id = only_one(space, MinuteNote.kind, item.id, prompt)
    return reading.maybe(MinuteNote, note_id) or MinuteNote(
        id=note_id, space=space, meeting=meeting.id, item=item.id, prompt=prompt
    )


def edit_note_of_item(
    work: Work, before: MinuteNote, text: Text, *, reason: str = ""
) -> MinuteNote:
    """Keep what the room noted; ``before`` is what the screen showed, at most 5,000 characters.

    Raises NotAllowed, WrongState, FieldWrong, and IdentifiersFound unless there is a reason.
    """
    _writing(work, before.meeting)
    _check_length(tr("Notes"), text.plain, NOTE_LENGTH)
    after = replace(before, text=text)
    keep_identifiers_out(work, changed_words(before, after), reason=reason)
    if work.maybe(MinuteNote, before.id) is None:
        return work.save(None, after)
    return work.save(before, after)


def note_point(
    work: Work, item: RecordId, text: str, *, note_kind: NoteKind = NoteKind.POINT
) -> MinuteNote:
    """Add one point of the discussion, without saying whose it was. Raises as other writing."""
    under = work.get(AgendaItem, item)
    meeting = _writing(work, under.meeting)
    note = MinuteNote(
        id=work.new_id(),
        space=space_of(work, meeting, under),
        meeting=meeting.id,
        item=item,
        note_kind=note_kind,
        text=Text(_said(tr("Point"), text, NOTE_LENGTH)),
        order=last_place(work, work.find(MinuteNote, item=item)),
    )
    keep_identifiers_out(work, changed_words(None, note), reason="")
    return work.save(None, note)


def went_well(work: Work, item: RecordId, text: str) -> MinuteNote:
    """Add something that went well. Raises as other writing."""
    return note_point(work, item, text, note_kind=NoteKind.WENT_WELL)


def empty_answer(reading: Reading, item: AgendaItem, prompt: str) -> Answer:
    """The answer that the item's case has for a prompt, or an empty one to begin from."""
    case = latest(reading, item.subject)
    found = reading.maybe(Answer, answer_id(case, prompt))
    return found or Answer(
        id=answer_id(case, prompt), space=case.space, case=case.id, prompt=prompt
    )


def answer_in_room(work: Work, item: RecordId, before: Answer, text: Text) -> Answer:
    """Keep the room's answer to a prompt of the case's method; it belongs to the case.

    ``before`` is what the screen showed. Raises NotAllowed, WrongState, FieldWrong and
    IdentifiersFound (unless the case says why its words identify nobody).
    """
    under = work.get(AgendaItem, item)
    _writing(work, under.meeting)
    case = work.get(Case, before.case)
    _check_length(tr("Answer"), text.plain, 2 * NOTE_LENGTH)
    after = replace(before, text=text)
    keep_identifiers_out(work, changed_words(before, after), reason=case.identifier_reason)
    if work.maybe(Answer, before.id) is None:
        return work.save(None, after)
    return work.save(before, after)


def add_learning_point(
    work: Work, item: RecordId, statement: str, *, advice: str = ""
) -> LearningPoint:
    """Add what the room learned, at most 280 characters; advice is keep, start, stop or nothing.

    Raises as other writing.
    """
    under = work.get(AgendaItem, item)
    meeting = _writing(work, under.meeting)
    point = LearningPoint(
        id=work.new_id(),
        space=space_of(work, meeting, under),
        statement=_said(tr("Learning point"), statement, STATEMENT_LENGTH),
        advice=advice,
        scope="practice",
        maturity=Maturity.AGREED,
        case=under.subject if under.item_kind is ItemKind.CASE else None,
        meeting=meeting.id,
        item=item,
        order=last_place(work, work.find(LearningPoint, item=item)),
    )
    keep_identifiers_out(work, changed_words(None, point), reason="")
    return work.save(None, point)


def edit_learning_point(work: Work, before: LearningPoint, after: LearningPoint) -> LearningPoint:
    """Change a learning point of a meeting. Raises as other writing."""
    _writing(work, before.meeting)
    statement = _said(tr("Learning point"), after.statement, STATEMENT_LENGTH)
    after = replace(after, statement=statement)
    keep_identifiers_out(work, changed_words(before, after), reason="")
    return work.save(before, after)


def add_decision(work: Work, item: RecordId, text: str, *, dissent: str = "") -> Decision:
    """Add what the room decided, at most 500 characters, and the dissent it wants noted.

    Raises as other writing.
    """
    under = work.get(AgendaItem, item)
    meeting = _writing(work, under.meeting)
    decision = Decision(
        id=work.new_id(),
        space=space_of(work, meeting, under),
        meeting=meeting.id,
        item=item,
        text=_said(tr("Decision"), text, DECISION_LENGTH),
        dissent=dissent.strip(),
        order=last_place(work, work.find(Decision, item=item)),
    )
    keep_identifiers_out(work, changed_words(None, decision), reason="")
    work.save(None, decision)
    ask_again(work, meeting)
    return decision


def edit_decision(work: Work, before: Decision, after: Decision) -> Decision:
    """Change a decision. Raises as other writing."""
    _writing(work, before.meeting)
    after = replace(after, text=_said(tr("Decision"), after.text, DECISION_LENGTH))
    keep_identifiers_out(work, changed_words(before, after), reason="")
    return work.save(before, after)


def take_back(work: Work, said: MinuteNote | LearningPoint | Decision) -> None:
    """Put a point, a learning point or a decision in the bin. Raises NotAllowed, WrongState."""
    _writing(work, said.meeting)
    work.delete(said)


def _writing(work: Work, meeting: RecordId | None) -> Meeting:
    held = work.get(Meeting, meeting)
    check_write(work.viewer, held)
    check_state(held.state, WRITING)
    return held


def _said(field: str, text: str, longest: int) -> str:
    if not text.strip():
        raise FieldWrong(field=field, reason=tr("Write a few words first."))
    _check_length(field, text.strip(), longest)
    return text.strip()


def _check_length(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise FieldWrong(field=field, reason=tr("Keep it within {n} characters.", n=longest))
