"""This is where faults are written down in a file on this computer, without anybody's words in it.

Text of records, names and keys are never handed to the log. As a second line of defence, numbers,
addresses and the words of exceptions that may carry data are blanked on the way into the file.
"""

import copy
import faulthandler
import logging
import logging.handlers
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from typing_extensions import override

LEVEL_VARIABLE = "LAYERDESK_LOG"
BIGGEST = 1_000_000
"""Bytes of one log file; five older ones are kept."""

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]
Tell = Callable[[type[BaseException]], None]
"""Told of a fault that nothing caught, from whichever thread it happened on."""

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_BLANK = "[blanked]"
_PRIVATE = re.compile(
    r"""[\w.+-]+@[\w-]+(?:\.[\w-]+)+            # an e-mail address
      | \b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b   # a United Kingdom postcode
      | \d(?:[\s./-]?\d){4,}                    # five digits and more, also in groups
      | \b[0-9a-fA-F]{32,}\b                    # a key in hexadecimal
      | \b[A-Za-z0-9+/]{40,}={0,2}              # a key in base 64
    """,
    re.VERBOSE,
)

# The words of these are made of names in the program; those of all others may quote a record.
_HARMLESS = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError)


class ScrubbingFormatter(logging.Formatter):
    """Writes one record, in UTC, with everything blanked that could be about a person."""

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(threadName)s: %(message)s")
        self.converter = time.gmtime

    @override
    def format(self, record: logging.LogRecord) -> str:
        cleaned = copy.copy(record)
        cleaned.msg, cleaned.args = scrubbed(record.getMessage()), None
        cleaned.exc_text = None  # another handler may have filled it in full
        return super().format(cleaned)

    @override
    def formatException(self, ei: ExceptionInfo | tuple[None, None, None]) -> str:
        """The places it passed through and the kind of each exception, not its words."""
        lines: list[str] = []
        problem = ei[1]
        seen: set[int] = set()
        while problem is not None and id(problem) not in seen:
            seen.add(id(problem))
            lines += [line.rstrip("\n") for line in traceback.format_tb(problem.__traceback__)]
            lines.append(_kind(problem))
            problem = problem.__cause__ or problem.__context__
            if problem is not None:
                lines.append("which came from:")
        return "\n".join(lines)


class LogFile:
    """The open log; ``close`` puts everything back as it was."""

    def __init__(self, folder: Path, *, level: str = "INFO", tell: Tell | None = None) -> None:
        """Log to files in a folder that exists, and catch what nothing else does.

        ``level`` is the least that is written; ``tell`` lets a window offer to report a fault.
        """
        self.path = folder / "layerdesk.log"
        self._tell = tell
        self._handler = logging.handlers.RotatingFileHandler(
            self.path, maxBytes=BIGGEST, backupCount=5, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(ScrubbingFormatter())
        self._root = logging.getLogger()
        self._old_level = self._root.level
        self._root.setLevel(level)
        self._root.addHandler(self._handler)
        self._crashes = (folder / "crash.log").open("a", encoding="utf-8")
        self._had_faults = faulthandler.is_enabled()
        faulthandler.enable(self._crashes)
        self._old_hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught_nowhere
        threading.excepthook = self._caught_nowhere_on_a_thread

    def close(self) -> None:
        """Stop logging and give the hooks back."""
        sys.excepthook, threading.excepthook = self._old_hooks
        faulthandler.disable()
        if self._had_faults and sys.__stderr__ is not None:
            faulthandler.enable(sys.__stderr__)
        self._crashes.close()
        self._root.removeHandler(self._handler)
        self._root.setLevel(self._old_level)
        self._handler.close()

    def _caught_nowhere(
        self,
        kind: type[BaseException],
        problem: BaseException,
        where: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._old_hooks[0](kind, problem, where)
            return
        self._root.critical("caught nowhere", exc_info=(kind, problem, where))
        if self._tell is not None:
            self._tell(kind)
        else:
            self._old_hooks[0](kind, problem, where)

    def _caught_nowhere_on_a_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught_nowhere(caught.exc_type, caught.exc_value, caught.exc_traceback)


def level_from(environment: Mapping[str, str]) -> str:
    """The level that ``LAYERDESK_LOG`` names (debug, info, warning, error), else info."""
    wanted = environment.get(LEVEL_VARIABLE, "").upper()
    return wanted if wanted in _LEVELS else "INFO"


def scrubbed(words: str) -> str:
    """The words with long numbers, e-mail addresses, postcodes and keys blanked."""
    return _PRIVATE.sub(_BLANK, words)


def _kind(problem: BaseException) -> str:
    name = f"{type(problem).__module__}.{type(problem).__qualname__}"
    if isinstance(problem, OSError):
        return f"{name}: {problem.errno} {problem.strerror}"
    if isinstance(problem, _HARMLESS):
        return f"{name}: {scrubbed(str(problem))}"
    return name
