"""The sources keep the house style: small, opened by a sentence, named after the trade."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import name_of, sources, suites

FILE_LINES = 400
FUNCTION_LINES = 60
NO_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers"}
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Outline:
    """What is held to the style of one file; its tree, a hundred times as large, is let go."""

    opening: str
    is_empty: bool
    lengths: tuple[tuple[str, int], ...]
    """Each function as `line name`, and its lines."""
    names: tuple[str, ...]
    """Of its functions and classes."""


@cache
def _outline(file: Path) -> Outline:
    tree = ast.parse(file.read_text("utf-8"))
    named = [node for node in ast.walk(tree) if isinstance(node, Function | ast.ClassDef)]
    return Outline(
        opening=(ast.get_docstring(tree) or "").split("\n\n")[0],
        is_empty=not tree.body,
        lengths=tuple(
            (f"{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
            for node in named
            if isinstance(node, Function)
        ),
        names=tuple(node.name for node in named),
    )


def _names(file: Path) -> Iterator[str]:
    yield from file.with_suffix("").parts[-2:]
    yield from _outline(file).names


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    lengths = {name_of(f): len(f.read_text("utf-8").splitlines()) for f in sources() + suites()}
    assert {name: n for name, n in lengths.items() if n > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{name_of(file)}:{function}": lines
        for file in sources() + suites()
        for function, lines in _outline(file).lengths
    }
    assert {name: n for name, n in lengths.items() if n > FUNCTION_LINES} == {}


def test_every_module_opens_with_a_sentence() -> None:
    outlines = {name_of(file): _outline(file) for file in sources() + suites()}
    silent = [
        name
        for name, outline in outlines.items()
        if not outline.is_empty and not outline.opening.endswith(".")
    ]
    assert silent == []


def test_nothing_is_named_for_having_no_name() -> None:
    vague = [
        f"{name_of(file)}: {name}" for file in sources() for name in _names(file) if _is_vague(name)
    ]
    assert vague == []


@pytest.mark.parametrize("name", ["utils", "card_helper", "JournalManager", "helper_of_slips"])
def test_a_vague_name_is_recognised(name: str) -> None:
    assert _is_vague(name)


@pytest.mark.parametrize("name", ["futility", "Managed", "utilisation", "unhelpful_printer"])
def test_a_name_that_only_sounds_vague_may_stay(name: str) -> None:
    assert not _is_vague(name)


def _is_vague(name: str) -> bool:
    return any(word.lower() in NO_NAMES for word in WORD.findall(name))
