"""A serial port opens for us alone, or a sentence says what is wrong with it."""

from __future__ import annotations

import os
import re
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import serial

from drivers.transport import serial_port
from drivers.transport.line_time import AHEAD_S
from drivers.transport.port import LinkDownError
from drivers.transport.serial_port import (
    LEAST_PORTION_BYTES,
    WITHOUT_SPEED,
    Flow,
    Parity,
    SerialSettings,
    SerialTransport,
    open_serial,
)
from drivers.virtual_printer.pty_line import PtyLine
from tests.drivers.virtual_printer.bench import printer


def refused(path: str) -> str:
    with pytest.raises(LinkDownError) as refusal:
        open_serial(path, SerialSettings())
    return str(refusal.value)


def test_a_port_that_is_not_there() -> None:
    assert (
        refused("/dev/ttyNO9")
        == "there is no /dev/ttyNO9: plug the printer in, or name another port"
    )


def test_a_file_is_no_port(tmp_path: Path) -> None:
    file = tmp_path / "slips.bin"
    file.write_bytes(b"")
    assert "is no serial port: use usb:" in refused(str(file))


def test_a_folder_is_no_port(tmp_path: Path) -> None:
    assert "is no serial port" in refused(str(tmp_path))


def test_a_port_in_use() -> None:
    with PtyLine(printer()) as line:
        first = line.connect()
        assert "is in use: end the other program" in refused(str(line.link))
        first.close()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied"), r"no permission for /dev/tty0: join its group"),
        (OSError(71, "Protocol error"), r"/dev/tty0 cannot be opened as a serial port: .*Protocol"),
        (ValueError("Invalid baud rate: 7"), r"cannot be opened as a serial port: Invalid baud"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(
    error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(serial, "Serial", refuse)
    assert re.search(sentence, refused("/dev/tty0"))


@pytest.fixture
def wire() -> Iterator[tuple[int, str]]:
    """The other end of a port, and the port's path."""
    master, slave = os.openpty()
    os.set_blocking(master, False)
    yield master, os.ttyname(slave)
    os.close(master)
    os.close(slave)


Wire = tuple[int, str]


@pytest.mark.parametrize("flow", [Flow.NONE, Flow.RTSCTS, Flow.XONXOFF])
def test_every_setting_reaches_the_port(
    flow: Flow, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    real = serial.Serial

    def remember(path: str, baud: int, **settings: Any) -> serial.Serial:
        asked.update(settings, baud=baud)
        return real(path, baud, **settings)

    monkeypatch.setattr(serial, "Serial", remember)
    open_serial(wire[1], SerialSettings(9600, flow, Parity.EVEN, data_bits=7, stop_bits=2)).close()
    assert [name for name in ("rtscts", "xonxoff") if asked[name]] == [flow][
        : flow is not Flow.NONE
    ]
    assert (asked["baud"], asked["parity"], asked["bytesize"]) == (9600, "E", 7)
    assert (asked["stopbits"], asked["exclusive"]) == (2, True)


def test_xoff_of_the_printer_is_obeyed_and_none_is_ever_sent(wire: Wire) -> None:
    master, path = wire
    transport = open_serial(path, SerialSettings(flow=Flow.XONXOFF))
    input_flags: int = termios.tcgetattr(master)[0]
    assert input_flags & termios.IXON
    assert not input_flags & (termios.IXOFF | termios.IXANY)
    os.write(master, b"\x13")
    until_s = time.monotonic() + 5.0
    while transport.write(b"A", 0.01):
        assert time.monotonic() < until_s, "it is heard soon"
    os.write(master, b"\x11")
    assert transport.write(b"A", 5.0) == 1
    transport.close()


@pytest.mark.parametrize("flow", [Flow.NONE, Flow.RTSCTS])
def test_no_answer_is_eaten_where_xoff_is_not_the_printers_word(flow: Flow, wire: Wire) -> None:
    master, path = wire
    transport = open_serial(path, SerialSettings(flow=flow))
    os.write(master, b"\x10\x11\x12\x13")
    assert transport.read(4, 5.0) == b"\x10\x11\x12\x13"
    assert transport.write(b"A", 5.0) == 1
    transport.close()


def test_a_port_without_modem_lines_cannot_obey_dsr(wire: Wire) -> None:
    with pytest.raises(LinkDownError, match="has no modem lines, so flow=dsrdtr cannot be obeyed"):
        open_serial(wire[1], SerialSettings(flow=Flow.DSRDTR))
    open_serial(wire[1], SerialSettings()).close()


def test_dsr_is_obeyed_before_each_handful_of_bytes(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def lines(_: int) -> int:
        nonlocal looks
        looks += 1
        return 0 if looks > 4 else termios.TIOCM_DSR

    monkeypatch.setattr(serial_port, "modem_lines", lines)
    transport = open_serial(wire[1], SerialSettings(flow=Flow.DSRDTR))
    assert transport.write(bytes(1000), 0.05) == 3 * LEAST_PORTION_BYTES
    transport.close()


def test_little_waits_in_the_system_to_be_sent(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = SerialSettings(baud_bps=9600)
    waiting = 0

    def queue(_: int, request: int) -> int:
        assert request == termios.TIOCOUTQ
        return waiting

    monkeypatch.setattr(serial_port, "_asked", queue)
    transport = open_serial(wire[1], settings)
    waiting = settings.portion_bytes
    assert transport.write(bytes(100), 5.0) == 100
    waiting += 1
    assert transport.write(bytes(100), 0.05) == 0
    transport.close()


@pytest.mark.parametrize(("baud_bps", "portion"), [(1200, 16), (9600, 48), (115_200, 576)])
def test_a_portion_is_a_twentieth_of_a_second_of_the_line(baud_bps: int, portion: int) -> None:
    assert SerialSettings(baud_bps).portion_bytes == portion


def test_no_more_is_written_than_the_line_can_send(wire: Wire) -> None:
    transport = open_serial(wire[1], SerialSettings(baud_bps=9600))
    began_s = time.monotonic()
    assert transport.write(bytes(5000), 0.2) == pytest.approx(960 * (AHEAD_S + 0.2), abs=100)
    assert time.monotonic() - began_s < 2.0
    transport.close()


@pytest.mark.parametrize("name", WITHOUT_SPEED)
def test_a_port_that_is_none_has_no_speed(name: str, wire: Wire) -> None:
    descriptor = os.open(wire[1], os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    settings = SerialSettings(baud_bps=1200)
    transport = SerialTransport(descriptor, f"{name}0", lambda: os.close(descriptor), settings)
    assert transport.write(bytes(2000), 5.0) == 2000
    transport.close()
