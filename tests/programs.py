"""This is where tests find other people's programs, or say that they are left out without them."""

import os
import sys
from pathlib import Path

import pytest

# Commands such as ``python -m tests.sync.fuzz`` come here without pytest's own search path.
sys.path.append(str(Path(__file__).parents[1] / "installer"))

from programs_for_tests import find


def program(name: str) -> str:
    """The path of the program, or of a file given with its path.

    Without it the test is left out, or fails where all must be there.
    ``installer/programs_for_tests.py`` says which package has it.
    """
    found = find(name)
    if found is not None:
        return found
    if os.environ.get("LAYERDESK_EVERY_PROGRAM") == "1":
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")
