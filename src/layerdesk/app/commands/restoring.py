"""This is where the command is that makes a desk of a backup where its own can't be opened."""

import argparse
from collections.abc import Mapping

from layerdesk.app.commands.telling import Teller
from layerdesk.app.restoring import restore_into
from layerdesk.app.surroundings import surroundings
from layerdesk.domain.language import tr
from layerdesk.host.unlocking import Ask
from layerdesk.storage.backup import existing, made_at


def restore(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Make a desk of a backup in the folder, which is new; without a backup, list them."""
    around = surroundings(chosen, environment, ask)
    teller = Teller(as_json=chosen.json)
    if chosen.backup is None:
        found = [
            {"made_at": made_at(each), "backup": str(each)}
            for each in existing(around.folder.backups)
        ]
        empty = tr("There is no backup in {folder}.", folder=around.folder.backups)
        teller.table(found, empty)
        return 0
    restore_into(chosen.backup, around.folder, around.keychain, environment, ask)
    words = tr(
        'Restored. Open it with: layerdesk --folder "{folder}". It opens with the passphrase or'
        " recovery code of then.",
        folder=around.folder.root,
    )
    teller.tell({"folder": str(around.folder.root)}, [words])
    return 0
