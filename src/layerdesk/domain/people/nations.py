"""This is where a nation pack is data: who regulates, what events are recorded with, what to check."""

from collections.abc import Mapping
from dataclasses import dataclass

from layerdesk.domain.declaring import Table, read_table

_NATION = (
    "id",
    "version",
    "title",
    "regulator",
    "event_recording",
    "event_recording_short",
    "candour",
    "candour_duty",
    "patient_numbers",
    "cluster_word",
    "review_habit",
    "check_with",
    "default_factors",
    "retention_years",
    "time_targets_days",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NationPack:
    """What differs from nation to nation."""

    id: str
    version: int
    title: str
    regulator: str
    event_recording: str
    """Where patient safety events are recorded, in full."""
    event_recording_short: str
    candour: str
    """Where the duty of candour comes from."""
    candour_duty: bool
    patient_numbers: tuple[str, ...]
    cluster_word: str
    review_habit: str
    check_with: str
    """Whom to ask before taking what is said here as a rule."""
    default_factors: str
    """The framework of contributory factors that is offered first."""
    retention_years: Mapping[str, int]
    time_targets_days: Mapping[str, int]


def read_nation(text: str, *, name: str) -> NationPack:
    """The nation pack in the text of a file. Raises FileBroken with line and reason."""
    table = read_table(text, name)
    table.only(*_NATION)
    return NationPack(
        id=table.id(),
        version=table.number("version", least=1, most=9999),
        title=table.words("title"),
        regulator=table.words("regulator"),
        event_recording=table.words("event_recording"),
        event_recording_short=table.words("event_recording_short"),
        candour=table.words("candour"),
        candour_duty=table.yes("candour_duty"),
        patient_numbers=table.texts("patient_numbers"),
        cluster_word=table.words("cluster_word"),
        review_habit=table.words("review_habit"),
        check_with=table.words("check_with"),
        default_factors=table.words("default_factors"),
        retention_years=_numbers(table, "retention_years", 200),
        time_targets_days=_numbers(table, "time_targets_days", 3_650),
    )


def _numbers(table: Table, key: str, most: int) -> Mapping[str, int]:
    return {
        name: each.number(name, least=0, most=most)
        for each in table.tables(key)
        for name in each.rows
    }
