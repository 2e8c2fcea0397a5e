"""A door lets callers in while it is open, at an address that stays."""

from __future__ import annotations

import socket
import threading

import pytest

from drivers.virtual_printer.door import Door, send_away


def test_it_hands_on_who_calls_and_refuses_when_shut() -> None:
    threads = threading.active_count()
    door = Door("127.0.0.1", 0, lambda connection: connection.close(), "a door")
    door.open()
    door.open()
    address = (door.host, door.port)
    for _ in range(2):
        with socket.create_connection(address, 10) as caller:
            assert caller.recv(1) == b""
        door.shut()
        door.shut()
        assert not door.is_open
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address, 10)
        door.open()
        assert (door.host, door.port) == address
        assert door.address == f"127.0.0.1:{address[1]}"
    door.close()
    door.close()
    assert threading.active_count() == threads


def test_who_is_sent_away_meets_an_error() -> None:
    door = Door("127.0.0.1", 0, send_away, "a door")
    door.open()
    with (
        pytest.raises(ConnectionResetError),
        socket.create_connection((door.host, door.port), 10) as caller,
    ):
        caller.recv(1)
    door.close()
