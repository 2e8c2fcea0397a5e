"""vprinter:// is a pyserial port in all that programs use: time-outs, buffers, wires, settings."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import serial

import drivers.serial_urls  # noqa: F401 - vprinter://

STATUS = b"\x10\x04\x01"
Port = Any
Open = Callable[..., Port]


@pytest.fixture
def opened() -> Iterator[Open]:
    ports: list[Port] = []

    def open_port(options: str = "", **settings: Any) -> Port:
        url = f"vprinter://generic58?{options}"
        ports.append(serial.serial_for_url(url, **{"timeout": 5} | settings))
        return ports[-1]

    yield open_port
    for port in ports:
        port.close()


def test_it_prints_answers_and_can_be_looked_at(opened: Open) -> None:
    port = opened()
    assert port.write(b"HELLO\n" + STATUS) == 9
    assert port.read(1) == b"\x12"
    assert port.printer.piece.text == "HELLO\n"


def test_troubles_are_there_from_the_start_and_end_by_hand(opened: Open) -> None:
    port = opened("paper=out")
    port.write(b"A\n\x10\x04\x04")
    assert port.read(1) == b"\x7e"
    assert not port.dsr
    port.printer.reload()
    assert port.dsr
    assert port.printer.piece.text == "A\n"


@pytest.mark.parametrize(
    ("options", "question", "answer"),
    [
        ("paper=ok", b"\x10\x04\x04", b"\x12"),
        ("paper=low", b"\x10\x04\x04", b"\x1e"),
        ("head=hot", b"\x10\x04\x03", b"\x52"),
        ("cutter=jammed", b"\x10\x04\x03", b"\x1a"),
        ("cover=open", b"\x10\x04\x02", b"\x16"),
        ("power=off", b"\x10\x04\x01", b""),
        ("answers=no", b"\x10\x04\x01", b""),
    ],
)
def test_every_trouble_can_be_asked_for(
    opened: Open, options: str, question: bytes, answer: bytes
) -> None:
    port = opened(options, timeout=5 if answer else 0.05)
    port.write(b"A\n\x1dV\x00")
    port.flush()
    port.write(question)
    assert port.read(1) == answer


@pytest.mark.parametrize("timeout", [0, 0.05])
def test_a_read_brings_what_came_in_time(opened: Open, timeout: float) -> None:
    port = opened(timeout=timeout)
    assert port.read(10) == b""
    port.write(STATUS * 3)
    port.flush()
    while port.in_waiting < 3:
        time.sleep(0.001)
    assert port.read(10) == b"\x12" * 3


def test_a_read_ends_with_the_pause_between_bytes(opened: Open) -> None:
    port = opened(timeout=None, inter_byte_timeout=0.05)
    port.write(STATUS)
    assert port.read(10) == b"\x12"


def test_a_read_that_waits_for_ever_can_be_ended(opened: Open) -> None:
    port = opened(timeout=None)
    threading.Timer(0.05, port.cancel_read).start()
    assert port.read(1) == b""


def test_a_write_that_waits_for_ever_can_be_ended(opened: Open) -> None:
    port = opened("paper=out")
    threading.Timer(0.05, port.cancel_write).start()
    assert 4096 <= port.write(b"A" * 20_000) < 20_000


def test_a_printer_that_stops_the_line_lets_a_write_time_out(opened: Open) -> None:
    port = opened("paper=out", write_timeout=0.05)
    with pytest.raises(serial.SerialTimeoutException):
        port.write(b"A" * 20_000)
    assert port.out_waiting == 4096
    assert not port.cts
    port.reset_output_buffer()
    assert port.out_waiting == 0


def test_what_came_can_be_forgotten(opened: Open) -> None:
    port = opened()
    port.write(STATUS)
    while not port.in_waiting:
        time.sleep(0.001)
    port.reset_input_buffer()
    assert port.in_waiting == 0


def test_flush_waits_for_the_line(opened: Open) -> None:
    port = opened("baud=9600")
    began = time.monotonic()
    port.write(b"A" * 96)
    port.flush()
    assert 0.09 < time.monotonic() - began < 2
    assert port.out_waiting == 0


def test_another_speed_makes_garbage(opened: Open) -> None:
    port = opened("baud=19200&paced=no", timeout=0.1)
    port.write(STATUS)
    assert port.read(1) != b"\x12"
    port.baudrate = 19_200
    port.write(b"\n" + STATUS)
    port.flush()
    assert b"\x12" in port.read(10)


def test_xon_and_xoff_are_the_ports_own_business(opened: Open) -> None:
    port = opened("flow=xonxoff&paper=out", xonxoff=True, write_timeout=0.1, timeout=0.1)
    with pytest.raises(serial.SerialTimeoutException):
        port.write(b"A\n" * 10_000)
    assert port.read(10) == b""
    port.printer.reload()
    port.write_timeout = port.timeout = 5
    port.flush()
    port.write(STATUS)
    assert port.read(1) == b"\x12"


def test_the_wires_are_the_printers_and_ours(opened: Open) -> None:
    port = opened(timeout=0.05)
    assert (port.cts, port.dsr, port.cd, port.ri) == (True, True, True, False)
    port.rts = False
    port.write(STATUS)
    assert port.read(1) == b""
    port.rts = True
    port.timeout = 5
    assert port.read(1) == b"\x12"
    port.printer.power_off()
    assert (port.cts, port.dsr, port.cd) == (False, False, False)


def test_a_break_is_a_byte_received_wrong(opened: Open) -> None:
    port = opened()
    port.send_break(0.001)
    port.write(b"\n" + STATUS)
    assert port.read(1) == b"\x12"
    assert port.printer.piece.text == "?\n"


def test_closing_waits_for_what_was_written_and_opening_finds_the_same_printer(
    opened: Open,
) -> None:
    port = opened()
    for _ in range(5):
        port.write(b"A\n" * 10)
        port.close()
        port.close()
        port.open()
    port.write(STATUS)
    assert port.read(1) == b"\x12"
    assert port.printer.piece.text == "A\n" * 50


def test_a_printer_without_paper_does_not_hold_up_the_closing(opened: Open) -> None:
    port = opened("paper=out", write_timeout=0.05)
    with pytest.raises(serial.SerialTimeoutException):
        port.write(b"A" * 20_000)
    began = time.monotonic()
    port.close()
    assert time.monotonic() - began < 5


def test_a_pulled_cable_is_an_error_until_the_port_is_opened_again(opened: Open) -> None:
    port = opened(timeout=0)
    port.pull()
    uses: tuple[Callable[[], object], ...] = (
        lambda: port.read(1),
        lambda: port.write(b"A"),
        lambda: port.in_waiting,
    )
    for use in uses:
        with pytest.raises(serial.SerialException, match="is the cable in"):
            use()
    port.close()
    port.pull()
    port.open()
    assert port.read(1) == b""


def test_a_closed_port_says_so(opened: Open) -> None:
    port = opened()
    port.close()
    uses: tuple[Callable[[], object], ...] = (
        lambda: port.read(1),
        lambda: port.cts,
        lambda: port.ri,
    )
    for use in uses:
        with pytest.raises(serial.SerialException):
            use()


@pytest.mark.parametrize("url", ["vprinter://brother", "vprinter://generic58?paper=wet"])
def test_a_wrong_address_is_a_serial_exception(url: str) -> None:
    with pytest.raises(serial.SerialException, match=r"there are|is not one of"):
        serial.serial_for_url(url)


def test_it_is_opened_once_and_at_a_speed_there_is(opened: Open) -> None:
    port = opened()
    with pytest.raises(serial.SerialException, match="already"):
        port.open()
    with pytest.raises(ValueError, match="no serial port does"):
        port.baudrate = 0
    with pytest.raises(serial.SerialException, match="name a port"):
        type(port)().open()
