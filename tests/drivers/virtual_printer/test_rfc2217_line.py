"""pyserial's own RFC 2217 client finds a serial port with wires, settings and flow control."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from drivers.clock import SystemClock
from drivers.printer_profiles.profile import Flow
from drivers.virtual_printer.cable import Wiring
from drivers.virtual_printer.pacing import DipSwitches, Framing, PortSettings
from drivers.virtual_printer.rfc2217_line import Rfc2217Line
from tests.drivers.virtual_printer.bench import printer
from tests.drivers.virtual_printer.pyserial_client import opened
from tests.drivers.virtual_printer.test_network_line import until

Port = Any


@pytest.fixture
def line() -> Iterator[Rfc2217Line]:
    with Rfc2217Line(printer()) as line:
        yield line


@pytest.fixture
def port(line: Rfc2217Line) -> Iterator[Port]:
    port = opened(line.url, 19_200, timeout=10)
    yield port
    port.close()


def test_the_settings_are_the_clients_and_follow_its_changes(line: Rfc2217Line, port: Port) -> None:
    seen = line.cable.computer
    assert seen() == PortSettings(19_200)
    port.baudrate, port.parity = 9600, "E"
    assert seen() == PortSettings(9600, Framing(8, "E", 1))


def test_the_wires_follow_the_printer(line: Rfc2217Line, port: Port) -> None:
    machine = line.cable.machine
    assert (port.cts, port.dsr, port.cd, port.ri) == (True, True, True, False)
    machine.end_paper()
    until(lambda: not port.dsr)
    assert port.cd
    port.write(b"A" * machine.profile.receive_buffer_bytes)
    until(lambda: not port.cts)
    machine.reload()
    until(lambda: port.cts and port.dsr)
    machine.power_off()
    until(lambda: not port.cd)


def test_a_client_with_rts_off_gets_its_answers_later(port: Port) -> None:
    port.rts = False
    port.write(b"\x10\x04\x01")
    port.timeout = 0.1
    assert port.read(1) == b""
    port.rts = True
    port.timeout = 10
    assert port.read(1) == b"\x12"


def test_a_client_that_heeds_cts_is_stopped_by_it_and_another_loses_bytes() -> None:
    for rtscts, arrived in ((True, True), (False, False)):
        machine = printer()
        wiring = Wiring(SystemClock(), DipSwitches(flow=Flow.RTSCTS if rtscts else Flow.NONE))
        with Rfc2217Line(machine, wiring=wiring) as line:
            port = opened(line.url, rtscts=rtscts)
            machine.end_paper()
            port.write(b"A" * machine.profile.receive_buffer_bytes + b"BC\n")
            until(lambda: not port.cts)  # noqa: B023 - called at once
            machine.reload()
            port.write(b"\n")
            until(lambda: "\n" in machine.piece.text.strip("\n") + "\n")  # noqa: B023
            until(lambda: ("BC" in machine.piece.text) is arrived)  # noqa: B023
            port.close()
