"""Bytes through a file descriptor that never blocks: what ports, sockets and files share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from drivers.transport.port import LinkDownError, ready_to_read, ready_to_write


class DescriptorTransport:
    """A transport over an open, non-blocking descriptor; `closer` gives it back.

    `ends`: reading nothing means that the other side has gone, as on a socket or a serial port.
    """

    def __init__(
        self,
        descriptor: int,
        name: str,
        closer: Callable[[], None],
        *,
        answers: bool = True,
        ends: bool = True,
    ) -> None:
        self._descriptor = descriptor
        self._name = name
        self._closer: Callable[[], None] | None = closer
        self._answers = answers
        self._ends = ends

    @property
    def answers(self) -> bool:
        return self._answers

    def write(self, data: bytes, within_s: float) -> int:
        self._check_open()
        until = time.monotonic() + within_s
        written = 0
        while written < len(data):
            try:
                written += os.write(self._descriptor, data[written:])
            except BlockingIOError:
                if not ready_to_write(self._descriptor, until - time.monotonic()):
                    break
            except OSError as error:
                if written:
                    break
                raise self._lost(error) from error
        return written

    def read(self, limit: int, within_s: float) -> bytes:
        self._check_open()
        if not self._answers or not ready_to_read(self._descriptor, within_s):
            return b""
        try:
            data = os.read(self._descriptor, limit)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._lost(error) from error
        if not data and self._ends:
            raise LinkDownError(f"{self._name} was closed at the other end: is the cable in?")
        return data

    def close(self) -> None:
        closer, self._closer = self._closer, None
        if closer is not None:
            closer()

    def _check_open(self) -> None:
        if self._closer is None:
            raise LinkDownError(f"{self._name} is closed")

    def _lost(self, error: OSError) -> LinkDownError:
        return LinkDownError(f"{self._name} is gone ({error.strerror}): is the cable in?")
