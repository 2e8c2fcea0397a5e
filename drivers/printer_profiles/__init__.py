"""What a model of receipt printer can do, read from the TOML files beside this one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from receipts.escpos import Dialect
from receipts.paper import MM58, MM80, Paper

_FOLDER = Path(__file__).parent
_PAPERS = {paper.width_mm: paper for paper in (MM58, MM80)}

DEFAULT = "generic58"


class UnknownProfileError(ValueError):
    """There is no profile of that name."""


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One model: the driver prints by it, and the virtual printer behaves like it.

    `answers`: whether it says how it is; if not, a job counts as printed when its bytes are gone.
    `receive_buffer_bytes` is what it takes in while it cannot print.
    """

    name: str
    title: str
    paper: Paper
    answers: bool
    receive_buffer_bytes: int
    speed_mm_s: int
    dialect: Dialect


def names() -> tuple[str, ...]:
    """All profiles, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def load(name: str) -> PrinterProfile:
    """Read one profile. Errors: UnknownProfileError, which lists the names there are."""
    if name not in names():
        raise UnknownProfileError(f"no printer profile {name!r}; there are: {', '.join(names())}")
    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    return PrinterProfile(
        name=name,
        title=table["title"],
        paper=_PAPERS[table["paper_mm"]],
        answers=table["answers"],
        receive_buffer_bytes=table["receive_buffer_bytes"],
        speed_mm_s=table["speed_mm_s"],
        dialect=Dialect(hanzi_sizes=table["hanzi_sizes"], cutter=table["cutter"]),
    )
