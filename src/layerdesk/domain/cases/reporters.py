"""This is where it is settled what a case tells of who reported it, and to whom.

Somebody who speaks up may stay unnamed to the practice: the review team then knows the name, and
what is shared with everybody says neither name nor job. Or to everybody: then nobody is kept.
"""

from dataclasses import replace

from layerdesk.domain.cases.records import Case

UNNAMED = "unnamed"
"""Stands for the job of somebody who wishes to stay unnamed."""


def stays_unnamed(case: Case) -> bool:
    """Whether who reported the case wishes to stay unnamed."""
    return case.reported_by_role == UNNAMED


def waits_for_word(case: Case) -> bool:
    """Whether somebody reported it who waits to hear what came of it, known or not."""
    return case.reporter is not None or stays_unnamed(case)


def for_everybody(case: Case) -> Case:
    """The case as the whole practice may see it: without a reporter who stays unnamed."""
    return replace(case, reporter=None) if stays_unnamed(case) else case
