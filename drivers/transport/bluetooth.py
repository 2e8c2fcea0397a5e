"""A printer over Bluetooth's serial port profile (RFCOMM), as handheld printers have it."""

from __future__ import annotations

import contextlib
import errno
import socket

from drivers.transport.descriptor import DescriptorTransport
from drivers.transport.port import LinkDownError, Transport

CONNECT_WITHIN_S = 10.0
"""A printer that sleeps is paged for some seconds before it answers."""

_WHY = {
    errno.EHOSTDOWN: "does not answer: is it on, near, and not connected to a phone?",
    errno.EHOSTUNREACH: "does not answer: is it on, near, and not connected to a phone?",
    errno.ETIMEDOUT: "does not answer: is it on, near, and not connected to a phone?",
    errno.ECONNREFUSED: "refuses: is it paired (bluetoothctl pair), is that its channel?",
    errno.EACCES: "refuses: pair it first (bluetoothctl pair)",
    errno.EBUSY: "is in use: end the other program or phone that is connected",
    errno.EAFNOSUPPORT: "is out of reach: this system has no Bluetooth",
    errno.ENODEV: "is out of reach: this system has no Bluetooth adapter that is on",
}


def open_bluetooth(address: str, channel: int) -> Transport:
    """Connect to `AA:BB:CC:DD:EE:FF`. Errors: LinkDownError."""
    if not hasattr(socket, "AF_BLUETOOTH"):
        raise LinkDownError(
            "this Python was built without Bluetooth: bind the printer to a port "
            f"(sudo rfcomm bind 0 {address} {channel}) and use serial:///dev/rfcomm0"
        )
    try:
        connection = socket.socket(socket.AF_BLUETOOTH, socket.SOCK_STREAM, socket.BTPROTO_RFCOMM)
    except OSError as error:
        raise LinkDownError(_sentence(address, error)) from error
    try:
        connection.settimeout(CONNECT_WITHIN_S)
        connection.connect((address, channel))
    except OSError as error:
        connection.close()
        raise LinkDownError(_sentence(address, error)) from error
    connection.setblocking(False)

    def close() -> None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)  # what is on its way still arrives
        connection.close()

    return DescriptorTransport(connection.fileno(), address, close)


def _sentence(address: str, error: OSError) -> str:
    timed_out = isinstance(error, TimeoutError)
    why = _WHY.get(errno.ETIMEDOUT if timed_out else error.errno or 0)
    return f"{address} {why or f'cannot be connected to: {error.strerror}'}"
