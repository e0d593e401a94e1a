"""This is where a large practice is made for measuring, through the one gate."""

import random
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from layerdesk.domain.cases.dates import ApproximateDate
from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.ids import new_id
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import RecordId, Text
from layerdesk.host.bundled import migrations_folder
from layerdesk.storage.store import Store
from layerdesk.usecases.people.set_up_practice import set_up_practice
from layerdesk.usecases.ports import Work

_WORDS = [
    "result",
    "letter",
    "referral",
    "practice",
    "patient",
    "phone",
    "reception",
    "nurse",
    "pharmacist",
    "medicine",
    "repeat",
    "blood",
    "test",
    "fridge",
    "vaccine",
    "recall",
    "appointment",
    "delay",
    "call",
    "back",
    "record",
    "template",
    "search",
    "weekly",
    "morning",
    "duty",
    "doctor",
    "hospital",
    "discharge",
    "summary",
    "urgent",
    "routine",
    "follow",
    "safety",
    "check",
    "list",
    "team",
]


def new_store(folder: Path) -> Store:
    """An empty practice on a desk alone, with a random key."""
    store = Store(folder / "desk.db", secrets.token_bytes(32), clock=lambda: datetime.now(UTC))
    store.bring_up_to_date(migrations_folder(), lambda: None)
    store.begin(RecordId(new_id(datetime.now(UTC), secrets.token_bytes)))
    store.write(set_up_practice, practice="Big practice", person="Me", job_role="practice_manager")
    return store


def add_cases(work: Work, count: int, chance: random.Random) -> None:
    """This many cases of every state, with titles and summaries of everyday words."""
    space = work.viewer.space(SpaceKind.PRACTICE)
    states = list(CaseState)
    for _ in range(count):
        day = work.today - timedelta(days=chance.randrange(2_000))
        work.save(
            None,
            Case(
                id=work.new_id(),
                space=space,
                ref=work.next_ref("LD"),
                title=words(chance, 6),
                summary=Text(words(chance, 40)),
                state=chance.choice(states),
                event_kind="patient_safety_incident",
                case_type="result_handling",
                care_area="results",
                date_of_event=ApproximateDate(day.isoformat()),
                date_reported=day,
                risk_consequence=chance.randint(1, 5),
                risk_likelihood=chance.randint(1, 5),
                learning_value=chance.randint(1, 3),
                tags=frozenset(chance.sample(_WORDS, 2)),
            ),
        )


def words(chance: random.Random, count: int) -> str:
    """A text of this many everyday words."""
    return " ".join(chance.choice(_WORDS) for _ in range(count)).capitalize()
