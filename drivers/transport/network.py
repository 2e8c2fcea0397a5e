"""A printer on the network that takes raw bytes, by custom on port 9100."""

from __future__ import annotations

import contextlib
import socket

from drivers.transport.descriptor import DescriptorTransport
from drivers.transport.port import LinkDownError, Transport

RAW_PORT = 9100
CONNECT_WITHIN_S = 5.0
"""A printer of the same network answers in milliseconds; longer means it is off."""


def open_tcp(host: str, port: int) -> Transport:
    """Connect. Errors: LinkDownError."""
    name = f"{host}:{port}"
    try:
        connection = socket.create_connection((host, port), CONNECT_WITHIN_S)
    except socket.gaierror as error:
        raise LinkDownError(f"no machine is called {host}: check the printer's address") from error
    except ConnectionRefusedError as error:
        raise LinkDownError(
            f"nothing listens at {name}: is the printer on, is that its port?"
        ) from error
    except OSError as error:
        raise LinkDownError(
            f"{name} does not answer: is the printer on and on this network?"
        ) from error
    connection.setblocking(False)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close() -> None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)  # what is on its way still arrives
        connection.close()

    return DescriptorTransport(connection.fileno(), name, close)
