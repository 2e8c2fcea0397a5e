"""Pages of the documents as tests read them: their tables, and what stands in them as code."""

from __future__ import annotations

import re

from tests.house.tree import ROOT

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
_CELL = re.compile(r"(?<!\\)\|")


def page(name: str) -> str:
    """The text of docs/NAME."""
    return (ROOT / "docs" / name).read_text("utf-8")


def table(name: str, heading: str) -> list[list[str]]:
    """The rows of the table whose first column has this heading, without backquotes."""
    lines = page(name).splitlines()
    plain = [line.replace("`", "") for line in lines]
    starts = [n for n, line in enumerate(plain) if line.startswith(f"| {heading} |")]
    assert len(starts) == 1, f"{name} has {len(starts)} tables headed {heading!r}"
    rows = []
    for line in lines[starts[0] + 2 :]:
        if not line.startswith("|"):
            break
        cells = _CELL.split(line.strip())[1:-1]
        rows.append([cell.strip().replace("`", "").replace("\\|", "|") for cell in cells])
    return rows


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of this language ('' for those without one)."""
    return [code for kind, code in _BLOCK.findall(page(name)) if kind == language]
