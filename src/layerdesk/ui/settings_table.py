"""This is where every setting is one row: its name, its kind, what it is at first, and its words.

The settings screen builds itself from this table. Settings of the desk are kept as text on this
computer; settings of the practice are fields of its record and are shared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from layerdesk.domain.declared import Declared
from layerdesk.domain.language import plural, tr


class SettingKind(Enum):
    """How a setting is changed."""

    SWITCH = "switch"
    CHOICE = "choice"


class SettingPlace(StrEnum):
    """The part of the settings screen where it stands."""

    LOOK = "look"
    SAFETY = "safety"
    MEETINGS = "meetings"


class Belongs(Enum):
    """Whom a setting is for."""

    DESK = "desk"
    PRACTICE = "practice"


Options = Callable[[Declared], Sequence[tuple[str, str]]]
"""The options of a choice, as (value, words), from what is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting. ``default`` and the kept value are text: yes or no for a switch."""

    name: str
    """Of the practice's settings also the name of the record's field."""
    kind: SettingKind
    default: str
    words: Callable[[], str]
    sentence: Callable[[], str]
    place: SettingPlace
    belongs: Belongs = Belongs.DESK
    options: Options = lambda _: ()


YES, NO = "yes", "no"

KEYCHAIN_ONLY = "keychain_only"
"""Set to yes by the program while nothing but the keychain opens the desk, so it has no lock."""

IDLE_MINUTES = (5, 10, 15, 30, 60)


def place_words(place: SettingPlace) -> str:
    """The heading of a part of the settings screen."""
    return {
        SettingPlace.LOOK: tr("Look"),
        SettingPlace.SAFETY: tr("Locking"),
        SettingPlace.MEETINGS: tr("Meetings"),
    }[place]


def default_of(name: str) -> str:
    """What a setting is at first. Raises KeyError for a name that is not in the table."""
    return _BY_NAME[name].default


def _looks(_declared: Declared) -> Sequence[tuple[str, str]]:
    return (
        ("system", tr("As this computer")),
        ("light", tr("Light")),
        ("dark", tr("Dark")),
        ("high_contrast", tr("High contrast")),
    )


def _text_sizes(_declared: Declared) -> Sequence[tuple[str, str]]:
    return tuple((str(size), tr("{size} %", size=size)) for size in (100, 115, 130, 150, 175, 200))


def _idle_times(_declared: Declared) -> Sequence[tuple[str, str]]:
    minutes = [
        (str(count), plural("After {n} minute", "After {n} minutes", count))
        for count in IDLE_MINUTES
    ]
    return (*minutes, ("0", tr("Never by itself")))


def _plans(declared: Declared) -> Sequence[tuple[str, str]]:
    return tuple((each.id, each.title) for each in declared.plans)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="look",
        kind=SettingKind.CHOICE,
        default="system",
        words=lambda: tr("Colours"),
        sentence=lambda: tr("High contrast follows the computer between light and dark."),
        place=SettingPlace.LOOK,
        options=_looks,
    ),
    Setting(
        name="text_size",
        kind=SettingKind.CHOICE,
        default="100",
        words=lambda: tr("Size of text"),
        sentence=lambda: tr("Everything grows along, and nothing is cut off."),
        place=SettingPlace.LOOK,
        options=_text_sizes,
    ),
    Setting(
        name="reduce_motion",
        kind=SettingKind.SWITCH,
        default=NO,
        words=lambda: tr("Keep everything still"),
        sentence=lambda: tr("Nothing slides or fades; clocks still run."),
        place=SettingPlace.LOOK,
    ),
    Setting(
        name="idle_lock_minutes",
        kind=SettingKind.CHOICE,
        default="10",
        words=lambda: tr("Lock when nobody types or clicks"),
        sentence=lambda: tr("A running meeting is never locked by itself."),
        place=SettingPlace.SAFETY,
        options=_idle_times,
    ),
    Setting(
        name="alert_sound",
        kind=SettingKind.SWITCH,
        default=NO,
        words=lambda: tr("A sound when an item’s time is up"),
        sentence=lambda: tr("The clock always shows it too."),
        place=SettingPlace.MEETINGS,
    ),
    Setting(
        name="names_in_minutes",
        kind=SettingKind.SWITCH,
        default=YES,
        words=lambda: tr("Names in minutes"),
        sentence=lambda: tr(
            "Minutes list who was there by name and job; without this, by job only."
        ),
        place=SettingPlace.MEETINGS,
        belongs=Belongs.PRACTICE,
    ),
    Setting(
        name="default_plan",
        kind=SettingKind.CHOICE,
        default="plan_60",
        words=lambda: tr("Usual meeting plan"),
        sentence=lambda: tr("A new meeting starts with it; each can have another."),
        place=SettingPlace.MEETINGS,
        belongs=Belongs.PRACTICE,
        options=_plans,
    ),
)

_BY_NAME = {each.name: each for each in SETTINGS}
