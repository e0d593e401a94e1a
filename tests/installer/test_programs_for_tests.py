"""This is where it is shown how the programs are provided that only tests need."""

import pytest

import programs_for_tests
import system_libraries


def test_what_is_missing_is_installed_where_that_is_possible(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = {"qpdf"}
    monkeypatch.setattr(programs_for_tests, "PROGRAMS", (("qpdf", "qpdf"), ("soffice", "office")))
    monkeypatch.setattr(programs_for_tests, "find", lambda name: name in there)
    monkeypatch.setattr(system_libraries, "can_install", lambda: True)
    monkeypatch.setattr(system_libraries, "install", lambda _: there.add("soffice"))

    assert programs_for_tests.provide()
    assert capsys.readouterr().out == ""


def test_what_stays_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(programs_for_tests, "PROGRAMS", (("qpdf", "qpdf"), ("soffice", "office")))
    monkeypatch.setattr(programs_for_tests, "find", lambda _: None)
    monkeypatch.setattr(system_libraries, "can_install", lambda: False)

    assert not programs_for_tests.provide()
    assert "these packages are left out: office, qpdf" in capsys.readouterr().out
