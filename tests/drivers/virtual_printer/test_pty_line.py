"""The pty is a serial port like any other: pyserial opens it, and its path stays the same."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import escpos.printer
import pytest
import serial

from drivers.virtual_printer.pty_line import LinkTakenError, PtyLine
from tests.drivers.virtual_printer.bench import printer


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


def test_nothing_stays_behind() -> None:
    line = PtyLine(printer())
    folder = line.link.parent
    assert folder.exists()
    line.close()
    assert not folder.exists()


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
