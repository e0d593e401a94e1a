"""This is where minutes are built: plain facts in, the one intermediate document out."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from layerdesk.domain.document import Document, Passage, document_hash, taken_out
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.minutes_cases import case_part, erased_blocks, restricted_blocks
from layerdesk.domain.meetings.minutes_facts import Labels, MinutesFacts
from layerdesk.domain.meetings.minutes_footer import audit_after, audit_part, sign_off_part
from layerdesk.domain.meetings.minutes_parts import (
    changes_part,
    declarations_part,
    header_part,
    last_minutes_part,
    new_actions_part,
    next_part,
    others_part,
    present_part,
    previous_actions_part,
    summary_part,
)
from layerdesk.domain.meetings.when import day_text


def minutes_document(facts: MinutesFacts, labels: Labels) -> Document:
    """The minutes: twelve parts in the order that appraisers and inspectors look for.

    The hash in the audit footer is that of all parts above it, so that it can stand in the
    document itself; the hash of the whole is kept beside it. ``labels`` gives the words for values
    of the declared value sets.
    Source: domain model, minutes: order and content.
    """
    blocks = (
        *header_part(facts, labels),
        *present_part(facts, labels),
        *declarations_part(facts),
        *last_minutes_part(facts),
        *previous_actions_part(facts, labels),
        *changes_part(facts),
        *(case_part(case, facts, labels) for case in facts.cases),
        *others_part(facts, labels),
        *summary_part(facts),
        *new_actions_part(facts, labels),
        *next_part(facts, labels),
        *sign_off_part(facts, labels),
    )
    day = facts.starts_at.astimezone(facts.zone).date()
    body = Document(
        title=tr("{title}, {day}: minutes", title=facts.title, day=day_text(day)),
        blocks=blocks,
        author=facts.practice,
        subject=tr("Minutes of a meeting"),
        identifier=facts.document_id,
        footer=(
            facts.practice,
            tr("No patient identifiers. For practice use."),
            tr("Version {version}, {state}", version=facts.version, state=facts.state_text()),
        ),
        dated=facts.generated_at.astimezone(facts.zone).date(),
    )
    return replace(body, blocks=(*blocks, audit_part(facts, document_hash(body))))


def minutes_without(
    document: Document, gone: Collection[str], day: date, *, restricted: bool = False
) -> Document:
    """Minutes that were kept, without what they tell of the records ``gone`` (their ids).

    What stood there says that it was erased on ``day``, or, with ``restricted``, what minutes say
    of restricted items. The audit footer gets the hash of what stands above it now, and says that
    it is not what went round. The hash from before is not kept: with the rest of the words known,
    those which were erased could be guessed by it. Minutes that tell nothing of these records come
    back as they are.
    """
    words = tr("Restricted") if restricted else tr("Erased on {day}", day=day_text(day))
    stands = restricted_blocks() if restricted else erased_blocks(words)
    *above, audit = taken_out(document, gone, stands, words).blocks
    if tuple(above) == document.blocks[:-1] or not isinstance(audit, Passage):
        return document
    body = replace(document, blocks=tuple(above))
    return replace(body, blocks=(*above, audit_after(audit, document_hash(body), day)))
