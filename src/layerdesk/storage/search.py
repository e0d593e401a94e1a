"""This is where the words of records are indexed and found again."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlcipher3.dbapi2 import Connection

from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor, Note, TimelineEntry
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import Decision, Meeting, MinuteNote
from layerdesk.domain.people.records import Person
from layerdesk.domain.record import Record, RecordId
from layerdesk.storage.tables.desk import SEARCH
from layerdesk.usecases.ports import Hit

NEWEST = 2_000
"""Ranking looks at this many of the newest hits of what the viewer may see and asked for."""

_WORDS: Mapping[type[Record], tuple[str, tuple[str, ...]]] = {
    Note: ("text", ("tags",)),
    Case: (
        "title",
        (
            "ref",
            "summary",
            "immediate_action",
            "support_note",
            "closure_statement",
            "feedback",
            "themes",
            "tags",
        ),
    ),
    TimelineEntry: ("fact", ()),
    ContributoryFactor: ("description", ()),
    Answer: ("text", ()),
    Meeting: ("title", ("ref", "place", "declarations", "key_messages")),
    MinuteNote: ("text", ()),
    Decision: ("text", ("dissent",)),
    Action: ("text", ("ref", "how_we_will_know", "stop_reason")),
    ActionUpdate: ("text", ()),
    LearningPoint: ("statement", ()),
    Person: ("name", ()),
}
"""For each kind that is found by its words: the field that is its title, and the others."""


def touches_words(record: type[Record], changed: Iterable[str]) -> bool:
    """Whether what is indexed of this kind depends on any of these columns."""
    title, others = _WORDS.get(record, ("", ()))
    return bool({title, *others, "deleted"}.intersection(changed)) and record in _WORDS


def index_words(
    connection: Connection, found: Iterable[tuple[type[Record], Mapping[str, Any]]]
) -> None:
    """Index these records' rows anew; a record in the bin is found no more."""
    added: dict[str, tuple[str, str, str, str]] = {}
    changed: list[tuple[str, str, int]] = []
    for record, row in found:
        if record not in _WORDS:
            continue
        words = _words_of(record, row)
        if words is None:
            forget_words(connection, row["id"])
            continue
        known = connection.execute(_ENTRY, (row["id"],)).fetchone()
        if known is None:
            added[row["id"]] = (record.kind, row["space"], *words)
        else:
            entry, *stands = known
            changed.append((*words, entry))
            if stands != [record.kind, row["space"]]:
                connection.execute(_MOVE_ENTRY, (record.kind, row["space"], entry))
    # All words last: FTS5 writes out what it has gathered before any other guarded statement.
    if added:
        first = connection.execute(_FREE_ENTRY).fetchone()[0]
        fresh = [(entry, name, *added[name]) for entry, name in enumerate(added, first)]
        connection.executemany(_NEW_ENTRY, (each[:4] for each in fresh))
        connection.executemany(_NEW_WORDS, ((each[0], *each[4:]) for each in fresh))
    connection.executemany(_CHANGE_WORDS, changed)


def forget_words(connection: Connection, record_id: str) -> None:
    """Take a record out of the index."""
    entry = connection.execute("SELECT entry FROM found WHERE record = ?", (record_id,)).fetchone()
    if entry is not None:
        connection.execute(f"DELETE FROM {SEARCH} WHERE rowid = ?", entry)  # noqa: S608
        connection.execute("DELETE FROM found WHERE entry = ?", entry)


def forget_all_words(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(f"DELETE FROM {SEARCH}")  # noqa: S608
    connection.execute("DELETE FROM found")


def index_differences(
    connection: Connection, stored: Callable[[str], Iterable[Mapping[str, Any]]]
) -> list[str]:
    """Where the index is not what the tables say: kind and id, or the number of a stray entry.

    ``stored`` gives the rows of a kind. What FTS5 keeps within of single words is not looked at.
    """
    known = {
        record: (kind, space, title, body)
        for record, kind, space, title, body in connection.execute(_INDEXED)
    }
    wrong: list[str] = []
    for record in _WORDS:
        for row in stored(record.kind):
            words = _words_of(record, row)
            wanted = (record.kind, row["space"], *words) if words is not None else None
            if known.pop(row["id"], None) != wanted:
                wrong.append(f"{record.kind} {row['id']}")
    wrong += [f"{kind} {record}" for record, (kind, *_) in known.items()]
    return wrong + [f"entry {entry}" for (entry,) in connection.execute(_STRAY)]


def search(
    connection: Connection,
    words: str,
    spaces: Iterable[str],
    kinds: Sequence[str],
    limit: int,
) -> tuple[Hit, ...]:
    """Hits among the newest, best first; an empty query has none.

    Words must all occur, the last one may be a beginning; "several words" in quotes stand together;
    -word leaves out. Everything else is only words, so no query can be wrong.
    """
    query = match_query(words)
    if not query:
        return ()
    chosen = connection.execute(
        _BEST,
        {
            "query": query,
            "spaces": json.dumps(list(spaces)),
            "kinds": json.dumps(list(kinds)),
            "newest": NEWEST,
            "limit": limit,
        },
    ).fetchall()
    entries = sorted(entry for entry, _, _ in chosen)
    if not entries:
        return ()
    among = {"first": entries[0], "last": entries[-1], "entries": json.dumps(entries)}
    shown = {
        entry: (title, snippet)
        for entry, title, snippet in connection.execute(_SHOWN, {"query": query, **among})
    }
    return tuple(Hit(kind, RecordId(record), *shown[entry]) for entry, kind, record in chosen)


def match_query(words: str) -> str:
    """What a person typed as a query for the index; empty where there is nothing to look for."""
    words = _NO_WORDS.sub(" ", words)
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(words):
        (unwanted if minus else wanted).append(_quoted(phrase or word))
    if not wanted:
        return ""
    if _TERM_OPEN.search(words):
        wanted[-1] += "*"
    return " AND ".join(wanted) + "".join(f" NOT {each}" for each in unwanted)


def _words_of(record: type[Record], row: Mapping[str, Any]) -> tuple[str, str] | None:
    """Title and body as they are indexed; None where nothing is: in the bin, or without words."""
    title, others = _WORDS[record]
    body = "\n".join(str(row[name]) for name in others if row[name])
    return None if row["deleted"] or not (row[title] or body) else (row[title], body)


_INDEXED = f"""
    SELECT f.record, f.kind, f.space, w.title, w.body
    FROM found AS f LEFT JOIN {SEARCH} AS w ON w.rowid = f.entry
"""  # noqa: S608
_STRAY = f"SELECT rowid FROM {SEARCH} WHERE rowid NOT IN (SELECT entry FROM found)"  # noqa: S608
_ENTRY = "SELECT entry, kind, space FROM found WHERE record = ?"
_FREE_ENTRY = "SELECT coalesce(max(entry), 0) + 1 FROM found"
_NEW_ENTRY = "INSERT INTO found(entry, record, kind, space) VALUES (?, ?, ?, ?)"
_MOVE_ENTRY = "UPDATE found SET kind = ?, space = ? WHERE entry = ?"
_NEW_WORDS = f"INSERT INTO {SEARCH}(rowid, title, body) VALUES (?, ?, ?)"  # noqa: S608
_CHANGE_WORDS = f"UPDATE {SEARCH} SET title = ?, body = ? WHERE rowid = ?"  # noqa: S608

_NO_WORDS = re.compile("[\x00\ud800-\udfff]")
"""What ends a query too early, or can't be sent to the database at all."""

_TERM = re.compile(r"""(?:(?<!\S)(-))?(?:"([^"]*\w[^"]*)"|(\w+))""")
_TERM_OPEN = re.compile(r"(?<!\S)\w+$")

_BEST = f"""
    WITH newest AS MATERIALIZED (
        SELECT f.entry AS entry, f.kind AS kind, f.record AS record,
            bm25({SEARCH}, 4.0, 1.0) AS worth
        FROM {SEARCH} JOIN found AS f ON f.entry = {SEARCH}.rowid
        WHERE {SEARCH} MATCH :query
          AND f.space IN (SELECT value FROM json_each(:spaces))
          AND (:kinds = '[]' OR f.kind IN (SELECT value FROM json_each(:kinds)))
        ORDER BY {SEARCH}.rowid DESC LIMIT :newest
    )
    SELECT entry, kind, record FROM newest ORDER BY worth, entry DESC LIMIT :limit
"""  # noqa: S608 - only the index's own name is put in
"""The index is walked once: each walk gathers all words that start like an unfinished one."""

_SHOWN = f"""
    SELECT rowid AS entry, title,
        snippet({SEARCH}, -1, char(2), char(3), '…', 16) AS snippet
    FROM {SEARCH}
    WHERE {SEARCH} MATCH :query AND rowid BETWEEN :first AND :last
      AND +rowid IN (SELECT value FROM json_each(:entries))
"""  # noqa: S608
"""One walk through the hits between the first and the last that are shown.

The plus hides the list from FTS5, which would walk the index anew for each entry.
"""


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "") + '"'
