"""One suite over every line into a virtual printer: its cable can be pulled and plugged."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from drivers.clock import VirtualClock
from drivers.transport.port import LinkDownError, Transport
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.rfc2217_line import Rfc2217Line
from drivers.virtual_printer.tcp_line import TcpLine
from tests.drivers.virtual_printer.bench import PAPER_STATUS, printer
from tests.drivers.virtual_printer.pyserial_client import InProcessLine


class Desk:
    """A printer, a line into it, and a program at the other end."""

    def __init__(self, line: Line, machine: VirtualPrinter) -> None:
        self.line = line
        self.machine = machine

    def connect(self) -> Transport:
        return self.line.connect()


def _desk(make: Callable[[VirtualPrinter], Line]) -> Desk:
    machine = printer()
    return Desk(make(machine), machine)


def _in_process() -> Desk:
    line = InProcessLine()
    return Desk(line, line.machine)


DESKS: dict[str, Callable[[], Desk]] = {
    "pty": lambda: _desk(PtyLine),
    "tcp": lambda: _desk(TcpLine),
    "memory": lambda: _desk(lambda machine: MemoryLine(machine, VirtualClock())),
    "vprinter": _in_process,
    "rfc2217": lambda: _desk(Rfc2217Line),
}


@pytest.fixture(params=DESKS)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    threads = threading.active_count()
    desk = DESKS[request.param]()
    yield desk
    desk.line.close()
    assert threading.active_count() == threads, "a thread outlived its line"


def say(transport: Transport, data: bytes) -> bytes:
    assert transport.write(data + PAPER_STATUS, 10.0) == len(data) + len(PAPER_STATUS)
    return transport.read(10, 10.0)


def keep_talking(transport: Transport) -> None:
    """A socket learns only by its second write that nobody is there."""
    for _ in range(3):
        transport.write(b"B\n", 0.2)
        transport.read(10, 0.2)


def test_bytes_reach_the_printer_and_answers_come_back(desk: Desk) -> None:
    transport = desk.connect()
    assert say(transport, b"A\n") == b"\x00"
    assert desk.machine.piece.text == "A\n"
    transport.close()


def test_a_pulled_cable_ends_every_open_transport(desk: Desk) -> None:
    transport = desk.connect()
    say(transport, b"A\n")
    desk.line.pull()
    assert not desk.line.plugged
    with pytest.raises(LinkDownError, match="is the cable in"):
        keep_talking(transport)
    transport.close()


def test_with_the_cable_out_nobody_connects(desk: Desk) -> None:
    desk.line.pull()
    with pytest.raises(LinkDownError):
        desk.connect()


def test_plugged_in_again_it_is_reached_under_the_same_address(desk: Desk) -> None:
    before = desk.line.url
    desk.line.pull()
    desk.line.plug()
    assert (desk.line.url, desk.line.plugged) == (before, True)
    transport = desk.connect()
    assert say(transport, b"A\n") == b"\x00"
    transport.close()


def test_pulling_and_plugging_twice_is_nothing(desk: Desk) -> None:
    desk.line.plug()
    desk.line.pull()
    desk.line.pull()
    desk.line.plug()
    desk.line.plug()
    transport = desk.connect()
    assert say(transport, b"") == b"\x00"
    transport.close()


def test_the_printer_keeps_what_it_has_when_the_cable_goes(desk: Desk) -> None:
    transport = desk.connect()
    say(transport, b"")
    desk.machine.end_paper()
    transport.write(b"A\n", 10.0)
    transport.write(b"\x10\x04\x04", 10.0)
    assert transport.read(1, 10.0) == b"\x7e"
    desk.line.pull()
    desk.machine.reload()
    assert desk.machine.piece.text == "A\n"
    transport.close()


def test_an_answer_made_while_the_cable_was_out_is_lost(desk: Desk) -> None:
    transport = desk.connect()
    say(transport, b"")
    desk.machine.end_paper()
    transport.write(b"A\n" + PAPER_STATUS + b"\x10\x04\x04", 10.0)
    assert transport.read(1, 10.0) == b"\x7e"
    transport.close()
    desk.line.pull()
    desk.machine.reload()
    desk.line.plug()
    again = desk.connect()
    assert again.read(10, 0.1) == b""
    again.close()


def test_after_a_reload_the_waiting_answer_comes(desk: Desk) -> None:
    transport = desk.connect()
    desk.machine.end_paper()
    transport.write(b"A\n" + PAPER_STATUS + b"\x10\x04\x04", 10.0)
    assert transport.read(1, 10.0) == b"\x7e"
    desk.machine.reload()
    assert transport.read(1, 10.0) == b"\x00"
    transport.close()


def test_a_printer_that_cannot_print_stops_the_line(desk: Desk) -> None:
    transport = desk.connect()
    desk.machine.end_paper()
    capacity = desk.machine.profile.receive_buffer_bytes
    taken = transport.write(b"A" * (1 << 23), 0.2)
    assert capacity <= taken < 1 << 23
    assert desk.machine.held_bytes == capacity
    transport.close()


def test_bytes_arrive_whole_and_in_order(desk: Desk) -> None:
    transport = desk.connect()
    lines = "".join(f"{number:05d}\n" for number in range(500))
    assert say(transport, lines.encode()) == b"\x00"
    assert desk.machine.piece.text == lines
    transport.close()


def test_a_status_is_answered_in_the_middle_of_a_picture(desk: Desk) -> None:
    transport = desk.connect()
    transport.write(b"\x1dv0\x00\x30\x00\x40\x00", 10.0)
    for _ in range(16):
        transport.write(b"\x10\x04\x02" + bytes(48 * 4 - 3), 10.0)
        assert transport.read(1, 10.0) == b"\x12"
    assert say(transport, b"") == b"\x00"
    assert desk.machine.piece.bitmap.height == 64
    transport.close()


@pytest.mark.slow
def test_a_program_that_never_reads_does_not_hold_up_its_own_slip(desk: Desk) -> None:
    transport = desk.connect()
    for _ in range(9):  # more answers than a port keeps unread
        transport.write(b"\x10\x04\x01" * 500, 10.0)
    transport.write(b"A\n", 10.0)
    until = time.monotonic() + 10
    while desk.machine.piece.text != "A\n":
        assert time.monotonic() < until, "the slip never came"
        time.sleep(0.005)
    transport.close()


def test_a_garbage_back_channel_is_one_until_it_is_well(desk: Desk) -> None:
    transport = desk.connect()
    desk.line.faults.garbage = True
    assert say(transport, b"") == b"\xff"
    desk.line.faults.garbage = False
    assert say(transport, b"") == b"\x00"
    transport.close()


def test_closing_twice_is_nothing(desk: Desk) -> None:
    desk.line.close()
    desk.line.close()
