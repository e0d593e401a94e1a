"""This is where the tables of the cases room are."""

from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor, Note, TimelineEntry
from layerdesk.storage.tables.shape import record_table

TABLES = (
    record_table(Note, "state"),
    record_table(Case, "state", "ref"),
    record_table(TimelineEntry, "case"),
    record_table(ContributoryFactor, "case"),
    record_table(Answer, "case"),
)
