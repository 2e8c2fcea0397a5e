"""Who else has a device open, as far as /proc lets us see."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

MAX_NAMED = 3
"""More programs at one printer are not worth naming one by one."""

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has it open."""

    pid: int
    name: str

    def __str__(self) -> str:
        return f"{self.name} (pid {self.pid})"


def holders(path: str) -> tuple[Holder, ...]:
    """The processes, this one left out, that have the file open; other people's are not seen."""
    wanted = os.path.realpath(path)
    return tuple(
        Holder(pid, _name(pid))
        for pid in sorted(int(entry.name) for entry in _PROC.glob("[0-9]*"))
        if pid != os.getpid() and _has_open(pid, wanted)
    )[:MAX_NAMED]


def in_use(path: str) -> str:
    """The sentence for a device that somebody else has."""
    found = holders(path)
    if not found:
        return f"{path} is in use: end the other program that has it open"
    return f"{path} is in use by {', '.join(map(str, found))}: end that program"


def _has_open(pid: int, wanted: str) -> bool:
    try:
        return any(os.readlink(file) == wanted for file in (_PROC / f"{pid}/fd").iterdir())
    except OSError:  # it has ended, or it is another user's
        return False


def _name(pid: int) -> str:
    try:
        return (_PROC / f"{pid}/comm").read_text("utf-8").strip()
    except OSError:
        return "?"
