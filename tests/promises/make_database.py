"""This is where the database of a new revision is made, once, before it is released.

``python -m tests.promises.make_database`` writes it beside those of earlier revisions; one that is
there already is left as it is.
"""

import json
import shutil
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from layerdesk.domain.cases.records import Case
from layerdesk.domain.kinds import KINDS
from layerdesk.domain.people.records import Membership, Practice, Space
from layerdesk.domain.record import FieldRule, Merge, Text, fields_of
from layerdesk.storage.schema import REVISION
from layerdesk.storage.store import Store
from tests.promises.test_every_old_database_opens import GOLDEN, told
from tests.storage.desks import Clock, change, fresh_desk, make


def main() -> None:
    """Make this revision's database and what it holds."""
    target = GOLDEN / f"{REVISION}.db"
    if target.exists():
        raise SystemExit(f"{target.name} is there already and stays as it is")
    with TemporaryDirectory() as folder:
        clock = Clock()
        desk = fresh_desk(Path(folder), clock)
        for kind in KINDS:
            if kind not in (Space, Membership, Practice):
                for number in (1, 2):
                    clock.later(seconds=1)
                    make(
                        desk, kind, **{each.name: _value(each, number) for each in fields_of(kind)}
                    )
        _edit(desk)
        data = told(desk)
        desk.scrub()
        desk.close()
        shutil.copy(Path(folder) / "desk.db", target)
    words = json.dumps(data, ensure_ascii=False, indent=1)
    target.with_suffix(".json").write_text(words + "\n", encoding="utf-8")


def _edit(desk: Store) -> None:
    """Concurrent edits, undoing, the bin and both ways of erasing."""
    case = desk.read(lambda reading: reading.find(Case))[0]
    change(desk, case, title="First")
    change(desk, case, title="Second")
    change(desk, case, summary=case.summary.saying("The vaccine fridge was warm"))
    desk.undo()
    desk.redo()
    gone, some, binned = (make(desk, Case, title="Mrs Secret", place="Home") for _ in range(3))
    desk.write(lambda work: work.erase_record(gone))
    desk.write(lambda work: work.erase_words(some, ("title",)))
    desk.write(lambda work: work.delete(binned))


def _value(rule: FieldRule, number: int) -> Any:
    if rule.merge is Merge.TEXT:
        return Text(f"The fridge {number} was warm – 4 °C 🧊")
    if rule.merge is Merge.SET:
        return frozenset({f"cold {number}", "Łukasz"})
    if isinstance(rule.type, type) and issubclass(rule.type, Enum):
        members = list(rule.type)
        return members[number % len(members)]
    known = {
        str: f"Siân {number}",
        bool: True,
        int: number,
        bytes: b"\x80abc",
        date: date(2026, 11, 26),
        datetime: datetime(2026, 11, 26, 13, 0, tzinfo=UTC),
    }
    return known.get(rule.type, rule.empty)


if __name__ == "__main__":
    main()
