"""One suite over every line into a virtual printer: its cable can be pulled and plugged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from drivers.clock import VirtualClock
from drivers.transport.port import LinkDownError, Transport
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.tcp_line import TcpLine
from tests.drivers.virtual_printer.bench import PAPER_STATUS, printer

LINES: dict[str, Callable[[VirtualPrinter], Line]] = {
    "pty": PtyLine,
    "tcp": TcpLine,
    "memory": lambda machine: MemoryLine(machine, VirtualClock()),
}


class Desk:
    """A printer and a line into it."""

    def __init__(self, make: Callable[[VirtualPrinter], Line]) -> None:
        self.machine = printer()
        self.line = make(self.machine)


@pytest.fixture(params=LINES)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    threads = threading.active_count()
    desk = Desk(LINES[request.param])
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
    transport = desk.line.connect()
    assert say(transport, b"A\n") == b"\x00"
    assert desk.machine.piece.text == "A\n"
    transport.close()


def test_a_pulled_cable_ends_every_open_transport(desk: Desk) -> None:
    transport = desk.line.connect()
    say(transport, b"A\n")
    desk.line.pull()
    assert not desk.line.plugged
    with pytest.raises(LinkDownError, match="is the cable in"):
        keep_talking(transport)
    transport.close()


def test_with_the_cable_out_nobody_connects(desk: Desk) -> None:
    desk.line.pull()
    with pytest.raises(LinkDownError):
        desk.line.connect()


def test_plugged_in_again_it_is_reached_under_the_same_address(desk: Desk) -> None:
    before = desk.line.url
    desk.line.pull()
    desk.line.plug()
    assert (desk.line.url, desk.line.plugged) == (before, True)
    transport = desk.line.connect()
    assert say(transport, b"A\n") == b"\x00"
    transport.close()


def test_pulling_and_plugging_twice_is_nothing(desk: Desk) -> None:
    desk.line.plug()
    desk.line.pull()
    desk.line.pull()
    desk.line.plug()
    desk.line.plug()
    transport = desk.line.connect()
    assert say(transport, b"") == b"\x00"
    transport.close()


def test_the_printer_keeps_what_it_has_when_the_cable_goes(desk: Desk) -> None:
    transport = desk.line.connect()
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
    transport = desk.line.connect()
    say(transport, b"")
    desk.machine.end_paper()
    transport.write(b"A\n" + PAPER_STATUS + b"\x10\x04\x04", 10.0)
    assert transport.read(1, 10.0) == b"\x7e"
    transport.close()
    desk.line.pull()
    desk.machine.reload()
    desk.line.plug()
    again = desk.line.connect()
    assert again.read(10, 0.1) == b""
    again.close()


def test_after_a_reload_the_waiting_answer_comes(desk: Desk) -> None:
    transport = desk.line.connect()
    desk.machine.end_paper()
    transport.write(b"A\n" + PAPER_STATUS + b"\x10\x04\x04", 10.0)
    assert transport.read(1, 10.0) == b"\x7e"
    desk.machine.reload()
    assert transport.read(1, 10.0) == b"\x00"
    transport.close()


def test_a_printer_that_cannot_print_stops_the_line(desk: Desk) -> None:
    transport = desk.line.connect()
    desk.machine.end_paper()
    capacity = desk.machine.profile.receive_buffer_bytes
    taken = transport.write(b"A" * (1 << 23), 0.2)
    assert capacity <= taken < 1 << 23
    assert desk.machine.held_bytes == capacity
    transport.close()


def test_closing_twice_is_nothing(desk: Desk) -> None:
    desk.line.close()
    desk.line.close()
