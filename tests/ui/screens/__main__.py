"""This is where every screen is drawn into a folder.

``python -m tests.ui.screens DIR [--only NAME]`` writes a picture of every screen in every look and
on every desk, and ``index.html`` to see them all on one page. NAME may be part of a screen's name.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtWidgets import QApplication

from layerdesk.ui.look.theme import Theme
from tests.ui.looking import picture, settle
from tests.ui.screens.listed import SCREENS
from tests.ui.screens.looks import LOOKS, put_on
from tests.ui.screens.stage import Kind, stage


def draw(
    app: QApplication,
    theme: Theme,
    folder: Path,
    only: str = "",
    looks: Sequence[str] = tuple(LOOKS),
) -> list[Path]:
    """Draw every screen whose name holds ``only``; gives the pictures, screen by screen."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, list[Path]] = {screen.name: [] for screen in SCREENS}
    with tempfile.TemporaryDirectory(prefix="layerdesk-") as desks:
        for kind in Kind:
            wanted = [each for each in SCREENS if kind in each.kinds and only in each.name]
            if not wanted:
                continue
            with stage(app, theme, Path(desks), kind) as shown:
                for name in looks:
                    look = LOOKS[name]
                    put_on(look, theme, shown)
                    for screen in wanted:
                        with screen.opened(shown) as window:
                            size = look.fit(window) if screen.own_window else None
                            path = folder / f"{screen.name}-{kind.value}-{name}.png"
                            window.show()
                            settle()
                            picture(window, path, size)
                            drawn[screen.name].append(path)
    return [path for paths in drawn.values() for path in paths]


def write_index(folder: Path, pictures: list[Path]) -> None:
    """One page with all pictures, each under its name."""
    figures = "\n".join(
        f'<figure><a href="{escape(each.name)}"><img src="{escape(each.name)}" loading="lazy" '
        f'alt=""></a><figcaption>{escape(each.stem)}</figcaption></figure>'
        for each in pictures
    )
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>'
        "body{font:15px sans-serif;display:flex;flex-wrap:wrap;gap:16px;background:#ddd}"
        "figure{margin:0;width:420px}img{width:100%}</style>\n" + figures + "\n</html>\n",
        encoding="utf-8",
    )


def main(words: list[str]) -> int:
    """Draw what was asked for; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.screens", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", metavar="NAME")
    chosen = parser.parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.monotonic()
    app = QApplication([])
    theme = Theme(app)
    theme.apply()
    pictures = draw(app, theme, chosen.folder, chosen.only)
    write_index(chosen.folder, pictures)
    sys.stdout.write(f"{len(pictures)} pictures in {time.monotonic() - begun:.0f} s\n")
    return 0 if pictures else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
