"""This is where it is gathered what a command needs to know of the computer around it."""

import argparse
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from layerdesk.app.opening import OpenDesk, reading_desk, writing_desk
from layerdesk.domain.declared import Declared
from layerdesk.domain.errors import Unavailable
from layerdesk.host.declared import read_declared
from layerdesk.host.folders import DeskFolder, desk_folder
from layerdesk.host.keychain import Keychain, keychain_for
from layerdesk.host.unlocking import Ask
from layerdesk.ui.wording import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The desk's folder, the keychain, the environment, and how a person is asked."""

    folder: DeskFolder
    keychain: Keychain
    environment: Mapping[str, str]
    ask: Ask | None

    def reading(self) -> AbstractContextManager[OpenDesk]:
        """The desk, to look at; works beside an open window."""
        return reading_desk(self.folder, self.keychain, self.environment, self.ask)

    def writing(self, what: str) -> AbstractContextManager[OpenDesk]:
        """The desk, to write in; refused while the window has it open."""
        return writing_desk(
            self.folder,
            self.keychain,
            self.environment,
            self.ask,
            what=what,
            backup_failed=self._say_that_no_backup_was_made,
        )

    def _say_that_no_backup_was_made(self, problem: Unavailable) -> None:
        """What was to be written is written: said beside the answer, it is no failure."""
        print(sentence(problem), file=sys.stderr)

    def declared(self) -> Declared:
        """Review methods, plans and value sets: those that ship and the practice's own."""
        return read_declared(own=self.folder.resources)


def surroundings(
    chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None
) -> Surroundings:
    """What the command line's words and the environment come to."""
    return Surroundings(
        folder=desk_folder(chosen.folder),
        keychain=keychain_for(environment),
        environment=environment,
        ask=ask,
    )
