"""What the virtual printer's network lines have in common: a door, and one client at a time."""

from __future__ import annotations

import select
import socket
import time
from typing import Protocol, Self

from drivers.virtual_printer.cable import Cable, Wiring
from drivers.virtual_printer.door import Door, send_away
from drivers.virtual_printer.ends import End
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pump import Pump

GONE_WITHIN_S = 0.5
"""A client that has hung up is gone by then, or what it sent waits for paper."""
LOOK_EVERY_S = 0.005


class ClientEnd(End, Protocol):
    """A client's connection."""

    @property
    def hung_up(self) -> bool:
        """Whether the client has ended its side; what it sent before may still be on its way."""


class NetworkLine:
    """Listens from the start; port 0 takes a free one, kept over pulling and plugging.

    While a client is connected the next one is sent away with a connection reset, which every
    program reports as an error: a polite close would let it believe that its slip was printed.
    Errors of the constructor and of `plug`: OSError where the address is taken or is not ours.
    """

    scheme: str

    def __init__(
        self,
        machine: VirtualPrinter,
        host: str = "127.0.0.1",
        port: int = 0,
        wiring: Wiring | None = None,
    ) -> None:
        self.cable = Cable(machine, wiring)
        self._client: ClientEnd | None = None
        self._pump = Pump(self.cable)
        self._door = Door(host, port, self._welcome, "virtual printer's door")
        try:
            self.plug()
        except OSError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The printer address of the port."""
        return f"{self.scheme}://{self._door.address}"

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        return self._door.host, self._door.port

    @property
    def plugged(self) -> bool:
        """Whether the cable is in."""
        return self._door.is_open

    @property
    def faults(self) -> LineFaults:
        """What is wrong with the cable."""
        return self.cable.faults

    @property
    def taken(self) -> bool:
        """Whether a client is connected."""
        return self._pump.attached

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

    def seat(self, connection: socket.socket) -> ClientEnd:
        """The end of the client that was let in."""
        raise NotImplementedError

    def lets_in(self) -> bool:
        """Whether a client may come in, as far as the printer's other lines are concerned."""
        return True

    def _welcome(self, connection: socket.socket) -> None:
        if not self._has_the_printer():
            send_away(connection)
            return
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._client = self.seat(connection)
        self._pump.attach(self._client)

    def _has_the_printer(self) -> bool:
        """Whether the newcomer gets it: a client that has hung up is given time to be gone."""
        until = time.monotonic() + GONE_WITHIN_S
        while self._pump.attached or not self.lets_in():
            client = self._client
            stays = self._pump.attached and client is not None and not client.hung_up
            if stays or time.monotonic() > until:
                return False
            time.sleep(LOOK_EVERY_S)
        return True


def hung_up(descriptor: int) -> bool:
    """Whether the other side of a socket has ended its sending."""
    poll = select.poll()
    poll.register(descriptor, select.POLLRDHUP)
    return bool(poll.poll(0))
