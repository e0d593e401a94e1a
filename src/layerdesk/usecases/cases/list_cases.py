"""This is where the log of cases is listed: filtered, and the most urgent first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from layerdesk.domain.cases.priority import Priority, priority_of
from layerdesk.domain.cases.records import Case, CaseState, YesNo
from layerdesk.domain.cases.risk import Band, band
from layerdesk.domain.cases.states import ENDED
from layerdesk.domain.cases.waiting import Waiting, waiting
from layerdesk.domain.errors import Missing
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.people.records import Access, AccessKind, SpaceKind
from layerdesk.domain.record import RecordId
from layerdesk.usecases.cases.facts import FINISHED
from layerdesk.usecases.columns import as_day, as_instant, as_names
from layerdesk.usecases.ports import Reading


class _Values(NamedTuple):
    """The plain values of a case that its line is made from."""

    id: Any
    space: Any
    ref: Any
    title: Any
    state: Any
    case_type: Any
    event_kind: Any
    method: Any
    care_area: Any
    risk_consequence: Any
    risk_likelihood: Any
    learning_value: Any
    candour: Any
    made_safe: Any
    priority_manual: Any
    priority_reason: Any
    themes: Any
    date_of_event: Any
    date_reported: Any
    closure_date: Any
    created_at: Any
    restricted: Any
    continued_as: Any
    derived_from: Any
    reporter: Any


_COLUMNS = _Values._fields

_FINISHED = frozenset(state.value for state in FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What the log is narrowed to; empty sets narrow nothing."""

    states: frozenset[CaseState] = frozenset()
    open_only: bool = False
    """Leave out cases that have ended."""
    late_only: bool = False
    """Only cases whose next step is late."""
    mine_only: bool = False
    """Only what the viewer reported."""
    bands: frozenset[Band] = frozenset()
    case_types: frozenset[str] = frozenset()
    event_kinds: frozenset[str] = frozenset()
    words: str = ""
    """Words that the title or the reference contains, in any order."""


EVERYTHING = CaseFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the log."""

    id: RecordId
    ref: str
    title: str
    state: CaseState
    lies_in: SpaceKind
    case_type: str
    event_kind: str
    method: str
    care_area: str
    date_of_event: str
    """An approximate date; sorts by when it began."""
    reported_on: date | None
    band: Band | None
    priority: Priority
    waiting: Waiting
    actions_open: int = 0
    actions_overdue: int = 0
    restricted: bool = False
    mine: bool = False


@dataclass(slots=True)
class _Actions:
    open: int = 0
    overdue: int = 0


@dataclass(slots=True)
class _Around:
    """What all rows need of the rest."""

    actions: Mapping[str, _Actions] = field(default_factory=dict)
    themes: Mapping[str, int] = field(default_factory=dict)
    today: date = date.min
    """Asked for once: thousands of rows would each work it out from the zone."""


def list_cases(reading: Reading, narrowed: CaseFilter = EVERYTHING) -> tuple[CaseRow, ...]:
    """The cases that the viewer sees, the most urgent first; ended ones last, newest first.

    Of a case with several copies only the newest is listed.
    """
    found = [_Values._make(row) for row in reading.rows(Case, _COLUMNS)]
    seen = {values.id for values in found}
    newest = [values for values in found if values.continued_as not in seen]
    around = _Around(_count_actions(reading), _count_themes(newest), reading.today)
    older = {values.id: values.derived_from for values in found if values.derived_from}
    gone_on = any(values.continued_as for values in newest)
    came_to = _states_elsewhere(reading) if gone_on else {}
    newest = [
        values._replace(state=came_to.get(values.id, values.state))
        if values.continued_as
        else values
        for values in newest
    ]
    rows = [
        _row(reading, values, around, older)
        for values in newest
        if _state_fits(CaseState(values.state), narrowed)
    ]
    return narrow(tuple(sorted(rows, key=_place)), narrowed)


def narrow(rows: tuple[CaseRow, ...], narrowed: CaseFilter) -> tuple[CaseRow, ...]:
    """Those of the rows that the filter lets through, in the same order.

    Quick enough to follow each key that is typed: the rows are read once and narrowed often.
    """
    if narrowed == EVERYTHING:
        return rows
    words = narrowed.words.casefold().split()
    return tuple(row for row in rows if _fits(row, narrowed, words))


def _place(row: CaseRow) -> tuple[Any, ...]:
    if row.state in ENDED:
        newest_first = -(row.reported_on or date.min).toordinal()
        return (1, newest_first, row.ref)
    return (0, row.priority.rank, row.ref)


def _fits(row: CaseRow, narrowed: CaseFilter, words: Sequence[str]) -> bool:
    return (
        _state_fits(row.state, narrowed)
        and not (narrowed.late_only and not row.waiting.late)
        and not (narrowed.mine_only and not row.mine)
        and (not narrowed.bands or row.band in narrowed.bands)
        and (not narrowed.case_types or row.case_type in narrowed.case_types)
        and (not narrowed.event_kinds or row.event_kind in narrowed.event_kinds)
        and (not words or _says(f"{row.ref} {row.title}".casefold(), words))
    )


def _state_fits(state: CaseState, narrowed: CaseFilter) -> bool:
    """Asked first of all: in an old practice most cases have ended, and are never worked out."""
    return (not narrowed.states or state in narrowed.states) and not (
        narrowed.open_only and state in ENDED
    )


def _says(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _row(reading: Reading, values: _Values, around: _Around, older: Mapping[str, str]) -> CaseRow:
    state = CaseState(values.state)
    its_band = band(values.risk_consequence, values.risk_likelihood)
    reported = as_day(values.date_reported)
    waited = waiting(
        state=state,
        since=reported or _day_written(reading, values.created_at),
        today=around.today,
        band=its_band,
        candour=values.candour,
        closed_on=as_day(values.closure_date),
    )
    actions = [around.actions[each] for each in _ids(values.id, older) if each in around.actions]
    return CaseRow(
        id=values.id,
        ref=values.ref,
        title=values.title,
        state=state,
        lies_in=reading.viewer.spaces[values.space],
        case_type=values.case_type,
        event_kind=values.event_kind,
        method=values.method,
        care_area=values.care_area,
        date_of_event=values.date_of_event,
        reported_on=reported,
        band=its_band,
        priority=priority_of(
            candour=values.candour,
            made_safe=YesNo(values.made_safe) if values.made_safe else None,
            band=its_band,
            learning_value=values.learning_value,
            repeats=any(around.themes[theme] > 1 for theme in as_names(values.themes)),
            days_waiting=waited.days,
            manual=values.priority_manual,
            manual_reason=values.priority_reason,
        ),
        waiting=waited,
        actions_open=sum(each.open for each in actions),
        actions_overdue=sum(each.overdue for each in actions),
        restricted=bool(values.restricted),
        mine=values.reporter == reading.viewer.person,
    )


def _ids(case_id: str, older: Mapping[str, str]) -> Iterable[str]:
    """The case's id and those of its older copies."""
    been: list[str] = []
    following: str | None = case_id
    while following and following not in been:
        been.append(following)
        following = older.get(following)
    return been


def _day_written(reading: Reading, created_at: Any) -> date:
    return (as_instant(created_at) or reading.now).astimezone(reading.zone).date()


def _states_elsewhere(reading: Reading) -> Mapping[str, str]:
    """The state that a report came to in the review team, by the id of its reporter's draft."""
    wanted = {"what": AccessKind.REPORT_CAME_ON}
    traces = reading.rows(Access, ("created_at", "record", "detail"), **wanted)
    known = tuple(CaseState)
    return {record: state for _, record, state in sorted(traces) if state in known}


def _count_actions(reading: Reading) -> Mapping[str, _Actions]:
    found: dict[str, _Actions] = {}
    today = reading.today.isoformat()
    for case_id, state, due in reading.rows(Action, ("case", "state", "due")):
        if case_id and state not in _FINISHED:
            counted = found.setdefault(case_id, _Actions())
            counted.open += 1
            counted.overdue += bool(due and due < today)
    return found


def _count_themes(rows: Iterable[_Values]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for values in rows:
        for theme in as_names(values.themes):
            found[theme] = found.get(theme, 0) + 1
    return found


def find_by_ref(reading: Reading, ref: str) -> RecordId:
    """The newest case with this human reference, whatever its letters' case. Raises Missing."""
    wanted = ref.strip().casefold()
    for row in list_cases(reading):
        if row.ref.casefold() == wanted:
            return row.id
    raise Missing(what=Case.kind)
