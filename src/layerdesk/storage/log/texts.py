"""This is where mergeable texts are edited and merged: one pycrdt document a long field."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from layerdesk.domain.record import Text
from layerdesk.storage.log.encoding import canonical

Document = Any
"""A ``pycrdt.Doc`` that holds one ``pycrdt.Text``."""

_NAME = "t"
_CAREFUL_LIMIT = 2_000
"""Up to this many differing characters the difference is found letter by letter."""


class Clients:
    """Which client id this run of the program writes each text under.

    Two edits from one stale state under one client id would diverge silently, so where the state
    that an edit starts from lacks this run's last update of that text, a fresh id is taken.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[int, int]] = {}

    def document(self, record: str, field: str, state: bytes) -> Document:
        """The document in this state, to be edited under the right client id."""
        document = _document([state] if state else [], None)
        client, clock = self._last.get((record, field), (None, 0))
        if client is not None and _vector(document).get(client, 0) == clock:
            document = _document([state] if state else [], client)
        return document

    def note(self, record: str, field: str, document: Document) -> None:
        """Remember how far this run has written the text."""
        client = document.client_id
        self._last[(record, field)] = (client, _vector(document).get(client, 0))


def edit(clients: Clients, record: str, field: str, before: Text, after: str) -> bytes:
    """The update that turns the words of ``before`` into ``after``; empty where nothing differs.

    The smallest difference is applied to the state that was read, so that others' words survive.
    Raises BadBytes for a lone surrogate, which is no text.
    """
    canonical(after)
    document = clients.document(record, field, before.state)
    text = _text(document)
    changes = difference(str(text), after)
    if not changes:
        return b""
    update = _update_of(document, lambda: _apply(document, text, changes))
    clients.note(record, field, document)
    return update


def merged(updates: Iterable[bytes]) -> tuple[str, bytes]:
    """The words and the state that these updates come to, applied in this order.

    Damaged updates are passed over: another desk's fault must not stop this one.
    """
    document = _document(updates, None)
    return str(_text(document)), document.get_update()


def without(updates: Sequence[bytes], undone: int) -> bytes:
    """The update that takes back the one at this place, and leaves all later words.

    It is replayed up to it, applied alone under an undo manager, and followed by the rest.
    """
    document = _document(updates[:undone], None)
    text = _text(document)
    manager = _pycrdt().UndoManager(scopes=[text], capture_timeout_millis=0)
    manager.include_origin("undone")
    with document.transaction(origin="undone"):
        _take(document, updates[undone])
    manager.exclude_origin("undone")
    with document.transaction(origin="later"):
        for each in updates[undone + 1 :]:
            _take(document, each)
    return _update_of(document, manager.undo)


def reworded(updates: Iterable[bytes], words: str = "") -> bytes:
    """The compacted document after its words became these: it holds no letter of the others.

    What stays keeps its place and its writer, so that two desks which reword one text merge.
    """
    document = _document(updates, None)
    text = _text(document)
    _apply(document, text, difference(str(text), words))
    state: bytes = document.get_update()
    return state


def difference(before: str, after: str) -> list[tuple[int, int, str]]:
    """What to replace, last place first: (start, end, new words), in UTF-8 bytes of ``before``."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if not old and not new:
        return []
    base = len(before[:start].encode())
    if max(len(old), len(new)) > _CAREFUL_LIMIT:
        return [(base, base + len(old.encode()), new)]
    offsets = [0]
    for letter in old:
        offsets.append(offsets[-1] + len(letter.encode()))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        (base + offsets[first], base + offsets[last], new[from_new:to_new])
        for what, first, last, from_new, to_new in reversed(steps)
        if what != "equal"
    ]


def _pycrdt() -> Any:
    """The library, loaded when the first text is merged: the first list should not wait for it."""
    import pycrdt

    return pycrdt


def _text(document: Document) -> Any:
    return document.get(_NAME, type=_pycrdt().Text)


def _common(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _apply(document: Document, text: Any, changes: Iterable[tuple[int, int, str]]) -> None:
    with document.transaction():
        for start, end, words in changes:
            if end > start:
                del text[start:end]
            if words:
                text.insert(start, words)


def _update_of(document: Document, change: Callable[[], object]) -> bytes:
    made: list[bytes] = []
    watching = document.observe(lambda event: made.append(event.update))
    change()
    document.unobserve(watching)
    return made[0] if len(made) == 1 else _pycrdt().merge_updates(*made) if made else b""


def _document(updates: Iterable[bytes], client: int | None) -> Document:
    document = _pycrdt().Doc(client_id=client)
    for each in updates:
        _take(document, each)
    return document


def _take(document: Document, update: bytes) -> None:
    if not update:
        return
    try:
        document.apply_update(update)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return


def _vector(document: Document) -> dict[int, int]:
    """How many letters of each client the document holds, from its encoded state vector."""
    numbers = _varints(document.get_state())
    count = next(numbers)
    return {next(numbers): next(numbers) for _ in range(count)}


def _varints(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0
