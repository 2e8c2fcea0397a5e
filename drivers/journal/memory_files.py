"""Files of a database that live in memory: a way to look into a journal without touching it."""

# ruff: noqa: N802, ARG002 - the names and the parameters are those SQLite calls with

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import apsw

_numbers = count(1)


class MemoryFiles(apsw.VFS):
    """A file system for SQLite with nothing in it but `files`, by name."""

    def __init__(self, files: dict[str, bytearray] | None = None) -> None:
        self.name = f"countersign-memory-{next(_numbers)}"
        self.files = {} if files is None else files
        super().__init__(self.name, base="")  # time, chance and sleep stay the system's

    def xFullPathname(self, name: str) -> str:
        """Names are what they are."""
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:
        """Whether there is such a file."""
        return pathname in self.files

    def xDelete(self, filename: str, syncdir: bool) -> None:
        """Remove a file."""
        del self.files[filename]

    def xOpen(  # type: ignore[override]  # any object with these methods serves as a file
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> MemoryFile:
        """Open a file, empty if it is new."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary"
        flags[1] = flags[0]
        return MemoryFile(self, path)


class MemoryFile:
    """One open file of a MemoryFiles."""

    def __init__(self, system: MemoryFiles, path: str) -> None:
        self.system = system
        self.path = path
        self.content = system.files.setdefault(path, bytearray())

    def xRead(self, amount: int, offset: int) -> bytes:
        """At most `amount` bytes; fewer at the end of the file."""
        return bytes(self.content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        """Overwrite or append."""
        missing = offset - len(self.content)
        if missing > 0:
            self.content.extend(bytes(missing))
        self.content[offset : offset + len(data)] = data

    def xTruncate(self, newsize: int) -> None:
        """Cut the end off."""
        del self.content[newsize:]

    def xSync(self, flags: int) -> None:
        """Memory is as durable as it gets."""

    def xFileSize(self) -> int:
        """In bytes."""
        return len(self.content)

    def xLock(self, level: int) -> None:
        """Nobody else is here."""

    def xUnlock(self, level: int) -> None:
        """Nobody else is here."""

    def xCheckReservedLock(self) -> bool:
        """Nobody else is here."""
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:
        """Nothing special is understood."""
        return False

    def xSectorSize(self) -> int:
        """What may be torn in a power cut."""
        return 512

    def xDeviceCharacteristics(self) -> int:
        """As on Unix: a write leaves the bytes around it alone, whatever happens."""
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xClose(self) -> None:
        """The content stays."""


@contextmanager
def memory_files(files: dict[str, bytearray]) -> Iterator[MemoryFiles]:
    """A file system for the time of a `with`."""
    system = MemoryFiles(files)
    try:
        yield system
    finally:
        system.unregister()
