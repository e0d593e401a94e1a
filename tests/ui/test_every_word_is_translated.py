"""This is where every word on every screen is held to pass through the catalogue.

A catalogue that puts every string into brackets is used, each place is opened, and what stands
there without brackets is a complaint. Names and texts of records are no words of the program.
"""

import gettext
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from layerdesk.domain.language import use_catalogue
from layerdesk.domain.record import Text, fields_of
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.main_window import MainWindow
from layerdesk.ui.people.first_start import FirstStart
from layerdesk.ui.people.unlock import Unlock
from layerdesk.ui.places import PLACES
from tests.fakes import FakeDesk
from tests.ui.desks import OpenFakeDesk, declared, sitting_at
from tests.ui.people.conftest import staffed
from tests.ui.test_main_window import OneFormat, record_for, try_secret

OPEN, SHUT = "\u27e6", "\u27e7"

_BRACKETED = re.compile(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}")
KEYS = ("Ctrl", "Shift", "Alt", "Return", "Down", "PgUp", "PgDown", "PDF", "Esc", "IT")
"""Names of keys, formats and a job: the same in every language, or translated by Qt."""

_WORD = re.compile(r"[^\W\d_]{2,}")


class Brackets(gettext.NullTranslations):
    """A language in which every string of the program stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{SHUT}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{SHUT}"


@pytest.fixture(autouse=True)
def bracketed() -> Iterator[None]:
    use_catalogue(Brackets())
    yield
    use_catalogue(gettext.NullTranslations())


def words_on(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a person reads or hears of the widget and all in it: where, and the words."""
    for part in (widget, *widget.findChildren(QWidget)):
        if part.objectName().startswith("qt_") or isinstance(part.parent(), QTabBar):
            continue  # Qt's own parts are translated by Qt
        kind = type(part).__name__
        yield kind, part.toolTip()
        yield kind, part.accessibleName()
        yield kind, part.accessibleDescription()
        if isinstance(part, QLabel | QAbstractButton):
            yield kind, part.text()
        elif isinstance(part, QLineEdit | QPlainTextEdit):
            yield kind, part.placeholderText()
        elif isinstance(part, QComboBox):
            yield from ((kind, part.itemText(at)) for at in range(part.count()))
        elif isinstance(part, QTabBar):
            yield from ((kind, part.tabText(at)) for at in range(part.count()))
        elif isinstance(part, QTableView):
            model = part.model()
            for at in range(model.columnCount()):
                heading = model.headerData(at, Qt.Orientation.Horizontal)
                yield kind, str(heading or "")


def data_words(desk: FakeDesk) -> tuple[str, ...]:
    """The texts of records, and of what is declared as data; the longest first."""
    found = {"/data", "LD-", *KEYS}
    found.update(declared_texts())
    for record in desk.records.values():
        for rule in fields_of(type(record)):
            value = getattr(record, rule.name)
            if isinstance(value, str | Text):
                found.update((str(value), *str(value).splitlines()))
    return tuple(
        sorted((each for each in found if len(each) > 3 or each in KEYS), key=len, reverse=True)
    )


def declared_texts() -> Iterator[str]:
    """All texts of value sets, methods, plans and nations: data that is translated as data."""
    waiting: list[object] = [declared()]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif is_dataclass(each):
            waiting += [getattr(each, rule.name) for rule in fields(each)]
        elif isinstance(each, tuple | list | frozenset):
            waiting += each
        elif isinstance(each, Mapping):
            waiting += each.values()


def unbracketed(words: str) -> str:
    """What stands outside of all brackets."""
    before = None
    while before != words:
        # From the inside out: a string may have been put into another.
        before, words = words, _BRACKETED.sub(" ", words)
    return words


def complaints(widget: QWidget, known: Sequence[str]) -> list[str]:
    """Each text with words that are neither in brackets nor known as data."""
    found = set()
    for kind, words in words_on(widget):
        rest = unbracketed(words)
        for each in known if _WORD.search(rest) else ():
            rest = rest.replace(each, " ")
        if _WORD.search(rest):
            found.add(f"{kind}: {words}")
    return sorted(found)


@pytest.mark.parametrize("place", PLACES, ids=lambda each: each.id)
def test_every_word_of_a_place_is_translated(theme, shown, qtbot, place):
    desk = staffed()
    with sitting_at(desk, theme, OpenFakeDesk(desk)) as sitting:
        sitting.session.exporter = OneFormat()
        window = MainWindow(sitting.session, folder=Path("/data"), try_secret=try_secret)
        shown(window, 1280, 800)
        window.go(place.id, record_for(desk, place.id))
        sitting.come_to_rest(qtbot)
        found = complaints(window, data_words(desk))
        window.close()
        sitting.come_to_rest(qtbot)
    assert found == []


def test_every_word_before_the_desk_is_open_is_translated(theme, shown):
    jobs = Jobs(failed=pytest.fail, bug=pytest.fail)
    unlock = shown(Unlock(jobs, try_secret, sample=True, folder="/data"))
    first = shown(
        FirstStart(
            jobs,
            begin_real=lambda **_: None,
            begin_sample=lambda: None,
            join=lambda **_: None,
            job_roles=[],
            folder=Path("/data"),
        )
    )
    assert complaints(unlock, ["/data"]) == []
    assert complaints(first, ["/data"]) == []
    jobs.close(5)


def test_a_word_that_is_not_translated_is_found(shown, theme):
    label = shown(QLabel("Save " + Brackets().gettext("all")))
    assert complaints(label, ()) == [f"QLabel: Save {OPEN}all{SHUT}"]
