"""This is where the room agrees actions, and what was agreed is read back to their owners."""

from dataclasses import replace
from datetime import date

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import AgendaItem, ItemKind, Meeting
from layerdesk.domain.meetings.states import WRITING, check_state
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.identifiers import changed_words, keep_identifiers_out
from layerdesk.usecases.meetings.places import last_place, space_of
from layerdesk.usecases.meetings.rights import check_take_part, check_write
from layerdesk.usecases.ports import Work

TEXT_LENGTH = 300


def agree_action(
    work: Work,
    item: RecordId,
    text: str,
    owner: RecordId | None,
    due: date | None,
    *,
    how_we_will_know: str = "",
    strength: str = "",
    strength_kind: str = "",
) -> Action:
    """A new action of the item: text beginning with a verb, one owner and a date not yet past.

    Raises FieldWrong where text, owner or date is missing or wrong, NotAllowed, WrongState and
    IdentifiersFound.
    """
    under = work.get(AgendaItem, item)
    meeting = work.get(Meeting, under.meeting)
    check_write(work.viewer, meeting)
    check_state(meeting.state, WRITING)
    action = Action(
        id=work.new_id(),
        space=space_of(work, meeting, under),
        ref=work.next_ref("AC"),
        text=text.strip(),
        state=ActionState.AGREED,
        owner=owner,
        due=due,
        first_due=due,
        strength=strength,
        strength_kind=strength_kind,
        how_we_will_know=how_we_will_know.strip(),
        case=under.subject if under.item_kind is ItemKind.CASE else None,
        meeting=meeting.id,
        item=item,
        order=last_place(work, work.find(Action, item=item)),
    )
    _check_action(work, action)
    if due is not None and due < work.today:
        raise FieldWrong(field=tr("Due"), reason=tr("Choose today or a later day."))
    keep_identifiers_out(work, changed_words(None, action), reason="")
    work.save(None, action)
    ask_again(work, meeting)
    return action


def edit_agreed_action(work: Work, before: Action, after: Action) -> Action:
    """Change an action of the running meeting before its minutes go out.

    A new date is then the first date, as nobody has been told the other. Raises as
    ``agree_action`` does.
    """
    meeting = work.get(Meeting, before.meeting)
    check_write(work.viewer, meeting)
    check_state(meeting.state, WRITING)
    after = replace(after, text=after.text.strip(), first_due=after.due)
    _check_action(work, after)
    keep_identifiers_out(work, changed_words(before, after), reason="")
    return work.save(before, after)


def take_back_action(work: Work, action: RecordId) -> None:
    """Put an action of this meeting in the bin before its minutes go out.

    Raises NotAllowed and WrongState.
    """
    before = work.get(Action, action)
    meeting = work.get(Meeting, before.meeting)
    check_write(work.viewer, meeting)
    check_state(meeting.state, WRITING)
    work.delete(before)


def owner_says_yes(work: Work, action: RecordId, said_yes: bool = True) -> Action:
    """Note that the owner accepts the action. Raises NotAllowed and WrongState."""
    before = work.get(Action, action)
    meeting = work.get(Meeting, before.meeting)
    check_take_part(work.viewer, meeting)
    check_state(meeting.state, WRITING)
    return work.save(before, replace(before, owner_said_yes=said_yes))


def read_back(work: Work, meeting: RecordId) -> Meeting:
    """Say that learning, decisions and actions were read back and each owner said yes.

    Raises NotAllowed and WrongState.
    """
    before = work.get(Meeting, meeting)
    check_take_part(work.viewer, before)
    check_state(before.state, WRITING)
    for action in work.find(Action, meeting=meeting):
        if not action.owner_said_yes:
            work.save(action, replace(action, owner_said_yes=True))
    return work.save(before, replace(before, read_back=True))


def ask_again(work: Work, meeting: Meeting) -> None:
    """What is agreed after the reading back has to be read back too."""
    if meeting.read_back:
        work.save(meeting, replace(meeting, read_back=False))


def _check_action(work: Work, action: Action) -> None:
    if not action.text:
        raise FieldWrong(field=tr("Action"), reason=tr("Say what will be done."))
    if len(action.text) > TEXT_LENGTH:
        raise FieldWrong(
            field=tr("Action"), reason=tr("Keep it within {n} characters.", n=TEXT_LENGTH)
        )
    owner = work.maybe(Person, action.owner)
    if owner is None:
        raise FieldWrong(field=tr("Owner"), reason=tr("Choose one person who will see to it."))
    if not owner.is_active(work.today):
        raise FieldWrong(
            field=tr("Owner"),
            reason=tr("{name} no longer works here. Choose somebody else.", name=owner.name),
        )
    if action.due is None:
        raise FieldWrong(field=tr("Due"), reason=tr("Choose the day by which it is done."))
