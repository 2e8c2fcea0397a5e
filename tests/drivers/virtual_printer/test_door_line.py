"""Every line that begins at a door: its address, pulled and plugged, and taken by somebody else."""

from __future__ import annotations

import socket

import pytest

from drivers.virtual_printer.door_line import DoorLine
from drivers.virtual_printer.lpd_line import LpdLine
from drivers.virtual_printer.rfc2217_line import Rfc2217Line
from drivers.virtual_printer.tcp_line import TcpLine
from tests.drivers.virtual_printer.bench import printer

LINES = pytest.mark.parametrize("make", [TcpLine, Rfc2217Line, LpdLine])


def refuses(line: DoorLine) -> bool:
    try:
        socket.create_connection(line.address, 10).close()
    except ConnectionRefusedError:
        return True
    return False


@LINES
def test_a_free_port_is_kept_while_the_cable_is_pulled_and_plugged(make: type[DoorLine]) -> None:
    with make(printer()) as line:
        address = line.address
        line.pull()
        assert not line.plugged
        assert refuses(line)
        line.plug()
        assert (line.plugged, line.address) == (True, address)
        assert not refuses(line)


@LINES
def test_a_taken_address_is_an_error_and_leaves_nothing_open(make: type[DoorLine]) -> None:
    with make(printer()) as line, pytest.raises(OSError, match="in use"):
        make(printer(), *line.address)


@LINES
def test_its_url_names_its_scheme_and_its_address(make: type[DoorLine]) -> None:
    with make(printer()) as line:
        host, port = line.address
        assert line.url.removesuffix("/lp") == f"{line.scheme}://{host}:{port}"
