"""This is where the cases of the sample practice become records, each in its space."""

from collections.abc import Sequence

from layerdesk.app.sample.words import Days, Keys, Row
from layerdesk.domain.cases.records import (
    Answer,
    Case,
    CaseState,
    ContributoryFactor,
    Embedded,
    Lfpse,
    TimelineEntry,
    YesNo,
)
from layerdesk.domain.ids import only_one
from layerdesk.domain.people.records import Membership, Space, SpaceKind
from layerdesk.domain.record import RecordId, SpaceId, Text
from layerdesk.usecases.ports import Work

_NOT_DISCUSSED = frozenset(
    {
        CaseState.REPORTED,
        CaseState.TRIAGED,
        CaseState.GATHERING_FACTS,
        CaseState.READY,
        CaseState.SCHEDULED,
        CaseState.PARKED,
    }
)
METHOD_VERSION = 1


def add_cases(work: Work, rows: Sequence[Row], days: Days, keys: Keys) -> None:
    """Make each case with its timeline, factors and answers."""
    for row in rows:
        case = _case(work, row, days, keys)
        keys.cases[row["key"]] = case.id
        work.save(None, case)
        _add_children(work, row, case, days)


def _add_children(work: Work, row: Row, case: Case, days: Days) -> None:
    for number, entry in enumerate(row.get("timeline", ()), 1):
        work.save(
            None,
            TimelineEntry(
                id=work.new_id(),
                space=case.space,
                case=case.id,
                when=days.moment(entry),
                fact=Text(entry["fact"]),
                source=entry["source"],
                order=_place(number),
            ),
        )
    for number, factor in enumerate(row.get("factors", ()), 1):
        work.save(
            None,
            ContributoryFactor(
                id=work.new_id(),
                space=case.space,
                case=case.id,
                framework=factor["framework"],
                domain=factor["domain"],
                description=Text(factor["description"]),
                effect=factor["effect"],
                link=factor["link"],
                everyday=YesNo(factor["everyday"]),
                order=_place(number),
            ),
        )
    for prompt, words in row.get("answers", {}).items():
        work.save(
            None,
            Answer(
                id=only_one(case.space, Answer.kind, case.id, prompt),
                space=case.space,
                case=case.id,
                prompt=prompt,
                text=Text(words),
            ),
        )


def _case(work: Work, row: Row, days: Days, keys: Keys) -> Case:
    state = CaseState(row["state"])
    return Case(
        id=work.new_id(),
        space=_space(work, row, state, keys),
        ref=work.next_ref("LD"),
        title=row["title"],
        state=state,
        state_reason=row.get("parked_reason", ""),
        case_type=row["case_type"],
        method=row["method"],
        method_version=METHOD_VERSION,
        event_kind=row["event_kind"],
        date_of_event=days.approximate(row),
        date_identified=days.working_day(row, "identified_day"),
        date_reported=days.working_day(row, "reported_day"),
        how_identified=row["how_identified"],
        place=row["place"],
        other_orgs=frozenset(row.get("other_orgs", ())),
        care_area=row["care_area"],
        problem_types=frozenset(row.get("problem_types", ())),
        reported_by_role=row["reported_by_role"],
        reporter=keys.people[row["reported_by"]],
        subject_alias=row["subject_alias"],
        age_band=row["age_band"],
        summary=Text(row["summary"]),
        immediate_action=Text(row.get("immediate_action", "")),
        made_safe=YesNo.YES if row.get("made_safe") else None,
        support_offered=YesNo(row["support_offered"]),
        support_note=Text(row.get("support_note", "")),
        harm_physical=row["harm_physical"],
        harm_psychological=row["harm_psychological"],
        harm_basis=row["harm_basis"],
        risk_consequence=row["consequence"],
        risk_likelihood=row["likelihood"],
        learning_value=row["learning_value"],
        candour=row["candour"],
        candour_reason=row.get("candour_reason", ""),
        lfpse=Lfpse(row["lfpse"]),
        restricted=row.get("restricted", False),
        tags=frozenset(row.get("tags", ())),
        outcome=row.get("outcome", ""),
        discussed_on=days.day(row, "discussed_day"),
        closure_date=days.working_day(row, "closed_day"),
        closure_by=keys.people.get(row.get("closed_by", "")),
        closure_statement=Text(row.get("closure_statement", "")),
        lessons_embedded=Embedded(row["lessons_embedded"]) if "lessons_embedded" in row else None,
        feedback=Text(row.get("feedback", "")),
        feedback_date=days.working_day(row, "feedback_day"),
    )


def _space(work: Work, row: Row, state: CaseState, keys: Keys) -> SpaceId:
    if row.get("restricted"):
        return _named_space(work, [keys.people[each] for each in row["restricted_to"]])
    if state is CaseState.DRAFT:
        return work.viewer.space(SpaceKind.ME)
    not_yet = state in _NOT_DISCUSSED
    return work.viewer.space(SpaceKind.REVIEW_TEAM if not_yet else SpaceKind.PRACTICE)


def _named_space(work: Work, members: Sequence[RecordId]) -> SpaceId:
    record_id = work.new_id()
    space = SpaceId(record_id)
    work.save(None, Space(id=record_id, space=space, space_kind=SpaceKind.NAMED))
    for person in {*members, work.viewer.person}:
        work.save(
            None,
            Membership(
                id=only_one(space, Membership.kind, person),
                space=space,
                person=person,
                admin=person == work.viewer.person,
            ),
        )
    return space


def _place(number: int) -> bytes:
    return number.to_bytes(2, "big") + bytes(3)
