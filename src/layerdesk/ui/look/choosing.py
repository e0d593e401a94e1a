"""This is where the look is taken that a person chose in the settings."""

from collections.abc import Callable

from layerdesk.ui.look.theme import LookChoice, Theme
from layerdesk.ui.settings_table import NO, YES, default_of


def take_look(theme: Theme, setting: Callable[[str], str | None]) -> None:
    """Show the look, the size of text and the motion of the settings; nonsense is passed over."""
    look = setting("look") or default_of("look")
    size = setting("text_size") or default_of("text_size")
    theme.reduce_motion = (setting("reduce_motion") or NO) == YES
    chosen = LookChoice(look) if look in set(LookChoice) else LookChoice.SYSTEM
    theme.choose(chosen, int(size) / 100 if size.isdecimal() else 1.0)
