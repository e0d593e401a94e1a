"""This is where everything that the viewer may see is searched for words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from layerdesk.domain.cases.records import Answer, Case, ContributoryFactor, TimelineEntry
from layerdesk.domain.follow_up.records import Action, ActionUpdate
from layerdesk.domain.kinds import BY_KIND
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.meetings.records import Decision, Meeting, MinuteNote
from layerdesk.domain.record import Record, RecordId
from layerdesk.usecases.ports import Reading

_LIES_IN: Mapping[str, tuple[tuple[str, type[Record]], ...]] = {
    TimelineEntry.kind: (("case", Case),),
    ContributoryFactor.kind: (("case", Case),),
    Answer.kind: (("case", Case),),
    MinuteNote.kind: (("meeting", Meeting),),
    Decision.kind: (("meeting", Meeting),),
    ActionUpdate.kind: (("action", Action),),
    LearningPoint.kind: (("case", Case), ("meeting", Meeting)),
}
"""Parts of other records: the field that names what they are part of, and its kind."""

PARTS: Mapping[str, tuple[str, ...]] = {
    Case.kind: (Case.kind, TimelineEntry.kind, ContributoryFactor.kind, Answer.kind),
    Meeting.kind: (Meeting.kind, MinuteNote.kind, Decision.kind),
    Action.kind: (Action.kind, ActionUpdate.kind),
}
"""What belongs to a kind that a person filters by; a kind not named here is only itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found, and what to open to see it."""

    kind: str
    id: RecordId
    title: str
    snippet: str
    """Words around the hit; each hit stands between \\x02 and \\x03."""
    opens_kind: str
    opens: RecordId
    """The thing itself, or what it is part of."""
    opens_title: str
    """The title of what it is part of; empty where it is a thing of its own."""


def search_everything(
    reading: Reading, words: str, *, kinds: Sequence[str] = (), limit: int = 50
) -> tuple[Found, ...]:
    """What holds the words, best first among the newest; no words find nothing.

    ``kinds`` may name cases, meetings and so on, with all their parts; none means every kind.
    """
    if not words.strip():
        return ()
    wanted = [part for kind in kinds for part in PARTS.get(kind, (kind,))]
    found = []
    for hit in reading.search(words, kinds=wanted, limit=limit):
        opens_kind, opens, opens_title = hit.kind, hit.id, ""
        whole = _whole(reading, hit.kind, hit.id)
        if whole is not None:
            opens_kind, opens = whole.kind, whole.id
            opens_title = str(getattr(whole, "title", "") or getattr(whole, "text", ""))
        found.append(
            Found(
                kind=hit.kind,
                id=hit.id,
                title=hit.title,
                snippet=hit.snippet,
                opens_kind=opens_kind,
                opens=opens,
                opens_title=opens_title,
            )
        )
    return tuple(found)


def _whole(reading: Reading, kind: str, record: RecordId) -> Record | None:
    """What the record is part of, as far as the viewer may see it."""
    if kind not in _LIES_IN:
        return None
    part = reading.maybe(BY_KIND[kind], record)
    for field, whole in _LIES_IN[kind]:
        found = reading.maybe(whole, getattr(part, field, None))
        if found is not None:
            return found
    return None
