"""This is where one case is worked on as a person does it, from the draft to its close."""

from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel

from layerdesk.domain.cases.records import (
    Answer,
    Case,
    CaseState,
    ContributoryFactor,
    Lfpse,
    TimelineEntry,
    YesNo,
)
from layerdesk.domain.follow_up.records import Action
from layerdesk.domain.learning.records import LearningPoint
from layerdesk.domain.people.history import FieldChange, Happening
from layerdesk.domain.people.records import Access, Role, SpaceKind
from layerdesk.domain.record import EditId, Text
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.cases.case_sheet import PAGES
from layerdesk.ui.cases.case_side import (
    DROP,
    HISTORY,
    MERGE,
    OVERRIDE,
    PARK,
    PROMPT,
    REOPEN,
    RESTRICT,
    SHARE,
    TRANSFER,
    OtherButton,
    WayButton,
)
from layerdesk.usecases.cases.move_case import drop_case
from layerdesk.usecases.cases.report_case import report_case
from layerdesk.usecases.cases.start_case import start_case
from tests.ui.cases.stories import full_case
from tests.ui.looking import clipped_texts, low_contrast, trapped_focus, unnamed_controls

NHS_NUMBER = "999 000 0018"


@pytest.fixture
def place(sitting, shown, qtbot):
    """Opens a case in its place, which hears of changes as the window would tell it."""

    def open_it(case: Case | None, width: int = 1220, height: int = 860) -> CasePlace:
        made = CasePlace(sitting.session)
        sitting.session.changed.connect(made.show_again)
        shown(made, width, height)
        if case is not None:
            made.show_record(case.id)
        sitting.come_to_rest(qtbot)
        return made

    return open_it


def press(qtbot, sitting, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    sitting.come_to_rest(qtbot)


def answer(qtbot, sitting, place, about: str, words: str) -> None:
    place.sheet.side.other_wanted.emit(about)
    qtbot.keyClicks(place.sheet.ask.line, words)
    qtbot.keyClick(place.sheet.ask.line, Qt.Key.Key_Return)
    sitting.come_to_rest(qtbot)


def pick(place, name: str, value: str) -> None:
    for page in ("facts", "harm", "closing"):
        place.sheet.page(page)
    editor = place.sheet.fields.fields[name].editor
    editor.set_chosen(value)
    editor.chosen.emit(value)


def test_without_a_case_the_place_leads_to_the_list(place, sitting, qtbot):
    empty = place(None)
    assert empty.kept_place() == ""
    empty.take_place("")
    empty.show_again(None)
    press(qtbot, sitting, empty.empty.button)
    assert sitting.heard.went == [("cases", None)]


def test_a_case_that_is_not_there_says_so(place, desk, sitting, qtbot):
    here = place(full_case(desk))
    here.take_place("nowhere")
    sitting.come_to_rest(qtbot)
    assert here.sheet is None
    assert here.empty.isVisible()


class SlowReading:
    """A reading of the old case that only comes back when it is let."""

    def __init__(self, opened) -> None:
        self._read, self.may_go_on = opened.read, Event()

    def __call__(self, *args, **values):
        self.may_go_on.wait(5)
        return self._read(*args, **values)


@pytest.mark.parametrize("gone", [False, True])
def test_a_case_that_is_opened_stays_though_the_last_one_is_read_late(
    place, desk, sitting, qtbot, gone
):
    here = place(full_case(desk))
    old = here.sheet.view.case
    slow = sitting.opened.read = SlowReading(sitting.opened)
    here.show_again(None)
    new = desk.do(start_case)
    here.show_record(new.id)
    qtbot.waitUntil(lambda: here.sheet.view.case.id == new.id, timeout=5000)
    if gone:
        desk.do(lambda work: work.erase_record(old))
    slow.may_go_on.set()
    sitting.come_to_rest(qtbot)
    assert here.sheet is not None
    assert here.sheet.view.case.id == new.id


def test_another_way_says_how_much_is_missing_before_it(place, desk, sitting, qtbot):
    found = desk.make(Case, space=desk.review_team, ref="LD-2026-A004", state=CaseState.TRIAGED)
    here = place(found)
    words = [each.text() for each in here.sheet.side.next.findChildren(QLabel)]
    assert "Nothing is missing for this step." in words
    assert "2 things are missing before that. Press it to read which." in words
    (ready,) = (w for w in here.sheet.side.findChildren(WayButton) if w.state is CaseState.READY)
    press(qtbot, sitting, ready)
    assert "Say in two or three sentences what happened." in here.sheet.news.words


def test_the_focus_goes_along_to_another_case(place, desk, sitting, qtbot):
    here = place(full_case(desk))
    here.sheet.side.findChildren(OtherButton)[0].setFocus()
    begun = desk.do(start_case)
    here.show_record(begun.id)
    sitting.come_to_rest(qtbot)
    title = here.sheet.fields.fields["title"].editor
    assert title.hasFocus()
    ready = desk.do(start_case, title="Late result", summary="It was seen a day late.")
    here.show_record(ready.id)
    sitting.come_to_rest(qtbot)
    assert here.sheet.tabs.tabBar().hasFocus()


def test_a_question_that_is_left_gives_the_focus_back(place, desk, sitting, qtbot):
    here = place(full_case(desk))
    (park,) = [each for each in here.sheet.side.findChildren(OtherButton) if each.name == PARK]
    park.setFocus()
    qtbot.keyClick(park, Qt.Key.Key_Space)
    assert here.sheet.ask.line.hasFocus()
    qtbot.keyClick(here.sheet.ask.line, Qt.Key.Key_Escape)
    assert park.hasFocus()


def test_a_draft_is_written_and_reported_with_one_button(place, desk, sitting, qtbot):
    draft = desk.do(start_case)
    here = place(draft)
    sheet = here.sheet
    assert not sheet.side.main.isEnabled()
    assert len(sheet.side.steps) == 2
    qtbot.mouseClick(sheet.side.steps[0], Qt.MouseButton.LeftButton)
    title = sheet.fields.fields["title"].editor
    assert title.hasFocus()
    qtbot.keyClicks(title, "Late result")
    qtbot.keyClicks(sheet.fields.fields["summary"].editor, "It was seen a day late.")
    sheet.flush()
    sitting.come_to_rest(qtbot)
    assert sheet.side.main.isEnabled()
    press(qtbot, sitting, sheet.side.main)
    (reported,) = (each for each in desk.all(Case) if each.derived_from == draft.id)
    assert (reported.title, reported.state) == ("Late result", CaseState.REPORTED)
    assert reported.summary.plain == "It was seen a day late."
    assert sitting.heard.went == [("case", reported.id)]


def test_a_report_with_an_identifier_asks_why_it_is_none(place, desk, sitting, qtbot):
    draft = desk.do(start_case, title="Late result", summary=f"Letter for {NHS_NUMBER}")
    here = place(draft)
    press(qtbot, sitting, here.sheet.side.main)
    assert here.sheet.ask.isVisible()
    qtbot.keyClicks(here.sheet.ask.line, "A test number")
    press(qtbot, sitting, here.sheet.ask.yes)
    assert [each.identifier_reason for each in desk.all(Case)] == ["", "A test number"]


def test_choices_are_written_one_after_another(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    pick(here, "risk_consequence", "5")
    pick(here, "risk_consequence", "3")
    pick(here, "harm_physical", "low")
    pick(here, "lfpse", "done")
    pick(here, "made_safe", "no")
    sitting.come_to_rest(qtbot)
    kept = desk.get(Case, case.id)
    assert (kept.risk_consequence, kept.harm_physical) == (3, "low")
    assert (kept.lfpse, kept.made_safe) == (Lfpse.DONE, YesNo.NO)
    before = [was.risk_consequence for was, now in desk.saved if isinstance(now, Case)]
    assert before[:2] == [4, 5]
    assert "Moderate" in here.sheet.risk.words


def test_dates_counts_and_boxes_are_written_too(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    fields = here.sheet.fields.fields
    fields["date_identified"].editor.line.setText("1 Dec 2026")
    fields["date_identified"].editor.read()
    fields["date_of_event"].editor.date_chosen.emit("2026")
    fields["patients_affected"].editor.setValue(2)
    fields["patients_affected"].editor.editingFinished.emit()
    here.sheet.open_page("harm")
    sitting.come_to_rest(qtbot)
    kept = desk.get(Case, case.id)
    assert (kept.date_identified, kept.date_of_event) == (date(2026, 12, 1), "2026")
    assert kept.patients_affected == 2
    fields["date_identified"].editor.line.setText("someday")
    fields["date_identified"].editor.read()
    assert "someday" in fields["date_identified"].message.words
    fields["date_of_event"].editor.not_understood.emit("Write 2026.")
    assert fields["date_of_event"].message.words == "Write 2026."


def test_what_cannot_be_kept_is_said_and_shown_as_it_was(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    pick(here, "priority_manual", "1")
    sitting.come_to_rest(qtbot)
    assert "reason" in here.sheet.news.words
    assert here.sheet.fields.fields["priority_manual"].editor.chosen_id() is None
    assert desk.get(Case, case.id).priority_manual is None


def test_words_with_an_identifier_wait_until_somebody_says_why(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    editor = here.sheet.fields.fields["immediate_action"].editor
    editor.setFocus()
    qtbot.keyClicks(editor, f"Number {NHS_NUMBER}. ")
    qtbot.waitUntil(lambda: not here.sheet.news.isHidden())
    here.sheet.flush()
    sitting.come_to_rest(qtbot)
    assert NHS_NUMBER not in desk.get(Case, case.id).immediate_action.plain
    assert any(NHS_NUMBER in draft.words for draft in sitting.opened.all_drafts())
    qtbot.mouseClick(here.sheet.news.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(here.sheet.ask.line, "A test number")
    press(qtbot, sitting, here.sheet.ask.yes)
    here.sheet.flush()
    sitting.come_to_rest(qtbot)
    kept = desk.get(Case, case.id)
    assert NHS_NUMBER in kept.immediate_action.plain
    assert kept.identifier_reason == "A test number"


def test_the_timeline_grows_moves_and_shrinks(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    page = here.sheet.page("timeline")
    here.sheet.open_page("timeline")
    press(qtbot, sitting, page.add_step)
    assert len(page._order) == 4
    new = page._steps[page._order[-1]]
    qtbot.keyClicks(new.fields.fields["fact"].editor, "Doctor calls back.")
    page.flush()
    sitting.come_to_rest(qtbot)
    press(qtbot, sitting, new.up)
    press(qtbot, sitting, page._steps[page._order[0]].down)
    assert page._order.index(new.entry) == 2
    press(qtbot, sitting, new.remove)
    assert desk.get(TimelineEntry, new.entry).deleted
    assert desk.get(TimelineEntry, new.entry).fact.plain == "Doctor calls back."
    assert new.entry not in page._order


def test_a_gap_in_the_timeline_is_ticked(place, desk, sitting, qtbot):
    here = place(full_case(desk))
    page = here.sheet.page("timeline")
    here.sheet.open_page("timeline")
    step = page._steps[page._order[0]]
    step.findChild(QCheckBox).click()
    sitting.come_to_rest(qtbot)
    assert desk.get(TimelineEntry, step.entry).gap


def test_prompts_are_answered_in_words_and_choices(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    review = here.sheet.page("review")
    here.sheet.tabs.setCurrentWidget(review)
    what = review.prompts["what"].field.editor
    assert what.words() == "A routine kidney blood test showed a raised potassium."
    qtbot.keyClicks(what, "First: ")
    review.flush()
    choice = next(each for each in review.prompts.values() if each._choice is not None)
    chosen = choice._choice.itemData(1)
    choice._choice.chosen.emit(chosen)
    sitting.come_to_rest(qtbot)
    answers = {each.prompt: each.text.plain for each in desk.all(Answer)}
    assert "First: " in answers["what"]
    assert answers[choice.prompt.id] == chosen


def test_factors_are_added_from_the_framework_and_removed(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    factors = here.sheet.page("review").factors
    here.sheet.open_page("review")
    factors.framework.set_chosen("pc13")
    factors.framework.chosen.emit("pc13")
    factors._flow.itemAt(0).widget().click()
    sitting.come_to_rest(qtbot)
    made = desk.all(ContributoryFactor)[-1]
    assert made.framework == "pc13"
    factors._shown[made.id]._remove()
    factors.flush()
    sitting.come_to_rest(qtbot)
    assert desk.get(ContributoryFactor, made.id).deleted


def test_learning_and_actions_are_added_with_owner_and_date(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    page = here.sheet.page("outcome")
    here.sheet.show_step("learning")
    assert page.point.hasFocus()
    qtbot.keyClicks(page.point, "Say who rang.")
    press(qtbot, sitting, page.add_point)
    assert page.point.words() == ""
    here.sheet.show_step("actions")
    qtbot.keyClicks(page.what, "Buy a phone")
    page.owner.set_chosen(desk.person)
    page.due.line.setText("10 Dec 2026")
    qtbot.keyClick(page.what, Qt.Key.Key_Return)
    sitting.come_to_rest(qtbot)
    assert [each.statement for each in desk.all(LearningPoint)][-1] == "Say who rang."
    assert (desk.all(Action)[-1].owner, desk.all(Action)[-1].due) == (
        desk.person,
        date(2026, 12, 10),
    )
    press(qtbot, sitting, page.add_point)
    assert page.point_field.message.words
    press(qtbot, sitting, page.add_action)
    assert page.what_field.message.words


def test_a_missing_step_leads_to_where_it_is_put_right(place, desk, sitting, qtbot):
    here = place(full_case(desk))
    (step,) = here.sheet.side.steps
    assert step.words == "Grade the harm."
    press(qtbot, sitting, step)
    assert here.sheet.tabs.currentIndex() == PAGES.index("harm")
    assert here.sheet.fields.fields["harm_physical"].editor.hasFocus()
    here.sheet.show_step("timeline")
    assert here.sheet.tabs.currentIndex() == PAGES.index("timeline")
    here.sheet.show_step("nowhere")
    here.sheet.show_step("agenda")
    assert sitting.heard.went == [("meetings", None)]


def test_the_main_button_moves_to_the_next_state(place, desk, sitting, qtbot):
    case = full_case(desk, harm_physical="low")
    here = place(case)
    press(qtbot, sitting, here.sheet.side.main)
    assert desk.get(Case, case.id).state is CaseState.READY
    assert "Ready" in here.sheet.news.words


def test_after_a_step_the_next_one_has_the_focus_and_is_in_sight(place, desk, sitting, qtbot):
    here = place(full_case(desk, harm_physical="low"))
    bar = here.sheet._side_column.verticalScrollBar()
    here.sheet.side.main.setFocus()
    bar.setRange(0, 100)
    bar.setValue(100)
    qtbot.keyClick(here.sheet.side.main, Qt.Key.Key_Return)
    sitting.come_to_rest(qtbot)
    qtbot.waitUntil(lambda: bar.value() == 0)
    assert (here.sheet.side.first_to_press() or here.sheet.back).hasFocus()


def test_closing_with_everything_there(place, desk, sitting, qtbot):
    case = full_case(
        desk,
        state=CaseState.AWAITING_REVIEW,
        closure_statement=Text("It works."),
        feedback=Text("Thank you."),
    )
    here = place(case)
    press(qtbot, sitting, here.sheet.side.main)
    assert desk.get(Case, case.id).state is CaseState.CLOSED
    assert here.sheet.side.main is not None
    assert not here.sheet.fields.fields["title"].editor.isEnabled()


def test_open_prompts_of_the_method_are_named_before_the_close(place, desk, sitting, qtbot):
    case = full_case(desk, state=CaseState.AWAITING_REVIEW)
    here = place(case)
    open_ones = [each for each in here.sheet.side.steps if each.where.startswith(PROMPT)]
    assert len(open_ones) > 1
    press(qtbot, sitting, open_ones[0])
    assert here.sheet.tabs.currentIndex() == PAGES.index("review")
    prompt = open_ones[0].where.removeprefix(PROMPT)
    assert here.sheet.page("review").prompts[prompt].field.editor.hasFocus()


def test_themes_are_typed_with_commas_and_kept_one_by_one(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    line = here.sheet.fields.fields["themes"].editor
    qtbot.keyClicks(line, "results, handover,")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    sitting.come_to_rest(qtbot)
    assert desk.get(Case, case.id).themes == {"results", "handover"}
    assert line.words() == "handover, results"


def test_closing_all_the_same_keeps_the_reason(place, desk, sitting, qtbot):
    case = full_case(desk, state=CaseState.AWAITING_REVIEW)
    here = place(case)
    answer(qtbot, sitting, here, OVERRIDE, "The practice is moving house")
    assert desk.get(Case, case.id).closure_override == "The practice is moving house"
    assert here.sheet.page("closing").override.text().endswith("The practice is moving house")
    answer(qtbot, sitting, here, REOPEN, "It happened again")
    assert desk.get(Case, case.id).state is CaseState.REOPENED


@pytest.mark.parametrize(
    ("about", "state"),
    [
        (PARK, CaseState.PARKED),
        (DROP, CaseState.NOT_A_CASE),
        (TRANSFER, CaseState.TRANSFERRED),
    ],
)
def test_a_case_goes_aside_with_a_reason(place, desk, sitting, qtbot, about, state):
    case = full_case(desk)
    here = place(case)
    answer(qtbot, sitting, here, about, "The hospital looks into it")
    assert desk.get(Case, case.id).state is state


def test_a_case_is_merged_by_the_reference_of_the_other(place, desk, sitting, qtbot):
    other = desk.make(Case, ref="LD-2026-A004", state=CaseState.TRIAGED)
    case = full_case(desk)
    here = place(case)
    answer(qtbot, sitting, here, MERGE, "LD-2026-A999")
    assert here.sheet.news.words
    answer(qtbot, sitting, here, MERGE, "ld-2026-a004")
    assert desk.get(Case, case.id).merged_into == other.id


def test_restricting_says_that_copies_may_have_been_read(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    answer(qtbot, sitting, here, RESTRICT, "Concerns one person")
    (made,) = desk.all(Case)
    assert made.restricted
    assert "called back" in sitting.heard.said[-1]
    here.show_record(made.id)
    sitting.come_to_rest(qtbot)
    assert len(desk.all(Access)) == 1
    assert "Restricted" in here.sheet.flags.words


def test_a_discussed_case_is_shared_with_the_practice(place, desk, sitting, qtbot):
    case = full_case(desk, state=CaseState.DISCUSSED, outcome="immediate_change")
    here = place(case)
    here.sheet.side.other_wanted.emit(SHARE)
    sitting.come_to_rest(qtbot)
    shared = desk.all(Case)[-1]
    assert desk.viewer.spaces[shared.space] is SpaceKind.PRACTICE
    assert sitting.heard.went[-1] == ("case", shared.id)


def test_history_is_a_page_of_the_case_and_the_list_one_press_away(place, desk, sitting, qtbot):
    case = full_case(desk)
    desk.histories[case.id] = (
        Happening(
            when=desk.now,
            who=desk.person,
            command="edit_case",
            command_id="1",
            reason="the audit took longer",
            undid=False,
            changes=(FieldChange(field="place", verb="set", before="", after="phone"),),
        ),
    )
    here = place(case)
    here.sheet.side.other_wanted.emit(HISTORY)
    sitting.come_to_rest(qtbot)
    page = here.sheet.page(PAGES[here.sheet.tabs.currentIndex()])
    (told,) = page.panel.sentences()
    assert told.endswith("because the audit took longer.")
    press(qtbot, sitting, page.more)
    press(qtbot, sitting, here.sheet.back)
    assert sitting.heard.went == [("history", case.id), ("cases", None)]


def test_esc_leaves_a_question_unanswered(place, desk, sitting, qtbot):
    here = place(full_case(desk))
    here.sheet.side.other_wanted.emit(PARK)
    assert here.sheet.ask.isVisible()
    qtbot.keyClick(here.sheet.ask.line, Qt.Key.Key_Escape)
    assert not here.sheet.ask.isVisible()


def test_staff_read_what_they_may_not_change(place, desk, sitting, qtbot, theme, shown):
    case = full_case(desk, reporter=None)
    desk.seen_by(desk.person, Role.STAFF)
    sitting.session.viewer = desk.viewer
    here = place(case)
    assert not here.sheet.fields.fields["title"].editor.isEnabled()
    assert not here.sheet.side.main.isEnabled()
    assert not here.sheet.page("timeline").add_step.isVisible()


def test_another_method_brings_its_own_prompts(place, desk, sitting, qtbot):
    case = full_case(desk)
    here = place(case)
    here.sheet.tabs.setCurrentIndex(1)
    pick(here, "method", "T02")
    sitting.come_to_rest(qtbot)
    assert here.sheet.view.case.method == "T02"
    assert here.sheet.tabs.currentIndex() == 1
    assert any("private" in text for text in _labels(here.sheet.page("review")))


def test_two_peoples_words_are_pointed_out(place, desk):
    case = full_case(desk)
    desk.records[case.id] = _with_two_heads(desk.get(Case, case.id))
    assert "Two people" in place(case).sheet.news.words


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["full", "new"])
def test_every_page_is_whole_and_legible_in_every_look(place, desk, look, kind):
    case = full_case(desk) if kind == "full" else desk.do(start_case)
    here = place(case, 1440 if look == "200" else 1240, 1000)
    for page in PAGES:
        here.sheet.open_page(page)
        assert clipped_texts(here) == []
        assert unnamed_controls(here) == []
        assert low_contrast(here) == []


def test_the_smallest_window_keeps_the_case_whole_and_its_steps_in_a_drawer(place, desk, qtbot):
    here = place(full_case(desk), 800, 600)
    assert not here.sheet.columns.side_by_side
    assert here.sheet.columns.drawer_button.words == "1 thing is still missing"
    qtbot.mouseClick(here.sheet.columns.drawer_button, Qt.MouseButton.LeftButton)
    assert here.sheet.side.isVisible()
    assert clipped_texts(here) == []
    assert trapped_focus(here) == []


def _labels(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def _with_two_heads(case: Case) -> Case:
    return replace(case, seen={"title": (EditId("one", 0), EditId("two", 0))})


def test_a_reporter_outside_the_review_team_reads_how_their_report_stands(
    place, desk, sitting, qtbot
):
    draft = desk.do(start_case, title="Late result", summary="It was seen a day late.")
    case = desk.do(report_case, draft.id)
    desk.do(drop_case, case.id, reason="Already under way")
    spaces = {space: kind for space, kind in desk.viewer.spaces.items() if space != case.space}
    desk.viewer = replace(desk.viewer, spaces=spaces)
    here = place(draft)
    told = _labels(here.sheet.side.next)
    assert any(each.endswith("Reported") for each in told)
    assert any(each.endswith("Not a case") for each in told)
