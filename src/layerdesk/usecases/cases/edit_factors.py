"""This is where contributory factors are written: what helped, and what hindered."""

from uuid import UUID

from layerdesk.domain.cases.checks import check_length
from layerdesk.domain.cases.records import Case, ContributoryFactor, YesNo
from layerdesk.domain.errors import FieldWrong
from layerdesk.domain.language import tr
from layerdesk.domain.order import RANDOM_BYTES, between
from layerdesk.domain.record import RecordId, Text
from layerdesk.usecases.cases.allowing import allow_editing
from layerdesk.usecases.cases.identifiers import guard_edit
from layerdesk.usecases.ports import Reading, Work

HELPED = "helped"
HINDERED = "hindered"
EFFECTS = frozenset({HELPED, HINDERED})
LINKS = frozenset({"", "main", "some"})
DESCRIPTION_LENGTH = 1000


def factors_of(reading: Reading, case_id: RecordId) -> tuple[ContributoryFactor, ...]:
    """The factors of a case, in their order."""
    found = reading.find(ContributoryFactor, case=case_id)
    return tuple(sorted(found, key=lambda factor: (factor.order, factor.id)))


def add_factor(
    work: Work,
    case_id: RecordId,
    *,
    domain: str,
    description: str = "",
    framework: str = "seips",
    effect: str = HINDERED,
    link: str = "",
    everyday: YesNo | None = None,
) -> ContributoryFactor:
    """A new factor at the end.

    ``framework`` and ``domain`` are ids of a value set; ``effect`` is helped or hindered; ``link``
    is main, some or empty; ``everyday`` says whether it is there in ordinary work too;
    ``description`` has at most 1,000 characters. Raises FieldWrong, NotAllowed, IdentifiersFound.
    """
    case = work.get(Case, case_id)
    allow_editing(work, case)
    factor_id = work.new_id()
    others = factors_of(work, case_id)
    factor = ContributoryFactor(
        id=factor_id,
        space=case.space,
        case=case_id,
        framework=framework,
        domain=domain,
        description=Text(description.strip()),
        effect=effect,
        link=link,
        everyday=everyday,
        order=between(
            others[-1].order if others else b"", b"", UUID(factor_id).bytes[-RANDOM_BYTES:]
        ),
    )
    _check(factor)
    guard_edit(work, None, factor, reason=case.identifier_reason)
    return work.save(None, factor)


def edit_factor(
    work: Work, before: ContributoryFactor, after: ContributoryFactor
) -> ContributoryFactor:
    """Keep what was changed in a factor. Raises FieldWrong, NotAllowed, IdentifiersFound."""
    case = work.get(Case, before.case)
    allow_editing(work, case)
    _check(after)
    guard_edit(work, before, after, reason=case.identifier_reason)
    return work.save(before, after)


def remove_factor(work: Work, factor_id: RecordId) -> None:
    """Put a factor in the bin. Raises NotAllowed."""
    factor = work.get(ContributoryFactor, factor_id)
    allow_editing(work, work.get(Case, factor.case))
    work.delete(factor)


def _check(factor: ContributoryFactor) -> None:
    check_length(tr("Factor"), factor.description.plain, DESCRIPTION_LENGTH)
    if factor.effect not in EFFECTS:
        raise FieldWrong(field=tr("Factor"), reason=tr("Say whether it helped or hindered."))
    if factor.link not in LINKS:
        raise FieldWrong(field=tr("Factor"), reason=tr("Say how strongly it is linked."))
