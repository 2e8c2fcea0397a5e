"""One concept, one file, one test file of the same name in the mirrored place."""

from __future__ import annotations

import ast

from tests.house.tree import ROOT, name_of, packages, python_files

# Source file -> why its test does not stand in the mirrored place.
ELSEWHERE: dict[str, str] = {}


def _mirror(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return f"tests/{folder}/test_{name}"


def _sources() -> list[str]:
    """The sources that do something: a table, a set of values or protocols alone needs no test."""
    own_files = (name_of(f) for f in python_files(*packages()))
    return [name for name in own_files if not name.endswith("/__init__.py") and _acts(name)]


def _acts(source: str) -> bool:
    tree = ast.parse((ROOT / source).read_text("utf-8"))
    functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    return any(not all(_says_only(statement) for statement in f.body) for f in functions)


def _says_only(statement: ast.stmt) -> bool:
    """A docstring or an ellipsis, as in a Protocol."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def test_every_source_has_its_test_in_the_mirrored_place() -> None:
    untested = [s for s in _sources() if s not in ELSEWHERE and not (ROOT / _mirror(s)).exists()]
    assert untested == []


def test_no_exception_outlives_its_reason() -> None:
    sources = set(_sources())
    stale = [s for s in ELSEWHERE if s not in sources or (ROOT / _mirror(s)).exists()]
    assert stale == []
