"""A copy of a journal in memory: what verify and export look into, so that they write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from drivers.journal.database import close_untouched, connect, sentences
from drivers.journal.errors import JournalInUseError
from drivers.journal.memory_files import memory_files

TRIES = 5
"""A running terminal moves its log into the database about once in fifty sales."""

LOG_HEADER_BYTES = 32
"""Holds the salts, which change whenever the log starts over."""

Image = dict[str, bytearray]


def image_of(path: Path) -> Image:
    """The database and its log as they stand together, also while a terminal writes to them.

    Errors: JournalError where there is no journal, or none that can be read.
    """
    name, log = str(path), path.with_name(path.name + "-wal")
    with sentences(name):
        for _ in range(TRIES):
            before = _stamp(path, log)
            image = {name: bytearray(path.read_bytes())}
            if log.exists():
                image[str(log)] = bytearray(log.read_bytes())
            if _stamp(path, log) == before:
                return image
    raise JournalInUseError(name, None)


def _stamp(path: Path, log: Path) -> tuple[int, int, bytes]:
    """Changes when the database does, or the log starts over; between that the log only grows."""
    status = path.stat()
    header = b""
    if log.exists():
        with log.open("rb") as file:
            header = file.read(LOG_HEADER_BYTES)
    return status.st_mtime_ns, status.st_size, header


@contextmanager
def opened(image: Image, path: Path) -> Iterator[apsw.Connection]:
    """A connection to a copy of the image. Errors: JournalError."""
    name = str(path)
    with memory_files({file: bytearray(content) for file, content in image.items()}) as files:
        connection = connect(name, vfs=files.name)
        try:
            yield connection
        finally:
            close_untouched(connection)
