"""This is where it is tested that every command does what its help says, and ends with its code."""

import io
import json
from pathlib import Path

import pikepdf
import pytest
from tests.app.conftest import Command
from typing_extensions import override

from layerdesk.app.command_line import DONE, REFUSED, UNAVAILABLE, USAGE, main, parser
from layerdesk.host.one_at_a_time import only_one
from layerdesk.host.unlocking import PASSPHRASE_VARIABLE


class Standard(io.StringIO):
    """Standard input that is a file."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.buffer = io.BytesIO(data)


def test_a_note_makes_a_desk_in_a_new_folder_and_is_listed(command: Command) -> None:
    assert command("note", "The fridge door stood open").code == DONE
    listed = command("list", "notes", "--json")
    assert listed.code == DONE
    assert [row["text"] for row in listed.json] == ["The fridge door stood open"]


def test_the_folder_may_be_named_after_the_command(
    command: Command, tmp_path: Path, folder: Path
) -> None:
    other = tmp_path / "other"
    assert command("note", "Elsewhere", "--folder", str(other)).code == DONE
    assert (other / "desk.db").exists()
    assert not folder.exists()


def test_reading_a_folder_without_a_desk_is_unavailable(command: Command, folder: Path) -> None:
    answer = command("list", "cases")
    assert answer.code == UNAVAILABLE
    assert answer.err.strip()
    assert not folder.exists()


def test_an_empty_note_is_refused_with_a_sentence(command: Command) -> None:
    answer = command("note", "   ")
    assert answer.code == REFUSED
    assert answer.err.strip()


def test_an_unknown_command_is_wrong_usage(command: Command) -> None:
    assert command("dance").code == USAGE
    assert command("list", "dances").code == USAGE
    assert command("minutes", "MT-2026-A001").code == USAGE


def test_a_wrong_passphrase_is_refused_and_changes_nothing(
    command: Command, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (sample / "desk.db").read_bytes()
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "something else altogether")
    assert command("list", "cases").code == REFUSED
    assert (sample / "desk.db").read_bytes() == before


def test_a_desk_that_nobody_could_open_again_is_not_made(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    assert command("note", "x").code == UNAVAILABLE
    assert not (folder / "desk.db").exists()


def test_a_writing_command_says_who_holds_the_desk_and_a_reading_one_works_beside_it(
    command: Command, sample: Path
) -> None:
    with only_one(sample / "lock", "window"):
        refused = command("note", "x")
        assert refused.code == UNAVAILABLE
        assert "window" in refused.err
        assert command("list", "cases").code == DONE
        assert command("show", "LD-2026-A001").code in (DONE, REFUSED)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("what", ["notes", "cases", "meetings", "actions"])
def test_each_list_is_told_in_lines_and_in_json(command: Command, what: str) -> None:
    lines = command("list", what)
    rows = command("list", what, "--json")
    assert lines.code == rows.code == DONE
    assert len(lines.out.splitlines()) == len(rows.json) > 0


@pytest.mark.usefixtures("sample")
def test_lists_are_narrowed_to_what_is_open_or_overdue(command: Command) -> None:
    everything = command("list", "actions", "--json").json
    unsettled = command("list", "actions", "--open", "--json").json
    overdue = command("list", "actions", "--overdue", "--json").json
    assert len(everything) > len(unsettled) > len(overdue) == 3
    assert all(row["overdue"] for row in overdue)
    assert len(command("list", "cases", "--open", "--json").json) < 12
    assert len(command("list", "meetings", "--open", "--json").json) < 4


@pytest.mark.usefixtures("sample")
def test_a_record_is_shown_by_its_reference_and_by_its_id(command: Command) -> None:
    row = command("list", "meetings", "--json").json[0]
    by_ref = command("show", row["ref"], "--json").json
    by_id = command("show", row["id"], "--json").json
    assert by_ref == by_id
    assert by_ref["title"] == row["title"]
    assert command("show", "LD-1999-A001").code == REFUSED


@pytest.mark.usefixtures("sample")
def test_opening_a_restricted_case_leaves_a_trace(command: Command, folder: Path) -> None:
    rows = command("list", "cases", "--json").json
    shown = [command("show", row["ref"], "--json").json for row in rows]
    restricted = [each for each in shown if each["restricted"]]
    assert restricted
    out = folder.with_name("all.json")
    assert command("export", "everything", "--out", str(out)).code == DONE
    traces = json.loads(out.read_text())["records"]["access"]
    assert {each["record"] for each in traces if each["what"] == "opened_restricted"} == {
        each["id"] for each in restricted
    }


@pytest.mark.usefixtures("sample")
def test_history_tells_what_happened_in_sentences(command: Command) -> None:
    ref = command("list", "actions", "--json").json[0]["ref"]
    told = command("history", ref, "--json").json
    assert told
    assert all(each["sentence"].endswith(".") for each in told)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".txt"])
def test_minutes_are_written_in_every_format(command: Command, tmp_path: Path, suffix: str) -> None:
    ref = command("list", "meetings", "--json").json[0]["ref"]
    out = tmp_path / f"minutes{suffix}"
    assert command("minutes", ref, "--out", str(out)).code == DONE
    assert out.stat().st_size > 500
    if suffix == ".pdf":
        with pikepdf.open(out) as opened:
            assert len(opened.pages) >= 2


@pytest.mark.usefixtures("sample")
def test_minutes_are_refused_for_what_is_no_meeting_and_for_unknown_endings(
    command: Command, tmp_path: Path
) -> None:
    meeting = command("list", "meetings", "--json").json[0]["ref"]
    case = command("list", "cases", "--json").json[0]["ref"]
    assert command("minutes", case, "--out", str(tmp_path / "m.pdf")).code == REFUSED
    assert command("minutes", meeting, "--out", str(tmp_path / "m.xyz")).code == REFUSED
    assert command("minutes", meeting, "--out", str(tmp_path / "no" / "m.pdf")).code == UNAVAILABLE
    assert list(tmp_path.glob("m.*")) == []


@pytest.mark.usefixtures("sample")
def test_everything_that_the_desk_may_see_is_exported(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    answer = command("export", "everything", "--out", str(out), "--json")
    assert answer.code == DONE
    exported = json.loads(out.read_text(encoding="utf-8"))
    assert exported["format"] == 1
    assert answer.json["records"] == sum(len(each) for each in exported["records"].values())
    assert len(exported["records"]["case"]) == 12
    assert exported["records"]["case"][0]["summary"]


@pytest.mark.usefixtures("sample")
def test_verify_finds_the_log_and_the_tables_sound(command: Command) -> None:
    answer = command("verify", "--json")
    assert answer.code == DONE
    assert answer.json["sound"] is True
    assert answer.json["records"] > 300
    assert "Sound" in command("verify").out


def test_text_is_checked_for_identifiers_from_a_file_and_from_the_input(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Number 943 476 5919 was read out.", encoding="utf-8")
    found = command("check-text", str(file), "--json")
    assert found.code == REFUSED
    assert found.json == [
        {"kind": "nhs_number", "level": "block", "start": 7, "end": 19, "text": "943 476 5919"}
    ]
    assert command("check-text", str(file)).out.startswith("7-19 block")
    monkeypatch.setattr("sys.stdin", Standard(b"The fridge was warm."))
    assert command("check-text").code == DONE
    assert command("check-text", str(tmp_path / "none.txt")).code == REFUSED
    file.write_bytes(b"\xff\xfe\x00")
    assert command("check-text", str(file)).code == REFUSED


def test_self_test_tries_every_part(command: Command) -> None:
    answer = command("self-test", "--json")
    assert answer.code == DONE
    assert len(answer.json) >= 6
    assert all(each["ok"] for each in answer.json)


def test_help_names_every_command() -> None:
    words = parser().format_help()
    for name in ("sample", "note", "list", "show", "minutes", "history", "export", "verify"):
        assert name in words


def test_every_problem_is_valid_json_where_json_was_asked_for(
    command: Command, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = command("show", "LD-1999-A001", "--json")
    assert missing.code == REFUSED
    assert missing.json["error"] == "Missing"
    assert missing.json["sentence"] in missing.err
    assert "“LD-1999-A001”" in missing.err
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "something else altogether")
    assert command("list", "cases", "--json").json["error"] == "WrongPassphrase"
    (sample / "desk.keys").unlink()
    (sample / "desk.keys.copy").unlink()
    assert command("verify", "--json").json["error"] == "KeysMissing"


def test_words_that_are_no_text_are_wrong_usage(command: Command, folder: Path) -> None:
    for words in (("note", "half \udcff"), ("show", "\udcff"), ("history", "\ud800")):
        assert command(*words).code == USAGE
    assert not folder.exists()


def test_an_empty_folder_name_is_wrong_usage(command: Command) -> None:
    assert command("--folder", "", "note", "x").code == USAGE


def test_what_would_steer_the_terminal_is_shown_as_a_sign(command: Command) -> None:
    command("note", "red \x1b[31m and \u202e turned\nsecond line")
    listed = command("list", "notes").out
    assert "red \u241b[31m and \ufffd turned second line\n" in listed
    assert command("list", "notes", "--json").json[0]["text"].startswith("red \x1b[31m")


@pytest.mark.parametrize("left", [b"", None])
def test_a_new_desk_is_never_made_where_one_was_lost_and_its_backups_are_left(
    command: Command, sample: Path, left: bytes | None
) -> None:
    backups = sorted((sample / "backups").iterdir())
    for each in sample.glob("desk.db*"):
        each.unlink()
    if left is not None:
        (sample / "desk.db").write_bytes(left)
    for words in (("note", "x"), ("list", "cases")):
        answer = command(*words, "--json")
        assert (answer.code, answer.json["error"]) == (UNAVAILABLE, "DatabaseGone")
    assert sorted((sample / "backups").iterdir()) == backups
    new = sample.with_name("new")
    assert main(["restore", str(backups[-1]), "--folder", str(new)]) == DONE
    assert main(["--folder", str(new), "list", "cases"]) == DONE  # as the sentence says


def test_a_note_is_kept_and_said_to_be_though_no_backup_could_be_written(
    command: Command, sample: Path
) -> None:
    (sample / "desk.keys").unlink()
    (sample / "desk.keys").mkdir()
    answer = command("note", "Kept all the same", "--json")
    assert answer.code == DONE
    assert answer.json["id"]
    assert "No backup" in answer.err


@pytest.mark.usefixtures("sample")
def test_everything_goes_only_into_a_json_file(command: Command, sample: Path) -> None:
    before = (sample / "desk.keys").read_bytes()
    assert command("export", "everything", "--out", str(sample / "desk.keys")).code == REFUSED
    assert (sample / "desk.keys").read_bytes() == before


class Full(io.StringIO):
    """An output that takes nothing, as a full disk or a reader who has gone."""

    def __init__(self, problem: OSError) -> None:
        super().__init__()
        self._problem = problem

    @override
    def write(self, text: str) -> int:
        raise self._problem


@pytest.mark.usefixtures("sample")
def test_an_output_that_takes_no_more_is_told_in_a_sentence(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Full(OSError(28, "No space left on device")))
    answer = command("list", "cases", "--json")
    assert answer.code == UNAVAILABLE
    assert "No space left on device" in answer.err
    monkeypatch.setattr("sys.stdout", Full(BrokenPipeError(32, "Broken pipe")))
    answer = command("list", "cases")
    assert (answer.code, answer.err) == (DONE, "")


@pytest.mark.usefixtures("sample")
def test_a_fault_of_ours_names_its_place_and_no_words(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object) -> None:
        raise ZeroDivisionError("words of a record")

    monkeypatch.setattr("layerdesk.app.commands.telling.columns", wrong)
    answer = command("list", "cases")
    assert answer.code == UNAVAILABLE
    assert "ZeroDivisionError" in answer.err
    assert "words of a record" not in answer.err


def test_ctrl_c_ends_a_command_with_a_sentence(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("layerdesk.app.command_line._command", lambda _: stopped)
    answer = command("list", "cases")
    assert answer.code == UNAVAILABLE
    assert answer.err.startswith("Stopped.")
