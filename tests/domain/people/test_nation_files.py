"""This is where the reading of nation packs is held to what it promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layerdesk.domain.errors import FileBroken
from layerdesk.domain.people.nation_files import read_nation

HEAD = (
    'id = "utopia"\nversion = 1\ntitle = "Utopia"\ncluster_word = "Ring"\n'
    'review_habit = "Weekly"\ncheck_with = "Ask the ring."\n'
)
BODIES = "".join(
    f'[{name}]\nshort = "S"\nname = "Name"\n'
    for name in ("regulator", "event_recording", "candour")
)
PERIOD = '[[retention]]\nid = "incident"\ntitle = "Event"\nmonths = 120\n'
TARGET = '[[time_target]]\nid = "triage"\ntitle = "Triage"\ndays = 3\nworking_days = true\n'


def test_a_nation_pack_holds_bodies_words_periods_and_targets() -> None:
    pack = read_nation(
        HEAD
        + "patient_number_kinds = ['nhs_number']\nmodules_off = ['m_lfpse']\n"
        + "candour_is_law = true\ndefault_framework = 'esea'\n"
        + BODIES
        + "help = 'Say sorry.'\n[words]\ncluster = 'ring'\n"
        + PERIOD
        + "after = 'the event'\nthen = 'Review it.'\ncheck = true\n"
        + TARGET,
        name="utopia.toml",
    )

    assert pack.regulator.short == "S"
    assert pack.candour.help == "Say sorry."
    assert pack.candour_is_law
    assert pack.patient_number_kinds == ("nhs_number",)
    assert pack.words["cluster"] == "ring"
    assert pack.modules_off == {"m_lfpse"}
    assert pack.default_framework == "esea"
    period = pack.period("incident")
    assert period is not None
    assert (period.months, period.after, period.check) == (120, "the event", True)
    target = pack.target("triage")
    assert target is not None
    assert (target.days, target.working_days) == (3, True)
    assert pack.period("no") is None
    assert pack.target("no") is None


def test_a_nation_pack_may_leave_out_what_it_has_no_view_on() -> None:
    pack = read_nation(HEAD + BODIES, name="utopia.toml")

    assert (pack.retention, pack.time_targets, dict(pack.words)) == ((), (), {})
    assert (pack.candour_is_law, pack.default_framework) == (False, "seips")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (HEAD, 1, "“regulator” is missing."),
        (HEAD + "regulator = 'CQC'\n", 7, "“regulator” must be a table: [regulator]."),
        (HEAD + BODIES + PERIOD.replace("120", "-1"), 19, "“months” must be from 0 to 1200."),
        (HEAD + BODIES + PERIOD + PERIOD, 21, "“incident” is there twice."),
        (HEAD + BODIES + TARGET + TARGET, 22, "“triage” is there twice."),
        (
            HEAD + "patient_number_kinds = ['iban']\n" + BODIES,
            7,
            "“iban” is not a kind of number known here.",
        ),
        (HEAD + BODIES + "[words]\ncluster = 3\n", 17, "“cluster” must be a text in quotes."),
        (
            HEAD + BODIES + "[words]\n" + "".join(f"k{number} = 'x'\n" for number in range(61)),
            16,
            "At most 60 words can be replaced.",
        ),
    ],
)
def test_a_broken_nation_pack_names_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(FileBroken) as caught:
        read_nation(text, name="x")

    assert (caught.value.values["line"], caught.value.values["reason"]) == (line, reason)


@given(st.text())
def test_no_text_raises_anything_but_file_broken(text: str) -> None:
    with pytest.raises(FileBroken):
        read_nation(text, name="x")
