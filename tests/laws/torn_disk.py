"""A disk that remembers every operation, and what of them a power cut may leave behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import NamedTuple

import apsw

from drivers.journal.memory_files import MemoryFile, MemoryFiles

SECTOR_BYTES = 512
"""What a disk writes whole or not at all."""

Image = dict[str, bytearray]


class Act(Enum):
    """What was done to a file."""

    CREATE = "create"
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"


class Operation(NamedTuple):
    """One call of SQLite's file interface that changes something, in the order they came."""

    act: Act
    path: str
    offset: int = 0
    """Of a truncate: the new size."""
    data: bytes = b""


class RecordingFiles(MemoryFiles):
    """Files in memory that write down what is done to them; `told` hears of each operation."""

    def __init__(self, told: Callable[[Operation], None]) -> None:
        super().__init__()
        self.told = told

    def xOpen(  # type: ignore[override]  # noqa: N802
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> MemoryFile:
        known = set(self.files)
        path = super().xOpen(name, flags).path
        if path not in known:
            self.told(Operation(Act.CREATE, path))
        return _RecordingFile(self, path)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self.told(Operation(Act.DELETE, filename))

    def write_out(self, path: str, size: int) -> None:
        """What the store does to its log at power-on, past SQLite: zeros up to `size`, flushed."""
        file = _RecordingFile(self, path)
        file.xWrite(bytes(size - file.xFileSize()), file.xFileSize())
        file.xSync(0)


class _RecordingFile(MemoryFile):
    system: RecordingFiles

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self.system.told(Operation(Act.WRITE, self.path, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self.system.told(Operation(Act.TRUNCATE, self.path, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self.system.told(Operation(Act.SYNC, self.path))


@dataclass
class Platter:
    """What is certainly on the disk, and what may be."""

    certain: Image = field(default_factory=dict)
    pending: dict[str, list[Operation]] = field(default_factory=dict)

    def take(self, operation: Operation) -> None:
        """One more operation; a flush makes its file certain, a name is certain at once."""
        path = operation.path
        match operation.act:
            case Act.CREATE:
                self.certain[path] = bytearray()
                self.pending[path] = []
            case Act.DELETE:
                del self.certain[path], self.pending[path]
            case Act.SYNC:
                for done in self.pending[path]:
                    _apply(self.certain[path], done)
                self.pending[path] = []
            case _:
                self.pending[path].append(operation)

    def after_power_cut(self, chance: Random) -> Iterator[tuple[str, Image]]:
        """Four disks a power cut may leave: unflushed dropped, all kept, two torn by sectors."""
        yield "dropped", self._image(lambda operation: [])
        yield "kept", self._image(lambda operation: [operation])
        for torn in ("torn", "torn again"):
            yield torn, self._image(lambda operation: _torn(operation, chance))

    def _image(self, survivors: Callable[[Operation], list[Operation]]) -> Image:
        image = {path: bytearray(content) for path, content in self.certain.items()}
        for path, operations in self.pending.items():
            for operation in operations:
                for part in survivors(operation):
                    _apply(image[path], part)
        return image


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.act is Act.TRUNCATE:
        del content[operation.offset :]
        return
    missing = operation.offset - len(content)
    if missing > 0:
        content.extend(bytes(missing))
    content[operation.offset : operation.offset + len(operation.data)] = operation.data


def _torn(operation: Operation, chance: Random) -> list[Operation]:
    """Each sector of a write, and each truncate, survives or does not."""
    if operation.act is Act.TRUNCATE:
        return [operation] if chance.random() < 0.5 else []
    at, end = operation.offset, operation.offset + len(operation.data)
    parts = []
    while at < end:
        stop = min(end, (at // SECTOR_BYTES + 1) * SECTOR_BYTES)
        if chance.random() < 0.5:
            data = operation.data[at - operation.offset : stop - operation.offset]
            parts.append(operation._replace(offset=at, data=data))
        at = stop
    return parts
