"""A serial port of another machine is set and written to like one of ours, and obeyed like one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from drivers.transport import remote_serial
from drivers.transport.line_time import AHEAD_S
from drivers.transport.port import LinkDownError
from drivers.transport.remote_serial import open_remote_serial
from drivers.transport.serial_port import Flow, Parity, SerialSettings
from tests.drivers.lent_port import LentPort
from tests.drivers.virtual_printer.bench import printer


@pytest.fixture
def port() -> Iterator[LentPort]:
    lent = LentPort(printer())
    yield lent
    lent.close()


def address(port: LentPort) -> tuple[str, int]:
    return "127.0.0.1", int(port.url.partition("?")[0].rpartition(":")[2])


def test_the_far_port_is_set_as_asked(port: LentPort) -> None:
    settings = SerialSettings(19200, Flow.RTSCTS, Parity.EVEN, data_bits=7, stop_bits=2)
    open_remote_serial(*address(port), settings).close()
    wires = port.wires
    assert (wires.baudrate, wires.bytesize, wires.parity, wires.stopbits) == (19200, 7, "E", 2)
    assert wires.rtscts
    assert not wires.xonxoff


def test_every_byte_passes_also_that_which_telnet_would_take_for_its_own(port: LentPort) -> None:
    transport = port.connect()
    picture = b"\x1dv0\x00\x30\x00\x01\x00" + b"\xff\xfa\xf0" * 16 + b"\x1dr\x01"
    assert transport.write(picture, 5.0) == len(picture)
    assert transport.read(1, 5.0) == b"\x00"
    assert port.machine.piece.bitmap.data == b"\xff\xfa\xf0" * 16
    transport.close()


def test_no_more_is_written_than_the_far_line_can_send(port: LentPort) -> None:
    transport = open_remote_serial(*address(port), SerialSettings(baud_bps=9600))
    began_s = time.monotonic()
    taken = transport.write(bytes(10_000), 0.3)
    assert taken == pytest.approx(960 * (0.3 + AHEAD_S), abs=1024)
    assert time.monotonic() - began_s < 2.0
    transport.close()


def test_dsr_is_obeyed(port: LentPort) -> None:
    port.wires.dsr = False
    transport = open_remote_serial(*address(port), SerialSettings(4_000_000, Flow.DSRDTR))
    time.sleep(0.05)
    assert transport.write(b"A\n", 0.05) == 0
    threading.Timer(0.1, setattr, (port.wires, "dsr", True)).start()
    assert transport.write(b"A\n", 5.0) == 2
    transport.close()


def test_a_server_of_something_else_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_serial, "AGREED_WITHIN_S", 0.1)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(LinkDownError, match=r"not as a serial port by RFC 2217: is it tcp://"),
    ):
        open_remote_serial("127.0.0.1", server.getsockname()[1], SerialSettings())


def test_a_port_nobody_lends() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        where = server.getsockname()[1]
    with pytest.raises(LinkDownError, match=f"nothing listens at 127.0.0.1:{where}"):
        open_remote_serial("127.0.0.1", where, SerialSettings())


def test_a_machine_that_is_not_known() -> None:
    with pytest.raises(LinkDownError, match=r"printer\.invalid"):
        open_remote_serial("printer.invalid", 2217, SerialSettings())


def test_a_cable_pulled_at_the_far_end_is_noticed(port: LentPort) -> None:
    transport = port.connect()
    port.pull()
    with pytest.raises(LinkDownError, match="closed at the other end"):
        transport.read(1, 5.0)
    with pytest.raises(LinkDownError, match="is the cable in"):
        transport.write(b"A", 0.1)
    transport.close()
