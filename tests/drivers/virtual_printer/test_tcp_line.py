"""The network port serves one client at a time, at an address that stays."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import closing

import pytest

from drivers.transport.port import LinkDownError
from drivers.virtual_printer.tcp_line import TcpLine
from tests.drivers.virtual_printer.bench import printer


def test_a_second_client_is_sent_away_while_the_first_prints() -> None:
    with TcpLine(printer()) as line:
        first = line.connect()
        first.write(b"\x10\x04\x01", 1.0)
        assert first.read(1, 10.0) == b"\x12"
        with pytest.raises(LinkDownError), closing(line.connect()) as second:
            second.read(1, 10.0)
        first.write(b"\x10\x04\x01", 1.0)
        assert first.read(1, 10.0) == b"\x12"
        first.close()


def test_the_next_client_is_served_when_the_first_has_gone() -> None:
    with TcpLine(printer()) as line:
        for _ in range(3):
            client = line.connect()
            client.write(b"\x10\x04\x01", 1.0)
            assert client.read(1, 10.0) == b"\x12"
            client.close()
            _until(lambda: not line.taken)


def _until(true: Callable[[], bool]) -> None:
    """The printer learns a moment later what its client did."""
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("the printer never noticed")


def test_what_a_client_sent_before_it_left_is_printed() -> None:
    machine = printer()
    with TcpLine(machine) as line:
        client = line.connect()
        client.write(b"A\n" * 10, 1.0)
        client.close()
        _until(lambda: machine.piece.text == "A\n" * 10)


def test_a_taken_address_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            TcpLine(printer(), port=port)


def test_who_comes_right_after_another_has_hung_up_is_let_in() -> None:
    with TcpLine(printer()) as line:
        for _ in range(30):
            transport = line.connect()
            assert transport.write(b"\x10\x04\x01", 1.0) == 3
            assert transport.read(1, 10.0) == b"\x12"
            transport.close()


@pytest.mark.slow
def test_a_client_that_left_a_full_printer_behind_is_gone_with_the_power() -> None:
    """Its rest waits at the door, so the printer does not even see that it has left."""
    machine = printer()
    with TcpLine(machine) as line:
        client = line.connect()
        client.write(b"\x1d:A\n\x1d:\x1d^\x01\x00\x01" + b"B\n" * 9000, 1.0)
        client.close()
        _until(lambda: not machine.room)
        with pytest.raises(LinkDownError), closing(line.connect()) as refused:
            refused.read(1, 10.0)
        machine.power_off()
        machine.power_on()
        with closing(line.connect()) as second:
            second.write(b"\x10\x04\x01", 1.0)
            assert second.read(1, 10.0) == b"\x12"
        assert machine.piece.text == "A\n"
