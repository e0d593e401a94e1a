"""This is where tests of the follow-up's screens get a desk with somebody at it."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from layerdesk.domain.document import Document
from layerdesk.domain.people.records import Practice, Role
from layerdesk.ui.look.theme import Theme
from tests.fakes import FakeDesk
from tests.ui.desks import Sitting, sitting_at


class ListExporter:
    """The ``Exporter`` port: it writes the title of a document, and knows two formats."""

    def formats(self) -> Sequence[tuple[str, str, str]]:
        return (("pdf", "PDF", ".pdf"), ("docx", "Word", ".docx"))

    def pages(self, document: Document, width: int) -> Sequence[tuple[int, int, bytes]]:
        return ()

    def save(self, document: Document, format_id: str, path: Path) -> None:
        path.write_text(f"{format_id}: {document.title}", encoding="utf-8")

    def file_name(self, title: str, dated: date | None, version: int | None, suffix: str) -> str:
        return f"{dated} {title}{suffix}"


@pytest.fixture
def desk() -> FakeDesk:
    """A practice; its follow-up lead, who is also the SEA lead, sits at the desk."""
    made = FakeDesk(Role.FOLLOW_UP_LEAD, Role.SEA_LEAD)
    made.make(Practice, name="Elm Lane Surgery")
    return made


@pytest.fixture
def sitting(desk: FakeDesk, theme: Theme) -> Iterator[Sitting]:
    """The session at that desk."""
    with sitting_at(desk, theme) as made:
        made.session.exporter = ListExporter()
        yield made
