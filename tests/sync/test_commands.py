"""This is where two desks make a hub, join it and stay in step by the command line alone."""

import json
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

from tests.sync.server import ADMIN, PASSWORD, Server


class Person:
    """Somebody at a command line, with a data folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def says(self, *words: str, code: int = 0, **environment: str) -> Any:
        """What LayerDesk answers in JSON; it must end with this exit code."""
        done = subprocess.run(
            [sys.executable, "-m", "layerdesk", "--json", "--folder", str(self.folder), *words],
            env={
                **os.environ,
                "LAYERDESK_NO_KEYCHAIN": "1",
                "LAYERDESK_PASSPHRASE": "correct horse battery staple",
                **environment,
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout) if code == 0 else done.stdout + done.stderr


def test_two_people_make_a_hub_join_it_and_stay_in_step(server: Server, tmp_path: Path) -> None:
    database = f"hub_{uuid.uuid4().hex[:12]}"
    server.new_database(database)
    url = f"postgresql://{ADMIN}@localhost:{server.port}/{database}"
    ca = str(server.folder / "ca.crt")
    sam, ann = Person(tmp_path / "sam"), Person(tmp_path / "ann")
    sam.says("note", "The fridge was warm")
    assert "PGPASSWORD" in sam.says("hub", "init", url.replace("@", ":secret@"), "--ca", ca, code=1)
    made = sam.says("hub", "init", url, "--ca", ca, PGPASSWORD=PASSWORD)
    assert made["sent"] > 0
    file = str(tmp_path / "joining.json")
    invited = sam.says("hub", "invite", "Me", "--out", file)
    assert len(invited["words"].split()) == 6
    wrong = ann.says("hub", "join", file, LAYERDESK_HUB_WORDS="a b c d e f", code=1)
    assert "words" in wrong
    joined = ann.says("hub", "join", file, LAYERDESK_HUB_WORDS=invited["words"])
    assert "let" in ann.says("sync", code=3)
    (knocking,) = sam.says("hub", "status")["knocking"]
    assert knocking["words"] == joined["words"]
    sam.says("hub", "approve", LAYERDESK_HUB_WORDS=joined["words"])
    assert ann.says("sync")["received"] > 0
    assert ann.says("verify")["sound"]
    again = sam.says("hub", "join", file, LAYERDESK_HUB_WORDS=invited["words"], code=1)
    assert "folder" in again
    assert len(sam.says("hub", "status")["desks"]) == 2
    sam.says("hub", "rotate-keys")
    desk = sam.says("hub", "status")["desks"][1]["desk"]
    sam.says("hub", "revoke", desk[:12])
    assert "put out" in ann.says("sync", code=1)


def test_one_command_fills_a_hub_that_was_lost(server: Server, tmp_path: Path) -> None:
    database = f"hub_{uuid.uuid4().hex[:12]}"
    server.new_database(database)
    url = f"postgresql://{ADMIN}@localhost:{server.port}/{database}"
    sam = Person(tmp_path / "sam")
    sam.says("note", "The fridge was warm")
    made = sam.says("hub", "init", url, "--ca", str(server.folder / "ca.crt"), PGPASSWORD=PASSWORD)
    with server.admin("postgres") as connection:
        connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)')
    server.new_database(database)
    sam.says("sync", code=1)
    told = sam.says("hub", "refill", url, code=1, PGPASSWORD=PASSWORD)
    assert "The hub has 0 changes, this desk has" in told
    assert "--yes" in told
    assert "administrator" in sam.says("hub", "refill", "--yes", code=1)
    filled = sam.says("hub", "refill", url, "--yes", PGPASSWORD=PASSWORD)
    assert filled["hub_before"] == 0
    assert filled["hub"] == filled["here_before"] >= made["sent"]
    assert sam.says("hub", "verify")["sound"]
    assert sam.says("sync")["hub_lacks"] == 0
    with server.admin(database) as connection:
        connection.execute("DELETE FROM hub.op WHERE number = 2")
    assert '"removed"' in sam.says("hub", "verify", code=1)
