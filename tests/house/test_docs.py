"""The documents keep to the house: each command, target and link in them exists."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from countersign.cli import app
from tests.house.tree import ROOT, documents, name_of

CODE = re.compile(r"`([^`\n]+)`|^(?: {4}|\$ )(.+)$", re.M)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TARGET = re.compile(r"^([a-z0-9]+):", re.M)


def _code(file: Path) -> Iterator[str]:
    """What stands in a document as code, line by line; a ```text block is a drawing."""
    text = file.read_text("utf-8")
    for kind, block in FENCE.findall(text):
        yield from block.splitlines() if kind != "text" else ()
    for inline, indented in CODE.findall(FENCE.sub("", text)):
        yield inline or indented


def _calls_of(program: str) -> Iterator[tuple[str, list[str]]]:
    """Where a document calls `program`, and with which words."""
    for file in documents():
        for line in _code(file):
            words = shlex.split(line.removeprefix("$ ").strip(), comments=True, posix=False)
            if words and words[0].removeprefix(".venv/bin/") == program:
                yield f"{name_of(file)}: {line.strip()}", words[1:]


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    calls = list(_calls_of("make"))
    assert [where for where, words in calls if words and words[0] not in targets] == []
    assert {"run", "test"} <= {
        words[0] for where, words in calls if where.startswith("README") and words
    }


def test_every_countersign_command_in_the_documents_exists() -> None:
    wrong = [
        f"{where}: no {word}"
        for where, words in _calls_of("countersign")
        for word in _unknown(typer.main.get_command(app), words)
    ]
    assert wrong == []


def _unknown(command: Any, words: list[str]) -> list[str]:
    """The words that no command takes: each sub-command and each --option is looked up in turn.

    `list|show` stands for one of the two; words in capitals and paths are arguments.
    """
    options: set[str] = {"--help"}
    for position, word in enumerate(words):
        options |= {o for p in command.params for o in (*p.opts, *p.secondary_opts)}
        if word.startswith("-"):
            return [
                w for w in words[position:] if w.startswith("-") and w.split("=")[0] not in options
            ]
        rooms = getattr(command, "commands", None)
        if rooms is None:
            continue
        missing = [name for name in word.split("|") if name not in rooms and name != "..."]
        if missing:
            return missing
        command = rooms.get(word.split("|")[0], command)
    return []


def test_a_command_that_does_not_exist_is_noticed() -> None:
    root = typer.main.get_command(app)
    assert _unknown(root, ["rnu"]) == ["rnu"]
    assert _unknown(root, ["run", "--colour"]) == ["--colour"]


def test_every_link_in_the_documents_leads_somewhere() -> None:
    dead = [
        f"{name_of(file)}: {target}"
        for file in documents()
        for target in LINK.findall(file.read_text("utf-8"))
        if "://" not in target and not (file.parent / target).exists()
    ]
    assert dead == []


def test_the_python_in_the_documents_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where an example makes files
    blocks = [
        (name_of(file), block)
        for file in documents()
        for kind, block in FENCE.findall(file.read_text("utf-8"))
        if kind == "python"
    ]
    assert "README.md" in {name for name, _ in blocks}
    for name, block in blocks:
        exec(compile(block, name, "exec"), {})
