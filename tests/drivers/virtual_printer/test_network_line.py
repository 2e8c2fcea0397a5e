"""A network line serves one client at a time; who comes meanwhile learns it by an error."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import pytest

from drivers.clock import SystemClock
from drivers.virtual_printer.cable import Wiring
from drivers.virtual_printer.floor import Floor
from drivers.virtual_printer.lpd_line import LpdLine
from drivers.virtual_printer.network_line import NetworkLine
from drivers.virtual_printer.rfc2217_line import Rfc2217Line
from drivers.virtual_printer.tcp_line import TcpLine
from tests.drivers.virtual_printer.bench import printer

LINES = pytest.mark.parametrize("make", [TcpLine, Rfc2217Line])


def until(true: Callable[[], object]) -> None:
    """The printer learns a moment later what its client did."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.002)


def client(line: NetworkLine) -> socket.socket:
    return socket.create_connection(line.address, 10)


def turned_away(line: NetworkLine | LpdLine) -> bool:
    """Whether who calls now meets an error, sooner or later."""
    try:
        with socket.create_connection(line.address, 10) as late:
            while late.recv(100):
                pass
    except ConnectionError:
        return True
    return False


@LINES
def test_a_second_client_meets_a_reset_at_once_while_the_first_is_there(
    make: type[NetworkLine],
) -> None:
    with make(printer()) as line, client(line):
        until(lambda: line.taken)
        began = time.monotonic()
        assert turned_away(line)
        assert time.monotonic() - began < 0.4
        assert line.taken


@LINES
def test_the_next_client_is_let_in_when_the_first_has_hung_up(make: type[NetworkLine]) -> None:
    machine = printer()
    with make(machine) as line:
        for _ in range(20):
            with client(line) as one:
                one.sendall(b"A\n")
        until(lambda: machine.piece.text == "A\n" * 20)


@pytest.mark.slow
def test_a_client_whose_job_waits_for_paper_keeps_the_printer_though_it_has_left() -> None:
    machine = printer()
    machine.end_paper()
    with TcpLine(machine) as line:
        with client(line) as first:
            first.sendall(b"A\n" * machine.profile.receive_buffer_bytes)
        assert turned_away(line)
        machine.reload()
        until(lambda: not line.taken)
        with client(line) as third:
            third.sendall(b"\x10\x04\x01")
            assert third.recv(1) == b"\x12"


@pytest.mark.slow
def test_a_connection_keeps_the_printers_other_network_lines_out() -> None:
    machine, wiring = printer(), Wiring(SystemClock(), floor=Floor(SystemClock()))
    with TcpLine(machine, wiring=wiring) as one, TcpLine(machine, wiring=wiring) as other:
        with client(one):
            until(lambda: one.taken)
            assert turned_away(other)
        until(lambda: not one.taken)
        with client(other) as late:
            late.sendall(b"\x10\x04\x01")
            assert late.recv(1) == b"\x12"
