"""This is where harm, risk, candour, LFPSE and support are judged, each grade in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from layerdesk.domain.cases.records import Case, Lfpse
from layerdesk.domain.cases.risk import (
    LEVELS,
    band,
    band_of,
    band_words,
    consequence_words,
    likelihood_words,
    score,
)
from layerdesk.domain.language import tr
from layerdesk.ui.cases.case_fields import RecordFields, as_number, as_yes_no
from layerdesk.ui.cases.offering import (
    band_tone,
    consequences,
    levels,
    lfpse,
    likelihoods,
    offered,
    yes_no,
)
from layerdesk.ui.cases.pairs import Pairs
from layerdesk.ui.look.tokens import step
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.chip import Chip
from layerdesk.ui.widgets.columns import ScrollColumn
from layerdesk.ui.widgets.labels import muted, small


class CaseHarm(ScrollColumn):
    """What happened to people, how likely it is to happen again, and what follows from it."""

    def __init__(self, session: Session, fields: RecordFields) -> None:
        super().__init__()
        declared = session.declared
        self.risk = RiskCard(fields)
        harm = Card(tr("Harm"))
        harm.add(small(tr("Grade what happened, as far as it is known now; it can be changed.")))
        harm.add(
            Pairs(
                fields.choice(
                    "harm_physical", tr("Physical harm"), offered(declared, "harm_physical")
                ),
                fields.choice(
                    "harm_psychological",
                    tr("Psychological harm"),
                    offered(declared, "harm_psychological"),
                ),
            )
        )
        harm.add(fields.long("harm_basis", tr("What the grading rests on"), lines=(1, 6)))
        duties = Card(tr("Candour and reporting outside"))
        duties.add(
            Pairs(
                fields.choice(
                    "candour",
                    tr("Duty of candour"),
                    offered(declared, "candour"),
                    hint=tr(
                        "Where care may have done harm, the law wants the patient to be told"
                        " openly, with an apology, and a record of it."
                    ),
                ),
                fields.choice(
                    "lfpse",
                    tr("Recording with LFPSE"),
                    lfpse(),
                    value=_as_lfpse,
                    unset=tr("Not assessed yet"),
                    hint=tr(
                        "Learn from Patient Safety Events: England’s national service, where"
                        " practices record harm, near misses and good care."
                    ),
                ),
                fields.line("candour_reason", tr("Why, or how it went")),
                fields.line("lfpse_ref", tr("LFPSE reference"), most=60),
                fields.day("lfpse_date", tr("When it was recorded with LFPSE")),
            )
        )
        duties.add(fields.flag("safeguarding", tr("This touches safeguarding")))
        duties.add(fields.flag("complaint", tr("There is a complaint")))
        duties.add(fields.flag("legal_hold", tr("Keep everything: there may be a legal claim")))
        support = Card(tr("Are the people all right?"))
        support.add(
            fields.choice(
                "support_offered",
                tr("Was support offered to those involved?"),
                yes_no(not_applicable=True),
                value=as_yes_no,
            )
        )
        support.add(fields.long("support_note", tr("What was offered, by whom"), lines=(1, 6)))
        priority = Card(tr("Priority"))
        self.priority = muted("")
        priority.add(self.priority)
        priority.add(
            Pairs(
                fields.choice(
                    "learning_value",
                    tr("How much is there to learn"),
                    levels(tr("1 A little"), tr("2 Some"), tr("3 Much")),
                    value=as_number,
                ),
                fields.line("priority_reason", tr("Reason for another priority")),
                fields.choice(
                    "priority_manual",
                    tr("Another priority"),
                    levels(tr("1 First"), tr("2"), tr("3"), tr("4"), tr("5 Last")),
                    value=as_number,
                    unset=tr("By rule"),
                    hint=tr("Write the reason first."),
                ),
            )
        )
        for card in (harm, self.risk, duties, support, priority):
            self.add(card)

    def show_case(self, case: Case, priority: str) -> None:
        """Show what follows from the fields."""
        self.risk.show_case(case)
        self.priority.setText(tr("Now: {reason}", reason=priority))


class RiskCard(Card):
    """Consequence and likelihood in words, and where that is among all possible scores."""

    def __init__(self, fields: RecordFields) -> None:
        super().__init__(tr("Risk of it happening again"))
        self.chip = Chip("")
        self.add_to_heading(self.chip)
        self.add(small(tr("With today’s controls, not how bad it felt.")))
        self.add(
            Pairs(
                fields.choice(
                    "risk_consequence",
                    tr("How bad it would be"),
                    consequences(),
                    value=as_number,
                ),
                fields.choice(
                    "risk_likelihood",
                    tr("How often it may happen"),
                    likelihoods(),
                    value=as_number,
                ),
            )
        )
        self.matrix = RiskMatrix()
        self.add(self.matrix)

    def show_case(self, case: Case) -> None:
        """Show the score of the case."""
        found = band(case.risk_consequence, case.risk_likelihood)
        number = score(case.risk_consequence, case.risk_likelihood)
        words = (
            tr("Not judged yet")
            if found is None
            else tr("{band} · {score} of 25", band=band_words(found), score=number)
        )
        self.chip.set_words(words, band_tone(found))
        self.matrix.show_levels(case.risk_consequence, case.risk_likelihood)


class RiskMatrix(QWidget):
    """All twenty-five scores as a small table; the case's own is marked by a frame and a word."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, step(1), 0, 0)
        grid.setSpacing(step(0.5))
        self._cells: dict[tuple[int, int], Chip] = {}
        for consequence in LEVELS:
            head = small(consequence_words(consequence))
            grid.addWidget(head, 6 - consequence, 0)
            for likelihood in LEVELS:
                number = consequence * likelihood
                cell = Chip(str(number), band_tone(band_of(number)))
                cell.setAlignment(Qt.AlignmentFlag.AlignCenter)
                self._cells[consequence, likelihood] = cell
                grid.addWidget(cell, 6 - consequence, likelihood)
        for likelihood in LEVELS:
            foot = small(likelihood_words(likelihood).split(" (")[0])
            foot.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(foot, 6, likelihood)
            grid.setColumnStretch(likelihood, 1)
        grid.setColumnStretch(0, 1)
        self.setAccessibleName(tr("All scores of risk"))

    def show_levels(self, consequence: int | None, likelihood: int | None) -> None:
        """Mark the score of these levels."""
        for (worst, often), cell in self._cells.items():
            number = worst * often
            here = (worst, often) == (consequence, likelihood)
            cell.set_words(tr("▸ {score} ◂", score=number) if here else str(number))
            words = band_words(band_of(number))
            cell.setAccessibleName(
                tr("{score}, {band}, this case", score=number, band=words)
                if here
                else tr("{score}, {band}", score=number, band=words)
            )


def _as_lfpse(chosen: str | None) -> Lfpse:
    return Lfpse(chosen) if chosen else Lfpse.NOT_ASSESSED
