"""This is where every field of every record is held to a label."""

import pytest

from layerdesk.domain.kinds import KINDS
from layerdesk.domain.people.field_labels import field_label, has_label, kind_label
from layerdesk.domain.record import fields_of


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_field_has_a_label(kind):
    without = [each.name for each in fields_of(kind) if not has_label(kind.kind, each.name)]
    assert without == []
    assert all(field_label(kind.kind, each.name) for each in fields_of(kind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_kind_has_a_name(kind):
    assert kind_label(kind.kind)
    assert "_" not in kind_label(kind.kind)


def test_what_a_newer_program_has_is_still_readable():
    assert field_label("case", "blood_group") == "blood group"
    assert kind_label("case_file") == "case file"
