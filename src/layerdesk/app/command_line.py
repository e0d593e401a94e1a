"""This is where the words after ``layerdesk`` are read and the right command is run.

Exit codes: 0 done, 1 refused (the person can put it right), 2 wrong usage, 3 unavailable.
"""

import argparse
import getpass
import importlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from layerdesk import __version__
from layerdesk.app.commands.telling import tell_problem
from layerdesk.domain.errors import LayerDeskError, Refused
from layerdesk.domain.language import tr
from layerdesk.ui.wording import sentence

DONE, REFUSED, USAGE, UNAVAILABLE = 0, 1, 2, 3

_COMMANDS = {
    None: "layerdesk.app.window:run",
    "sample": "layerdesk.app.window:run_sample",
    "note": "layerdesk.app.commands.writing:note",
    "minutes": "layerdesk.app.commands.writing:minutes",
    "export": "layerdesk.app.commands.writing:export",
    "list": "layerdesk.app.commands.looking:list_records",
    "show": "layerdesk.app.commands.looking:show",
    "history": "layerdesk.app.commands.looking:history",
    "restore": "layerdesk.app.commands.restoring:restore",
    "verify": "layerdesk.app.commands.checking:verify",
    "check-text": "layerdesk.app.commands.checking:check_text",
    "self-test": "layerdesk.app.commands.checking:self_test",
    "hub": "layerdesk.app.commands.hub:run",
    "sync": "layerdesk.app.commands.hub:sync",
}
"""Where each command lives. It is imported when it is run: the window must not wait for the
database, nor a reading command for Qt."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; without one, open the window."""
    logging.getLogger("layerdesk").addHandler(logging.NullHandler())  # sentences, not log lines
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # for consoles that know fewer characters
    chosen = parser().parse_args(arguments)
    try:
        code = _command(chosen.command)(chosen, os.environ, _asker())
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()  # whoever read the answer has enough of it
        return DONE
    except LayerDeskError as error:
        tell_problem(type(error).__name__, sentence(error), as_json=chosen.json)
        return REFUSED if isinstance(error, Refused) else UNAVAILABLE
    except KeyboardInterrupt:
        tell_problem("Stopped", tr("Stopped. What was kept before is safe."), as_json=chosen.json)
        return UNAVAILABLE
    except OSError as reason:
        words = tr(
            "The computer refused: {reason}. What was kept before is safe.",
            reason=reason.strerror or type(reason).__name__,
        )
        tell_problem("OSError", words, as_json=chosen.json)
        _say_no_more()
        return UNAVAILABLE
    except Exception as fault:  # a bug is told in a sentence as well; it names the place, no words
        place = traceback.extract_tb(fault.__traceback__)[-1]
        words = tr(
            "Something went wrong inside LayerDesk ({kind}, {file} line {line}). What was kept"
            " before is safe. Please report this.",
            kind=type(fault).__name__,
            file=Path(place.filename).name,
            line=place.lineno,
        )
        tell_problem("Fault", words, as_json=chosen.json)
        return UNAVAILABLE
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of the command line; its help is the reference."""
    top = argparse.ArgumentParser(
        prog="layerdesk",
        description=tr("Practice meetings and shared reflection. Without a command: the window."),
    )
    _add_everywhere(top, folder=None, json=False)
    top.set_defaults(command=None)
    top.add_argument("--version", action="version", version=f"LayerDesk {__version__}")
    commands = top.add_subparsers(dest="command", metavar=tr("COMMAND"))

    def add(name: str, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        # Said after the command they count as well; left out there, they keep what was said before.
        _add_everywhere(made, folder=argparse.SUPPRESS, json=argparse.SUPPRESS)
        return made

    _add_window_commands(add)
    _add_looking_commands(add)
    _add_writing_commands(add)
    _add_checking_commands(add)
    _add_hub_commands(add)
    return top


def _add_everywhere(to: argparse.ArgumentParser, *, folder: object, json: object) -> None:
    to.add_argument(
        "--folder",
        type=_folder,
        default=folder,
        help=tr("the desk's data folder (otherwise this account's usual one)"),
    )
    to.add_argument("--json", action="store_true", default=json, help=tr("answer in JSON"))


def _folder(typed: str) -> Path:
    """A folder that was named; an empty name is a slip in a script, not the current folder."""
    if not typed.strip():
        raise argparse.ArgumentTypeError(tr("name a folder"))
    return Path(typed)


def _words(typed: str) -> str:
    """Words that were typed. Bytes that are no text in UTF-8 can't be kept, shown or found."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(tr("that is not text in UTF-8")) from None
    return typed


Add = Callable[[str, str], argparse.ArgumentParser]


def _add_window_commands(add: Add) -> None:
    sample = add("sample", tr("open the sample practice, in a folder of its own"))
    sample.add_argument("--offscreen", action="store_true", help=tr("work without a screen"))
    sample.add_argument(
        "--out", type=Path, help=tr("run the sample meeting; write minutes and pictures here")
    )


def _add_looking_commands(add: Add) -> None:
    listing = add("list", tr("list notes, cases, meetings or actions"))
    listing.add_argument("what", choices=["notes", "cases", "meetings", "actions"])
    listing.add_argument("--open", action="store_true", help=tr("only what has not ended"))
    listing.add_argument("--overdue", action="store_true", help=tr("only what is overdue"))
    for name, words in (
        ("show", tr("show one record")),
        ("history", tr("tell what happened to a record, and why")),
    ):
        add(name, words).add_argument(
            "record", type=_words, help=tr("a reference such as LD-2026-A014, or an id")
        )


def _add_writing_commands(add: Add) -> None:
    add("note", tr("keep a quick note")).add_argument(
        "text", type=_words, help=tr("what happened, or what was learned")
    )
    minutes = add("minutes", tr("write a meeting's minutes to a file"))
    minutes.add_argument(
        "meeting", type=_words, help=tr("a reference such as MT-2026-A004, or an id")
    )
    minutes.add_argument("--out", type=Path, required=True, help=tr("a .pdf, .docx or .txt file"))
    export = add("export", tr("take everything out that this desk may see"))
    export.add_argument("what", choices=["everything"])
    export.add_argument("--out", type=Path, required=True, help=tr("a .json file"))

    add("restore", tr("make a desk of a backup in a new folder (--folder)")).add_argument(
        "backup", type=_folder, nargs="?", help=tr("the backup; without it, backups are listed")
    )


def _add_checking_commands(add: Add) -> None:
    verify = add("verify", tr("check the log's chains, and the tables and search against the log"))
    verify.add_argument(
        "--rebuild", action="store_true", help=tr("make tables and search index anew of the log")
    )
    add("check-text", tr("look for what would identify somebody")).add_argument(
        "file", nargs="?", default="-", help=tr("a text file, or - for the input")
    )
    add("self-test", tr("try out every part on this computer"))


def _say_no_more() -> None:
    """Let what is left of the answer go nowhere, so that Python does not stumble as it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _add_hub_commands(add: Add) -> None:
    add("sync", tr("bring this desk and its hub in step")).add_argument(
        "--once", action="store_true", help=tr("one round (the default)")
    )
    hub = add("hub", tr("make a hub, join one, let desks in and put them out"))
    commands = hub.add_subparsers(dest="hub_command", metavar=tr("WHAT"), required=True)

    def add_to_hub(name: str, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        _add_everywhere(made, folder=argparse.SUPPRESS, json=argparse.SUPPRESS)
        return made

    init = add_to_hub("init", tr("make a hub in an empty PostgreSQL database"))
    init.add_argument("url", help=tr("postgresql://admin@host:5432/database, without a password"))
    init.add_argument("--ca", type=Path, help=tr("the certificate of your own authority (PEM)"))
    add_to_hub("status", tr("which hub, whose desks, what waits"))
    invite = add_to_hub("invite", tr("write a joining file for somebody in People"))
    invite.add_argument("name", help=tr("the person's name, as in People"))
    invite.add_argument("--out", type=Path, required=True, help=tr("the joining file"))
    join = add_to_hub("join", tr("join a hub with a joining file and its six words"))
    join.add_argument("file", type=Path)
    approve = add_to_hub("approve", tr("let in a desk that waits, once the words are the same"))
    approve.add_argument("name", nargs="?", help=tr("whose desk, where several wait"))
    approve.add_argument("--yes", action="store_true", help=tr("the words were compared"))
    revoke = add_to_hub("revoke", tr("put out a desk, and give its spaces new keys"))
    revoke.add_argument("name", help=tr("whose desk, or the beginning of its id"))
    add_to_hub("rotate-keys", tr("give every space a new key"))
    refill = add_to_hub("refill", tr("fill a lost, emptied or older hub again from this desk"))
    refill.add_argument(
        "url", nargs="?", help=tr("its administrator's address, where tables or desks are lost")
    )
    refill.add_argument("--ca", type=Path, help=tr("the certificate of your own authority (PEM)"))
    refill.add_argument("--yes", action="store_true", help=tr("go on without asking"))
    add_to_hub("verify", tr("check every chain and signature at the hub against this desk"))


def _command(name: str | None) -> Callable[..., int]:
    module, function = _COMMANDS[name].split(":")
    found: Callable[..., int] = getattr(importlib.import_module(module), function)
    return found


def _asker() -> Callable[[Any], str | None] | None:
    return _ask if sys.stdin is not None and sys.stdin.isatty() else None


def _ask(problem: Exception | None) -> str | None:
    if isinstance(problem, LayerDeskError):
        print(sentence(problem), file=sys.stderr)
    try:
        return getpass.getpass(tr("Passphrase or recovery code: ")) or None
    except (EOFError, KeyboardInterrupt):
        return None
