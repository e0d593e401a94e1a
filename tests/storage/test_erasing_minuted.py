"""This is where an erased case is looked for in every byte of a desk whose minutes told of it."""

from dataclasses import replace
from pathlib import Path

from layerdesk.domain.cases.records import Case, CaseState
from layerdesk.domain.meetings.records import AgendaItem, Meeting, MinutesVersion
from layerdesk.domain.record import Text
from layerdesk.storage.store import Store
from layerdesk.usecases.cases.restrict_case import restrict_case
from layerdesk.usecases.meetings.agree import agree_action
from layerdesk.usecases.meetings.arrange import add_item, edit_item
from layerdesk.usecases.meetings.finish import circulate_minutes, close_meeting, draft_minutes
from layerdesk.usecases.meetings.plan import plan_meeting
from layerdesk.usecases.meetings.run import finish_item, go_to_item, open_meeting, park_item
from layerdesk.usecases.meetings.write import add_decision, add_learning_point, note_point
from layerdesk.usecases.people.erase import erase_record
from tests.storage.desks import NOW, again, every_byte, make
from tests.usecases.meetings.desk import labels

TITLE, NOTED, DECIDED = "Marmaduke fell", "Featherstonehaugh saw", "Zebedee said stop"
LEARNED, AGREED, PARKED = "Xanthippe was right", "Ask Peregrine", "Wilhelmina was away"
EARLIER_TITLE = "Ermintrude fell"
WORDS = (
    "Marmaduke",
    "Featherstonehaugh",
    "Zebedee",
    "Xanthippe",
    "Peregrine",
    "Ermintrude",
    "Wilhelmina",
)


def left(folder: Path) -> list[str]:
    """Which of the words are anywhere in the decrypted pages and the write-ahead log."""
    pages = every_byte(folder).lower()
    return [each for each in WORDS if each.lower().encode() in pages]


def a_minuted_case(desk: Store) -> Case:
    """A case that two meetings spoke of: one parked it, one minuted it; both circulated."""
    me = desk.viewer().person
    case = make(
        desk, Case, title=EARLIER_TITLE, ref="LD-1", state=CaseState.READY, summary=Text(TITLE)
    )
    for parks in (True, False):
        held = desk.write(plan_meeting, "Learning", NOW, meeting_type="sea")[0]
        item = desk.write(add_item, held.id, case=case.id, minutes=15)[0]
        item = desk.write(edit_item, item, replace(item, title=TITLE))[0]
        desk.write(open_meeting, held.id)
        desk.write(go_to_item, item.id)
        if parks:
            desk.write(park_item, item.id, PARKED)
        else:
            desk.write(note_point, item.id, NOTED)
            desk.write(add_decision, item.id, DECIDED)
            desk.write(add_learning_point, item.id, LEARNED)
            desk.write(agree_action, item.id, AGREED, me, NOW.date())
            desk.write(finish_item, item.id, "learning_only")
        desk.write(close_meeting, held.id, despite="A test")
        desk.write(draft_minutes, held.id)
        desk.write(circulate_minutes, held.id, labels)
    return again(desk, case)


def test_the_search_finds_every_word_before(desk: Store, tmp_path: Path) -> None:
    a_minuted_case(desk)
    assert left(tmp_path) == list(WORDS)


def test_of_an_erased_case_no_minutes_agenda_or_message_says_a_word(
    desk: Store, tmp_path: Path
) -> None:
    case = a_minuted_case(desk)
    desk.write(erase_record, Case.kind, case.id, reason="Asked for by law")
    assert left(tmp_path) == []
    items = desk.read(lambda reading: reading.find(AgendaItem))
    assert {each.title for each in items} == {"Erased item"}
    versions = desk.read(lambda reading: reading.find(MinutesVersion))
    assert [each.version for each in versions] == [1, 1]
    assert desk.verify().sound


def test_a_case_that_is_restricted_is_left_in_its_own_space_alone(desk: Store) -> None:
    case = a_minuted_case(desk)
    made = desk.write(restrict_case, case.id, members=(), reason="Concerns one person")[0]
    read = desk.read(
        lambda reading: (
            [str(each) for kind in (AgendaItem, Meeting) for each in reading.find(kind)]
            + [each.document.decode() for each in reading.find(MinutesVersion)]
        )
    )
    assert [word for word in WORDS for text in read if word in text] == []
    items = desk.read(lambda reading: reading.find(AgendaItem, subject=made.case.id))
    assert [each.title for each in items] == ["Restricted case LD-1"] * 2
    assert all(each.restricted for each in items)
    assert desk.verify().sound
