"""This is where it is decided how minutes name people: always by role, by name where wanted."""

from layerdesk.domain.language import tr
from layerdesk.domain.meetings.minutes_facts import Attendee, Labels, MinutedAction, MinutesFacts


def person_text(who: Attendee, facts: MinutesFacts, labels: Labels) -> str:
    """Somebody as minutes name them: always the role, the name where the practice wants it."""
    role = labels("job_role", who.role) if who.role else tr("role not recorded")
    named = f"{who.name} ({role})" if facts.shows_names and who.name else role
    return ", ".join((named, *who.duties))


def owner_text(action: MinutedAction, facts: MinutesFacts, labels: Labels) -> str:
    """An action's owner: always the role, the name where the practice wants it."""
    if not action.owner and not action.owner_role:
        return tr("nobody")
    return person_text(Attendee(name=action.owner, role=action.owner_role), facts, labels)
