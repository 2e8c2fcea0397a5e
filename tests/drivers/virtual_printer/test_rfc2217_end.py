"""Telnet options go to the lent port, all else to the printer; what is no telnet ends it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.cable import Cable
from drivers.virtual_printer.ends import EndGoneError
from drivers.virtual_printer.pacing import Framing, PortSettings
from drivers.virtual_printer.rfc2217_end import FIFO_BYTES, MAX_OPTION_BYTES, Rfc2217End
from tests.drivers.virtual_printer.bench import printer

IAC, SB, SE = b"\xff", b"\xff\xfa", b"\xff\xf0"
WILL_COM_PORT = b"\xff\xfb\x2c"


def option(number: int, value: bytes) -> bytes:
    return SB + b"\x2c" + bytes([number]) + value.replace(IAC, IAC * 2) + SE


class Lent:
    """An end, its client, and the cable whose wires it shows."""

    def __init__(self) -> None:
        self.client, theirs = socket.socketpair()
        theirs.setblocking(False)
        self.client.setblocking(False)
        self.cable = Cable(printer())
        self.end = Rfc2217End(theirs.detach(), self.cable)
        self.heard()

    def send(self, data: bytes) -> bytes:
        """Send and let the end look until it has seen it all; the data among it."""
        taken = b""
        for at in range(0, len(data), FIFO_BYTES):
            self.client.sendall(data[at : at + FIFO_BYTES])
            self.end.look()
            taken += self.end.take(FIFO_BYTES)
        return taken

    def heard(self) -> bytes:
        """What the client has been sent."""
        try:
            return self.client.recv(1 << 16)
        except BlockingIOError:
            return b""

    def close(self) -> None:
        self.end.close()
        self.end.close()
        self.client.close()


@pytest.fixture
def lent() -> Iterator[Lent]:
    lent = Lent()
    yield lent
    lent.close()


def test_options_between_data_are_obeyed_and_taken_out(lent: Lent) -> None:
    baud = option(1, (19_200).to_bytes(4, "big"))
    assert lent.send(b"A" + baud + b"B" + option(3, b"\x03") + option(4, b"\x02")) == b"AB"
    assert lent.end.settings() == PortSettings(19_200, Framing(8, "E", 2))
    assert option(101, (19_200).to_bytes(4, "big")) in lent.heard()


def test_a_doubled_ff_is_data_both_ways(lent: Lent) -> None:
    assert lent.send(b"A\xff\xffB") == b"A\xffB"
    lent.end.put(b"\xff\x12")
    assert lent.heard() == b"\xff\xff\x12"


@pytest.mark.parametrize(
    ("refused", "kept"),
    [(option(1, b"\xf0\x00\x00\x00"), 9600), (option(2, b"\x05"), 8)],
)
def test_settings_no_printer_has_are_refused(lent: Lent, refused: bytes, kept: int) -> None:
    lent.send(refused)
    settings = lent.end.settings()
    assert settings is not None
    assert kept in (settings.baud_bps, settings.framing.data_bits)


def test_flow_control_is_as_the_client_says(lent: Lent) -> None:
    lent.send(option(5, b"\x03"))
    assert lent.end.settings() == PortSettings(9600, heeds_cts=True)
    lent.send(option(5, b"\x01") + option(5, b"\x02"))
    assert lent.end.settings() == PortSettings(9600, heeds_xoff=True)
    lent.end.put(b"\x11\x12\x13")
    assert lent.heard().endswith(b"\x12")


@pytest.mark.parametrize(("off", "on"), [(b"\x09", b"\x08"), (b"\x0c", b"\x0b")])
def test_a_computer_that_drops_dtr_or_rts_is_not_ready(lent: Lent, off: bytes, on: bytes) -> None:
    lent.send(option(5, off))
    assert not lent.cable.computer_ready
    lent.send(option(5, on))
    assert lent.cable.computer_ready


def test_a_break_arrives_as_a_byte_received_wrong(lent: Lent) -> None:
    lent.send(option(5, b"\x05") + option(5, b"\x06"))
    lent.cable.carry(b"\n")
    assert lent.cable.machine.piece.text == "?\n"


def test_purging_forgets_what_is_on_its_way(lent: Lent) -> None:
    lent.client.sendall(b"ABC")
    lent.end.look()
    lent.cable.carry(b"\x10\x04\x01" * 2)
    assert lent.cable.answers(1) == b"\x12"
    lent.client.sendall(option(12, b"\x03"))
    lent.end.look()
    assert lent.end.take(10) == b""
    assert lent.cable.answers() == b""


def test_the_wires_are_told_when_they_change(lent: Lent) -> None:
    lent.send(WILL_COM_PORT)
    lent.heard()
    lent.end.refresh()
    assert lent.heard() == b""
    lent.cable.machine.power_off()
    lent.end.refresh()
    assert lent.heard() == option(107, b"\x0b")  # CTS, DSR and CD are off, and were on


def test_no_more_is_read_than_a_serial_chip_keeps(lent: Lent) -> None:
    lent.client.sendall(bytes(4 * FIFO_BYTES))
    while lent.end.watched is not None:
        lent.end.look()
    assert len(lent.end.take(1 << 16)) == FIFO_BYTES
    assert lent.end.watched is not None


def test_who_has_hung_up_is_gone_when_all_is_taken(lent: Lent) -> None:
    lent.client.sendall(b"AB")
    assert not lent.end.hung_up
    lent.client.close()
    assert lent.end.hung_up
    lent.end.look()
    lent.end.look()
    assert lent.end.watched is None
    assert lent.end.take(10) == b"AB"
    with pytest.raises(EndGoneError):
        lent.end.take(10)


def test_a_client_that_never_reads_loses_answers_and_is_let_go_if_it_negotiates(
    lent: Lent,
) -> None:
    for _ in range(2000):
        lent.end.put(bytes(1000))
    with pytest.raises(EndGoneError):
        lent.send(option(1, bytes(4)) * 40_000)


@pytest.mark.parametrize(
    "nonsense",
    [
        SE,
        option(3, b"\x99"),
        option(1, b"\x01"),
        option(11, b""),
        SB + bytes(MAX_OPTION_BYTES + 2),
    ],
)
def test_what_is_no_rfc_2217_ends_the_conversation(lent: Lent, nonsense: bytes) -> None:
    with pytest.raises(EndGoneError):
        lent.send(nonsense)


@given(st.binary(max_size=300).map(lambda data: data.replace(b"\0", IAC)))
def test_whatever_comes_it_is_data_or_the_end(data: bytes) -> None:
    lent = Lent()
    try:
        assert len(lent.send(data)) <= len(data)
    except EndGoneError:
        pass
    finally:
        lent.close()
