"""The bank's door: a TCP server on loopback, one thread, real even when the bank is embedded."""

from __future__ import annotations

import heapq
import logging
import selectors
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from threading import Thread
from types import TracebackType

from acquirer.books import StoreError
from acquirer.host import Bank
from acquirer.mishaps import Delivery
from acquirer.prepared import DriverError
from drivers.clock import SystemClock
from drivers.ports import Clock
from wire.errors import MalformedError
from wire.framing import Frame, FrameParser

LOOPBACK = "127.0.0.1"
MAX_PEERS = 2048
"""Connections at once; when one more comes, the one silent for longest goes."""
MAX_UNREAD_BYTES = 1 << 18
"""Answers a terminal has not taken; one that takes none any more is cut off."""
READ_BYTES = 1 << 16
BACKLOG = 128
TICK_S = 1.0
"""How often the bank looks whether payouts are due."""
STOP_WITHIN_S = 5.0
BROKEN = (StoreError, DriverError)
"""What the disk does to the books; anything else is a mistake of ours and shows as one."""

_log = logging.getLogger(__name__)


class HostServerError(Exception):
    """Theirs: the server cannot listen where it should; says what to do."""


class _Peer:
    """One connected terminal."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = connection
        self.parser = FrameParser()
        self.unsent = bytearray()
        self.heard_at = time.monotonic()
        self.is_open = True
        self.waits_to_send = False
        self.closes_when_sent = False


class HostServer:
    """Serves `bank` at `host`:`port` (0: any free port) from `start` to `stop`."""

    def __init__(
        self,
        bank: Bank,
        host: str = LOOPBACK,
        port: int = 0,
        clock: Clock | None = None,
        given_up: Callable[[str], None] | None = None,
    ) -> None:
        """`given_up` is told, in the server's thread, why the books take nothing any more."""
        self._bank = bank
        self._given_up = given_up or _log.error
        self._address = (host, port)
        self._clock: Clock = clock or SystemClock()
        self._selector = selectors.DefaultSelector()
        self._listener: socket.socket | None = None
        self._peers: set[_Peer] = set()
        self._coming: list[tuple[float, int, _Peer, Delivery]] = []
        self._order = count()
        self._ends: tuple[socket.socket, socket.socket] | None = None  # to wake, and to be woken
        self._thread: Thread | None = None
        self._stopping = False
        self._books_broken = False

    def __enter__(self) -> HostServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def address(self) -> tuple[str, int]:
        """Where it listens."""
        return self._address

    def start(self) -> tuple[str, int]:
        """Listen, serve in a thread of its own, return the address. Errors: HostServerError."""
        try:
            self._listen()
        except OSError as error:
            where = f"{self._address[0]}:{self._address[1]}"
            reason = error.strerror or str(error)
            raise HostServerError(
                f"cannot listen on {where}: {reason}; choose another address"
            ) from error
        self._ends = socket.socketpair()
        for end in self._ends:
            end.setblocking(False)
        self._selector.register(self._ends[1], selectors.EVENT_READ)
        self._bank.faults.watch(self._wake)
        self._thread = Thread(target=self._serve, name="bank", daemon=True)
        self._thread.start()
        return self._address

    def stop(self) -> None:
        """Close the door and every connection; returns when the thread has ended."""
        if self._thread is None or self._ends is None:
            return
        self._stopping = True
        self._wake()
        self._thread.join(STOP_WITHIN_S)
        assert not self._thread.is_alive(), "the bank's thread does not end"
        self._thread = None
        for end in self._ends:
            end.close()
        self._selector.close()

    def _wake(self) -> None:
        if self._ends is not None:
            with suppress(OSError):  # stopped, or about to wake anyway
                self._ends[0].send(b"!")

    def _listen(self) -> None:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(self._address)
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            raise
        listener.setblocking(False)
        host, port = listener.getsockname()
        self._address = (host, port)
        self._listener = listener
        self._selector.register(listener, selectors.EVENT_READ)

    def _serve(self) -> None:
        next_tick = 0.0
        while not self._stopping:
            self._mind_the_door()
            now = time.monotonic()
            if now >= next_tick:
                self._tick()
                next_tick = now + TICK_S
            until = min(next_tick, self._coming[0][0] if self._coming else next_tick)
            for key, events in self._selector.select(max(0.0, until - time.monotonic())):
                self._handle(key.fileobj, key.data, events)
            self._deliver_due()
        self._shut()
        for peer in list(self._peers):
            self._hang_up(peer)

    def _mind_the_door(self) -> None:
        """Open or shut it as the desk orders: a shut one refuses connections for real."""
        refusing = self._bank.faults.refusing
        if refusing and self._listener is not None:
            self._shut()
            for peer in list(self._peers):
                self._hang_up(peer)
        elif not refusing and self._listener is None:
            try:
                self._listen()
            except OSError as error:
                _log.warning("cannot listen again yet: %s", error.strerror)

    def _shut(self) -> None:
        if self._listener is not None:
            self._selector.unregister(self._listener)
            self._listener.close()
            self._listener = None

    def _tick(self) -> None:
        if self._books_broken:
            return
        try:
            self._bank.tick(self._clock.now())
        except BROKEN as error:
            self._give_up(error)
        except Exception:
            self._books_broken = True
            _log.exception("the bank cannot write its books; it pays nothing out any more")

    def _give_up(self, error: Exception) -> None:
        """Say it once: whoever asks from now on is hung up on, for what was booked is unknown."""
        if not self._books_broken:
            self._books_broken = True
            self._given_up(str(error))

    def _handle(self, source: object, peer: _Peer | None, events: int) -> None:
        if peer is not None:
            if events & selectors.EVENT_WRITE and peer.is_open:
                self._write(peer)
            if events & selectors.EVENT_READ and peer.is_open:
                self._read(peer)
        elif source is self._listener:
            self._accept()
        elif self._ends is not None:
            with suppress(BlockingIOError):
                self._ends[1].recv(READ_BYTES)

    def _accept(self) -> None:
        assert self._listener is not None
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return  # it went away before we came to it
        if len(self._peers) >= MAX_PEERS:
            self._hang_up(min(self._peers, key=lambda peer: peer.heard_at))
        peer = _Peer(connection)
        self._peers.add(peer)
        self._selector.register(connection, selectors.EVENT_READ, peer)

    def _read(self, peer: _Peer) -> None:
        try:
            data = peer.socket.recv(READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up(peer)
            return
        peer.heard_at = time.monotonic()
        try:
            for frame in peer.parser.feed(data):
                if peer.is_open:
                    self._answer(peer, frame)
            peer.parser.feed(b"")  # bytes after a frame may be no frame
        except MalformedError as error:
            _log.warning("a terminal sent what is no message, hanging up: %s", error)
            self._hang_up(peer)

    def _answer(self, peer: _Peer, frame: Frame) -> None:
        try:
            coming = self._bank.answer(frame, self._clock.now())
        except BROKEN as error:
            self._give_up(error)
            self._hang_up(peer)
            return
        except Exception:
            # What was booked is unknown, so silence is the only honest answer.
            _log.exception("the bank cannot answer, hanging up")
            self._hang_up(peer)
            return
        now = time.monotonic()
        for delivery in coming:
            heapq.heappush(
                self._coming, (now + delivery.after_s, next(self._order), peer, delivery)
            )
        self._deliver_due()

    def _deliver_due(self) -> None:
        while self._coming and self._coming[0][0] <= time.monotonic():
            _, _, peer, delivery = heapq.heappop(self._coming)
            if peer.is_open:
                peer.unsent += delivery.data
                peer.closes_when_sent |= delivery.close_after
                self._write(peer)

    def _write(self, peer: _Peer) -> None:
        try:
            del peer.unsent[: peer.socket.send(peer.unsent)]
        except BlockingIOError:
            pass
        except OSError:
            self._hang_up(peer)
            return
        if peer.closes_when_sent and not peer.unsent:
            self._hang_up(peer)
        elif len(peer.unsent) > MAX_UNREAD_BYTES:
            _log.warning("a terminal takes no answers, hanging up")
            self._hang_up(peer)
        elif peer.waits_to_send != bool(peer.unsent):
            peer.waits_to_send = bool(peer.unsent)
            wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if peer.unsent else 0)
            self._selector.modify(peer.socket, wanted, peer)

    def _hang_up(self, peer: _Peer) -> None:
        if peer.is_open:
            peer.is_open = False
            self._peers.discard(peer)
            self._selector.unregister(peer.socket)
            peer.socket.close()
