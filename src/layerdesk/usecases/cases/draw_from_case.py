"""This is where learning and actions are drawn from a case outside a meeting."""

from datetime import date
from uuid import UUID

from layerdesk.domain.cases.checks import check_length
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.language import tr
from layerdesk.domain.learning.records import LearningPoint, Maturity
from layerdesk.domain.order import RANDOM_BYTES, between
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.allowing import allow_editing
from layerdesk.usecases.cases.facts import ids_of
from layerdesk.usecases.cases.following import latest
from layerdesk.usecases.cases.identifiers import changed_words, keep_identifiers_out
from layerdesk.usecases.cases.sort_note import ACTION_LENGTH, ACTION_PREFIX, STATEMENT_LENGTH
from layerdesk.usecases.ports import Work


def add_learning_to_case(
    work: Work, case_id: RecordId, statement: str, *, advice: str = ""
) -> LearningPoint:
    """A learning point of the case, at the end of those it has.

    ``statement`` has 1–280 characters; ``advice`` is keep, start, stop or empty. Raises FieldWrong,
    NotAllowed, IdentifiersFound.
    """
    case = latest(work, case_id)
    allow_editing(work, case)
    if not statement.strip():
        raise FieldWrong(field=tr("Learning point"), reason=tr("Write a few words first."))
    check_length(tr("Learning point"), statement.strip(), STATEMENT_LENGTH)
    point_id = work.new_id()
    last = max(
        (each.order for each in work.find(LearningPoint, case=ids_of(work, case))), default=b""
    )
    point = LearningPoint(
        id=point_id,
        space=case.space,
        statement=statement.strip(),
        advice=advice,
        maturity=Maturity.DRAFT,
        case=case.id,
        owner=work.viewer.person,
        order=between(last, b"", UUID(point_id).bytes[-RANDOM_BYTES:]),
    )
    keep_identifiers_out(work, changed_words(None, point), reason=case.identifier_reason)
    return work.save(None, point)


def add_action_to_case(
    work: Work,
    case_id: RecordId,
    text: str,
    *,
    owner: RecordId | None = None,
    due: date | None = None,
    how_we_will_know: str = "",
) -> Action:
    """An action of the case, at the end of those it has.

    ``text`` has 1–300 characters and starts with a verb. Owner and date may be filled in later, but
    a case cannot be closed without them: until both are there it is only proposed. Raises
    FieldWrong, NotAllowed, IdentifiersFound.
    """
    case = latest(work, case_id)
    allow_editing(work, case)
    if not text.strip():
        raise FieldWrong(field=tr("Action"), reason=tr("Say what will be done."))
    check_length(tr("Action"), text.strip(), ACTION_LENGTH)
    action_id = work.new_id()
    last = max((each.order for each in work.find(Action, case=ids_of(work, case))), default=b"")
    action = Action(
        id=action_id,
        space=case.space,
        ref=work.next_ref(ACTION_PREFIX),
        text=text.strip(),
        state=ActionState.AGREED if owner and due else ActionState.PROPOSED,
        owner=owner,
        due=due,
        first_due=due,
        how_we_will_know=how_we_will_know.strip(),
        case=case.id,
        owner_said_yes=owner == work.viewer.person,
        order=between(last, b"", UUID(action_id).bytes[-RANDOM_BYTES:]),
    )
    keep_identifiers_out(work, changed_words(None, action), reason=case.identifier_reason)
    return work.save(None, action)
