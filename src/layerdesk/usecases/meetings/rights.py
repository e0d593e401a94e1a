"""This is where it is decided who may run a meeting, write its minutes and approve them."""

from layerdesk.domain.errors import NotAllowed
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.records import Meeting
from layerdesk.domain.people.records import Role
from layerdesk.usecases.ports import Viewer

RUNNERS = frozenset({Role.FACILITATOR, Role.SEA_LEAD, Role.FOLLOW_UP_LEAD, Role.PRACTICE_MANAGER})
WRITERS = frozenset({Role.SCRIBE, Role.FACILITATOR, Role.PRACTICE_MANAGER})
APPROVERS = frozenset({Role.FACILITATOR, Role.PRACTICE_MANAGER})


def may_run(viewer: Viewer, meeting: Meeting | None = None) -> bool:
    """Whether the viewer may plan and run meetings, or facilitates or chairs this one.

    Source: domain model, roles, permissions, visibility.
    """
    named = meeting is not None and viewer.person in (meeting.facilitator, meeting.chair)
    return named or bool(viewer.roles & RUNNERS)


def may_write(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether the viewer may write what the meeting says: scribes, and who runs this meeting."""
    named = (meeting.scribe, meeting.facilitator, meeting.chair)
    return viewer.person in named or bool(viewer.roles & WRITERS)


def may_approve(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether the viewer may approve the minutes of this meeting."""
    return viewer.person == meeting.facilitator or bool(viewer.roles & APPROVERS)


def check_run(viewer: Viewer, meeting: Meeting | None = None) -> None:
    """Raises NotAllowed for somebody who may not plan or run meetings."""
    if not may_run(viewer, meeting):
        raise NotAllowed(what=tr("Facilitators, leads and the practice manager run meetings."))


def check_write(viewer: Viewer, meeting: Meeting) -> None:
    """Raises NotAllowed for somebody who may not write minutes."""
    if not may_write(viewer, meeting):
        raise NotAllowed(
            what=tr("The scribe, the facilitator and the practice manager write the minutes.")
        )


def check_take_part(viewer: Viewer, meeting: Meeting) -> None:
    """Raises NotAllowed for somebody who neither runs the meeting nor writes its minutes."""
    if not may_run(viewer, meeting):
        check_write(viewer, meeting)


def check_approve(viewer: Viewer, meeting: Meeting) -> None:
    """Raises NotAllowed for somebody who may not approve minutes."""
    if not may_approve(viewer, meeting):
        raise NotAllowed(what=tr("The facilitator or the practice manager approves minutes."))
