"""This is where the window is put together: Qt first, and the desk after the first paint."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import PySide6
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from layerdesk.domain.errors import LayerDeskError
from layerdesk.domain.language import tr
from layerdesk.host.folders import DeskFolder, desk_folder
from layerdesk.host.log_file import LogFile, level_from
from layerdesk.host.qt_version import refuse_broken_qt
from layerdesk.host.unlocking import Ask
from layerdesk.ui.jobs import Jobs
from layerdesk.ui.look.theme import Theme
from layerdesk.ui.main_window import MainWindow

SAMPLE_FOLDER = "LayerDesk sample"
CLOSING_SECONDS = 30.0


def run(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Open the window on the person's own desk; the exit code of the program."""
    del ask  # the window asks for itself
    return _start(desk_folder(chosen.folder), environment, sample=False)
