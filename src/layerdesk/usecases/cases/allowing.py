"""This is where a use case refuses what the viewer's roles or spaces do not include."""

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.cases.rights import may_bring, may_close, may_edit, may_triage
from layerdesk.domain.errors import NotAllowed, ReasonNeeded
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Record, SpaceId
from layerdesk.usecases.ports import Reading


def allow_triage(reading: Reading) -> None:
    """Raise NotAllowed unless the viewer may triage."""
    if not may_triage(reading.viewer.roles):
        raise NotAllowed(
            what=tr(
                "Only a facilitator, the SEA lead, the follow-up lead or the practice manager "
                "can do this."
            )
        )


def allow_closing(reading: Reading) -> None:
    """Raise NotAllowed unless the viewer may close and reopen cases."""
    if not may_close(reading.viewer.roles):
        raise NotAllowed(
            what=tr(
                "Only the SEA lead, the follow-up lead or the practice manager can close or "
                "reopen a case."
            )
        )


def allow_moving(reading: Reading, to_state: CaseState) -> None:
    """Raise NotAllowed unless the viewer may bring a case into this state."""
    if not may_bring(reading.viewer.roles, to_state):
        allow_triage(reading)


def allow_editing(reading: Reading, case: Case) -> None:
    """Raise NotAllowed unless the viewer may edit the facts of this case."""
    viewer = reading.viewer
    lies_in = viewer.spaces.get(case.space)
    if not may_edit(case, person=viewer.person, roles=viewer.roles, lies_in=lies_in):
        raise NotAllowed(
            what=tr("Only who reported the case and those who triage can edit its facts.")
        )


def space_of(reading: Reading, kind: SpaceKind) -> SpaceId:
    """The viewer's one space of this kind. Raises NotAllowed where the viewer has none."""
    try:
        return reading.viewer.space(kind)
    except KeyError:
        raise NotAllowed(what=tr("You do not belong to the people this is shared with.")) from None


def lies_in(reading: Reading, record: Record) -> SpaceKind:
    """The kind of the space that a visible record lies in."""
    return reading.viewer.spaces.get(record.space, SpaceKind.NAMED)


def need_reason(reason: str, what: str) -> str:
    """The reason without spaces around it. Raises ReasonNeeded where there is none."""
    if not reason.strip():
        raise ReasonNeeded(what=what)
    return reason.strip()
