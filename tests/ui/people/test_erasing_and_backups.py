"""This is where it is tested that a person can erase for good, and restore from a backup."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from layerdesk.app.later import DeskOpener, Opened
from layerdesk.app.offscreen import wait_until_idle
from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.meetings.records import AgendaItem, ItemKind, ItemState, Meeting, MinuteNote
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.host.folders import desk_folder, prepare
from layerdesk.host.keychain import NoKeychain
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.people.backups import BackupsCard
from layerdesk.ui.people.erasing import Erasing
from layerdesk.ui.session import Session
from layerdesk.usecases.cases.note_quickly import note_quickly
from layerdesk.usecases.ports import Work

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A desk of a practice of its own."""
    folder = desk_folder(tmp_path / "desk")
    prepare(folder)
    return DeskOpener(folder, NoKeychain(), {}).begin(
        practice="Aire Bank",
        person="Helen",
        job_role="practice_manager",
        passphrase=PASSPHRASE,
        want_recovery_code=False,
    )


@pytest.fixture
def session(opened: Opened, theme: Theme, qtbot: QtBot) -> Iterator[Session]:
    """The session on it."""
    jobs = Jobs(failed=lambda _error: None, bug=_raise)
    yield opened.session(jobs, theme)
    wait_until_idle(jobs)
    assert jobs.close(10) == {}
    opened.desk.store.close()


def _raise(error: BaseException) -> None:
    raise error


def test_a_note_is_erased_for_good_and_the_backups_that_hold_it_are_named(
    session: Session, opened: Opened, qtbot: QtBot
) -> None:
    note, _ = opened.desk.store.write(note_quickly, "MARKERWORD was said")
    backup = opened.desk.store.back_up(opened.desk.folder.keys, opened.desk.folder.backups)
    erasing = Erasing(session)
    qtbot.addWidget(erasing)
    erasing.show()
    erasing.show_record(Note.kind, note.id)
    erasing.button.click()
    wait_until_idle(session.jobs)
    assert not erasing.own_words.isVisible()
    erasing.question.yes.click()
    wait_until_idle(session.jobs)
    assert erasing.field.isVisible(), "without a reason nothing is erased"
    erasing.reason.setText("Written in the wrong place")
    with qtbot.waitSignal(erasing.erased):
        erasing.question.yes.click()
    wait_until_idle(session.jobs)
    assert backup.name in erasing.message.words
    assert opened.desk.store.read(lambda reading: reading.maybe(Note, note.id)) is None
    assert opened.desk.store.verify().sound


def test_what_meetings_say_in_their_own_words_is_shown_before_it_stays_or_goes(
    session: Session, opened: Opened, qtbot: QtBot
) -> None:
    store = opened.desk.store
    case, held = store.write(_a_case_with_minutes)[0]
    erasing = Erasing(session)
    qtbot.addWidget(erasing)
    erasing.show()
    erasing.show_record(Case.kind, case.id)
    erasing.button.click()
    wait_until_idle(session.jobs)
    assert erasing.own_words.isVisible()
    assert "• Ask before you lift" in erasing.told.text()
    asked = erasing.question.what_follows
    assert "2 records are erased" in asked
    assert "1 agenda and of 0 kept versions of minutes" in asked
    erasing.own_words.setChecked(True)
    erasing.reason.setText("Asked for by law")
    with qtbot.waitSignal(erasing.erased):
        erasing.question.yes.click()
    wait_until_idle(session.jobs)
    kept = store.read(lambda reading: reading.get(Meeting, held.id))
    assert kept.key_messages.plain == ""
    assert not erasing.own_words.isChecked()


def _a_case_with_minutes(work: Work) -> tuple[Case, Meeting]:
    space = work.viewer.space(SpaceKind.PRACTICE)
    case = Case(id=work.new_id(), space=space, title="A fall")
    held = Meeting(
        id=work.new_id(), space=space, title="Learning", key_messages=Text("Ask before you lift")
    )
    item = AgendaItem(
        id=work.new_id(),
        space=space,
        meeting=held.id,
        item_kind=ItemKind.CASE,
        subject=case.id,
        title="A fall",
        state=ItemState.DONE,
    )
    note = MinuteNote(id=work.new_id(), space=space, meeting=held.id, item=item.id)
    for each in (case, held, item, note):
        work.save(None, each)
    return case, held


def test_a_desk_is_restored_from_a_backup_into_a_new_folder(
    session: Session, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.desk.store.write(note_quickly, "Before the backup")
    opened.desk.store.back_up(opened.desk.folder.keys, opened.desk.folder.backups)
    opened.desk.store.write(note_quickly, "After the backup")
    card = BackupsCard(session)
    qtbot.addWidget(card)
    wait_until_idle(session.jobs)
    assert card.restore.isEnabled()
    into = tmp_path / "restored"
    card.restore_into(into)
    wait_until_idle(session.jobs)
    assert str(into) in card.message.words
    again = DeskOpener(desk_folder(into), NoKeychain(), {}).by(PASSPHRASE)
    try:
        texts = again.desk.store.read(lambda reading: reading.find(Note))
        assert [each.text.plain for each in texts] == ["Before the backup"]
        old, new = opened.desk.store.identity, again.desk.store.identity
        assert old is not None
        assert new is not None
        assert old.desk != new.desk
        assert again.desk.store.verify().sound
    finally:
        again.desk.store.close()
    card.restore_into(into)
    wait_until_idle(session.jobs)
    assert card.restore.isEnabled(), "a folder with something in it is refused, nothing is lost"


def test_backups_know_when_they_were_made(opened: Opened) -> None:
    opened.desk.store.back_up(opened.desk.folder.keys, opened.desk.folder.backups)
    (found,) = opened.desk.backups()
    assert abs((datetime.now(UTC) - found.made_at).total_seconds()) < 60
    opened.desk.store.close()
