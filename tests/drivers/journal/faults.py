"""A disk in memory that fails when told to."""

from __future__ import annotations

import apsw

from drivers.journal.memory_files import MemoryFile, MemoryFiles


class FaultyFiles(MemoryFiles):
    """After `fail_after(n)` the n+1st write, truncate or flush fails, and all that follow."""

    def __init__(self) -> None:
        super().__init__()
        self._left: int | None = None
        self._error: type[apsw.Error] = apsw.IOError

    def fail_after(self, operations: int, *, full: bool = False) -> None:
        """Let this many operations pass; then the disk is full, or broken."""
        self._left = operations
        self._error = apsw.FullError if full else apsw.IOError

    def heal(self) -> None:
        """Work again."""
        self._left = None

    def count(self) -> None:
        """One more operation. Errors: as told."""
        if self._left is None:
            return
        if self._left == 0:
            raise self._error("as told")
        self._left -= 1

    def xOpen(  # type: ignore[override]  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> MemoryFile:
        path = super().xOpen(name, flags).path
        return _FaultyFile(self, path)


class _FaultyFile(MemoryFile):
    system: FaultyFiles

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.system.count()
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self.system.count()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.system.count()
        super().xSync(flags)
