"""The pty is a serial port like any other: pyserial opens it, and its path stays the same."""

from __future__ import annotations

import os
import select
import threading
import time
from dataclasses import replace
from pathlib import Path

import escpos.printer
import pytest
import serial

from drivers import printer_profiles
from drivers.clock import SystemClock
from drivers.printer_profiles.profile import BusyWhen, Flow
from drivers.virtual_printer.cable import Wiring
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pacing import DipSwitches, Framing, PortSettings
from drivers.virtual_printer.pty_line import LinkTakenError, PtyLine
from tests.drivers.virtual_printer.bench import printer
from tests.drivers.virtual_printer.test_network_line import until


def test_any_serial_program_can_talk_to_it(tmp_path: Path) -> None:
    machine = printer()
    with (
        PtyLine(machine, tmp_path / "port") as line,
        serial.Serial(str(line.link), 9600, timeout=10) as port,
    ):
        port.write(b"A\n\x1dr\x01")
        assert port.read(1) == b"\x00"
    assert machine.piece.text == "A\n"


def test_answers_are_not_echoed_back_to_the_printer() -> None:
    machine = printer()
    with PtyLine(machine) as line:
        transport = line.connect()
        for _ in range(20):
            transport.write(b"\x10\x04\x01", 1.0)
            assert transport.read(1, 10.0) == b"\x12"
        transport.close()
    assert machine.piece.marks == ()


def test_clients_may_come_and_go() -> None:
    machine = printer()
    with PtyLine(machine) as line:
        for _ in range(3):
            transport = line.connect()
            transport.write(b"A\n\x1dr\x01", 1.0)
            assert transport.read(1, 10.0) == b"\x00"
            transport.close()
    assert machine.piece.text == "A\n" * 3


def test_replugging_points_the_same_path_at_a_new_port(tmp_path: Path) -> None:
    link = tmp_path / "port"
    with PtyLine(printer(), link) as line:
        first = os.stat(link.readlink())
        line.pull()
        assert not link.is_symlink()
        line.plug()
        assert link.is_symlink()
        assert link.exists()
        assert first.st_rdev >= 0
    assert list(tmp_path.iterdir()) == []


def test_an_old_link_is_taken_over_and_a_file_is_not(tmp_path: Path) -> None:
    old, file = tmp_path / "old", tmp_path / "file"
    old.symlink_to(tmp_path / "gone")
    file.write_text("mine")
    with PtyLine(printer(), old):
        assert old.exists()
    threads = threading.active_count()
    with pytest.raises(LinkTakenError, match="name another path"):
        PtyLine(printer(), file)
    with pytest.raises(FileNotFoundError):
        PtyLine(printer(), tmp_path / "no" / "folder")
    assert (file.read_text(), threading.active_count()) == ("mine", threads)


@pytest.mark.parametrize("stop_bits", [1, 2])
def test_the_programs_speed_and_stop_bits_are_seen(stop_bits: int) -> None:
    with (
        PtyLine(printer()) as line,
        serial.Serial(str(line.link), 19_200, stopbits=stop_bits, timeout=10) as port,
    ):
        assert line.computer() == PortSettings(19_200, Framing(stop_bits=stop_bits))
        port.baudrate = 9600
        assert line.computer() == PortSettings(9600, Framing(stop_bits=stop_bits))


def test_a_program_at_another_speed_prints_garbage_and_one_that_sets_none_does_not() -> None:
    machine = printer()
    with PtyLine(machine, wiring=Wiring(SystemClock(), DipSwitches(9600, strict=True))) as line:
        line.link.write_bytes(b"HELLO\n")
        until(lambda: machine.piece.text == "HELLO\n")
        with serial.Serial(str(line.link), 115_200) as port:
            port.write(b"HELLO\n" * 3)
            until(lambda: machine.piece.source[6:])
    assert machine.piece.text.count("HELLO") == 1


def test_xoff_stops_a_program_that_heeds_it_and_xon_lets_it_go() -> None:
    profile = replace(printer_profiles.load("generic58"), busy_when=BusyWhen.FULL)
    machine = VirtualPrinter(profile)
    machine.end_paper()
    wiring = Wiring(SystemClock(), DipSwitches(flow=Flow.XONXOFF))
    with (
        PtyLine(machine, wiring=wiring) as line,
        serial.Serial(str(line.link), xonxoff=True, timeout=5) as port,
    ):
        os.write(port.fd, b"A" * machine.profile.receive_buffer_bytes)
        until(lambda: not select.select([], [port.fd], [], 0)[1])  # the kernel itself has room
        machine.reload()
        port.write(b"C\n\x10\x04\x01")
        assert port.read(1) == b"\x12"  # XOFF and XON were the kernel's business


@pytest.mark.slow
@pytest.mark.parametrize(("baud_bps", "bytes_s", "lasts_s"), [(9600, 960, 4), (115_200, 11_520, 4)])
def test_the_paced_port_delivers_its_bytes_a_second(
    baud_bps: int, bytes_s: int, lasts_s: int
) -> None:
    machine = printer()
    wiring = Wiring(SystemClock(), DipSwitches(baud_bps, paced=True, strict=True))
    with (
        PtyLine(machine, wiring=wiring) as line,
        serial.Serial(str(line.link), baud_bps, timeout=60) as port,
    ):
        began = time.monotonic()
        port.write(b"A" * (bytes_s * lasts_s) + b"\x10\x04\x01")
        assert port.read(1) == b"\x12"
        took_s = time.monotonic() - began
    assert bytes_s * lasts_s / took_s == pytest.approx(bytes_s, rel=0.03)


def test_nothing_stays_behind() -> None:
    line = PtyLine(printer())
    folder = line.link.parent
    assert folder.exists()
    line.close()
    assert not folder.exists()


@pytest.mark.slow
def test_a_foreign_client_prints_through_it(tmp_path: Path) -> None:
    machine = printer()
    with PtyLine(machine, tmp_path / "port") as line:
        client = escpos.printer.Serial(str(line.link), profile="default")
        client.set(align="center", bold=True)
        client.text("Hello\n")
        client.qr("https://example.test/s/1", native=True, size=4)
        client._raw(b"\x1dr\x01")
        assert client._read()[-1:] == b"\x00"
        client.close()
    assert machine.piece.text == "             Hello\n[QR https://example.test/s/1]\n"
