"""This is where a note becomes something, or is laid away; each of it can be taken back."""

from dataclasses import replace
from datetime import date

from layerdesk.domain.cases.checks import SUMMARY_LENGTH, TITLE_LENGTH, check_length
from layerdesk.domain.cases.records import Case, CaseState, Note, NoteState
from layerdesk.domain.errors import FieldWrong, WrongState
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint, Maturity
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.cases.allowing import space_of
from layerdesk.usecases.cases.edit_timeline import FACT_LENGTH, add_timeline_entry
from layerdesk.usecases.cases.identifiers import keep_identifiers_out
from layerdesk.usecases.cases.list_inbox import first_words
from layerdesk.usecases.cases.start_case import start_case
from layerdesk.usecases.ports import Work

ACTION_LENGTH = 300
STATEMENT_LENGTH = 280
ACTION_PREFIX = "AC"


def make_case(
    work: Work, note_id: RecordId, *, title: str = "", method: str = "", method_version: int = 0
) -> Case:
    """Begin a case from a note: a draft of the viewer's, with the note's words.

    Without a ``title`` the note's first words are taken. A text that is too long for the summary
    becomes the first steps of the timeline. Raises WrongState for a note that was sorted already.
    """
    note = _to_sort(work, note_id)
    words = note.text.plain.strip()
    fits = len(words) <= SUMMARY_LENGTH
    case = start_case(
        work,
        title=title or first_words(words, TITLE_LENGTH),
        summary=words if fits else "",
        method=method,
        method_version=method_version,
        from_note=note.id,
    )
    if not fits:
        for start in range(0, len(words), FACT_LENGTH):
            add_timeline_entry(work, case.id, fact=words[start : start + FACT_LENGTH])
    _converted(work, note, case)
    return case


def make_action(
    work: Work,
    note_id: RecordId,
    *,
    text: str = "",
    owner: RecordId | None = None,
    due: date | None = None,
    identifier_reason: str = "",
) -> Action:
    """Make an action of a note, which the practice sees; the viewer's own unless another owns it.

    ``text`` has at most 300 characters; without it the note's words are taken. Raises FieldWrong,
    IdentifiersFound, WrongState for a note that was sorted already.
    """
    note = _to_sort(work, note_id)
    words = text.strip() or note.text.plain.strip()
    check_length(tr("Action"), words, ACTION_LENGTH)
    reason = _guard(work, note, words, identifier_reason)
    action = Action(
        id=work.new_id(),
        space=space_of(work, SpaceKind.PRACTICE),
        ref=work.next_ref(ACTION_PREFIX),
        text=words,
        state=ActionState.AGREED,
        owner=owner or work.viewer.person,
        due=due,
        first_due=due,
        note=note.id,
        owner_said_yes=owner in (None, work.viewer.person),
    )
    work.save(None, action)
    _converted(work, note, action, identifier_reason=reason)
    return action


def make_learning_point(
    work: Work, note_id: RecordId, *, statement: str = "", identifier_reason: str = ""
) -> LearningPoint:
    """Make a learning point of a note, a draft which the practice sees.

    ``statement`` has at most 280 characters; without it the note's words are taken. Raises
    FieldWrong, IdentifiersFound, WrongState for a note that was sorted already.
    """
    note = _to_sort(work, note_id)
    words = statement.strip() or note.text.plain.strip()
    check_length(tr("Learning point"), words, STATEMENT_LENGTH)
    reason = _guard(work, note, words, identifier_reason)
    point = LearningPoint(
        id=work.new_id(),
        space=space_of(work, SpaceKind.PRACTICE),
        statement=words,
        maturity=Maturity.DRAFT,
        note=note.id,
        owner=work.viewer.person,
    )
    work.save(None, point)
    _converted(work, note, point, identifier_reason=reason)
    return point


def file_note(work: Work, note_id: RecordId, *, reason: str = "") -> Note:
    """Lay a note away as it is. Raises WrongState for a note that was sorted already."""
    note = _to_sort(work, note_id)
    return work.save(note, replace(note, state=NoteState.FILED, sorted_reason=reason.strip()))


def discard_note(work: Work, note_id: RecordId, *, reason: str = "") -> Note:
    """Say that a note is not needed. Raises WrongState for a note that was sorted already."""
    note = _to_sort(work, note_id)
    return work.save(note, replace(note, state=NoteState.DISCARDED, sorted_reason=reason.strip()))


def put_note_back(work: Work, note_id: RecordId) -> Note:
    """Take a note back into the inbox; what it became goes into the bin.

    Raises WrongState for a note in the inbox, and for one whose case was reported since.
    """
    note = work.get(Note, note_id)
    if note.state is NoteState.INBOX:
        raise WrongState(state=note.state, wanted=NoteState.INBOX)
    made = _made_of(work, note)
    if isinstance(made, Case) and made.state is not CaseState.DRAFT:
        raise WrongState(state=made.state, wanted=CaseState.DRAFT)
    if made is not None and not made.deleted:
        work.delete(made)
    back = replace(note, state=NoteState.INBOX, became_kind="", became=None, sorted_reason="")
    return work.save(note, back)


def _to_sort(work: Work, note_id: RecordId) -> Note:
    note = work.get(Note, note_id)
    if note.state is not NoteState.INBOX:
        raise WrongState(state=note.state, wanted=NoteState.INBOX)
    if not note.text:
        raise FieldWrong(field=tr("Note"), reason=tr("Write a few words first."))
    return note


def _guard(work: Work, note: Note, words: str, reason: str) -> str:
    kept = reason.strip() or note.identifier_reason
    keep_identifiers_out(work, (words,), reason=kept)
    return kept


def _converted(work: Work, note: Note, made: Record, *, identifier_reason: str = "") -> None:
    work.save(
        note,
        replace(
            note,
            state=NoteState.CONVERTED,
            became_kind=made.kind,
            became=made.id,
            identifier_reason=identifier_reason or note.identifier_reason,
        ),
    )


def _made_of(work: Work, note: Note) -> Record | None:
    kinds: dict[str, type[Record]] = {kind.kind: kind for kind in (Case, Action, LearningPoint)}
    kind = kinds.get(note.became_kind)
    return work.maybe(kind, note.became) if kind else None
