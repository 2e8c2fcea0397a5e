"""The memory line lets time pass on the clock it was given, and only there."""

from __future__ import annotations

import time

import pytest

from drivers.clock import VirtualClock
from drivers.transport.port import LinkDownError
from drivers.virtual_printer.events import BytesLost, Printed
from drivers.virtual_printer.memory_line import MemoryLine
from tests.drivers.virtual_printer.bench import PAPER_STATUS, heard, printer


def test_waiting_for_nothing_takes_virtual_time_only() -> None:
    clock = VirtualClock()
    transport = MemoryLine(printer(), clock).connect()
    began = time.monotonic()
    assert transport.read(1, 30.0) == b""
    assert clock.monotonic() == 30.0
    assert time.monotonic() - began < 5


def test_reading_waits_for_the_motor_and_no_longer() -> None:
    clock = VirtualClock()
    transport = MemoryLine(printer(clock=clock), clock).connect()
    transport.write(b"\n" * 24 + PAPER_STATUS, 0.1)
    assert transport.read(1, 30.0) == b"\x00"
    assert clock.monotonic() == pytest.approx(1.0, abs=0.1)


def test_writing_waits_for_room_and_no_longer() -> None:
    clock = VirtualClock()
    machine = printer(clock=clock)
    transport = MemoryLine(machine, clock).connect()
    lines = b"\n" * (machine.profile.receive_buffer_bytes + 24)
    assert transport.write(lines, 30.0) == len(lines)
    assert 0 < clock.monotonic() < 2


def test_a_printer_that_takes_its_time_loses_nothing() -> None:
    clock = VirtualClock()
    machine = printer(clock=clock)
    transport = MemoryLine(machine, clock).connect()
    lines = "".join(f"{number:05d} a line that is longer\n" for number in range(500))
    assert transport.write(lines.encode(), 300.0) == len(lines)
    transport.write(PAPER_STATUS, 300.0)
    assert transport.read(1, 300.0) == b"\x00"
    assert machine.piece.text == lines


def test_the_room_told_is_the_room_there_is_when_the_motor_has_just_stopped() -> None:
    clock = VirtualClock()
    machine = printer(clock=clock)
    events = heard(machine)
    for _ in range(20):
        machine.receive(b"A\n" * (machine.room // 2))
        clock.sleep((machine.wait_s or 0.0) + 0.0001)  # just past it, on a clock of microseconds
    assert [event for event in events if isinstance(event, BytesLost)] == []


def test_a_full_buffer_takes_what_fits_in_the_time() -> None:
    clock = VirtualClock()
    machine = printer()
    machine.end_paper()
    transport = MemoryLine(machine, clock).connect()
    assert transport.write(b"A" * 5000, 3.0) == machine.profile.receive_buffer_bytes
    assert clock.monotonic() == 3.0


def test_a_cable_pulled_in_the_middle_of_a_write_tells_how_much_was_taken() -> None:
    clock = VirtualClock()
    machine = printer(clock=clock)
    line = MemoryLine(machine, clock)
    transport = line.connect()
    machine.listen(lambda event: line.pull() if isinstance(event, Printed) else None)
    taken = transport.write(b"A\n" * 5000, 30.0)
    assert 0 < taken < 10000
    with pytest.raises(LinkDownError):
        transport.write(b"A", 1.0)


def test_a_closed_transport_reaches_nothing() -> None:
    transport = MemoryLine(printer(), VirtualClock()).connect()
    transport.close()
    with pytest.raises(LinkDownError):
        transport.write(b"A", 1.0)
