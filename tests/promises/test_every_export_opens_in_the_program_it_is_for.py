"""This is where it is promised that other people's programs open what is exported."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from layerdesk.domain.document import Document, Picture, heading, paragraph
from layerdesk.export import FORMATS
from tests.export.sample_document import sample_minutes
from tests.programs import program

HOSTILE = Document(
    title="Minutes & <others>",
    blocks=(
        heading(1, "Llanfairpwllgwyngyll & Świętokrzyskie <b>not bold</b>"),
        paragraph("w" + "o" * 400 + " and \u201cquotes\u201d {\\rtf1} ]]> &amp; %PDF 100 %"),
    ),
)
MARKS = ("Świętokrzyskie", "<b>not bold</b>", "]]> &amp; %PDF 100 %")


def written(document: Document, folder: Path, format_id: str) -> Path:
    """The document as a file of this format."""
    (wanted,) = (each for each in FORMATS if each.id == format_id)
    path = folder / f"minutes{wanted.suffix}"
    path.write_bytes(wanted.write(document))
    return path


def said_by(*command: str | Path) -> str:
    """What a program prints; it must be content with the file."""
    done = subprocess.run(
        [str(each) for each in command], capture_output=True, timeout=120, check=False
    )
    words = done.stdout.decode("utf-8")
    assert done.returncode == 0, words + done.stderr.decode("utf-8", "replace")
    return words


def as_libre_office_reads(file: Path, folder: Path) -> str:
    """The words on the pages that LibreOffice makes of a file."""
    profile = (folder / "profile").as_uri()
    said_by(
        program("soffice"),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder / "read",
        file,
    )
    return said_by(program("pdftotext"), folder / "read" / f"{file.stem}.pdf", "-")


def lost(read: str) -> list[str]:
    """The words of the sample minutes that a program did not read. A picture's are not shown."""
    minutes = sample_minutes()
    shown = tuple(each for each in minutes.blocks if not isinstance(each, Picture))
    (text,) = (each for each in FORMATS if each.id == "text")
    words = text.write(replace(minutes, blocks=shown)).decode("utf-8-sig").split()
    assert len(words) > 50
    return [each for each in words if each.isalpha() and each not in read]


def without_spaces(words: str) -> str:
    """The words without spaces and soft hyphens: lines break differently in each program."""
    return "".join(words.replace("\u00ad", "").split())


def test_a_pdf_opens_in_a_pdf_reader(tmp_path: Path) -> None:
    file = written(sample_minutes(), tmp_path, "pdf")
    read = without_spaces(said_by(program("pdftotext"), file, "-"))
    assert lost(read) == []
    assert (
        "no syntax or stream encoding errors" in said_by(program("qpdf"), "--check", file).lower()
    )


def test_a_word_file_opens_in_a_word_processor(tmp_path: Path) -> None:
    file = written(sample_minutes(), tmp_path, "docx")
    read = without_spaces(as_libre_office_reads(file, tmp_path))
    assert lost(read) == []


@pytest.mark.parametrize("format_id", ["pdf", "docx", "text"])
def test_what_looks_like_markup_arrives_as_it_was_written(tmp_path: Path, format_id: str) -> None:
    file = written(HOSTILE, tmp_path, format_id)
    if format_id == "pdf":
        read = said_by(program("pdftotext"), file, "-")
    elif format_id == "docx":
        read = as_libre_office_reads(file, tmp_path)
    else:
        read = file.read_text(encoding="utf-8-sig")
    for each in MARKS:
        assert without_spaces(each) in without_spaces(read)


def test_what_is_exported_of_everything_is_json_for_any_program(tmp_path: Path) -> None:
    layerdesk = [sys.executable, "-m", "layerdesk", "--folder", tmp_path / "desk"]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LAYERDESK_PASSPHRASE", "correct horse battery staple")
        environment.setenv("LAYERDESK_NO_KEYCHAIN", "1")
        said_by(*layerdesk, "note", "The fridge was warm")
        said_by(*layerdesk, "export", "everything", "--out", tmp_path / "all.json")
    assert "The fridge was warm" in (tmp_path / "all.json").read_text(encoding="utf-8")
    json.loads((tmp_path / "all.json").read_bytes())
