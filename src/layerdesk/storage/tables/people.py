"""This is where the tables of the people room are."""

from layerdesk.domain.people.records import Access, Membership, Person, Practice, Space
from layerdesk.storage.tables.shape import record_table

TABLES = (
    record_table(Practice),
    record_table(Person),
    record_table(Space),
    record_table(Membership, "person"),
    record_table(Access),
)
