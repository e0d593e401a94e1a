"""This is where the commands for a hub ask a person: for a password, for words, for a yes."""

import getpass
import sys
from collections.abc import Mapping

from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr

YES = ("y", "yes")


def admin_password(environment: Mapping[str, str]) -> str | None:
    """The administrator's password: from ``PGPASSWORD`` or a prompt; None leaves it to libpq."""
    if "PGPASSWORD" in environment:
        return environment["PGPASSWORD"]
    if "PGPASSFILE" in environment or not sys.stdin.isatty():
        return None
    return getpass.getpass(tr("The administrator’s password at the hub: ")) or None


def asked(words: str, otherwise: str) -> str:
    """What a person types. Raises FieldWrong, saying what to do otherwise, without a terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise FieldWrong(field=tr("Answer"), reason=otherwise)
    return input(words)


def ask_to_go_on(told: str) -> None:
    """Say what will happen and ask. Raises FieldWrong where the answer is no."""
    otherwise = tr("{told} Nothing was changed. Say “--yes” if that is right.", told=told)
    if asked(tr("{told} Go on? (yes/no) ", told=told), otherwise).strip().lower() not in YES:
        raise FieldWrong(field=tr("Answer"), reason=tr("Nothing was changed."))
