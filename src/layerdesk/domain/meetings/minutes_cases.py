"""This is where the part of minutes is that tells of one case, and of what any item came to."""

from collections.abc import Sequence

from layerdesk.domain.cases.dates import ApproximateDate, Precision, precision, span
from layerdesk.domain.document import (
    Block,
    Item,
    Passage,
    Role,
    Words,
    bold,
    bullets,
    heading,
    item,
    key_value,
    paragraph,
    table,
)
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.minutes_facts import (
    Labels,
    MinutedAction,
    MinutedCase,
    MinutedTopic,
    MinutesFacts,
    Told,
)
from layerdesk.domain.meetings.minutes_people import owner_text
from layerdesk.domain.meetings.when import day_text


def case_part(case: MinutedCase, facts: MinutesFacts, labels: Labels) -> Passage:
    """Part 7: one case. Of a restricted one it says only that it is minuted separately."""
    if case.restricted:
        return Passage(about=case.topic.about, blocks=restricted_blocks())
    title = f"{case.ref}: {case.topic.title}" if case.ref else case.topic.title
    made: list[Block] = [heading(2, title), key_value(*_head_rows(case, labels))]
    made += _texts(tr("What happened"), case.what_happened)
    made += _texts(tr("Impact"), case.impact)
    made += _texts(tr("Why it happened"), case.why)
    if case.topic.went_well:
        made += [heading(3, tr("What went well")), bullets(*case.topic.went_well)]
    for question, answer in case.answers:
        made.append(paragraph(bold(question), "\n", answer))
    made += topic_blocks(case.topic, facts, labels, with_went_well=False)
    return Passage(about=case.topic.about, blocks=tuple(made))


def restricted_blocks() -> tuple[Block, ...]:
    """What minutes say of a restricted item."""
    return (
        heading(2, tr("Restricted item")),
        paragraph(tr("Restricted item, minuted separately.")),
    )


def erased_blocks(erased: str) -> tuple[Block, ...]:
    """What stands in kept minutes where an item was; ``erased`` says when it was erased."""
    return (
        heading(2, tr("Erased item")),
        paragraph(tr("{erased}. That it was discussed is kept, not what was said.", erased=erased)),
    )


def topic_blocks(
    topic: MinutedTopic, facts: MinutesFacts, labels: Labels, *, with_went_well: bool = True
) -> tuple[Block, ...]:
    """What was said, learned, decided and agreed under one item."""
    made: list[Block] = []
    if with_went_well and topic.went_well:
        made += [heading(3, tr("What went well")), bullets(*topic.went_well)]
    for title, texts in (
        (tr("Discussion"), topic.points),
        (tr("Questions"), topic.questions),
        (tr("Learning points"), told_items(topic.learning)),
    ):
        if texts:
            made += [heading(3, title), bullets(*texts)]
    if topic.decisions:
        decisions = [
            tr("{decision} (noted: {dissent})", decision=text, dissent=dissent) if dissent else text
            for text, dissent in topic.decisions
        ]
        made += [heading(3, tr("Decisions")), bullets(*decisions)]
    if topic.actions:
        made += [heading(3, tr("Actions")), _actions_table(topic.actions, facts, labels)]
    rows: list[tuple[str, Words]] = []
    if topic.outcome:
        rows.append((tr("Outcome"), labels("outcome", topic.outcome)))
    if topic.share_with:
        rows.append(
            (tr("To be shared with"), ", ".join(labels("share", each) for each in topic.share_with))
        )
    if rows:
        made.append(key_value(*rows))
    return tuple(made) or (paragraph(tr("No further points were noted."), role=Role.SMALL),)


def told_items(told: Sequence[Told]) -> tuple[Item, ...]:
    """Entries of a list that keep what they tell of."""
    return tuple(item(each.text, about=each.about) for each in told)


def event_date_text(when: ApproximateDate) -> str:
    """The date of an event as exactly as it is known."""
    known = span(when)
    if known is None:
        return tr("not known")
    first, last = known
    exactly = precision(when)
    if exactly is Precision.PERIOD:
        return tr("{first} to {last}", first=day_text(first), last=day_text(last))
    if exactly is Precision.DAY:
        return day_text(first)
    month_and_year = day_text(first).split(" ", 2)[2]
    return month_and_year if exactly is Precision.MONTH else str(first.year)


def _head_rows(case: MinutedCase, labels: Labels) -> list[tuple[str, Words]]:
    rows: list[tuple[str, Words]] = []
    if case.case_type:
        rows.append((tr("Type"), labels("case_type", case.case_type)))
    rows.append((tr("Date of the event"), event_date_text(case.date_of_event)))
    if case.risk:
        rows.append((tr("Risk"), case.risk))
    harm = [
        labels(value_set, grade)
        for value_set, grade in (
            ("harm_physical", case.harm_physical),
            ("harm_psychological", case.harm_psychological),
        )
        if grade
    ]
    if harm:
        rows.append((tr("Harm"), "; ".join(harm)))
    rows.append((tr("Duty of candour applies"), tr("Yes") if case.candour else tr("No")))
    rows.append((tr("Recorded with LFPSE"), tr("Yes") if case.lfpse else tr("No")))
    return rows


def _texts(title: str, texts: Sequence[str]) -> list[Block]:
    if not texts:
        return []
    return [heading(3, title), *(paragraph(text) for text in texts)]


def _actions_table(actions: Sequence[MinutedAction], facts: MinutesFacts, labels: Labels) -> Block:
    rows = [
        (
            each.text,
            owner_text(each, facts, labels),
            day_text(each.due) if each.due else "–",
            each.how_we_will_know or "–",
        )
        for each in actions
    ]
    header = (tr("Action"), tr("Owner"), tr("Due"), tr("How we will know"))
    about = tuple(each.about for each in actions)
    return table(header, rows, widths=(6, 4, 3, 4), about=about)
