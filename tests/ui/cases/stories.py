"""This is where the screens' tests get cases with words as long as real ones."""

from datetime import date, timedelta

from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.cases.records import (
    Answer,
    Case,
    CaseState,
    ContributoryFactor,
    Lfpse,
    Note,
    TimelineEntry,
    YesNo,
)
from layerdesk.domain.follow_up.records import Action, ActionState
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.record import Text
from layerdesk.usecases.cases.following import answer_id
from tests.fakes import FakeDesk

TODAY = date(2026, 11, 26)

TITLES = (
    "High potassium result phoned through at the end of the day",
    "Repeat prescription issued after the medicine had been stopped",
    "A receptionist spotted sepsis on the phone and got help in four minutes",
    "Two-week-wait referral not sent for nine days",
    "Vaccine fridge left open over a weekend",
    "Letter of one patient scanned into the record of another",
)


def full_case(desk: FakeDesk, **values: object) -> Case:
    """A case with everything in it, in the review team."""
    given: dict[str, object] = {
        "space": desk.review_team,
        "ref": "LD-2026-A014",
        "title": TITLES[0],
        "state": CaseState.GATHERING_FACTS,
        "case_type": "result_handling",
        "event_kind": "patient_safety_incident",
        "method": "T01",
        "method_version": 1,
        "care_area": "results",
        "date_of_event": ApproximateDate("2026-11"),
        "date_identified": date(2026, 11, 3),
        "date_reported": date(2026, 11, 4),
        "reporter": desk.person,
        "summary": Text(
            "The laboratory phoned a high potassium result to reception twenty minutes before"
            " closing. It was written on a message pad and put in the duty tray, which had already"
            " been emptied."
        ),
        "immediate_action": Text("The patient was phoned and treated in hospital."),
        "made_safe": YesNo.YES,
        "risk_consequence": 4,
        "risk_likelihood": 2,
        "learning_value": 3,
        "candour": "told_in_person",
        "lfpse": Lfpse.TO_DO,
        **values,
    }
    case = desk.make(Case, **given)
    for at, (when, fact, source) in enumerate(
        (
            ("3 November, 11:15", "Blood taken at a routine kidney check.", "record"),
            ("18:08", "Laboratory phones reception with the result.", "recollection"),
            ("18:24", "Electronic result arrives in the shared inbox.", "system"),
        )
    ):
        desk.make(
            TimelineEntry,
            space=case.space,
            case=case.id,
            when=when,
            fact=Text(fact),
            source=source,
            order=bytes([64 + at]),
        )
    desk.make(
        ContributoryFactor,
        space=case.space,
        case=case.id,
        domain="tasks",
        description=Text("Taking a result by phone had no agreed steps."),
        everyday=YesNo.YES,
    )
    desk.make(
        Answer,
        id=answer_id(case, "what"),
        space=case.space,
        case=case.id,
        prompt="what",
        text=Text("A routine kidney blood test showed a raised potassium."),
    )
    desk.make(
        LearningPoint,
        space=case.space,
        case=case.id,
        statement="A result is handed over when somebody who can act has said it back.",
    )
    desk.make(
        Action,
        space=case.space,
        case=case.id,
        ref="AC-2026-A003",
        text="Put phoned results through by voice to the duty doctor",
        state=ActionState.AGREED,
        owner=desk.person,
        due=TODAY + timedelta(days=14),
    )
    return case


def many_cases(desk: FakeDesk) -> None:
    """A log with cases in every corner."""
    full_case(desk)
    states = (
        CaseState.REPORTED,
        CaseState.CLOSED,
        CaseState.READY,
        CaseState.PARKED,
        CaseState.IN_FOLLOW_UP,
    )
    for at, (title, state) in enumerate(zip(TITLES[1:], states, strict=True), start=15):
        case = desk.make(
            Case,
            space=desk.review_team,
            ref=f"LD-2026-A{at:03d}",
            title=title,
            state=state,
            summary=Text(f"{title}. Nobody was harmed, and two people have told us what they saw."),
            date_reported=TODAY - timedelta(days=at),
            risk_consequence=(at % 5) + 1 if at % 3 else None,
            risk_likelihood=5 - (at % 4),
            made_safe=YesNo.NO if at == 17 else None,
        )
        if at % 2:
            desk.make(Action, case=case.id, state=ActionState.AGREED, due=TODAY - timedelta(days=2))


def some_notes(desk: FakeDesk) -> None:
    """Notes of the one who sits at the desk, the oldest first."""
    for words in (
        "Ask who signs the travel forms when nobody of the usual two is here.",
        "The new pharmacist explained the difference between the two inhalers to a patient with"
        " the boxes in her hand.\nCould we do that at reception too?",
    ):
        desk.make(Note, space=desk.me, text=Text(words))
