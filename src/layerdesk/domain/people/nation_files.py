"""This is where the text of a nation pack's file becomes a nation pack."""

from types import MappingProxyType

from layerdesk.domain.data_files import (
    HELP_LENGTH,
    ID_LENGTH,
    LABEL_LENGTH,
    WORDS_LENGTH,
    Table,
    check_ids,
    read_data_file,
)
from layerdesk.domain.language import tr
from layerdesk.domain.people.identifiers import IdentifierKind
from layerdesk.domain.people.nations import Named, NationPack, RetentionPeriod, TimeTarget

LONGEST_MONTHS = 100 * 12
LONGEST_DAYS = 1_000
MOST_ENTRIES = 60

_KEYS = (
    "id",
    "version",
    "title",
    "regulator",
    "event_recording",
    "candour",
    "candour_is_law",
    "patient_number_kinds",
    "cluster_word",
    "review_habit",
    "check_with",
    "words",
    "retention",
    "time_target",
    "modules_off",
    "default_framework",
)


def read_nation(text: str, *, name: str) -> NationPack:
    """The nation pack in the text of a file called ``name``. Raises FileBroken."""
    top = read_data_file(text, name=name)
    top.check_keys(*_KEYS)
    retention = top.tables("retention", MOST_ENTRIES)
    targets = top.tables("time_target", MOST_ENTRIES)
    pack = NationPack(
        id=top.id(),
        version=top.version(),
        title=top.text("title", LABEL_LENGTH),
        regulator=_named(top.table("regulator")),
        event_recording=_named(top.table("event_recording")),
        candour=_named(top.table("candour")),
        candour_is_law=top.flag("candour_is_law"),
        patient_number_kinds=_number_kinds(top),
        cluster_word=top.text("cluster_word", LABEL_LENGTH),
        review_habit=top.text("review_habit", WORDS_LENGTH),
        check_with=top.text("check_with", WORDS_LENGTH),
        words=MappingProxyType(_words(top)),
        retention=tuple(_period(each) for each in retention),
        time_targets=tuple(_target(each) for each in targets),
        modules_off=frozenset(top.texts("modules_off", ID_LENGTH, MOST_ENTRIES)),
        default_framework=top.text("default_framework", ID_LENGTH, default="seips"),
    )
    check_ids(retention)
    check_ids(targets)
    return pack


def _named(table: Table) -> Named:
    table.check_keys("short", "name", "help")
    return Named(
        short=table.text("short", LABEL_LENGTH),
        name=table.text("name", WORDS_LENGTH),
        help=table.text("help", HELP_LENGTH, default="", may_break=True),
    )


def _number_kinds(top: Table) -> tuple[str, ...]:
    key = "patient_number_kinds"
    kinds = top.texts(key, ID_LENGTH, MOST_ENTRIES)
    for unknown in (each for each in kinds if each not in list(IdentifierKind)):
        raise top.wrong(key, tr("“{kind}” is not a kind of number known here.", kind=unknown))
    return kinds


def _words(top: Table) -> dict[str, str]:
    if not top.has("words"):
        return {}
    table = top.table("words")
    if len(table.values) > MOST_ENTRIES:
        raise top.wrong("words", tr("At most {n} words can be replaced.", n=MOST_ENTRIES))
    return {key: table.text(key, LABEL_LENGTH) for key in table.values}


def _period(table: Table) -> RetentionPeriod:
    table.check_keys("id", "title", "months", "after", "then", "check")
    return RetentionPeriod(
        id=table.id(),
        title=table.text("title", LABEL_LENGTH),
        months=table.whole("months", 0, LONGEST_MONTHS),
        after=table.text("after", WORDS_LENGTH, default=""),
        then=table.text("then", WORDS_LENGTH, default=""),
        check=table.flag("check"),
    )


def _target(table: Table) -> TimeTarget:
    table.check_keys("id", "title", "days", "working_days")
    return TimeTarget(
        id=table.id(),
        title=table.text("title", LABEL_LENGTH),
        days=table.whole("days", 0, LONGEST_DAYS),
        working_days=table.flag("working_days"),
    )
