"""A copy of a journal in memory: what verify and export look into, so that they write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from drivers.journal.database import close_untouched, connect, sentences
from drivers.journal.errors import JournalCorruptError, JournalInUseError
from drivers.journal.memory_files import memory_files
from drivers.journal.schema import PAGE_BYTES

TRIES = 5
"""A running terminal moves its log into the database about once in fifty sales."""

LOG_HEADER_BYTES = 32
"""Holds the salts, which change whenever the log starts over."""

WHOLE = "the file"
"""Where damage is that has no place in it."""

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
    if not image[name]:  # SQLite takes it for a new one, and throws its log away
        raise JournalCorruptError(name, WHOLE, "it is empty")
    with memory_files({file: bytearray(content) for file, content in image.items()}) as files:
        try:
            connection = connect(name, vfs=files.name)
        except JournalCorruptError as error:
            raise JournalCorruptError(name, WHOLE, _cut_off(image[name]) or error.why) from None
        try:
            yield connection
        finally:
            close_untouched(connection)


def _cut_off(content: bytearray) -> str:
    """What is missing at the end of a database file; '' where nothing is (file format, 1.3)."""
    pages = int.from_bytes(content[28:32], "big")
    missing = pages * PAGE_BYTES - len(content)
    if missing <= 0:
        return ""
    return f"it is cut off: {len(content)} bytes of {pages * PAGE_BYTES} are there"
