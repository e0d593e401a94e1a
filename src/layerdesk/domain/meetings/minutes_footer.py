"""This is where minutes end: who approved and read them, and what proves that they are whole."""

from dataclasses import replace
from datetime import date

from layerdesk.domain.document import (
    Block,
    Paragraph,
    Passage,
    Role,
    Rule,
    Words,
    bullets,
    heading,
    item,
    key_value,
    paragraph,
)
from layerdesk.domain.language import plural, tr
from layerdesk.domain.meetings.minutes_facts import ATTENDED, Labels, MinutesFacts
from layerdesk.domain.meetings.minutes_people import person_text
from layerdesk.domain.meetings.when import day_text, exact_text


def sign_off_part(facts: MinutesFacts, labels: Labels) -> tuple[Block, ...]:
    """Part 12: approval, circulation, who has read them (counted by role), corrections."""
    made: list[Block] = [heading(2, tr("Sign-off"))]
    rows: list[tuple[str, Words]] = []
    if facts.is_approved and facts.approved_on:
        by = person_text(facts.approved_by, facts, labels) if facts.approved_by else "–"
        rows.append((tr("Approved"), tr("{by}, {day}", by=by, day=day_text(facts.approved_on))))
    else:
        rows.append((tr("Approved"), tr("Not yet")))
    if facts.circulated_on:
        to = facts.circulated_to or tr("all staff")
        if to == ATTENDED:
            to = tr("everybody who attended or sent apologies")
        day = day_text(facts.circulated_on)
        rows.append((tr("Circulated"), tr("to {to}, {day}", to=to, day=day)))
    readers = [
        tr("{role}: {count}", role=labels("job_role", role) if role else "–", count=count)
        for role, count in sorted(facts.read_by.items())
    ]
    if readers:
        total = plural("{n} person", "{n} people", sum(facts.read_by.values()))
        rows.append((tr("Read by"), f"{total} ({'; '.join(readers)})"))
    made.append(key_value(*rows))
    if facts.corrections:
        made += [
            heading(3, tr("Corrections")),
            bullets(
                *(
                    item(
                        tr("{day}: {text}", day=day_text(each.day), text=each.text),
                        about=each.about,
                    )
                    for each in facts.corrections
                )
            ),
        ]
    return tuple(made)


def audit_part(facts: MinutesFacts, content_hash: str) -> Passage:
    """The end of part 12: document id, hash of all that stands above, and when it was made."""
    made = exact_text(facts.generated_at, facts.zone)
    return Passage(
        about=(),
        blocks=(
            Rule(),
            paragraph(tr("Document {id}", id=facts.document_id or "–"), role=Role.SMALL),
            _hash_line(content_hash),
            paragraph(tr("Generated {when}", when=made), role=Role.SMALL),
        ),
    )


def audit_after(audit: Passage, content_hash: str, day: date) -> Passage:
    """The audit footer after parts of what stands above were erased on this day."""
    rule, document, _, *others = audit.blocks
    line = tr(
        "Parts were taken out on {day}; this is not the text that went round.", day=day_text(day)
    )
    said = paragraph(line, role=Role.SMALL)
    others = [each for each in others if each != said]
    return replace(audit, blocks=(rule, document, _hash_line(content_hash), *others, said))


def _hash_line(content_hash: str) -> Paragraph:
    return paragraph(tr("SHA-256 of the above: {hash}", hash=content_hash), role=Role.SMALL)
