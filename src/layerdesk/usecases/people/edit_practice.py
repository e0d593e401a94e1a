"""This is where the practice's own details are read and changed."""

from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from layerdesk.domain.errors import FieldWrong, Missing
from layerdesk.domain.language import tr
from layerdesk.domain.people.records import Practice
from layerdesk.usecases.people.allowing import allow_settings
from layerdesk.usecases.ports import Reading, Work

NAME_LIMIT = 120
RULES_LIMIT = 4_000


def read_practice(reading: Reading) -> Practice:
    """The practice. Raises Missing before the first start is finished."""
    found = reading.find(Practice)
    if not found:
        raise Missing(what=Practice.kind)
    return found[0]


def edit_practice(work: Work, before: Practice, after: Practice) -> Practice:
    """Change the practice's details; a sample practice stays one.

    The name is 1–120 characters, the ground rules at most 4,000. Raises NotAllowed and FieldWrong.
    """
    allow_settings(work)
    after = replace(after, name=" ".join(after.name.split()), sample=before.sample)
    if not 1 <= len(after.name) <= NAME_LIMIT:
        raise FieldWrong(
            field=tr("Practice name"), reason=tr("Write between 1 and 120 characters.")
        )
    if len(after.ground_rules.plain) > RULES_LIMIT:
        raise FieldWrong(field=tr("Ground rules"), reason=tr("Keep to 4,000 characters."))
    try:
        ZoneInfo(after.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FieldWrong(
            field=tr("Time zone"), reason=tr("Write one such as Europe/London.")
        ) from None
    return work.save(before, after)
