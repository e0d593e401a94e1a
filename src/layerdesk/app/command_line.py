"""This is where the words after ``layerdesk`` are read and the right command is run.

Exit codes: 0 done, 1 refused (the person can put it right), 2 wrong usage, 3 unavailable.
"""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from layerdesk import __version__
from layerdesk.app.commands import checking, looking, writing
from layerdesk.app.commands.telling import Teller
from layerdesk.app.surroundings import Surroundings
from layerdesk.domain.errors import LayerDeskError, Refused
from layerdesk.domain.language import tr
from layerdesk.host.folders import desk_folder
from layerdesk.host.keychain import keychain_for
from layerdesk.ui.wording import sentence

DONE, REFUSED, USAGE, UNAVAILABLE = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; without one, open the window."""
    chosen = parser().parse_args(arguments)
    teller = Teller(as_json=chosen.json)
    around = Surroundings(
        folder=desk_folder(chosen.folder),
        keychain=keychain_for(os.environ),
        environment=os.environ,
        ask=_ask if sys.stdin is not None and sys.stdin.isatty() else None,
    )
    try:
        if chosen.command is None or chosen.command == "sample":
            return _window(chosen, around)
        code: int = chosen.run(chosen, around, teller)
        return code
    except LayerDeskError as error:
        print(sentence(error), file=sys.stderr)
        return REFUSED if isinstance(error, Refused) else UNAVAILABLE


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; its help is the reference."""
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument(
        "--folder",
        type=Path,
        default=argparse.SUPPRESS,
        help=tr("the desk's data folder (otherwise this account's usual one)"),
    )
    everywhere.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help=tr("answer in JSON")
    )
    top = argparse.ArgumentParser(
        prog="layerdesk",
        description=tr("Practice meetings and shared reflection. Without a command: the window."),
        parents=[everywhere],
    )
    top.set_defaults(folder=None, json=False, command=None)
    top.add_argument("--version", action="version", version=f"LayerDesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar=tr("COMMAND"))
    sample = commands.add_parser(
        "sample", parents=[everywhere], help=tr("open the sample practice in a folder of its own")
    )
    sample.add_argument("--offscreen", action="store_true", help=tr("work without a screen"))
    sample.add_argument("--out", type=Path, help=tr("where pictures and minutes are written"))
    for add in (looking.add_commands, writing.add_commands, checking.add_commands):
        add(commands, everywhere)
    return top


def _window(chosen: argparse.Namespace, around: Surroundings) -> int:
    # Qt costs a tenth of a second to load, and most commands do without it.
    from layerdesk.app import window

    if chosen.command == "sample":
        return window.run_sample(around, offscreen=chosen.offscreen, out=chosen.out)
    return window.run(around)


def _ask(problem: Exception | None) -> str | None:
    if isinstance(problem, LayerDeskError):
        print(sentence(problem), file=sys.stderr)
    try:
        return getpass.getpass(tr("Passphrase or recovery code: ")) or None
    except (EOFError, KeyboardInterrupt):
        return None
