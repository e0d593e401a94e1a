"""This is where colours and sizes are named, so that no screen has any of its own.

Every pair of text and ground reaches 4.5:1, lines of fields and the focus colour 3:1 (WCAG 2.2,
1.4.3, 1.4.11 and 2.4.13); the tests measure them.
"""

from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0


class Scheme(StrEnum):
    """A set of colours."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST_LIGHT = "contrast_light"
    CONTRAST_DARK = "contrast_dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Colours as ``#RRGGBB``. A name with ``soft`` is a ground, ``on_…`` the text upon a ground."""

    bg: str
    surface: str
    rail: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    focus: str
    warn: str
    warn_soft: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_soft: str
    ok: str
    ok_soft: str
    track: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Sizes in device-independent pixels, text scale included."""

    scale: float
    small: int
    body: int
    lead: int
    heading: int
    title: int
    control: int
    icon: int
    indicator: int
    radius: int
    radius_large: int
    chip_height: int
    row: int
    ring: int
    reading_width: int
    """The widest a column of text gets before its lines tire the eye."""
    two_columns: int
    """From this width of the content on, two columns stand side by side: that is a window of
    about 1100 less the navigation."""
    navigation_words: int
    """From this width of the window on, the navigation has words beside its icons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """All that a widget needs to know to draw itself."""

    scheme: Scheme
    colours: Colours
    sizes: Sizes


FOCUS_WIDTH = 3
"""Pixels of the focus ring; it does not grow with the text."""

FOCUS_GAP = 2
"""Pixels between a widget and the ring, in which the ground shows."""

LIGHT = Colours(
    bg="#F4F6F8",
    surface="#FFFFFF",
    rail="#EBEFF2",
    line="#CBD3DA",
    field_line="#76828E",
    text="#17212B",
    muted="#4A5763",
    accent="#0B6E69",
    accent_hover="#095955",
    on_accent="#FFFFFF",
    accent_soft="#DDF0EE",
    on_accent_soft="#08524E",
    focus="#1D4ED8",
    warn="#8A4B00",
    warn_soft="#FFF1DC",
    danger="#B3261E",
    danger_hover="#8F1D17",
    on_danger="#FFFFFF",
    danger_soft="#FDE9E7",
    ok="#1B6E3C",
    ok_soft="#DFF3E6",
    track="#D5DDE3",
)

DARK = Colours(
    bg="#11171D",
    surface="#1A222A",
    rail="#151C23",
    line="#33404C",
    field_line="#7A8896",
    text="#EEF2F5",
    muted="#B4C0CB",
    accent="#5CC9C1",
    accent_hover="#7AD6CF",
    on_accent="#06211F",
    accent_soft="#173B39",
    on_accent_soft="#A9E8E3",
    focus="#8AB4FF",
    warn="#FFC46B",
    warn_soft="#3A2A10",
    danger="#FFB4AB",
    danger_hover="#FFD0CA",
    on_danger="#3A0906",
    danger_soft="#40201D",
    ok="#7EDC9F",
    ok_soft="#173524",
    track="#2B3742",
)

CONTRAST_LIGHT = Colours(
    bg="#FFFFFF",
    surface="#FFFFFF",
    rail="#FFFFFF",
    line="#000000",
    field_line="#000000",
    text="#000000",
    muted="#1A1A1A",
    accent="#00403C",
    accent_hover="#000000",
    on_accent="#FFFFFF",
    accent_soft="#E3F4F2",
    on_accent_soft="#00322F",
    focus="#0000C8",
    warn="#573000",
    warn_soft="#FFF4E2",
    danger="#860009",
    danger_hover="#000000",
    on_danger="#FFFFFF",
    danger_soft="#FFEDEB",
    ok="#00451F",
    ok_soft="#E6F7EC",
    track="#C4C4C4",
)

CONTRAST_DARK = Colours(
    bg="#000000",
    surface="#000000",
    rail="#000000",
    line="#FFFFFF",
    field_line="#FFFFFF",
    text="#FFFFFF",
    muted="#EDEDED",
    accent="#86F3EA",
    accent_hover="#FFFFFF",
    on_accent="#000000",
    accent_soft="#00312E",
    on_accent_soft="#C9FFFA",
    focus="#FFE600",
    warn="#FFD38A",
    warn_soft="#2E1F00",
    danger="#FFC7C1",
    danger_hover="#FFFFFF",
    on_danger="#000000",
    danger_soft="#380A06",
    ok="#A5F5C0",
    ok_soft="#002B12",
    track="#4A4A4A",
)

COLOURS = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST_LIGHT: CONTRAST_LIGHT,
    Scheme.CONTRAST_DARK: CONTRAST_DARK,
}


def sizes(scale: float) -> Sizes:
    """All sizes at a text scale, which is kept within 1.0 to 2.0."""
    scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)

    def px(at_100_percent: int) -> int:
        return round(at_100_percent * scale)

    return Sizes(
        scale=scale,
        small=px(13),
        body=px(15),
        lead=px(18),
        heading=px(20),
        title=px(30),
        control=px(40),
        icon=px(20),
        indicator=px(20),
        radius=8,
        radius_large=12,
        chip_height=px(24),
        row=px(56),
        ring=px(120),
        reading_width=px(900),
        two_columns=px(880),
        navigation_words=px(1100),
    )


def tokens(scheme: Scheme, scale: float = 1.0) -> Tokens:
    """The tokens of a scheme at a text scale (1.0 to 2.0)."""
    return Tokens(scheme=scheme, colours=COLOURS[scheme], sizes=sizes(scale))


def step(count: float) -> int:
    """Pixels of so many steps of spacing; one step is 8. Spacing does not grow with the text."""
    return round(8 * count)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1.0 to 21.0. Source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
