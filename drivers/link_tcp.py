"""A TCP connection to the bank, kept open between exchanges and made anew when it is gone."""

from __future__ import annotations

import errno
import select
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from drivers.ports import Clock
from drivers.traffic import Direction, Traffic, Watcher, nobody
from terminal.faults import HostFault, HostTrouble
from terminal.messages import Text, plain, text
from wire.errors import MalformedError
from wire.framing import Frame, FrameParser

T = TypeVar("T")

CONNECT_WITHIN_S = 10.0
"""A bank that takes no connection in this time is not there."""
READ_BYTES = 4096


class _Line:
    """One open connection and the frames that have come on it."""

    def __init__(self, address: tuple[str, int], within_s: float) -> None:
        self._socket = socket.create_connection(address, timeout=within_s)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._parser = FrameParser()
        self.frames: deque[Frame] = deque()
        self.trouble: HostTrouble | None = None

    def send(self, data: bytes, within_s: float) -> None:
        self._socket.settimeout(within_s)
        self._socket.sendall(data)

    def read(self, within_s: float) -> bool:
        """Take what comes within the time; False where nothing came. Sets `trouble`."""
        try:
            if not select.select([self._socket], [], [], max(0.0, within_s))[0]:
                return False
            data = self._socket.recv(READ_BYTES)
            if not data:
                self.trouble = HostTrouble.CLOSED
            self.frames.extend(self._parser.feed(data))
            self._parser.feed(b"")  # bytes after a frame may be no frame
        except MalformedError:
            self.trouble = HostTrouble.GARBAGE
        except (OSError, ValueError):  # ValueError: closed by another thread while we waited
            self.trouble = HostTrouble.CLOSED
        return True

    def close(self) -> None:
        with suppress(OSError):  # the other end may have gone before
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes a thread that waits on it
        self._socket.close()


class TcpLink:
    """Exchanges with the bank at `host`:`port`, one at a time."""

    def __init__(self, host: str, port: int, clock: Clock, watch: Watcher = nobody) -> None:
        self._address = (host, port)
        self._clock = clock
        self._watch = watch
        self._line: _Line | None = None

    def exchange(self, request: Frame, read: Callable[[Frame], T | None], within_s: float) -> T:
        """Send and wait for the answer; what `read` makes of it, None for a frame to ignore.

        A late answer stays on the line and comes to a later exchange. Errors: HostFault; after
        NO_ANSWER the connection stays open, after every other trouble it is closed.
        """
        deadline = time.monotonic() + within_s
        line = self._ready_line(min(within_s, CONNECT_WITHIN_S))
        self._tell(Direction.SENT, request)
        try:
            line.send(request.encode(), max(0.001, deadline - time.monotonic()))
        except OSError:
            # Some bytes may have left: what the bank makes of them is unknown.
            raise self._lost(HostTrouble.CLOSED) from None
        while True:
            while line.frames:
                frame = line.frames.popleft()
                answer = read(frame)
                is_ours = answer is not None
                self._tell(Direction.RECEIVED if is_ours else Direction.IGNORED, frame)
                if answer is not None:
                    return answer
            if line.trouble is not None:
                raise self._lost(line.trouble)
            if not line.read(deadline - time.monotonic()):
                raise HostFault(HostTrouble.NO_ANSWER, plain(self.where))

    def close(self) -> None:
        """Hang up; an exchange that waits in another thread ends with CLOSED."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    @property
    def where(self) -> str:
        """Host and port."""
        return f"{self._address[0]}:{self._address[1]}"

    def _ready_line(self, within_s: float) -> _Line:
        """The open line with all that has come on it, or a new one. Errors: NOT_SENT."""
        line = self._line
        if line is not None:
            while line.trouble is None and line.read(0):
                pass
            if line.trouble is None:
                return line
            self.close()
        try:
            self._line = _Line(self._address, within_s)
        except OSError as error:
            where = text("line.where", where=self.where, why=_why(error))
            raise HostFault(HostTrouble.NOT_SENT, where) from error
        return self._line

    def _lost(self, trouble: HostTrouble) -> HostFault:
        self.close()
        return HostFault(trouble, plain(self.where))

    def _tell(self, direction: Direction, frame: Frame) -> None:
        self._watch(Traffic(direction, frame, self._clock.now()))


_REASONS = {
    errno.ECONNREFUSED: "line.refused",
    errno.EHOSTUNREACH: "line.unreachable",
    errno.ENETUNREACH: "line.unreachable",
}


def _why(error: OSError) -> Text:
    """Why nobody answered the call; what is rare in the system's own words."""
    if isinstance(error, TimeoutError):
        return text("line.silent")
    if isinstance(error, socket.gaierror):
        return text("line.no_such_host")
    known = _REASONS.get(error.errno or 0)
    return text(known) if known else plain(error.strerror or str(error))
