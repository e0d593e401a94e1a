"""This is where screens of the meetings room get a session whose desk is in memory and at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from layerdesk.domain.cases.methods import Prompt, ReviewMethod, Section
from layerdesk.domain.changed import Changed
from layerdesk.domain.declared import Declared
from layerdesk.domain.document import Document
from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.meetings.plans import GroundRules
from layerdesk.domain.people.drafts import Draft
from layerdesk.domain.record import RecordId, Text
from layerdesk.domain.value_sets import Value, ValueSet
from tests.fakes import FakeDesk
from tests.usecases.meetings.desk import HOUR

LONG_METHOD = ReviewMethod(
    id="long",
    version=1,
    title="A longer way",
    sections=(
        Section(
            id="safe", title="People and safety first", prompts=(Prompt(id="harm", words="Harm?"),)
        ),
        Section(
            id="happened",
            title="What happened?",
            minutes=6,
            prompts=(
                Prompt(id="what", words="What happened?", required=True),
                Prompt(id="impact", words="What did it mean?", required=True),
            ),
        ),
        Section(
            id="why",
            title="Why did it happen?",
            minutes=7,
            prompts=tuple(Prompt(id=f"why{n}", words=f"Why {n}?") for n in range(3)),
        ),
    ),
)
"""A method with sections for before, during and after the meeting."""

DECLARED = Declared(
    methods=(
        LONG_METHOD,
        ReviewMethod(
            id="sea_core",
            version=1,
            title="Significant event analysis",
            timebox_minutes=15,
            sections=(
                Section(
                    id="people",
                    title="People and task",
                    prompts=(
                        Prompt(id="why", words="What made the right step hard to see on that day?"),
                    ),
                ),
                Section(
                    id="process",
                    title="Process",
                    prompts=(
                        Prompt(
                            id="what", words="Where could the letter wait without anyone knowing?"
                        ),
                    ),
                ),
                Section(
                    id="team",
                    title="Team and communication",
                    prompts=(
                        Prompt(
                            id="team",
                            words="Who would have noticed, and how would they have told us?",
                        ),
                    ),
                ),
                Section(
                    id="tools",
                    title="Organisation and tools",
                    prompts=(
                        Prompt(
                            id="tools", words="Which rule, system or staffing shaped the delay?"
                        ),
                        Prompt(id="feel", words="How do I feel?", private=True),
                    ),
                ),
            ),
        ),
    ),
    plans=(HOUR,),
    ground_rules=GroundRules(version=1, rules=("We look at how work is done here.",)),
    value_sets=(
        ValueSet(
            id="outcome",
            version=1,
            title="Outcome",
            values=(
                Value(id="learning_only", label="Learning only"),
                Value(id="immediate_change", label="Immediate change"),
            ),
        ),
        ValueSet(
            id="share",
            version=1,
            title="Share with",
            values=(
                Value(id="all_staff", label="All staff"),
                Value(id="cluster", label="Cluster"),
            ),
        ),
        ValueSet(
            id="action_strength_kind",
            version=1,
            title="Strength",
            values=(
                Value(
                    id="reminder",
                    label="Reminder",
                    help="an email to all",
                    attributes={"strength": "weak"},
                ),
                Value(
                    id="forcing",
                    label="Forcing function",
                    help="a hard stop in the system",
                    attributes={"strength": "strong"},
                ),
            ),
        ),
        ValueSet(
            id="job_role",
            version=1,
            title="Job role",
            values=(
                Value(id="gp_partner", label="GP partner"),
                Value(id="secretary", label="Secretary"),
            ),
        ),
        ValueSet(
            id="meeting_type",
            version=1,
            title="Meeting type",
            values=(
                Value(id="sea", label="Significant event meeting"),
                Value(id="huddle", label="Huddle"),
            ),
        ),
    ),
)


class AtOnce(QObject):
    """What a Session does, on a desk in memory and without other threads."""

    changed = Signal(object)
    leaving = Signal()
    said = Signal(str, str)
    went = Signal(str, object)

    def __init__(self, desk: FakeDesk) -> None:
        super().__init__()
        self.desk = desk
        self.declared = DECLARED
        self.drafts: dict[tuple[RecordId, str], Draft] = {}
        self.failures: list[LayerDeskError] = []
        self.commands: list[str] = []
        """The use cases that wrote, by name."""
        self.exported: list[tuple[str, Path]] = []
        self.exporter = self
        self.settings: dict[str, str] = {}

    def setting(self, name: str) -> str | None:
        return self.settings.get(name)

    @property
    def viewer(self) -> Any:
        return self.desk.viewer

    def read(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Any,
        failed: Any = None,
        latest_key: str | None = None,
        **values: Any,
    ) -> None:
        try:
            found = self.desk.read(function, *args, **values)
        except LayerDeskError as error:
            (failed or self.show_failure)(error)
        else:
            done(found)

    def write(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Any = None,
        failed: Any = None,
        **values: Any,
    ) -> None:
        before = len(self.desk.saved)
        try:
            found = self.desk.do(function, *args, **values)
        except LayerDeskError as error:
            (failed or self.show_failure)(error)
            return
        self.commands.append(function.__name__)
        saved = self.desk.saved[before:]
        if saved:
            records = frozenset((after.kind, after.id) for _, after in saved)
            self.changed.emit(Changed(records))
        if done is not None:
            stands = getattr(found, "id", None)
            done(self.desk.records.get(stands, found) if stands else found)

    def by_another(self, function: Callable[..., Any], *args: Any, **values: Any) -> None:
        """Somebody does something at another desk."""
        self.desk.do(function, *args, **values)
        self.changed.emit(Changed(frozenset({("meeting", RecordId("elsewhere"))})))

    def keep_draft(self, draft: Draft) -> None:
        self.drafts[(draft.record, draft.field)] = draft

    def drop_draft(self, record: RecordId, field: str, words: str | None = None) -> None:
        self.drafts.pop((record, field), None)

    def found_draft(self, record: RecordId, field: str) -> Draft | None:
        return self.drafts.get((record, field))

    def left_draft(self, kind: str, record: RecordId, field: str, words: str) -> None:
        """The program ended while this was being typed."""
        self.drafts[(record, field)] = Draft(
            kind=kind, record=record, field=field, words=words, base=Text(), kept_at=self.desk.now
        )

    def say(self, words: str, tone: str = "info") -> None:
        self.said.emit(words, tone)

    def go(self, place: str, record: RecordId | None = None) -> None:
        self.went.emit(place, record)

    def show_failure(self, error: LayerDeskError) -> None:
        self.failures.append(error)

    def preview(self, document: Document, width: int, *, done: Any) -> None:
        done(self.pages(document, width))

    def export(
        self, document: Document, format_id: str, path: Path, *, done: Any, failed: Any = None
    ) -> None:
        self.exported.append((format_id, path))
        done(path)

    def formats(self) -> Sequence[tuple[str, str, str]]:
        return (("pdf", "PDF", ".pdf"), ("docx", "Word", ".docx"))

    def pages(self, document: Document, width: int) -> Sequence[tuple[int, int, bytes]]:
        height = round(width * 1.414)
        return ((width, height, b"\xff" * (width * height * 4)),) * 2

    def file_name(self, title: str, dated: object, version: int | None, suffix: str) -> str:
        return f"{title} {version}{suffix}"
