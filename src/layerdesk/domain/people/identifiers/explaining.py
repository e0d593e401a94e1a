"""This is where a finding is put into words: what it looks like, and what to do about it."""

from typing import assert_never

from layerdesk.domain.language import tr
from layerdesk.domain.people.identifiers.findings import Finding, IdentifierKind, Level


def explain(finding: Finding) -> str:
    """What the finding looks like and what to write instead, in a sentence or two."""
    kind = finding.kind
    match kind:
        case IdentifierKind.NHS_NUMBER:
            said = tr(
                "This looks like an NHS number. Leave it out; if the practice must find the patient"
                " again, keep the key in the clinical system."
            )
        case IdentifierKind.CHI_NUMBER:
            said = tr(
                "This looks like a CHI number. Leave it out; if the practice must find the patient"
                " again, keep the key in the clinical system."
            )
        case IdentifierKind.HC_NUMBER:
            said = tr(
                "This looks like a Health and Care number. Leave it out; if the practice must find"
                " the patient again, keep the key in the clinical system."
            )
        case IdentifierKind.NHS_LIKE:
            said = tr(
                "This is laid out like an NHS number but its check digit is wrong. If it is a"
                " mistyped patient number, leave it out."
            )
        case IdentifierKind.OLD_NHS_NUMBER:
            said = tr("This looks like an old-style NHS number. If it is one, leave it out.")
        case IdentifierKind.DATE_OF_BIRTH if finding.level is Level.BLOCK:
            said = tr("This is a date of birth. Write an age band instead, such as 40 to 64.")
        case IdentifierKind.DATE_OF_BIRTH:
            said = tr("This could be a date of birth. If it is, write an age band instead.")
        case IdentifierKind.POSTCODE:
            said = tr("This looks like a full postcode. Leave it out, or name a wider area.")
        case IdentifierKind.POSTCODE_AREA:
            said = tr("This looks like part of a postcode. Name a wider area, or leave it out.")
        case IdentifierKind.PHONE:
            said = tr("This looks like a phone number. If it is a person's, leave it out.")
        case IdentifierKind.EMAIL:
            said = tr("This looks like an e-mail address. If it is a person's, leave it out.")
        case IdentifierKind.TITLE_AND_NAME:
            said = tr(
                "This looks like somebody's name. Write “Patient A” for a patient, and the role for"
                " a colleague."
            )
        case IdentifierKind.STAFF_NAME:
            said = tr("This is the name of somebody in the practice. Write their role instead.")
        case IdentifierKind.ADDRESS:
            said = tr("This looks like a street address. Leave it out, or name a wider area.")
        case IdentifierKind.OTHER_ID:
            said = tr("This looks like a number that points to one person. Leave it out.")
        case IdentifierKind.AGE:
            said = tr("So exact an age can point to one person. Write an age band instead.")
        case _:
            assert_never(kind)
    return said
