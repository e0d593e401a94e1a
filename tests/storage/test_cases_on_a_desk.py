"""This is where a case goes its whole way on a real desk, to its close or into restriction."""

from dataclasses import replace
from datetime import date

from layerdesk.domain.cases.records import Case, CaseState, Lfpse, TimelineEntry, YesNo
from layerdesk.domain.people.records import SpaceKind
from layerdesk.domain.record import Text
from layerdesk.storage.store import Store
from layerdesk.usecases.cases.answer_prompt import answer_prompt, empty_answer
from layerdesk.usecases.cases.close_case import close_case
from layerdesk.usecases.cases.draw_from_case import add_action_to_case, add_learning_to_case
from layerdesk.usecases.cases.edit_case import edit_case
from layerdesk.usecases.cases.edit_timeline import add_timeline_entry, move_timeline_entry
from layerdesk.usecases.cases.list_cases import list_cases
from layerdesk.usecases.cases.list_inbox import list_inbox
from layerdesk.usecases.cases.move_case import move_case
from layerdesk.usecases.cases.note_quickly import note_quickly
from layerdesk.usecases.cases.read_case import read_case
from layerdesk.usecases.cases.report_case import report_case, share_case_with_practice
from layerdesk.usecases.cases.restrict_case import open_case, restrict_case
from layerdesk.usecases.cases.sort_note import make_case, put_note_back


def do(desk: Store, function, *args, **values):
    return desk.write(function, *args, **values)[0]


def reported(desk: Store) -> Case:
    note = do(desk, note_quickly, "Result went to the wrong doctor.")
    draft = do(desk, make_case, note.id, method="T01", method_version=1)
    last = do(desk, add_timeline_entry, draft.id, when="18:08", fact="Result is phoned in.")
    do(desk, add_timeline_entry, draft.id, when="18:24", fact="Result arrives.")
    do(desk, move_timeline_entry, desk.read(read_case, draft.id).timeline[-1].id)
    assert desk.read(read_case, draft.id).timeline[-1].id == last.id
    empty = empty_answer(draft, "what")
    answer = do(desk, answer_prompt, empty, replace(empty, text=Text("It began at nine.")))
    do(desk, answer_prompt, answer, replace(answer, text=answer.text.saying("It began at ten.")))
    return do(desk, report_case, draft.id)


def test_a_case_goes_its_whole_way(desk: Store) -> None:
    case = reported(desk)
    assert case.ref.startswith("LD-")
    assert [row.id for row in desk.read(list_inbox)] == [case.id]
    case = do(
        desk,
        edit_case,
        case,
        replace(
            case,
            event_kind="patient_safety_incident",
            risk_consequence=3,
            risk_likelihood=3,
            candour="told_in_person",
            lfpse=Lfpse.DONE,
            harm_physical="low",
            made_safe=YesNo.YES,
            outcome="immediate_change",
            discussed_on=date(2026, 11, 20),
        ),
    )
    for state in (CaseState.TRIAGED, CaseState.READY, CaseState.DISCUSSED):
        case = do(desk, move_case, case.id, state)
    do(desk, add_learning_to_case, case.id, "Results go to who asked for them.")
    shared = do(desk, share_case_with_practice, case.id)
    view = desk.read(read_case, case.id)
    assert view.case.id == shared.id
    assert view.lies_in is SpaceKind.PRACTICE
    assert [entry.when for entry in view.timeline] == ["18:24", "18:08"]
    assert view.answers["what"].text.plain == "It began at ten."
    assert [point.case for point in view.learning] == [shared.id]
    closed = do(desk, close_case, shared.id, statement="It works.", feedback="Thank you.")
    assert closed.state is CaseState.CLOSED
    (row,) = desk.read(list_cases)
    assert (row.id, row.state) == (shared.id, CaseState.CLOSED)


def test_a_restricted_case_leaves_nothing_behind(desk: Store) -> None:
    case = reported(desk)
    do(desk, add_action_to_case, case.id, "Ask the laboratory")
    made = do(desk, restrict_case, case.id, members=(), reason="Concerns one person")
    assert made.copies_may_have_been_read
    view = do(desk, open_case, made.case.id)
    assert view.lies_in is SpaceKind.NAMED
    assert len(view.timeline) == 2
    assert len(view.actions) == 1
    assert [each.id for each in desk.read(lambda reading: reading.find(Case))] == [made.case.id]
    assert len(desk.read(lambda reading: reading.find(TimelineEntry))) == 2


def test_sorting_a_note_can_be_taken_back(desk: Store) -> None:
    note = do(desk, note_quickly, "Result went to the wrong doctor.")
    do(desk, make_case, note.id)
    do(desk, put_note_back, note.id)
    assert [row.id for row in desk.read(list_inbox)] == [note.id]
    assert desk.read(list_cases) == ()
