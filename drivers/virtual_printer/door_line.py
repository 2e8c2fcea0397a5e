"""A line into the virtual printer that begins at a door on the network."""

from __future__ import annotations

import socket
from typing import Self

from drivers.virtual_printer.cable import Cable, Wiring
from drivers.virtual_printer.door import Door
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pump import Pump


class DoorLine:
    """Listens from the start; port 0 takes a free one, kept over pulling and plugging.

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
        self.pump = Pump(self.cable)
        self._door = Door(host, port, self.welcome, f"virtual printer's {self.scheme} door")
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
        """What is wrong with the way to the printer."""
        return self.cable.faults

    def pull(self) -> None:
        """Pull the cable: nothing listens any more, and all connections end."""
        if self._door.is_open:
            self._door.shut()
            self.part()

    def plug(self) -> None:
        """Listen again at the same address."""
        self._door.open()

    def close(self) -> None:
        """Stop listening for good."""
        self.pull()
        self._door.close()
        self.pump.close()

    def welcome(self, connection: socket.socket) -> None:
        """Somebody is at the door."""
        raise NotImplementedError

    def part(self) -> None:
        """The door was shut: end the connections that came in by it."""
        raise NotImplementedError
