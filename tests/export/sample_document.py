"""This is where the document is that the tests write out in every format."""

import io
from datetime import date

from PIL import Image, ImageDraw

from layerdesk.domain.document import (
    Document,
    PageBreak,
    Picture,
    Role,
    Rule,
    bold,
    box,
    bullets,
    heading,
    italic,
    item,
    key_value,
    link,
    numbered,
    paragraph,
    table,
)


def chart_picture(width: int = 640, height: int = 240) -> bytes:
    """A small run chart as a PNG, the same bytes every time."""
    image = Image.new("RGB", (width, height), "#ffffff")
    draw = ImageDraw.Draw(image)
    points = [(40 + index * 50, 60 + (index * 37) % 120) for index in range(12)]
    draw.line([(30, 120), (width - 30, 120)], fill="#b9c6ca", width=2)
    draw.line(points, fill="#0b5d66", width=3)
    for across, down in points:
        draw.ellipse((across - 5, down - 5, across + 5, down + 5), fill="#0b5d66")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def sample_minutes() -> Document:
    """Minutes that use every kind of block."""
    return Document(
        title="Significant event meeting minutes, 26 November 2026",
        author="Llŷn Surgery",
        subject="Significant event meeting",
        keywords=("significant event", "minutes"),
        identifier="LD-2026-014",
        footer=(
            "Llŷn Surgery",
            "No patient identifiers. For practice use.",
            "Version 2, approved",
        ),
        dated=date(2026, 11, 26),
        blocks=(
            heading(1, "Significant event meeting"),
            paragraph("Minutes of 26 November 2026, 13:00 to 14:00", role=Role.LEAD),
            key_value(
                ("Place", "Library and online"),
                ("Chair", "GP partner (Dr Siân Ŵyn)"),
                ("Minute taker", "Practice manager (Łucja Żółkiewska)"),
                ("Apologies", "Practice nurse (Ştefan Țurcanu), pharmacist (İpek Çağlar)"),
                ("Status", [bold("Approved"), " on 3 December 2026"]),
            ),
            box(
                "Key messages for everyone",
                bullets(
                    "Urgent results are read aloud at the midday huddle.",
                    "Two-week-wait referrals are checked by a second person on the same day.",
                    [bold("Thank you"), " to reception for catching the third case early."],
                ),
            ),
            heading(2, "Case 14: A result that was seen three days late"),
            key_value(
                ("Kind", "Result, referral or letter"),
                ("Risk", "Moderate"),
                ("Date of event", "9 November 2026"),
            ),
            heading(3, "What happened"),
            paragraph(
                "A raised potassium of 6.4 mmol/l (≥ 6.0 is urgent) came back at 17:50 on Friday. "
                "The result was filed to a clinician on leave, and the buddy list still named a "
                "colleague who had left in September. ",
                italic("Nobody was harmed"),
                ": the patient was called on Monday morning and seen the same day.",
            ),
            heading(3, "Why it happened"),
            numbered(
                item("The buddy list is changed by hand.", "It has no owner.", "It has no date."),
                "The laboratory telephones urgent results only until 17:30.",
                "Read the guidance before you add anything new to the list:",
            ),
            paragraph(
                "See ",
                link("the practice’s own page on results", "https://example.org/results/urgent"),
                " or write to ",
                link("the safety lead", "mailto:safety@example.org"),
                ".",
            ),
            paragraph(
                "Contributions were anonymous; wording was agreed by those present.",
                role=Role.NOTE,
            ),
            Rule(),
            heading(2, "Actions"),
            table(
                ["Ref", "Action", "Owner", "Due", "How we will know"],
                [
                    [
                        f"A{number}",
                        "Write the buddy list into the rota and check it each Friday",
                        "Practice manager",
                        f"{number} Dec 2026",
                        "Ten results a week are read on the day they arrive",
                    ]
                    for number in range(1, 31)
                ],
                caption="New actions, sorted by owner",
                widths=[1, 6, 3, 2, 5],
                row_headers=True,
            ),
            PageBreak(),
            heading(2, "Changes due for review"),
            Picture(
                data=chart_picture(),
                alt="Run chart: results read on the day, 12 weeks, rising from 71 to 94 per cent",
                width_mm=120,
                caption="Results read on the day they arrive, by week",
            ),
            paragraph(
                "Circulated to 14 people, read by 11. Document LD-2026-014.", role=Role.SMALL
            ),
        ),
    )
