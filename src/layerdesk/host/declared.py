"""This is where what is declared as data is read from files: what ships, and the practice's own.

A file of the practice's own replaces one that ships when it has the same id and a higher version.
A broken file is named with its line and passed over; the rest is there all the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from layerdesk.domain.cases.method_files import read_method, read_module
from layerdesk.domain.data_files import LARGEST, line_of
from layerdesk.domain.declared import BrokenFile, Declared
from layerdesk.domain.errors import FileBroken
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.plan_files import read_ground_rules, read_plan
from layerdesk.domain.meetings.plans import GroundRules
from layerdesk.domain.people.nation_files import read_nation
from layerdesk.domain.value_set_files import read_value_set
from layerdesk.host.bundled import resource_folder

METHODS = "review_methods"
MODULES = "review_methods/modules"
PLANS = "meeting_plans"
VALUE_SETS = "value_sets"
NATIONS = "nations"
GROUND_RULES = "ground_rules.toml"


class _Versioned(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def version(self) -> int: ...


_Kind = TypeVar("_Kind", bound=_Versioned)


def read_declared(bundled: Path | None = None, own: Path | None = None) -> Declared:
    """All that is declared, in the folder that ships and in the practice's own.

    ``bundled`` is the program's own ``resources`` where it is None; ``own`` has subfolders of the
    same names and may be missing. No file makes this fail: see ``Declared.broken``.
    """
    reader = _Reader([bundled or resource_folder("."), *([own] if own else [])])
    value_sets, _ = reader.read(VALUE_SETS, read_value_set)
    known = {each.id for each in value_sets}
    modules, _ = reader.read(MODULES, partial(read_module, value_sets=known))
    by_id = {each.id: each for each in modules}
    methods, older = reader.read(METHODS, partial(read_method, modules=by_id, value_sets=known))
    plans, _ = reader.read(PLANS, read_plan, lambda path: path.name != GROUND_RULES)
    rules, _ = reader.read(PLANS, read_ground_rules, lambda path: path.name == GROUND_RULES)
    nations, _ = reader.read(NATIONS, read_nation)
    return Declared(
        methods=methods,
        plans=plans,
        ground_rules=max(rules, key=lambda each: each.version, default=GroundRules()),
        value_sets=value_sets,
        nations=nations,
        modules=modules,
        older_methods=older,
        broken=tuple(reader.broken),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one kind of file after another and remembers which are broken."""

    roots: Sequence[Path]
    """What ships, then the practice's own."""
    broken: list[BrokenFile] = field(default_factory=list)

    def read(
        self,
        folder: str,
        parse: Callable[..., _Kind],
        wanted: Callable[[Path], bool] = lambda _path: True,
    ) -> tuple[tuple[_Kind, ...], tuple[_Kind, ...]]:
        """The newest of each id, those that ship first and else by file name; and the older."""
        newest: dict[str, _Kind] = {}
        older: list[_Kind] = []
        for root in self.roots:
            for path, text in self._texts(root / folder, wanted):
                try:
                    made = parse(text, name=str(path))
                except FileBroken as fault:
                    self._note(path, fault)
                    continue
                known = newest.get(made.id)
                if known is not None and made.version <= known.version:
                    self._note(path, _not_newer(text, known))
                    older += [made] if made.version < known.version else []
                    continue
                older += [known] if known is not None else []
                newest[made.id] = made
        return tuple(newest.values()), tuple(older)

    def _texts(self, folder: Path, wanted: Callable[[Path], bool]) -> Iterator[tuple[Path, str]]:
        """Every readable data file of a folder and its text, in the order of their names."""
        try:
            paths = sorted(path for path in folder.glob("*.toml") if path.is_file())
        except OSError as error:
            self._note(folder, FileBroken(line=0, reason=_system_words(error)))
            return
        for path in paths:
            if not wanted(path):
                continue
            try:
                yield path, _text(path)
            except FileBroken as fault:
                self._note(path, fault)

    def _note(self, path: Path, fault: FileBroken) -> None:
        line, reason = fault.values["line"], fault.values["reason"]
        self.broken.append(
            BrokenFile(
                path=str(path), line=line if isinstance(line, int) else 0, reason=str(reason)
            )
        )


def _text(path: Path) -> str:
    """The file's text. Raises FileBroken, also where the system does not let it be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileBroken(line=0, reason=tr("The file is larger than 256 KB."))
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise FileBroken(line=0, reason=_system_words(error)) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileBroken(line=line, reason=tr("The file is not written in UTF-8.")) from error


def _not_newer(text: str, known: _Versioned) -> FileBroken:
    words = tr(
        "Version {version} of “{id}” is there already. Give this file a higher version to use it.",
        version=known.version,
        id=known.id,
    )
    return FileBroken(line=line_of(text, "version"), reason=words)


def _system_words(error: OSError) -> str:
    return tr("The file cannot be read: {reason}.", reason=error.strerror or tr("no reason given"))
