"""The repository's files as the house tests see them: what a clone holds, nothing made."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_MADE = {"build", "dist", "__pycache__", "node_modules"}
_HIDDEN_BUT_OURS = {".ci"}


@cache
def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def packages() -> tuple[str, ...]:
    """The import packages of the product: the top-level folders that are installed."""
    return tuple(project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository, sorted."""
    return tuple(sorted(_walk()))


def _walk() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [n for n in folders if n in _HIDDEN_BUT_OURS or not _is_made(n)]
        yield from (Path(folder) / name for name in names)


def _is_made(name: str) -> bool:
    return name.startswith(".") or name in _MADE or name.endswith(".egg-info")


def python_files(*folders: str) -> tuple[Path, ...]:
    """The Python files below these top-level folders."""
    return tuple(
        f for f in files() if f.suffix == ".py" and f.relative_to(ROOT).parts[0] in folders
    )


def sources() -> tuple[Path, ...]:
    """The Python files of the product, its benchmarks and its tools."""
    return python_files(*packages(), "benchmarks", "tools")


def suites() -> tuple[Path, ...]:
    """The Python files of the tests."""
    return python_files("tests")


def documents() -> tuple[Path, ...]:
    """The Markdown files a reader opens."""
    return tuple(f for f in files() if f.suffix == ".md")


def name_of(file: Path) -> str:
    """The path as a person would write it, from the repository's root."""
    return file.relative_to(ROOT).as_posix()
