"""This is where one person's list of actions becomes a document, to be printed or taken along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from layerdesk.domain.document import Block, Document, bold, heading, paragraph, table
from layerdesk.domain.follow_up.due import (
    BANDS,
    Band,
    band_of,
    band_words,
    due_words,
    full_day,
)
from layerdesk.domain.follow_up.records import ActionState
from layerdesk.domain.language import plural, tr

_WIDTHS = (9, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAction:
    """What the list says of one action."""

    ref: str
    text: str
    state: ActionState
    due: date | None
    how_we_will_know: str = ""
    origin: str = ""
    """In words, such as the title of a meeting and its day; may be empty."""


def my_list(actions: Sequence[ListedAction], *, name: str, practice: str, today: date) -> Document:
    """The open actions of one person under headings from overdue to undated.

    Actions keep their order within a heading; finished ones are left out.
    """
    title = tr("Actions of {name}", name=name)
    open_ones = [each for each in actions if _band(each, today) is not Band.FINISHED]
    overdue = sum(1 for each in open_ones if _band(each, today) is Band.OVERDUE)
    blocks: list[Block] = [
        heading(1, title),
        paragraph(
            tr("As it stood on {day}.", day=full_day(today)),
            " ",
            _count_words(len(open_ones), overdue),
        ),
    ]
    for band in BANDS:
        rows = [each for each in open_ones if _band(each, today) is band]
        if rows:
            blocks += [heading(2, band_words(band)), _table(rows, today)]
    return Document(
        title=title,
        blocks=tuple(blocks),
        subject=tr("Follow-up"),
        footer=tuple(
            part for part in (practice, tr("No patient identifiers. For practice use.")) if part
        ),
        dated=today,
    )


def _band(action: ListedAction, today: date) -> Band:
    return band_of(action.state, action.due, today)


def _count_words(count: int, overdue: int) -> str:
    if not count:
        return tr("Nothing is left to be done.")
    words = plural("{n} action is open", "{n} actions are open", count)
    if not overdue:
        return tr("{words}.", words=words)
    return tr("{words}, {overdue} overdue.", words=words, overdue=overdue)


def _table(rows: Sequence[ListedAction], today: date) -> Block:
    return table(
        (tr("Action"), tr("Due"), tr("From")),
        [
            (
                (
                    bold(each.text),
                    f" ({each.ref})" if each.ref else "",
                    "\n" + tr("How we will know: {how}", how=each.how_we_will_know)
                    if each.how_we_will_know
                    else "",
                ),
                _due(each, today),
                each.origin,
            )
            for each in rows
        ],
        widths=_WIDTHS,
    )


def _due(action: ListedAction, today: date) -> str:
    """The date itself, as words like "tomorrow" are wrong once the paper is a day old."""
    if action.due is None:
        return tr("No date")
    day = full_day(action.due)
    if _band(action, today) is not Band.OVERDUE:
        return day
    return f"{day}\n{due_words(action.state, action.due, today)}"
