"""One caller's conversation with the printer's LPD service, as RFC 1179 has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from drivers.virtual_printer.lpd_spool import Job, Spool, read_control_file

MAX_LINE_BYTES = 1024
MAX_CONTROL_BYTES = 16_384
MAX_FILES = 64
"""Data files of one conversation; their names know no more letters than that."""

YES, NO = b"\0", b"\1"


class LpdSession:
    """Obeys the one command a connection brings. `state` says in words how the printer is.

    What does not keep to RFC 1179 or to a limit is answered NO and ends the conversation.
    """

    def __init__(self, caller: BinaryIO, answer: Callable[[bytes], object], spool: Spool) -> None:
        self._caller = caller
        self._answer = answer
        self._spool = spool
        self._files: dict[str, bytes] = {}
        self._control_files: list[bytes] = []

    def serve(self, state: Callable[[], str]) -> None:
        """Until the caller is served. Errors: OSError."""
        code, words = self._line()
        match code:
            case 1:
                self._answer(YES)  # what waits is being printed anyway
            case 2:
                self._receive()
            case 3 | 4:
                self._answer(self._listing(state(), words[1:], long=code == 4).encode())
            case 5:
                self._answer(self._removed(words[1:]).encode())
            case _:
                self._answer(NO)

    def _line(self) -> tuple[int, list[str]]:
        """A command: its code and its words; code 0 where there is none."""
        line = self._caller.readline(MAX_LINE_BYTES)
        if not line.endswith(b"\n"):
            return 0, []
        return line[0], line[1:].decode("utf-8", "replace").split()

    def _receive(self) -> None:
        """Receive jobs until the caller has no more; one without a control file is printed too."""
        self._answer(YES)
        while True:
            code, words = self._line()
            if code == 1:
                self._files.clear()
                self._control_files.clear()
                self._answer(YES)
            elif code not in (2, 3) or not self._receive_file(code, words):
                break
        if self._files and not self._control_files and not code:
            self._spool.put(Job("?", "?", "?", tuple(self._files.values())))

    def _receive_file(self, code: int, words: list[str]) -> bool:
        limit = MAX_CONTROL_BYTES if code == 2 else self._spool.room_bytes
        size = int(words[0]) if len(words) == 2 and words[0].isdecimal() else -1
        if not 0 <= size <= limit or len(self._files) >= MAX_FILES or not limit:
            self._answer(NO)
            return False
        self._answer(YES)
        content = self._content(size, limit)
        if content is None:
            self._answer(NO)
            return False
        if code == 2:
            self._control_files.append(content)
        else:
            self._files[words[1]] = content
        self._put_complete()
        self._answer(YES)
        return size > 0

    def _content(self, size: int, limit: int) -> bytes | None:
        """So many bytes and the zero after them; without a size, all until the caller stops."""
        if not size:
            content = self._caller.read(limit + 1)
            return content if len(content) <= limit else None
        content = self._caller.read(size)
        return content if len(content) == size and self._caller.read(1) == b"\0" else None

    def _put_complete(self) -> None:
        """Jobs whose files are all here can be printed."""
        for control_file in list(self._control_files):
            job = read_control_file(control_file, self._files)
            if job is not None and job.files:
                self._control_files.remove(control_file)
                self._files.clear()
                self._spool.put(job)

    def _listing(self, state: str, wanted: list[str], long: bool) -> str:
        """The queue in the words of BSD's lpq."""
        jobs = [job for job in self._spool.jobs if not wanted or _is_meant(job, wanted)]
        if not jobs:
            return f"{state}\nno entries\n"
        lines = [state, f"{'Rank':<7}{'Owner':<11}{'Job':<5}{'Files':<38}Total Size"]
        for rank, job in enumerate(jobs):
            place = "active" if rank == 0 else str(rank)
            title = f"{job.title[:36]:<38}"
            lines.append(
                f"{place:<7}{job.owner[:10]:<11}{job.number:<5}{title}{job.size_bytes} bytes"
            )
            if long:
                lines.append(f"       from {job.host}, {len(job.files)} file(s) to print")
        return "\n".join(lines) + "\n"

    def _removed(self, words: list[str]) -> str:
        """Remove one's own jobs, root anybody's: the named ones, or the one that prints."""
        agent, wanted = (words[0], words[1:]) if words else ("", [])
        jobs = [job for job in self._spool.jobs if agent in ("root", job.owner)]
        meant = [job for job in jobs if _is_meant(job, wanted)] if wanted else jobs[:1]
        gone = [job for job in meant if self._spool.remove(job)]
        if not gone:
            return "no such job of yours waits here\n"
        return "".join(f"job {job.number} dequeued\n" for job in gone)


def _is_meant(job: Job, words: list[str]) -> bool:
    """Whether one of the words is its number or its owner."""
    return str(job.number) in words or job.owner in words
