"""This is where the one stylesheet is made: a template in ``resources/styles`` and the tokens."""

from dataclasses import asdict, fields
from pathlib import Path
from string import Template

from layerdesk.host.bundled import resource_folder
from layerdesk.ui.look.icons import svg
from layerdesk.ui.look.tokens import Colours, Sizes, Tokens

DRAWN = (
    ("check", "on_accent", 3.0),
    ("minus", "on_accent", 3.0),
    ("chevron-down", "text", 2.0),
    ("chevron-up", "text", 2.0),
    ("chevron-left", "text", 2.0),
    ("chevron-right", "text", 2.0),
)
"""Icons that a stylesheet can only take from files: icon, token of its colour, width of lines."""


def stylesheet(look: Tokens) -> str:
    """Qt's stylesheet for these tokens. Raises KeyError if the template names an unknown one.

    Ticks and arrows are read from the search path ``tinted:``, see ``write_drawn``.
    """
    template = (resource_folder("styles") / "layerdesk.qss").read_text(encoding="utf-8")
    return Template(template).substitute(_places(look))


def write_drawn(folder: Path, look: Tokens) -> None:
    """Put the files that the stylesheet refers to into the folder, those of this scheme."""
    for name, token, width in DRAWN:
        colour = getattr(look.colours, token)
        path = folder / _file(name, token, colour)
        if not path.exists():
            path.write_text(svg(name, colour, width), encoding="utf-8")


def _places(look: Tokens) -> dict[str, object]:
    places: dict[str, object] = {f.name: getattr(look.colours, f.name) for f in fields(Colours)}
    places |= {f"s_{name}": value for name, value in _sizes(look.sizes).items()}
    for name, token, _ in DRAWN:
        file = _file(name, token, getattr(look.colours, token))
        places["i_" + name.replace("-", "_")] = f'url("tinted:{file}")'
    places["s_chip_radius"] = look.sizes.chip_height // 2
    places["s_half_control"] = look.sizes.control // 2
    places["s_inner"] = look.sizes.control - 2
    return places


def _sizes(given: Sizes) -> dict[str, object]:
    return {name: value for name, value in asdict(given).items() if name != "scale"}


def _file(name: str, token: str, colour: str) -> str:
    # The colour is in the name because Qt keeps pictures of stylesheets by name.
    return f"{name}-{token}-{colour.lstrip('#')}.svg"
