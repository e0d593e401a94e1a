"""This is where it is shown that a secret does not slip out."""

import copy
import pickle

import pytest

from layerdesk.host.secret import Secret


def test_a_secret_hides_itself_in_every_kind_of_text() -> None:
    secret = Secret(b"very private")

    assert {repr(secret), str(secret), f"{secret}", "%s" % secret} == {"Secret(hidden)"}  # noqa: UP031


def test_a_secret_shows_itself_when_asked() -> None:
    assert Secret(b"very private").reveal() == b"very private"


def test_secrets_are_compared_by_what_they_hold() -> None:
    assert Secret(b"a") == Secret(b"a")
    assert Secret(b"a") != Secret(b"b")
    assert Secret(b"a") != b"a"


def test_a_secret_is_neither_pickled_copied_nor_hashed() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(b"a"))
    with pytest.raises(TypeError):
        copy.copy(Secret(b"a"))
    with pytest.raises(TypeError):
        hash(Secret(b"a"))
