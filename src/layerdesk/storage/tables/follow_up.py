"""This is where the tables of the follow-up room are."""

from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.storage.tables.shape import record_table

TABLES = (
    record_table(Action, "state", "owner", "case", "meeting"),
    record_table(ActionUpdate, "action"),
)
