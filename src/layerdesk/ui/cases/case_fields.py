"""This is where the fields of one record get editors that write themselves and can be locked."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget
from typing_extensions import override

from layerdesk.domain.cases.records import YesNo
from layerdesk.domain.language import tr
from layerdesk.domain.record import Record
from layerdesk.ui.cases.offering import today
from layerdesk.ui.cases.writing import RecordWriter
from layerdesk.ui.session import Session
from layerdesk.ui.typing import TiedEditor, as_typed
from layerdesk.ui.widgets.approximate_date_field import ApproximateDateField
from layerdesk.ui.widgets.choices import Choice, MultiChoice, Option
from layerdesk.ui.widgets.date_field import DateField
from layerdesk.ui.widgets.editors import LineEdit, LongText
from layerdesk.ui.widgets.field import Field
from layerdesk.ui.widgets.guarded import BLOCK, Find, Finding, Guard

ToValue = Callable[[str | None], Any]
"""From the id of an option to the field's value."""


def as_text(chosen: str | None) -> str:
    """An id, or empty."""
    return chosen or ""


def as_number(chosen: str | None) -> int | None:
    """A number that is the option's id."""
    return int(chosen) if chosen else None


def as_yes_no(chosen: str | None) -> YesNo | None:
    """Yes, no, not known, or nothing said."""
    return YesNo(chosen) if chosen else None


class RecordFields(QObject):
    """Editors of one record. ``show`` brings them up to date; what is being typed survives it."""

    def __init__(self, session: Session, writer: RecordWriter, find: Find, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._writer, self._find = session, writer, find
        self.fields: dict[str, Field] = {}
        self._show: dict[str, Callable[[Any], object]] = {}
        self._tied: list[TiedEditor] = []
        self._guarded: list[tuple[TiedEditor, Guard]] = []
        self._kept: list[QObject] = []
        self.holding = True
        """Whether words with a block-level finding are held back as drafts."""
        writer.written.connect(self.show)
        writer.refused.connect(self._refused)

    @property
    def record(self) -> Any:
        """The record as it is shown."""
        return self._writer.record

    def line(self, name: str, label: str, *, hint: str = "", most: int = 0) -> Field:
        """One line of text."""
        editor = LineEdit()
        if most:
            editor.setMaxLength(most)
        return self._typed(name, Field(label, editor, hint=hint), editor)

    def long(
        self, name: str, label: str, *, hint: str = "", lines: tuple[int, int] = (2, 12)
    ) -> Field:
        """A text of many lines."""
        editor = LongText(min_lines=lines[0], max_lines=lines[1])
        return self._typed(name, Field(label, editor, hint=hint), editor)

    def choice(
        self,
        name: str,
        label: str,
        options: Sequence[Option],
        *,
        value: ToValue = as_text,
        hint: str = "",
        unset: str = "",
    ) -> Field:
        """One of several options. An id that is not offered any more is offered for this record."""
        now = _id_of(getattr(self.record, name))
        if now not in ("", "not_assessed") and all(each.id != now for each in options):
            options = (*options, Option(id=now, words=now.replace("_", " ")))
        editor = Choice(options, unset=unset or tr("Not said yet"))
        self._kept.append(_Chosen(self._writer, name, value, editor))
        return self._add(
            name,
            Field(label, editor, hint=hint),
            lambda record: editor.set_chosen(_id_of(getattr(record, name)) or None),
        )

    def several(self, name: str, label: str, options: Sequence[Option]) -> Field:
        """Several of several options."""
        now = getattr(self.record, name)
        known = {each.id for each in options}
        more = tuple(Option(id=each, words=each) for each in sorted(now - known))
        editor = MultiChoice((*options, *more))
        self._kept.append(_SeveralChosen(self._writer, name, editor))
        return self._add(
            name, Field(label, editor), lambda record: editor.set_chosen(getattr(record, name))
        )

    def names(self, name: str, label: str, *, hint: str = "") -> Field:
        """A set of free words, with commas between."""
        return self.line(name, label, hint=hint)

    def day(self, name: str, label: str) -> Field:
        """A day."""
        editor = DateField(today)
        editor.line.setPlaceholderText(tr("Such as 3 Dec"))
        field = Field(label, editor)
        self._kept.append(_DayChosen(self._writer, name, editor, field))
        return self._add(name, field, lambda record: editor.set_day(getattr(record, name)))

    def about_when(self, name: str, label: str) -> Field:
        """A date that may be approximate."""
        editor = ApproximateDateField(today)
        field = Field(label, editor)
        self._kept.append(_WhenChosen(self._writer, name, editor, field))
        return self._add(name, field, lambda record: editor.set_date(str(getattr(record, name))))

    def count(self, name: str, label: str) -> Field:
        """How many; below 0 stands for not said."""
        editor = Counter()
        editor.setRange(-1, 9999)
        editor.setSpecialValueText(tr("Not said"))
        editor.lineEdit().setAccessibleName(label)
        self._kept.append(_Counted(self._writer, name, editor))

        def show(record: Any) -> None:
            value = getattr(record, name)
            editor.blockSignals(True)
            editor.setValue(-1 if value is None else value)
            editor.blockSignals(False)

        return self._add(name, Field(label, editor), show)

    def flag(self, name: str, words: str) -> QCheckBox:
        """Yes or no as a box to tick; it has no label of its own."""
        box = QCheckBox(words)
        self._kept.append(_Ticked(self._writer, name, box))
        self._show[name] = lambda record: box.setChecked(bool(getattr(record, name)))
        self._show[name](self.record)
        return box

    @Slot(object)
    def show(self, record: Record) -> None:
        """Show the record as it stands now."""
        self._writer.take(record)
        for show in self._show.values():
            show(record)

    def flush(self) -> None:
        """Enter what is being typed now."""
        for tied in self._tied:
            tied.flush()

    def focus(self, name: str) -> bool:
        """Put the focus into the editor of a field, if it is here."""
        field = self.fields.get(name)
        if field is None:
            return False
        (field.editor.focusProxy() or field.editor).setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def hold_findings(self, hold: bool) -> None:
        """Whether words with a block-level finding are held back."""
        self.holding = hold
        for tied, guard in self._guarded:
            tied.hold(hold and guard.blocked)

    def _typed(self, name: str, field: Field, editor: LineEdit | LongText) -> Field:
        value = getattr(self.record, name)
        tied = TiedEditor(
            self._session,
            editor,
            kind=self.record.kind,
            record=self.record.id,
            field=name,
            base=as_typed(value),
            enter=self._writer.enter(name),
            parent=field,
        )
        guard = Guard(field, self._find)
        self._tied.append(tied)
        self._guarded.append((tied, guard))
        self._kept.append(_Held(self, tied, guard))
        return self._add(name, field, tied.show)

    def _add(self, name: str, field: Field, show: Callable[[Any], object]) -> Field:
        self.fields[name] = field
        self._show[name] = show
        show(self.record)
        return field

    @Slot(object)
    def _refused(self, _error: object) -> None:
        self.show(self._writer.record)


def _id_of(value: object) -> str:
    return "" if value is None else str(value)


class Counter(QSpinBox):
    """A number; scrolling a page must not change one that the pointer happens to pass."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Held(QObject):
    def __init__(self, fields: RecordFields, tied: TiedEditor, guard: Guard) -> None:
        super().__init__(guard)
        self._fields, self._tied = fields, tied
        guard.findings_changed.connect(self._found)
        self._found(guard.findings)

    @Slot(tuple)
    def _found(self, findings: tuple[Finding, ...]) -> None:
        blocked = any(level == BLOCK for _, _, level, _ in findings)
        self._tied.hold(blocked and self._fields.holding)


class _Chosen(QObject):
    def __init__(self, writer: RecordWriter, name: str, value: ToValue, editor: Choice) -> None:
        super().__init__(editor)
        self._writer, self._name, self._value = writer, name, value
        editor.chosen.connect(self._write)

    @Slot(object)
    def _write(self, chosen: str | None) -> None:
        self._writer.change({self._name: self._value(chosen)})


class _SeveralChosen(QObject):
    def __init__(self, writer: RecordWriter, name: str, editor: MultiChoice) -> None:
        super().__init__(editor)
        self._writer, self._name = writer, name
        editor.chosen.connect(self._write)

    @Slot(tuple)
    def _write(self, chosen: tuple[str, ...]) -> None:
        self._writer.change({self._name: frozenset(chosen)})


class _DayChosen(QObject):
    def __init__(self, writer: RecordWriter, name: str, editor: DateField, field: Field) -> None:
        super().__init__(editor)
        self._writer, self._name, self._field = writer, name, field
        editor.day_chosen.connect(self._write)
        editor.not_understood.connect(self._not_understood)
        editor.understood.connect(field.clear_problem)

    @Slot(object)
    def _write(self, day: object) -> None:
        self._writer.change({self._name: day})

    @Slot(str)
    def _not_understood(self, words: str) -> None:
        self._field.show_problem(words)


class _WhenChosen(QObject):
    def __init__(
        self, writer: RecordWriter, name: str, editor: ApproximateDateField, field: Field
    ) -> None:
        super().__init__(editor)
        self._writer, self._name, self._field = writer, name, field
        editor.date_chosen.connect(self._write)
        editor.not_understood.connect(self._not_understood)
        editor.understood.connect(field.clear_problem)

    @Slot(str)
    def _write(self, plain: str) -> None:
        self._writer.change({self._name: plain})

    @Slot(str)
    def _not_understood(self, words: str) -> None:
        self._field.show_problem(words)


class _Counted(QObject):
    def __init__(self, writer: RecordWriter, name: str, editor: QSpinBox) -> None:
        super().__init__(editor)
        self._writer, self._name, self._editor = writer, name, editor
        editor.editingFinished.connect(self._write)

    @Slot()
    def _write(self) -> None:
        value = self._editor.value()
        wanted = None if value < 0 else value
        if wanted != getattr(self._writer.record, self._name):
            self._writer.change({self._name: wanted})


class _Ticked(QObject):
    def __init__(self, writer: RecordWriter, name: str, box: QCheckBox) -> None:
        super().__init__(box)
        self._writer, self._name, self._box = writer, name, box
        box.clicked.connect(self._write)

    @Slot()
    def _write(self) -> None:
        self._writer.change({self._name: self._box.isChecked()})
