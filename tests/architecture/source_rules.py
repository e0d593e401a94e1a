"""This is where the rules of the house that can be read off the source code are put into code.

Each rule takes a folder that holds a package and gives back what breaks it, in words, so that a
test can show both that the program keeps it and that the rule would notice if it did not.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

EDGES = frozenset(
    {
        "app/command_line.py",
        "app/exporting.py",
        "app/late_hub.py",
        "app/later.py",
        "app/program.py",
        "app/window.py",
        "export/__init__.py",
        "host/keychain.py",
        "host/keys.py",
        "storage/log/texts.py",
        "storage/schema.py",
        "sync/beginning.py",
        "ui/places.py",
    }
)
"""The only modules that import something when it is first used: start-up time is a feature."""

LONGEST = 400
NAMELESS = frozenset({"utils", "helpers", "common", "core", "manager", "base"})
STANDARD_ONLY = ("domain", "usecases")


def late_imports(package: Path) -> list[str]:
    """Imports inside functions and classes, or by importlib, outside the named edges."""
    found = []
    for name, tree in _modules(package):
        if name in EDGES:
            continue
        for scope in ast.walk(tree):
            if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found += [
                    f"{name}:{node.lineno}"
                    for node in ast.walk(scope)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]
            elif isinstance(scope, ast.Call) and ast.unparse(scope.func).endswith(
                ("import_module", "__import__")
            ):
                found.append(f"{name}:{scope.lineno}")
    return sorted(set(found))


def typing_only_imports(package: Path) -> list[str]:
    """Mentions of TYPE_CHECKING: an import that only types need hides a cycle."""
    return [
        f"{name}:{node.lineno}"
        for name, tree in _modules(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
        and ast.unparse(node).rpartition(".")[2] == "TYPE_CHECKING"
    ]


def nameless_modules(package: Path) -> list[str]:
    """Modules and packages whose name says nothing about what lives there."""
    places = [*package.rglob("*.py"), *(place for place in package.rglob("*") if place.is_dir())]
    return sorted(
        place.relative_to(package).as_posix() for place in places if place.stem in NAMELESS
    )


def long_modules(package: Path) -> list[str]:
    """Modules of more lines than a person keeps in mind."""
    lengths = {
        path.relative_to(package).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in sorted(package.rglob("*.py"))
    }
    return [f"{name}: {length} lines" for name, length in lengths.items() if length > LONGEST]


def modules_that_do_not_say_what_lives_there(package: Path) -> list[str]:
    """Modules whose docstring does not complete "This is where …"; empty ones need none."""
    return [
        name
        for name, tree in _modules(package)
        if tree.body and not (ast.get_docstring(tree) or "").startswith("This is where ")
    ]


def imports_from_outside(package: Path) -> list[str]:
    """Imports in domain and use cases of anything but the standard library and the program."""
    found = []
    for name, tree in _modules(package):
        if not name.startswith(STANDARD_ONLY):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                tops = [alias.name.partition(".")[0] for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                tops = [(node.module or "").partition(".")[0]]
            else:
                continue
            found += [
                f"{name}:{node.lineno}: {top}"
                for top in tops
                if top not in sys.stdlib_module_names and top != package.name
            ]
    return found


def _modules(package: Path) -> Iterator[tuple[str, ast.Module]]:
    """Each module as (path within the package, its tree), in order of path."""
    for path in sorted(package.rglob("*.py")):
        yield path.relative_to(package).as_posix(), ast.parse(path.read_text("utf-8"))
