"""This is where it is shown that looking up what is declared never fails."""

from dataclasses import replace

from layerdesk.domain.cases.methods import Prompt, ReviewMethod, Section
from layerdesk.domain.declared import Declared
from layerdesk.domain.meetings.plans import MeetingPlan
from layerdesk.domain.people.nations import Named, NationPack
from layerdesk.domain.value_sets import Value, ValueSet


def review(version: int, words: str) -> ReviewMethod:
    return ReviewMethod(
        id="T01",
        version=version,
        title=f"Version {version}",
        timebox_minutes=18,
        sections=(Section(id="s", title="S", prompts=(Prompt(id="why", words=words),)),),
    )


NAMED = Named(short="S", name="Name")
DECLARED = Declared(
    methods=(review(2, "Why?"), ReviewMethod(id="T22", version=1, title="Note")),
    older_methods=(review(1, "Why then?"),),
    plans=(MeetingPlan(id="plan_60", version=1, title="Hour", minutes=60),),
    value_sets=(
        ValueSet(id="colour", version=1, title="C", values=(Value(id="red", label="Red"),)),
        ValueSet(id="factors_seips", version=1, title="F", values=(Value(id="tasks", label="T"),)),
    ),
    nations=(
        NationPack(
            id="england",
            version=1,
            title="England",
            regulator=NAMED,
            event_recording=NAMED,
            candour=NAMED,
        ),
    ),
)


def test_a_method_is_found_in_the_version_that_a_case_began_with() -> None:
    assert DECLARED.method("T01").version == 2
    assert DECLARED.method("T01", 1).prompt("why").words == "Why then?"
    assert DECLARED.method("T01", 7).version == 2


def test_whatever_is_there_is_found() -> None:
    assert DECLARED.plan("plan_60").title == "Hour"
    assert DECLARED.value_set("colour").title == "C"
    assert DECLARED.value("colour", "red").label == "Red"
    assert DECLARED.nation("england").title == "England"
    assert DECLARED.case_minutes() == {"T01": 18}


def test_whatever_is_not_there_is_called_by_its_id() -> None:
    empty = Declared()

    assert empty.method("T99", 3).title == "T99"
    assert empty.method("T99").prompts == ()
    assert empty.plan("plan_9").title == "plan_9"
    assert empty.value_set("colour").offered == ()
    assert empty.value("colour", "red").label == "red"
    assert empty.nation("utopia").title == "utopia"
    assert empty.nation("utopia").regulator.short == ""
    assert empty.ground_rules.text == ""


def test_labels_are_words_for_values_factors_and_prompts() -> None:
    assert DECLARED.label("colour", "red") == "Red"
    assert DECLARED.label("factors:seips", "tasks") == "T"
    assert DECLARED.label("prompt:T01", "why") == "Why?"
    assert DECLARED.label("prompt:T99", "why") == "why"
    assert DECLARED.label("action_state", "agreed") == "agreed"


def test_a_history_can_ask_by_the_field_of_a_record() -> None:
    colours = ValueSet(id="sex", version=1, title="Sex", values=(Value(id="x", label="X"),))
    declared = replace(DECLARED, value_sets=(colours,))

    assert declared.label("subject_sex", "x") == "X"
    assert declared.label("source", "x") == "x"
    assert declared.label("method", "T01") == "Version 2"
    assert declared.label("plan", "plan_60") == "Hour"
    assert declared.label("nation", "england") == "England"
