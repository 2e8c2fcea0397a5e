"""tools/system-packages installs exactly the programs that tests, benchmarks and tools call."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import ROOT, files, name_of

INSTALLER = ROOT / "tools" / "system-packages"
ASKED = re.compile(r"""\bneed\(\s*"([^"]+)"\s*\)""")
TABLE = re.compile(r'^PACKAGES="\n(.*?)^"', re.M | re.S)


def _callers() -> list[Path]:
    folders = {"tests", "benchmarks", "tools"}
    return [f for f in files() if f.relative_to(ROOT).parts[0] in folders and f != INSTALLER]


def _texts() -> dict[str, str]:
    return {name_of(f): f.read_bytes().decode("utf-8", "replace") for f in _callers()}


def _installed() -> list[str]:
    table = TABLE.search(INSTALLER.read_text("utf-8"))
    assert table, "tools/system-packages has lost its table"
    return [line.split()[0] for line in table[1].splitlines()]


def test_every_program_a_test_needs_is_installed() -> None:
    installed = set(_installed())
    asked = {p: name for name, text in _texts().items() for p in ASKED.findall(text)}
    assert {program: at for program, at in asked.items() if program not in installed} == {}


def test_nothing_is_installed_that_nothing_calls() -> None:
    words = {word for text in _texts().values() for word in re.findall(r"[\w-]+", text)}
    assert [program for program in _installed() if program not in words] == []
