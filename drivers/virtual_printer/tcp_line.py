"""The virtual printer's network port: raw bytes over TCP, one client at a time."""

from __future__ import annotations

import socket

from drivers.transport.network import open_tcp
from drivers.transport.port import Transport
from drivers.virtual_printer.ends import DescriptorEnd
from drivers.virtual_printer.network_line import ClientEnd, NetworkLine, hung_up


class TcpLine(NetworkLine):
    """A connection is a session: while it lasts, no other line of the printer is heard."""

    scheme = "tcp"

    def connect(self) -> Transport:
        """Connect as any client. Errors: LinkDownError while the cable is out."""
        return open_tcp(*self.address)

    def lets_in(self) -> bool:
        return self.cable.floor.open(self.cable)

    def seat(self, connection: socket.socket) -> ClientEnd:
        return _ConnectionEnd(
            connection.detach(), on_close=lambda: self.cable.floor.close(self.cable)
        )


class _ConnectionEnd(DescriptorEnd):
    @property
    def hung_up(self) -> bool:
        return hung_up(self.descriptor)
