"""This is where text is searched for what would identify a patient or a colleague."""

from layerdesk.domain.people.identifiers.explaining import explain
from layerdesk.domain.people.identifiers.finding import find_identifiers
from layerdesk.domain.people.identifiers.findings import Finding, IdentifierKind, Level

__all__ = ["Finding", "IdentifierKind", "Level", "explain", "find_identifiers"]
