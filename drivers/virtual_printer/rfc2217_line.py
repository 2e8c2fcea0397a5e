"""The virtual printer's serial port over the network, modem lines and all, as RFC 2217 lends it."""

from __future__ import annotations

import socket

from drivers.transport.port import Transport
from drivers.virtual_printer.network_line import ClientEnd, NetworkLine
from drivers.virtual_printer.rfc2217_end import Rfc2217End


class Rfc2217Line(NetworkLine):
    """For any RFC 2217 client, such as pyserial's rfc2217://host:port.

    The printer's wires: CTS is off while it is busy, DSR while it is offline, CD while it has no
    power. Like a serial port, an open connection alone keeps no other line from being heard.
    """

    scheme = "rfc2217"

    def connect(self) -> Transport:
        """Open the port as any client. Errors: LinkDownError while the cable is out."""
        from drivers.transport.addresses import open_transport  # late: it knows this printer

        return open_transport(self.url)

    def seat(self, connection: socket.socket) -> ClientEnd:
        return Rfc2217End(connection.detach(), self.cable)
