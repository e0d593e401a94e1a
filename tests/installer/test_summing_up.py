"""This is where it is shown how the checks are judged and summed up."""

import pytest

import checks
import coverage_gates


def _report(statements: int, *missing: int) -> dict[str, object]:
    summary = {"num_statements": statements, "missing_lines": len(missing)}
    return {"summary": summary, "missing_lines": list(missing)}


def test_every_check_is_in_the_summary_and_the_bad_ones_once_more() -> None:
    told = checks.summary([("style", True, 0.1), ("types", False, 12.0), ("tests", False, 60.0)])

    assert "good    style         0.1 s" in told
    assert "FAILED  types        12.0 s" in told
    assert told.endswith("\nFAILED: types, tests")


def test_when_all_is_well_the_summary_says_so() -> None:
    assert checks.summary([("style", True, 0.1)]).endswith("\nAll checks are good.")


@pytest.mark.parametrize(
    "line",
    [
        "======= 12 passed in 1.23s =======",
        "3 failed, 1200 passed, 2 warnings in 61.00s (0:01:01)",
        "\x1b[32m===== \x1b[1m5 passed\x1b[0m\x1b[32m in 0.50s\x1b[0m =====",
        "1 error in 0.10s",
        "no tests ran in 0.01s",
    ],
)
def test_the_last_line_of_pytest_is_known(line: str) -> None:
    assert checks.is_last_line(line)


@pytest.mark.parametrize("line", ["collected 12 items", "12 passed stations", "FAILED a.py::b"])
def test_other_lines_are_not_taken_for_it(line: str) -> None:
    assert not checks.is_last_line(line)


def test_a_package_holds_its_gate_with_all_its_files_together() -> None:
    files = {
        "src/layerdesk/host/a.py": _report(60),
        "src\\layerdesk\\host\\b.py": _report(40, *range(15)),
        "src/layerdesk/domain/c.py": _report(10),
    }

    lines, good = coverage_gates.judged(files, ["domain", "host"])

    assert good
    assert lines == [
        "good    domain     100.00 %  (at least 100 %)",
        "good    host        85.00 %  (at least 85 %)",
    ]


def test_one_line_of_the_domain_that_no_test_ran_fails_its_gate_and_is_named() -> None:
    files = {"src/layerdesk/domain/c.py": _report(10_000, 17)}

    lines, good = coverage_gates.judged(files, ["domain"])

    assert not good
    assert lines[1:] == ["        src/layerdesk/domain/c.py: 17"]


@pytest.mark.parametrize(
    ("numbers", "words"), [([], ""), ([3], "3"), ([1, 2, 3, 7, 9, 10], "1-3, 7, 9-10")]
)
def test_lines_that_no_test_ran_are_named_in_spans(numbers: list[int], words: str) -> None:
    assert coverage_gates.spans(numbers) == words


def test_a_package_that_no_test_reached_fails_its_gate() -> None:
    assert coverage_gates.judged({}, ["ui"])[1] is False
