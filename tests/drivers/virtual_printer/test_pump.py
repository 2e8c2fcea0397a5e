"""The pump carries bytes while both ends are there, and stalls nobody when one is not."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from drivers.clock import SystemClock
from drivers.virtual_printer.cable import Cable, Wiring
from drivers.virtual_printer.ends import BufferEnd, DescriptorEnd
from drivers.virtual_printer.events import BytesIn
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pump import Pump
from tests.drivers.virtual_printer.bench import PAPER_STATUS, heard, printer


@contextmanager
def pumped(machine: VirtualPrinter) -> Iterator[socket.socket]:
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    ours.settimeout(10)
    pump = Pump(Cable(machine))
    pump.attach(DescriptorEnd(theirs.detach()))
    with ours:
        yield ours
    pump.close()
    pump.close()


@pytest.mark.slow
def test_a_client_that_never_reads_does_not_stop_the_printer() -> None:
    machine = printer()
    with pumped(machine) as client:
        for _ in range(200):
            client.sendall(b"\x10\x04\x01" * 500)
        client.sendall(b"A\n")
        _until(lambda: machine.piece.text == "A\n")


def test_a_paced_printer_prints_on_without_new_bytes() -> None:
    machine = printer("generic80", SystemClock())
    with pumped(machine) as client:
        client.sendall(b"\n" * 10 + PAPER_STATUS)
        assert client.recv(1) == b"\x00"
        assert machine.piece.bitmap.height == 300


def test_a_reload_wakes_it() -> None:
    machine = printer()
    machine.end_paper()
    with pumped(machine) as client:
        client.sendall(b"A\n" + PAPER_STATUS + b"\x10\x04\x04")
        assert client.recv(1) == b"\x7e"
        machine.reload()
        assert client.recv(1) == b"\x00"


def test_a_client_that_leaves_is_let_go() -> None:
    machine = printer()
    pump = Pump(Cable(machine))
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    pump.attach(DescriptorEnd(theirs.detach()))
    ours.close()
    _until(lambda: not pump.attached)
    pump.close()


@pytest.mark.parametrize(("tears", "arrived"), [(True, [b"\xf1"]), (False, [])])
def test_a_byte_on_the_cable_when_it_is_pulled_arrives_by_half_if_wanted(
    tears: bool, arrived: list[bytes]
) -> None:
    machine = printer()
    seen = heard(machine)
    faults = LineFaults(slow=True, tears=tears)
    pump = Pump(Cable(machine, Wiring(SystemClock(), faults=faults)))
    end = BufferEnd(10)
    end.outgoing += b"A\n"
    pump.attach(end)
    pump.detach()
    pump.close()
    assert [event.data for event in seen if isinstance(event, BytesIn)] == arrived
    assert end.gone


def _until(true: object) -> None:
    assert callable(true)
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")
