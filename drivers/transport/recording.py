"""A transport that writes down, with the time, all that passes it in both directions."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import TextIO

from drivers.transport.port import LinkDownError, PortStatus, StatusPort, Transport

MAGIC = "countersign recording 1"
"""Each opening of the way begins with this, the address and the time of day."""

MAX_RECORDING_BYTES = 64 * 1024 * 1024
"""Some thousand slips; what passes beyond is not written down, and the recording says so."""

_LINE = re.compile(r"(\d+\.\d+) ([<>!]) (.*)")


class Passage(Enum):
    """What a line of a recording tells."""

    SENT = ">"
    ANSWERED = "<"
    BROKE = "!"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What passed `at_s` seconds after the way was opened: bytes, or (BROKE) trouble in words."""

    at_s: float
    passage: Passage
    data: bytes = b""
    trouble: str = ""


class BadRecordingError(ValueError):
    """A file that is no recording; the sentence names the line."""


class RecordingTransport:
    """Passes everything on as it is. What cannot be written down any more is not, and no fault."""

    def __init__(
        self,
        inner: Transport,
        file: TextIO,
        address: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._inner = inner
        self._file: TextIO | None = file
        self._clock = clock
        self._opened_s = clock()
        self._put(f"{MAGIC} of {address}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC")

    @property
    def answers(self) -> bool:
        return self._inner.answers

    def write(self, data: bytes, within_s: float) -> int:
        try:
            count = self._inner.write(data, within_s)
        except LinkDownError as error:
            self._note(Passage.BROKE, str(error))
            raise
        if count:
            self._note(Passage.SENT, data[:count].hex())
        return count

    def read(self, limit: int, within_s: float) -> bytes:
        try:
            data = self._inner.read(limit, within_s)
        except LinkDownError as error:
            self._note(Passage.BROKE, str(error))
            raise
        if data:
            self._note(Passage.ANSWERED, data.hex())
        return data

    def port_status(self) -> PortStatus | None:
        return self._inner.port_status() if isinstance(self._inner, StatusPort) else None

    def close(self) -> None:
        self._inner.close()
        self._end()

    def _note(self, passage: Passage, words: str) -> None:
        self._put(f"{self._clock() - self._opened_s:.6f} {passage.value} {words}")

    def _put(self, line: str) -> None:
        if self._file is None:
            return
        try:
            if self._file.tell() > MAX_RECORDING_BYTES:
                self._file.write(f"{self._clock() - self._opened_s:.6f} ! the recording is full\n")
                self._end()
                return
            self._file.write(f"{line}\n")
            self._file.flush()
        except OSError:
            self._end()

    def _end(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()


def open_recording(path: str, address: str, opener: Callable[[], Transport]) -> Transport:
    """Open the way and add what passes it to the file. Errors: LinkDownError."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LinkDownError(f"{path} cannot be written ({error.strerror}): name another") from error
    file = os.fdopen(descriptor, "w", encoding="ascii", errors="backslashreplace")
    try:
        return RecordingTransport(opener(), file, address)
    except LinkDownError:
        file.close()
        raise


def is_recording(data: bytes) -> bool:
    """Whether a file begins like one."""
    return data.startswith(MAGIC.encode())


def read_recording(data: bytes) -> tuple[Recorded, ...]:
    """All that was written down, in its order. Errors: BadRecordingError."""
    found = []
    for number, line in enumerate(data.decode("ascii", "replace").splitlines(), 1):
        if line.startswith(MAGIC):
            continue
        fields = _LINE.fullmatch(line)
        try:
            if fields is None:
                raise ValueError
            at_s, passage, words = float(fields[1]), Passage(fields[2]), fields[3]
            if passage is Passage.BROKE:
                found.append(Recorded(at_s, passage, trouble=words))
            else:
                found.append(Recorded(at_s, passage, bytes.fromhex(words)))
        except ValueError:
            raise BadRecordingError(f"line {number} is no line of a recording") from None
    return tuple(found)


def sent_bytes(data: bytes) -> bytes:
    """What the printer was sent in a recording. Errors: BadRecordingError."""
    passages = read_recording(data)
    return b"".join(one.data for one in passages if one.passage is Passage.SENT)
