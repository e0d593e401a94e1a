"""This is where it is checked that what was typed into a note or a case can be kept."""

from layerdesk.domain.cases.dates import approximate
from layerdesk.domain.cases.records import Case, Note
from layerdesk.domain.cases.risk import LEVELS
from layerdesk.domain.errors import FieldWrong, ReasonNeeded
from layerdesk.domain.language import tr

NOTE_LENGTH = 5000
TITLE_LENGTH = 120
SUMMARY_LENGTH = 600
REASON_LENGTH = 500
VALUES = range(1, 4)
PRIORITIES = range(1, 6)


def check_note(note: Note) -> None:
    """Raise FieldWrong for what a note cannot hold: no words, or more than 5,000 characters."""
    if not note.text:
        raise FieldWrong(field=tr("Note"), reason=tr("Write a few words first."))
    check_length(tr("Note"), note.text.plain, NOTE_LENGTH)
    check_level(tr("Importance"), note.importance, VALUES)


def check_case(case: Case) -> None:
    """Raise FieldWrong or ReasonNeeded for what a case cannot hold; empty fields are always fine.

    Ids of value sets are left open, as a practice may add its own.
    """
    check_length(tr("Title"), case.title, TITLE_LENGTH)
    if "\n" in case.title:
        raise FieldWrong(field=tr("Title"), reason=tr("Keep the title on one line."))
    check_length(tr("Summary"), case.summary.plain, SUMMARY_LENGTH)
    approximate(case.date_of_event)
    check_level(tr("Consequence"), case.risk_consequence, LEVELS)
    check_level(tr("Likelihood"), case.risk_likelihood, LEVELS)
    check_level(tr("Learning value"), case.learning_value, VALUES)
    check_level(tr("Priority"), case.priority_manual, PRIORITIES)
    for count in (case.patients_affected, case.family_affected, case.staff_affected):
        if count is not None and count < 0:
            raise FieldWrong(
                field=tr("People affected"), reason=tr("Nobody is 0; less than that cannot be.")
            )
    if case.priority_manual is not None and not case.priority_reason.strip():
        raise ReasonNeeded(what=tr("Setting the priority by hand needs a reason."))


def check_length(field: str, text: str, most: int) -> None:
    """Raise FieldWrong where the text has more than ``most`` characters."""
    if len(text) > most:
        raise FieldWrong(
            field=field,
            reason=tr(
                "It has {count} characters; at most {most} fit here.", count=len(text), most=most
            ),
        )


def check_level(field: str, level: int | None, allowed: range) -> None:
    """Raise FieldWrong where the level is not one of those allowed; None is."""
    if level is not None and level not in allowed:
        raise FieldWrong(
            field=field,
            reason=tr(
                "Choose a number from {first} to {last}.", first=allowed[0], last=allowed[-1]
            ),
        )
