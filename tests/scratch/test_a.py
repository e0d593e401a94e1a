import shutil, time
from pathlib import Path
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from layerdesk.domain.cases.records import Case
from layerdesk.host.folders import DeskFolder
from layerdesk.ui.cases.case import CasePlace
from layerdesk.ui.cases.case_sheet import CaseSheet
from layerdesk.ui.typing import TiedEditor
from tests.app.starting import *
from tests.journeys.test_first_meeting import Person

@pytest.fixture
def desk(tmp_path):
    shutil.copytree("/tmp/w-tmp/breaker/master", tmp_path/"desk")
    return DeskFolder(root=tmp_path/"desk")

def cases(p):
    return {c.ref: c for c in p.store.read(lambda r: r.find(Case))}

def open_case(p, case):
    p.window.go("case", case.id); p.rest()
    here = p.at(CasePlace); return here.sheet

def fresh(p, c):
    return p.store.read(lambda r: r.get(Case, c.id))

def test_held_words(qapp, qtbot, desk):
    with running(make_program(qapp, desk, "sample")) as program:
        w = main_window(program, qtbot); p = Person(program, w, qtbot)
        cs = cases(p); refs = sorted(cs); print({r:(c.state.value,c.restricted) for r,c in cs.items()})
        a, b = cs[refs[2]], cs[refs[3]]
        s = open_case(p, a)
        f = s.fields.fields["summary"]
        old = f.editor.words()
        f.editor.setFocus(); f.editor.moveCursor(f.editor.textCursor().MoveOperation.End)
        QTest.keyClicks(f.editor, " The number 943 476 5919 was read out.")
        QTest.qWait(700)
        s = open_case(p, b); QTest.qWait(200)
        s = open_case(p, a); QTest.qWait(400); p.rest()
        now = s.fields.fields["summary"].editor.words()
        print("STORED same:", fresh(p, a).summary.plain == old)
        print("HELD still shown:", now.endswith("read out."), now[-60:])

def test_refused_then_refresh(qapp, qtbot, desk, monkeypatch):
    with running(make_program(qapp, desk, "sample")) as program:
        w = main_window(program, qtbot); p = Person(program, w, qtbot)
        cs = cases(p); refs = sorted(cs)
        a = cs[refs[2]]
        s = open_case(p, a)
        f = s.fields.fields["summary"]
        f.editor.setFocus(); f.editor.moveCursor(f.editor.textCursor().MoveOperation.End)
        QTest.keyClicks(f.editor, " MORE WORDS")
        from layerdesk.storage.connection import DatabaseUnavailable
        orig = p.store.write
        def bad(function, *a, **k):
            if function.__name__ == "edit_case": raise DatabaseUnavailable(path=Path("x"), reason="full")
            return orig(function, *a, **k)
        monkeypatch.setattr(type(p.store), "write", lambda self, *a, **k: bad(*a, **k))
        QTest.qWait(2600); p.rest()
        print("AFTER FAIL", f.editor.words()[-12:], w.message.words)
        program.session.changed.emit(None); p.rest(); QTest.qWait(300)
        print("AFTER REFRESH", p.at(CasePlace).sheet.fields.fields["summary"].editor.words()[-12:])
        monkeypatch.undo()
        f.editor.setFocus(); QTest.keyClicks(f.editor, "!"); QTest.qWait(2600); p.rest()
        print("STORED", fresh(p,a).summary.plain[-14:])

def test_queue_lost(qapp, qtbot, desk):
    with running(make_program(qapp, desk, "sample")) as program:
        w = main_window(program, qtbot); p = Person(program, w, qtbot)
        cs = cases(p); refs = sorted(cs)
        a, b = cs[refs[2]], cs[refs[3]]
        s = open_case(p, a)
        before = fresh(p,a)
        s.writer.change({"title": "Title one"})
        s.writer.change({"learning_value": 3})
        s.writer.change({"patients_affected": 77}) if hasattr(before,"patients_affected") else None
        s.writer.change({"safeguarding": not before.safeguarding})
        w.go("case", b.id); p.rest(); QTest.qWait(500); p.rest()
        now = fresh(p,a)
        print("QUEUE", now.title, now.learning_value, before.learning_value, now.safeguarding, before.safeguarding)

def test_lock_dialog(qapp, qtbot, desk):
    with running(make_program(qapp, desk, "sample")) as program:
        w = main_window(program, qtbot); p = Person(program, w, qtbot)
        seen = []
        def lock():
            seen.append([type(x).__name__ for x in QApplication.topLevelWidgets() if x.isVisible()])
            w.lock()
        QTimer.singleShot(300, lock)
        QTimer.singleShot(6000, lambda: [x.close() for x in QApplication.topLevelWidgets() if isinstance(x, QFileDialog)])
        t=time.monotonic()
        r = QFileDialog.getExistingDirectory(w, "x")
        print("DIALOG", seen, repr(r), round(time.monotonic()-t,1), w.locked)
        w.lock_page.form.secret.line.setText("sample"); w.lock_page.form.try_now(); p.rest(); QTest.qWait(1500); p.rest()
        print("UNLOCKED", not w.locked, [type(x).__name__ for x in QApplication.topLevelWidgets() if x.isVisible()])
