"""The computer's end of a cable: where bytes wait for the printer, and where answers go."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from typing import Protocol

from drivers.virtual_printer.pacing import XOFF, XON, PortSettings


class EndGoneError(OSError):
    """The computer has let go of its end."""


class End(Protocol):
    """What a pump needs of it; none of its methods waits."""

    @property
    def waits(self) -> bool:
        """Whether bytes are known to wait."""

    @property
    def watched(self) -> int | None:
        """The descriptor to poll for more of them; None while that tells nothing new."""

    def look(self) -> None:
        """The descriptor is ready. Errors: EndGoneError."""

    def take(self, limit: int) -> bytes:
        """At most so many of the waiting bytes. Errors: EndGoneError."""

    def put(self, answers: bytes) -> None:
        """Hand the computer answers; what it has no room for is lost, as on a real line."""

    def refresh(self) -> None:
        """The printer may have changed."""

    def settings(self) -> PortSettings | None:
        """What its port is set to; None where it has no such settings."""

    def close(self) -> None:
        """Give it back; twice is nothing."""


class DescriptorEnd:
    """An open, non-blocking descriptor, which it owns; `on_close` is called once."""

    def __init__(self, descriptor: int, on_close: Callable[[], None] = lambda: None) -> None:
        self.descriptor = descriptor
        self.waits = False
        self._on_close = on_close
        self._open = True

    @property
    def watched(self) -> int | None:
        return None if self.waits else self.descriptor

    def look(self) -> None:
        self.waits = True

    def take(self, limit: int) -> bytes:
        try:
            data = os.read(self.descriptor, limit)
        except BlockingIOError:
            self.waits = False
            return b""
        except OSError as error:
            raise EndGoneError from error
        if not data:
            raise EndGoneError
        self.waits = len(data) == limit
        return data

    def put(self, answers: bytes) -> None:
        with contextlib.suppress(OSError):
            os.write(self.descriptor, answers)

    def refresh(self) -> None:
        pass

    def settings(self) -> PortSettings | None:
        return None

    def close(self) -> None:
        if self._open:
            self._open = False
            os.close(self.descriptor)
            self._on_close()


class BufferEnd:
    """Bytes in memory: `outgoing` for the printer, `incoming` from it, at most `capacity` each way.

    Whoever changes or reads them holds `changed`, which is notified of every change. `gone` ends
    it when the last byte has left.
    """

    watched: int | None = None

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.outgoing, self.incoming = bytearray(), bytearray()
        self.changed = threading.Condition()
        self.gone = False
        self.port: PortSettings | None = None

    @property
    def waits(self) -> bool:
        return bool(self.outgoing) or self.gone

    @property
    def room(self) -> int:
        """How many more bytes may wait for the printer."""
        return self.capacity - len(self.outgoing)

    def look(self) -> None:
        raise AssertionError("there is no descriptor that could be ready")

    def take(self, limit: int) -> bytes:
        with self.changed:
            if not self.outgoing and self.gone:
                raise EndGoneError
            data = bytes(self.outgoing[:limit])
            del self.outgoing[: len(data)]
            self.changed.notify_all()
            return data

    def put(self, answers: bytes) -> None:
        if self.port is not None and self.port.heeds_xoff:
            answers = answers.translate(None, XON + XOFF)
        with self.changed:
            self.incoming += answers[: self.capacity - len(self.incoming)]
            self.changed.notify_all()

    def refresh(self) -> None:
        pass

    def settings(self) -> PortSettings | None:
        return self.port

    def close(self) -> None:
        with self.changed:
            self.gone = True
            self.outgoing.clear()
            self.changed.notify_all()
