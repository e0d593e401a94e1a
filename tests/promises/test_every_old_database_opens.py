"""This is where it is promised that every database a release ever wrote opens, with all its data.

The files in ``golden/databases`` are named after their revision and are never made anew.
"""

import json
import shutil
from pathlib import Path

import pytest

from layerdesk.domain.cases.records import Case
from layerdesk.domain.kinds import KINDS
from layerdesk.domain.record import Text, fields_of
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage.schema import REVISION
from layerdesk.storage.store import Store
from tests.storage.desks import make, opened

GOLDEN = Path(__file__).parents[1] / "golden" / "databases"
FILES = sorted(GOLDEN.glob("*.db"))


def told(store: Store) -> dict[str, list[dict[str, str]]]:
    """Every field of every record that is not empty, as words."""
    return {
        kind.kind: [
            {
                rule.name: _words(getattr(each, rule.name))
                for rule in fields_of(kind)
                if getattr(each, rule.name) != rule.empty
            }
            for each in store.read(lambda reading, one=kind: reading.find(one))
        ]
        for kind in KINDS
    }


def _words(value: object) -> str:
    return repr(sorted(value)) if isinstance(value, frozenset) else str(value)


@pytest.mark.parametrize("file", FILES, ids=lambda each: each.stem)
def test_it_opens_with_all_its_data_and_goes_on(file: Path, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path / "desk.db")
    store = opened(tmp_path)
    backups: list[int] = []
    store.bring_up_to_date(migrations_folder(), lambda: backups.append(1))
    assert len(backups) == (file.stem != REVISION)
    store.check_revision()
    verdict = store.verify()
    assert verdict.sound, verdict
    kept = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    now = told(store)
    for kind, records in kept.items():
        assert len(now[kind]) == len(records)
        for was, each in zip(records, now[kind], strict=True):
            assert was.items() <= each.items()
    assert make(store, Case, summary=Text("Goes on")).summary.plain == "Goes on"
    assert store.undo()
    assert store.read(lambda reading: reading.search("fridge"))
    assert store.verify().sound
    store.close()


def test_this_revision_has_its_file() -> None:
    assert REVISION in [each.stem for each in FILES]
