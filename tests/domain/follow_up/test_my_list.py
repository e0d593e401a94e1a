from datetime import date

from layerdesk.domain.document import Heading, Paragraph, Table, joined_text, to_bytes
from layerdesk.domain.follow_up.my_list import ListedAction, my_list
from layerdesk.domain.follow_up.records import ActionState

TODAY = date(2026, 11, 26)


def listed(text: str, due: date | None, **values: object) -> ListedAction:
    given = {"ref": "AC-1", "state": ActionState.AGREED, **values}
    return ListedAction(text=text, due=due, **given)  # type: ignore[arg-type]  # a test's shorthand


ACTIONS = (
    listed("Put up a sign", date(2027, 1, 8)),
    listed(
        "Ask the laboratory", date(2026, 11, 20), how_we_will_know="A reply", origin="SEA, 5 Nov"
    ),
    listed("Ring the supplier", None, ref=""),
    listed("Done long ago", date(2026, 1, 1), state=ActionState.DONE_EVIDENCED),
)


def test_my_list_stands_under_headings_from_overdue_to_undated() -> None:
    document = my_list(ACTIONS, name="Mira Lund", practice="Elm Street", today=TODAY)
    heads = [each.text for each in document.blocks if isinstance(each, Heading)]
    assert heads == ["Actions of Mira Lund", "Overdue", "Later", "No date yet"]
    assert document.footer[0] == "Elm Street"
    assert document.dated == TODAY
    assert to_bytes(document)


def test_my_list_says_date_origin_and_how_we_will_know() -> None:
    document = my_list(ACTIONS, name="Mira Lund", practice="", today=TODAY)
    tables = [each for each in document.blocks if isinstance(each, Table)]
    cells = [joined_text(cell) for cell in tables[0].rows[0]]
    assert cells == [
        "Ask the laboratory (AC-1)\nHow we will know: A reply",
        "20 Nov 2026\n6 days overdue",
        "SEA, 5 Nov",
    ]
    assert joined_text(tables[1].rows[0][1]) == "8 Jan 2027"
    assert [joined_text(cell) for cell in tables[2].rows[0]] == ["Ring the supplier", "No date", ""]


def said(actions: tuple[ListedAction, ...]) -> str:
    document = my_list(actions, name="Mira Lund", practice="", today=TODAY)
    return next(joined_text(each.runs) for each in document.blocks if isinstance(each, Paragraph))


def test_my_list_counts_what_is_open_and_what_is_overdue() -> None:
    assert said(ACTIONS) == "As it stood on 26 Nov 2026. 3 actions are open, 1 overdue."
    assert said(ACTIONS[:1]) == "As it stood on 26 Nov 2026. 1 action is open."
    assert said(()) == "As it stood on 26 Nov 2026. Nothing is left to be done."
