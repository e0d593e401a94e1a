"""This is where it is decided who may change the practice, its people and what lies in the bin."""

from layerdesk.domain.errors import NotAllowed
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Role
from layerdesk.usecases.ports import Reading

READS_ALL_TRACES = frozenset({Role.SEA_LEAD, Role.PRACTICE_MANAGER, Role.IG_LEAD})
"""Who reads the traces of everybody's looking. Source: domain model, section 11."""


def allow_settings(reading: Reading) -> None:
    """Raise NotAllowed unless the viewer may change people and the practice."""
    if Role.PRACTICE_MANAGER not in reading.viewer.roles:
        raise NotAllowed(what=tr("Only the practice manager changes people and the practice."))
