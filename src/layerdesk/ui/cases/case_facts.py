"""This is where the common facts of a case are: what kind of event, when, where, what was done."""

from layerdesk.domain.cases.checks import TITLE_LENGTH
from layerdesk.domain.language import tr
from layerdesk.ui.cases.case_fields import RecordFields, as_yes_no
from layerdesk.ui.cases.offering import methods, offered, reporters, yes_no
from layerdesk.ui.cases.pairs import Pairs
from layerdesk.ui.session import Session
from layerdesk.ui.widgets.card import Card
from layerdesk.ui.widgets.columns import ScrollColumn


class CaseFacts(ScrollColumn):
    """The head that every case has."""

    def __init__(self, session: Session, fields: RecordFields) -> None:
        super().__init__()
        declared = session.declared
        story = Card(tr("What happened"))
        story.add(
            fields.line(
                "title",
                tr("Title"),
                hint=tr("Short and neutral. Roles, not names."),
                most=TITLE_LENGTH,
            )
        )
        story.add(
            fields.long(
                "summary",
                tr("Summary"),
                hint=tr("Two or three plain sentences. Facts only; up to 600 characters."),
                lines=(3, 10),
            )
        )
        story.add(fields.long("immediate_action", tr("What was done right away")))
        kind = Card(tr("What kind of event"))
        kind.add(
            Pairs(
                fields.choice("event_kind", tr("Kind of event"), offered(declared, "event_kind")),
                fields.choice("case_type", tr("Type of case"), offered(declared, "case_type")),
                fields.choice("care_area", tr("Area of care"), offered(declared, "care_area")),
                fields.choice("method", tr("Review method"), methods(declared)),
            )
        )
        kind.add(
            fields.several(
                "problem_types", tr("What kind of problem"), offered(declared, "problem_type")
            )
        )
        kind.add(
            Pairs(
                fields.names(
                    "themes",
                    tr("Themes, with commas between"),
                    hint=tr("A theme that returns puts a case further up."),
                ),
                fields.names("tags", tr("Tags, with commas between")),
            )
        )
        when = Card(tr("When and where"))
        when.add(
            Pairs(
                fields.about_when("date_of_event", tr("When it happened")),
                fields.day("date_identified", tr("When it was noticed")),
                fields.day("date_reported", tr("When it was reported")),
                fields.choice(
                    "how_identified",
                    tr("How it was noticed"),
                    offered(declared, "how_identified"),
                ),
                fields.choice("place", tr("Where it happened"), offered(declared, "place")),
            )
        )
        when.add(
            fields.several(
                "other_orgs", tr("Who else took part"), offered(declared, "organisation")
            )
        )
        who = Card(tr("Who it touched"))
        who.add(
            Pairs(
                fields.choice(
                    "reported_by_role",
                    tr("Reported by"),
                    reporters(declared),
                    hint=tr("Whoever stays unnamed is known to the review team only."),
                ),
                fields.line(
                    "subject_alias",
                    tr("Patient, by an alias"),
                    hint=tr("Such as Patient A. Never a name or number."),
                    most=40,
                ),
                fields.choice("age_band", tr("Age band"), offered(declared, "age_band")),
                fields.choice(
                    "subject_sex",
                    tr("Sex"),
                    offered(declared, "sex"),
                    hint=tr("Only where it matters for the learning."),
                ),
                fields.choice("made_safe", tr("Made safe?"), yes_no(), value=as_yes_no),
                fields.count("patients_affected", tr("Patients affected")),
                fields.count("family_affected", tr("Relatives and carers affected")),
                fields.count("staff_affected", tr("Staff affected")),
            )
        )
        for card in (story, kind, when, who):
            self.add(card)
