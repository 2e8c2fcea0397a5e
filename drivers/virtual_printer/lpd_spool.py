"""Print jobs as LPD clients send them, waiting for their turn: names after RFC 1179."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

MAX_JOB_BYTES = 16 * 1024 * 1024
"""A roll of paper is 50 metres of dots: less than this."""

MAX_SPOOL_BYTES = 64 * 1024 * 1024
"""All waiting jobs together: the memory of a small print server."""

MAX_JOBS = 32
"""Who sends one more is told to come back."""

MAX_PRINTS = 99
"""Copies and files of one job, more than anybody tears off."""

_PRINTS = "cdfglnoprtv"
"""The control file's letters that print a file; this printer prints them all as they are."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be printed: its files one after the other, a copy as the same file again.

    `number` is given by the spool.
    """

    host: str
    owner: str
    title: str
    files: tuple[bytes, ...] = field(repr=False)
    number: int = 0

    @property
    def size_bytes(self) -> int:
        """All copies together."""
        return sum(map(len, self.files))


def read_control_file(text: bytes, files: Mapping[str, bytes]) -> Job | None:
    """The job that a control file describes; None while a file of it has not come.

    A line is a letter and its operand (RFC 1179, section 7): H host, P person, J name, N file, and
    a small letter for each print of a data file.
    """
    said: dict[str, str] = {}
    prints: list[bytes] = []
    for line in text.decode("utf-8", "replace").splitlines():
        letter, operand = line[:1], line[1:].strip()
        if letter in _PRINTS and operand:
            if operand not in files:
                return None
            if len(prints) < MAX_PRINTS:
                prints.append(files[operand])
        elif letter:
            said.setdefault(letter, operand)
    title = said.get("J") or said.get("N") or "(stdin)"
    return Job(said.get("H", "?"), said.get("P", "?"), title, tuple(prints))


class Spool:
    """The jobs in their order; the first may be printing. Thread-safe."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._number = 0
        self.changed = threading.Condition()
        """Notified when a job comes or goes."""

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All that wait, the one that prints among them."""
        with self.changed:
            return tuple(self._jobs)

    @property
    def room_bytes(self) -> int:
        """How large a file may be that is taken in now."""
        with self.changed:
            if len(self._jobs) >= MAX_JOBS:
                return 0
            held = sum(len(file) for job in self._jobs for file in set(job.files))
            return max(0, min(MAX_JOB_BYTES, MAX_SPOOL_BYTES - held))

    def put(self, job: Job) -> None:
        """Let it wait for its turn."""
        with self.changed:
            self._number += 1
            self._jobs.append(replace(job, number=self._number))
            self.changed.notify_all()

    def remove(self, job: Job) -> bool:
        """Take it out, printed or not; False if it was not there any more."""
        with self.changed:
            if job not in self._jobs:
                return False
            self._jobs.remove(job)
            self.changed.notify_all()
            return True
