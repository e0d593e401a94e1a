"""This is where the tables of the learning room are."""

from layerdesk.domain.learning.records import LearningPoint
from layerdesk.storage.tables.shape import record_table

TABLES = (record_table(LearningPoint, "case", "meeting"),)
