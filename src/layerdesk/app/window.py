"""This is where the window is put together: Qt first, and the desk after the first paint."""

import argparse
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

import PySide6
from PySide6.QtWidgets import QApplication

from layerdesk.app.opener import Opener
from layerdesk.app.program import Program
from layerdesk.app.sample.secret import SAMPLE_PASSPHRASE
from layerdesk.domain.language import tr
from layerdesk.host.folders import DeskFolder, desk_folder
from layerdesk.host.keychain import Keychain, NoKeychain, keychain_for
from layerdesk.host.qt_version import refuse_broken_qt
from layerdesk.host.unlocking import PASSPHRASE_VARIABLE, Ask


def run(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Open the window on the person's own desk; gives the program's exit code."""
    del ask  # the window asks by itself
    app = make_application(sys.argv[:1])
    return _program(app, desk_folder(chosen.folder), keychain_for(environment), environment).run()


def run_sample(chosen: argparse.Namespace, environment: Mapping[str, str], ask: Ask | None) -> int:
    """Open the window on the sample practice, or run its meeting without a screen.

    It lies in a folder of its own and needs no keychain: its passphrase is public.
    """
    del ask
    folder = chosen.folder or desk_folder(None).root.with_name("LayerDesk sample")
    environment = {**environment, PASSPHRASE_VARIABLE: SAMPLE_PASSPHRASE}
    if chosen.offscreen or chosen.out:
        return _without_screen(chosen.out or Path("layerdesk-sample"), environment)
    app = make_application(sys.argv[:1])
    return _program(app, desk_folder(folder), NoKeychain(), environment, sample=True).run()


def _program(
    app: QApplication,
    folder: DeskFolder,
    keychain: Keychain,
    environment: Mapping[str, str],
    *,
    sample: bool = False,
) -> Program:
    def make_opener() -> Opener:
        # SQLAlchemy and SQLCipher take longer to load than the window takes to paint.
        from layerdesk.app.later import DeskOpener

        return DeskOpener(folder, keychain, environment)

    return Program(app, folder, environment, make_opener, sample=sample)


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication. Raises BrokenQt where this PySide6 would stop Python dead."""
    version = platform.python_version_tuple()
    refuse_broken_qt((int(version[0]), int(version[1])), PySide6.__version__)
    app = QApplication.instance() or QApplication(arguments)
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running")
    app.setApplicationName("LayerDesk")
    app.setApplicationDisplayName("LayerDesk")
    app.setDesktopFileName("layerdesk")
    return app


def _without_screen(out: Path, environment: Mapping[str, str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application(sys.argv[:1])
    # It brings ReportLab and the database with it, which the window must not wait for.
    from layerdesk.app.offscreen import show_sample

    written = show_sample(app, out, environment)
    print(tr("The sample meeting was run without a screen. Written:"))
    for path in written:
        print(f"  {path}")
    return 0
