"""This is where the parts of minutes are that every meeting has, in the order in which they stand.

Cases are in ``minutes_cases``, sign-off and audit footer in ``minutes_footer``.
"""

from collections.abc import Sequence

from layerdesk.domain.document import (
    Block,
    Passage,
    Role,
    Words,
    bold,
    box,
    bullets,
    heading,
    key_value,
    numbered,
    paragraph,
    table,
)
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.minutes_cases import told_items, topic_blocks
from layerdesk.domain.meetings.minutes_facts import Attendee, Labels, MinutesFacts
from layerdesk.domain.meetings.minutes_people import owner_text, person_text
from layerdesk.domain.meetings.records import LastMinutes, Presence
from layerdesk.domain.meetings.when import day_text, instant_text, span_text, time_text

_WERE_THERE = (Presence.PRESENT, Presence.PART)


def header_part(facts: MinutesFacts, labels: Labels) -> tuple[Block, ...]:
    """Part 1: practice, kind of meeting, when, where, version and confidentiality."""
    when = (
        span_text(facts.starts_at, facts.ends_at, facts.zone)
        if facts.ends_at
        else instant_text(facts.starts_at, facts.zone)
    )
    kind = labels("meeting_type", facts.meeting_type) if facts.meeting_type else tr("Meeting")
    state = facts.state_text()
    rows: list[tuple[str, Words]] = [(tr("Practice"), facts.practice), (tr("Meeting"), kind)]
    rows.append((tr("When"), when))
    if facts.place:
        rows.append((tr("Where"), facts.place))
    rows.append((tr("Version"), f"{facts.version}, {state}"))
    return (
        heading(1, tr("{title}: minutes", title=facts.title)),
        key_value(*rows),
        paragraph(bold(tr("No patient identifiers. For practice use.")), role=Role.NOTE),
    )


def present_part(facts: MinutesFacts, labels: Labels) -> tuple[Block, ...]:
    """Part 2: who was there, by role and, where the practice says so, by name."""
    staff = [each for each in facts.attendees if not each.is_guest]
    there = [each for each in staff if each.presence is Presence.PRESENT]
    part = [each for each in staff if each.presence is Presence.PART]
    groups: list[tuple[str, Sequence[str]]] = [
        (tr("Present"), [person_text(each, facts, labels) for each in there]),
        (tr("Part attendance"), [_part_text(each, facts, labels) for each in part]),
        (
            tr("Guests"),
            [
                _part_text(each, facts, labels)
                for each in facts.attendees
                if each.is_guest and each.presence in _WERE_THERE
            ],
        ),
    ]
    for presence, title in (
        (Presence.APOLOGIES, tr("Apologies")),
        (Presence.ABSENT, tr("Absent")),
        (Presence.CONTRIBUTED, tr("Contributed beforehand")),
        (Presence.READ_AFTER, tr("Read afterwards")),
        (Presence.EXPECTED, tr("Attendance not noted")),
    ):
        people = [each for each in facts.attendees if each.presence is presence]
        groups.append((title, [person_text(each, facts, labels) for each in people]))
    rows: list[tuple[str, Words]] = [
        (title, "; ".join(people)) for title, people in groups if people
    ]
    if not rows:
        return heading(2, tr("Present")), paragraph(tr("Nobody was recorded."))
    return heading(2, tr("Present")), key_value(*rows)


def declarations_part(facts: MinutesFacts) -> tuple[Block, ...]:
    """Part 3: interests declared, and the ground rules."""
    made: list[Block] = [heading(2, tr("Declarations and ground rules"))]
    if facts.declarations:
        made.append(bullets(*facts.declarations))
    else:
        made.append(paragraph(tr("No declarations of interest were noted.")))
    rules = (
        tr("The ground rules were acknowledged.")
        if facts.ground_rules_acknowledged
        else tr("It was not noted that the ground rules were acknowledged.")
    )
    return (*made, paragraph(rules))


def last_minutes_part(facts: MinutesFacts) -> tuple[Block, ...]:
    """Part 4: what was said of the minutes of the last meeting."""
    title = heading(2, tr("Minutes of the last meeting"))
    if facts.previous_day is None or facts.previous_minutes is LastMinutes.NONE:
        return title, paragraph(tr("There were no earlier minutes."))
    day = day_text(facts.previous_day)
    said = {
        LastMinutes.AGREED: tr("The minutes of {day} were agreed.", day=day),
        LastMinutes.CORRECTED: tr("The minutes of {day} were agreed with corrections.", day=day),
        LastMinutes.NOT_YET: tr("The minutes of {day} are still to be agreed.", day=day),
    }[facts.previous_minutes]
    if not facts.previous_corrections:
        return title, paragraph(said)
    return title, paragraph(said), bullets(*told_items(facts.previous_corrections))


def previous_actions_part(facts: MinutesFacts, labels: Labels) -> tuple[Block, ...]:
    """Part 5: how the actions of earlier meetings stand."""
    title = heading(2, tr("Previous actions"))
    about = tuple(each.about for each in facts.previous_actions)
    if not facts.previous_actions:
        return title, paragraph(tr("There were no open actions."))
    header = (
        tr("Ref"),
        tr("Action"),
        tr("Owner"),
        tr("Due"),
        tr("Status"),
        tr("Evidence"),
        tr("New date or reason"),
    )
    rows = [
        (
            each.ref,
            each.text,
            owner_text(each, facts, labels),
            day_text(each.due) if each.due else "–",
            each.state,
            each.evidence or "–",
            each.remark or "–",
        )
        for each in facts.previous_actions
    ]
    widths = (4, 8, 4, 3, 3, 4, 6)
    return title, table(header, rows, widths=widths, about=about)


def changes_part(facts: MinutesFacts) -> tuple[Block, ...]:
    """Part 6: changes whose review was due."""
    title = heading(2, tr("Changes due for review"))
    if not facts.changes:
        return title, paragraph(tr("None."))
    header = (tr("Change"), tr("Measure"), tr("Result"), tr("Decision"))
    rows = [
        (each.title, each.measure or "–", each.result or "–", each.decision or "–")
        for each in facts.changes
    ]
    return title, table(header, rows)


def others_part(facts: MinutesFacts, labels: Labels) -> tuple[Block | Passage, ...]:
    """Part 8: good care, guidelines, notes and questions."""
    made: list[Block | Passage] = [heading(2, tr("Other items"))]
    if not facts.others:
        return (*made, paragraph(tr("None.")))
    for topic in facts.others:
        blocks = (heading(3, topic.title), *topic_blocks(topic, facts, labels))
        made.append(Passage(about=topic.about, blocks=blocks))
    return tuple(made)


def summary_part(facts: MinutesFacts) -> tuple[Block, ...]:
    """Part 9: up to five key messages for everybody."""
    if not facts.key_messages:
        return (box(tr("Key messages"), paragraph(tr("None were chosen."))),)
    return (box(tr("Key messages"), numbered(*told_items(facts.key_messages))),)


def new_actions_part(facts: MinutesFacts, labels: Labels) -> tuple[Block, ...]:
    """Part 10: what this meeting agreed, sorted by owner."""
    title = heading(2, tr("New actions"))
    if not facts.new_actions:
        return title, paragraph(tr("No actions were agreed."))
    header = (tr("Owner"), tr("Action"), tr("Due"), tr("How we will know"), tr("Ref"))
    ordered = sorted(
        facts.new_actions,
        key=lambda each: (
            owner_text(each, facts, labels).casefold(),
            each.due is None,
            each.due.isoformat() if each.due else "",
            each.ref,
        ),
    )
    rows = [
        (
            owner_text(each, facts, labels),
            each.text,
            day_text(each.due) if each.due else "–",
            each.how_we_will_know or "–",
            each.ref,
        )
        for each in ordered
    ]
    caption, about = tr("New actions by owner"), tuple(each.about for each in ordered)
    return title, table(header, rows, caption=caption, widths=(5, 8, 4, 6, 5), about=about)


def next_part(facts: MinutesFacts, labels: Labels) -> tuple[Block, ...]:
    """Part 11: what was parked, and the next meeting."""
    made: list[Block] = [heading(2, tr("Parked items and next meeting"))]
    if facts.parked:
        made.append(bullets(*told_items(facts.parked)))
    else:
        made.append(paragraph(tr("Nothing was parked.")))
    rows: list[tuple[str, Words]] = [
        (
            tr("Next meeting"),
            instant_text(facts.next_at, facts.zone) if facts.next_at else tr("No date yet"),
        )
    ]
    if facts.next_facilitator:
        who = person_text(facts.next_facilitator, facts, labels)
        rows.append((tr("Facilitator"), who))
    made.append(key_value(*rows))
    if facts.next_agenda:
        made += [heading(3, tr("Agenda so far")), bullets(*told_items(facts.next_agenda))]
    return tuple(made)


def _part_text(who: Attendee, facts: MinutesFacts, labels: Labels) -> str:
    text = person_text(who, facts, labels)
    if who.arrived_at:
        text += " " + tr("from {time}", time=time_text(who.arrived_at, facts.zone))
    if who.left_at:
        text += " " + tr("until {time}", time=time_text(who.left_at, facts.zone))
    return f"{text} ({who.note})" if who.note else text
