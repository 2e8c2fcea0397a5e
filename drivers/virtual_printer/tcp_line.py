"""The virtual printer's network port: raw bytes over TCP, one client at a time."""

from __future__ import annotations

import socket

from drivers.transport.network import open_tcp
from drivers.transport.port import Transport
from drivers.virtual_printer.ends import DescriptorEnd
from drivers.virtual_printer.network_line import ClientEnd, NetworkLine, hung_up


class TcpLine(NetworkLine):
    """A connection is a session: while it lasts, no other line of the printer is heard.

    The network card has its power from the printer: when that goes, the connection goes, and with
    it what the client has sent and the printer had no room for.
    """

    scheme = "tcp"

    def connect(self) -> Transport:
        """Connect as any client. Errors: LinkDownError while the cable is out."""
        return open_tcp(*self.address)

    def lets_in(self) -> bool:
        return self.cable.floor.open(self.cable)

    def seat(self, connection: socket.socket) -> ClientEnd:
        stop_watching = self.cable.machine.on_change(self._see_to_power)

        def closed() -> None:
            stop_watching()
            self.cable.floor.close(self.cable)

        return _ConnectionEnd(connection.detach(), closed)

    def _see_to_power(self) -> None:
        if not self.cable.powered:
            self.part()


class _ConnectionEnd(DescriptorEnd):
    @property
    def hung_up(self) -> bool:
        return hung_up(self.descriptor)
