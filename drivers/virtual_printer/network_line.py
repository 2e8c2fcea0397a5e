"""What the virtual printer's network lines have in common: a door, and one client at a time."""

from __future__ import annotations

import select
import socket
import time
from typing import Protocol

from drivers.virtual_printer.door import send_away
from drivers.virtual_printer.door_line import DoorLine
from drivers.virtual_printer.ends import End

GONE_WITHIN_S = 2.0
"""A client that has hung up is gone by then, on a busy machine too, or its slip waits for paper."""
LOOK_EVERY_S = 0.005


class ClientEnd(End, Protocol):
    """A client's connection."""

    @property
    def hung_up(self) -> bool:
        """Whether the client has ended its side; what it sent before may still be on its way."""


class NetworkLine(DoorLine):
    """One client at a time.

    While a client is connected the next one is sent away with a connection reset, which every
    program reports as an error: a polite close would let it believe that its slip was printed.
    """

    _client: ClientEnd | None = None

    @property
    def taken(self) -> bool:
        """Whether a client is connected."""
        return self.pump.attached

    def part(self) -> None:
        """The client's connection ends."""
        self.pump.detach()

    def seat(self, connection: socket.socket) -> ClientEnd:
        """The end of the client that was let in."""
        raise NotImplementedError

    def lets_in(self) -> bool:
        """Whether a client may come in, as far as the printer's other lines are concerned."""
        return True

    def welcome(self, connection: socket.socket) -> None:
        """A client is let in where the printer is free, and sent away where it is not."""
        if not self._has_the_printer():
            send_away(connection)
            return
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._client = self.seat(connection)
        self.pump.attach(self._client)

    def _has_the_printer(self) -> bool:
        """Whether the newcomer gets it: a client that has hung up is given time to be gone."""
        until = time.monotonic() + GONE_WITHIN_S
        while self.pump.attached or not self.lets_in():
            client = self._client
            stays = self.pump.attached and client is not None and not client.hung_up
            if stays or time.monotonic() > until:
                return False
            time.sleep(LOOK_EVERY_S)
        return True


def hung_up(descriptor: int) -> bool:
    """Whether the other side of a socket has ended its sending."""
    poll = select.poll()
    poll.register(descriptor, select.POLLRDHUP)
    return bool(poll.poll(0))
