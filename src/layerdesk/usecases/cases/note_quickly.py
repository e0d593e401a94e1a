"""This is where somebody writes down in seconds what happened or what was learned."""

from collections.abc import Iterable
from datetime import date

from layerdesk.domain.cases.checks import check_note
from layerdesk.domain.cases.records import Note, NoteState
from layerdesk.domain.errors import WrongState
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.usecases.cases.allowing import space_of
from layerdesk.usecases.cases.identifiers import guard_edit
from layerdesk.usecases.ports import Work


def note_quickly(
    work: Work,
    text: str,
    *,
    source: str = "",
    trigger: str = "",
    importance: int | None = None,
    tags: Iterable[str] = (),
    deadline: date | None = None,
) -> Note:
    """Keep a note that only the viewer sees; it waits in the inbox until somebody sorts it.

    ``text`` has 1–5,000 characters; ``importance`` is 1 to 3. Raises FieldWrong.
    """
    note = Note(
        id=work.new_id(),
        space=space_of(work, SpaceKind.ME),
        text=Text(text.strip()),
        source=source,
        trigger=trigger,
        importance=importance,
        tags=frozenset(tag.strip() for tag in tags if tag.strip()),
        deadline=deadline,
    )
    check_note(note)
    return work.save(None, note)


def edit_note(work: Work, before: Note, after: Note) -> Note:
    """Keep what was changed in a note; its way is changed by sorting it only.

    Raises FieldWrong, WrongState for a changed state, IdentifiersFound where others see the note.
    """
    if before.state is not after.state:
        raise WrongState(state=before.state, wanted=NoteState.INBOX)
    check_note(after)
    guard_edit(work, before, after, reason=after.identifier_reason)
    return work.save(before, after)
