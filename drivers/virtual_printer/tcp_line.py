"""The virtual printer's network port: raw bytes over TCP, one client at a time."""

from __future__ import annotations

import select
import socket
import threading
import time
from types import TracebackType

from drivers.transport.network import open_tcp
from drivers.transport.port import Transport
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pump import STOP_WITHIN_S, Pump
from drivers.virtual_printer.waker import Waker

GONE_WITHIN_S = 0.5
"""A client that has hung up is gone by then; one that is still there is printing."""
LOOK_EVERY_S = 0.005


class TcpLine:
    """Listens from the start; port 0 takes a free one, kept over pulling and plugging.

    Errors of the constructor and of `plug`: OSError where the address is taken or is not ours.
    """

    def __init__(self, machine: VirtualPrinter, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host, self._port = host, port
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._waker = Waker()
        self._hand = threading.Lock()  # one hand at the plug at a time
        self._pump = Pump(machine, "virtual printer")
        try:
            self.plug()
        except OSError:
            self.close()
            raise

    def __enter__(self) -> TcpLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The printer address of the port."""
        return f"tcp://{self._host}:{self._port}"

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return self._listener is not None

    @property
    def busy(self) -> bool:
        """Whether a client is connected."""
        return self._pump.attached

    def connect(self) -> Transport:
        """Connect as any client. Errors: LinkDownError while the cable is out."""
        return open_tcp(self._host, self._port)

    def pull(self) -> None:
        """Pull the cable: the client's connection ends, and nothing listens any more."""
        with self._hand:
            listener, self._listener = self._listener, None
            if listener is None:
                return
            self._waker.wake()
            assert self._thread is not None
            self._thread.join(STOP_WITHIN_S)
            self._waker.calm()
            listener.close()
            self._pump.detach()

    def plug(self) -> None:
        """Listen again at the same address."""
        with self._hand:
            if self._listener is None:
                self._listen()

    def close(self) -> None:
        """Stop listening and end the client's connection."""
        self.pull()
        self._pump.close()
        self._waker.close()

    def _listen(self) -> None:
        listener = socket.create_server((self._host, self._port))
        listener.setblocking(False)
        self._port = listener.getsockname()[1]
        self._listener = listener
        self._thread = threading.Thread(
            target=self._accept, args=(listener,), name="virtual printer's door", daemon=True
        )
        self._thread.start()

    def _accept(self, listener: socket.socket) -> None:
        poll = select.poll()
        poll.register(listener, select.POLLIN)
        poll.register(self._waker.fileno(), select.POLLIN)
        while self._listener is listener:
            poll.poll()
            try:
                connection, _ = listener.accept()
            except OSError:
                continue
            if not self._is_free():
                connection.close()  # another client is printing
                continue
            connection.setblocking(False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pump.attach(connection.detach())

    def _is_free(self) -> bool:
        """Whether nobody is connected; who has only just hung up is given the time to be gone."""
        until = time.monotonic() + GONE_WITHIN_S
        while self._pump.attached:
            if time.monotonic() > until:
                return False
            time.sleep(LOOK_EVERY_S)
        return True
