"""The virtual printer's network port: raw bytes over TCP, one client at a time."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable
from types import TracebackType

from drivers.transport.network import open_tcp
from drivers.transport.port import Transport
from drivers.virtual_printer.cable import Cable, Wiring
from drivers.virtual_printer.door import Door, send_away
from drivers.virtual_printer.ends import DescriptorEnd
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pump import Pump

GONE_WITHIN_S = 0.5
"""A client that has hung up is gone by then, or what it sent waits for paper."""
LOOK_EVERY_S = 0.005


class TcpLine:
    """Listens from the start; port 0 takes a free one, kept over pulling and plugging.

    While a client is connected the next one is sent away with a connection reset, which every
    program reports as an error: a polite close would let it believe that its slip was printed.
    Errors of the constructor and of `plug`: OSError where the address is taken or is not ours.
    """

    def __init__(
        self,
        machine: VirtualPrinter,
        host: str = "127.0.0.1",
        port: int = 0,
        wiring: Wiring | None = None,
    ) -> None:
        self._cable = Cable(machine, wiring)
        self._client: SocketEnd | None = None
        self._pump = Pump(self._cable)
        self._door = Door(host, port, self._welcome, "virtual printer's door")
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
        return f"tcp://{self._door.address}"

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return self._door.is_open

    @property
    def faults(self) -> LineFaults:
        """What is wrong with the cable."""
        return self._cable.faults

    @property
    def taken(self) -> bool:
        """Whether a client is connected."""
        return self._pump.attached

    def connect(self) -> Transport:
        """Connect as any client. Errors: LinkDownError while the cable is out."""
        return open_tcp(self._door.host, self._door.port)

    def pull(self) -> None:
        """Pull the cable: the client's connection ends, and nothing listens any more."""
        if self._door.is_open:
            self._door.shut()
            self._pump.detach()

    def plug(self) -> None:
        """Listen again at the same address."""
        self._door.open()

    def close(self) -> None:
        """Stop listening and end the client's connection."""
        self.pull()
        self._door.close()
        self._pump.close()

    def _welcome(self, connection: socket.socket) -> None:
        if not self._has_the_printer():
            send_away(connection)
            return
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._client = SocketEnd(connection, lambda: self._cable.floor.close(self._cable))
        self._pump.attach(self._client)

    def _has_the_printer(self) -> bool:
        """Whether the newcomer gets it: a client that has hung up is given time to be gone."""
        until = time.monotonic() + GONE_WITHIN_S
        while self._pump.attached or not self._cable.floor.open(self._cable):
            client = self._client
            stays = self._pump.attached and client is not None and not client.hung_up
            if stays or time.monotonic() > until:
                return False
            time.sleep(LOOK_EVERY_S)
        return True


class SocketEnd(DescriptorEnd):
    """A client's connection."""

    def __init__(self, connection: socket.socket, on_close: Callable[[], None]) -> None:
        super().__init__(connection.detach(), on_close)

    @property
    def hung_up(self) -> bool:
        """Whether the client has ended its side; what it sent before may still be on its way."""
        poll = select.poll()
        poll.register(self.descriptor, select.POLLRDHUP)
        return bool(poll.poll(0))
