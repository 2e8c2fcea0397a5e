"""A network printer is connected to within seconds, or a sentence says what to look at."""

from __future__ import annotations

import socket

import pytest

from drivers.transport import network
from drivers.transport.network import open_tcp
from drivers.transport.port import LinkDownError


def test_bytes_written_before_closing_arrive() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        transport = open_tcp("127.0.0.1", server.getsockname()[1])
        connection, _ = server.accept()
        transport.write(b"the last line\n", 1.0)
        transport.close()
        with connection:
            assert connection.recv(100) == b"the last line\n"
            assert connection.recv(100) == b""


def test_a_port_nobody_listens_at() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(LinkDownError, match=f"nothing listens at 127.0.0.1:{port}: is the printer"):
        open_tcp("127.0.0.1", port)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (socket.gaierror(-2, "Name or service not known"), "no machine is called till-printer"),
        (TimeoutError("timed out"), "till-printer:9100 does not answer"),
        (OSError(113, "No route to host"), "till-printer:9100 does not answer"),
    ],
)
def test_what_the_network_refuses_is_said_in_words(
    error: OSError, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(address: object, timeout: float) -> None:
        assert timeout == network.CONNECT_WITHIN_S
        raise error

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(LinkDownError, match=sentence):
        open_tcp("till-printer", 9100)
