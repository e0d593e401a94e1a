"""This is where declared files are read: those that ship, then the practice's own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from layerdesk.domain.cases.methods import Section, read_method, read_module
from layerdesk.domain.declared import BrokenFile, Declared
from layerdesk.domain.errors import FileBroken
from layerdesk.domain.language import tr
from layerdesk.domain.meetings.plans import GroundRules, read_ground_rules, read_plan
from layerdesk.domain.people.nations import read_nation
from layerdesk.domain.value_sets import read_value_set
from layerdesk.host.bundled import resource_folder

GROUND_RULES = "ground_rules.toml"


class _Versioned(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=_Versioned)


def read_declared(own: Path | None = None, *, bundled: Path | None = None) -> Declared:
    """Everything that is declared.

    ``own`` is the practice's folder with the same folders inside; a file of its own with the id of
    one that ships takes its place unless its version is lower. A broken file is named and left out.
    """
    return _Reader(own, bundled).declared()


class _Reader:
    def __init__(self, own: Path | None, bundled: Path | None) -> None:
        self._own = own
        self._bundled = bundled
        self._broken: list[BrokenFile] = []

    def declared(self) -> Declared:
        modules: dict[str, Section] = {}
        for path, text in self._texts("review_methods/modules"):
            module = self._tried(path, lambda name, text=text: read_module(text, name=name))
            if module is not None:
                modules[module.id] = module
        methods = self._all(
            "review_methods", lambda text, name: read_method(text, name=name, modules=modules)
        )
        plans = self._all("meeting_plans", lambda text, name: read_plan(text, name=name))
        value_sets = self._all("value_sets", lambda text, name: read_value_set(text, name=name))
        nations = self._all("nations", lambda text, name: read_nation(text, name=name))
        rules = self._ground_rules()
        return Declared(
            methods=methods,
            plans=plans,
            ground_rules=rules,
            value_sets=value_sets,
            nations=nations,
            broken=tuple(self._broken),
        )

    def _all(self, folder: str, read: Callable[[str, str], V]) -> dict[str, V]:
        found: dict[str, V] = {}
        for path, text in self._texts(folder):
            if path.name == GROUND_RULES:
                continue
            each = self._tried(path, lambda name, text=text: read(text, name))
            if each is not None and (
                each.id not in found or each.version >= found[each.id].version
            ):
                found[each.id] = each
        return found

    def _ground_rules(self) -> GroundRules:
        found = GroundRules(version=0, title="", rules=())
        for path, text in self._texts("meeting_plans"):
            if path.name == GROUND_RULES:
                rules = self._tried(
                    path, lambda name, text=text: read_ground_rules(text, name=name)
                )
                found = rules or found
        return found

    def _texts(self, folder: str) -> Iterator[tuple[Path, str]]:
        name, _, inner = folder.partition("/")
        shipped = self._bundled / name if self._bundled else resource_folder(name)
        own = self._own / name if self._own else None
        for place in (shipped, own):
            if place is None:
                continue
            for path in sorted((place / inner).glob("*.toml")):
                text = self._text(path)
                if text is not None:
                    yield path, text

    def _text(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            reason = tr("It is not a text file in UTF-8.")
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
        self._broken.append(BrokenFile(str(path), 0, reason))
        return None

    def _tried(self, path: Path, read: Callable[[str], V | Section | GroundRules]) -> "V | None":
        try:
            return read(str(path))  # type: ignore[return-value]
        except FileBroken as broken:
            line = broken.values["line"]
            self._broken.append(
                BrokenFile(
                    str(path), line if isinstance(line, int) else 0, str(broken.values["reason"])
                )
            )
            return None
