"""Addresses are read without touching a device, and a wrong one is answered with right ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.transport import addresses
from drivers.transport.addresses import PrinterAddressError, open_transport, read_address
from drivers.transport.nowhere import NowhereTransport
from drivers.transport.port import Transport
from drivers.transport.serial_port import Flow, Parity, SerialSettings


def refused(url: str) -> str:
    with pytest.raises(PrinterAddressError) as refusal:
        read_address(url)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("virtual:", "virtual"),
        ("memory:", "memory"),
        ("none", "none"),
        ("serial:///dev/ttyNO9?baud=9600&flow=rtscts&parity=even", "serial"),
        ("usb:///dev/usb/lp9", "usb"),
        ("tcp://printer.invalid", "tcp"),
        ("file:///no/such/folder/slips.bin", "file"),
    ],
)
def test_a_right_address_reads_though_nothing_is_there(url: str, scheme: str) -> None:
    assert read_address(url).scheme == scheme


@pytest.mark.parametrize("url", ["tcp://[x", "serial://[::1/dev/ttyUSB0"])
def test_what_is_no_url_at_all_is_answered_alike(url: str) -> None:
    with pytest.raises(PrinterAddressError, match="is no printer address"):
        read_address(url)


def test_an_unknown_kind_is_answered_with_all_there_are() -> None:
    sentence = refused("bluetooth:00:11")
    assert sentence.startswith("'bluetooth:00:11' is no printer address; write one of virtual:,")
    for form in ("serial:///dev/ttyUSB0", "usb:///dev/usb/lp0", "tcp://host:9100", "file:///path"):
        assert form in sentence


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("serial:", "'serial:' names no place; write serial:///dev/ttyUSB0"),
        ("usb:", "'usb:' names no place; write usb:///dev/usb/lp0"),
        ("tcp://", "names no host and port; write tcp://host:9100"),
        ("tcp://host:70000", "a port is a number from 1 to 65535"),
        ("tcp://host/queue", "names no host and port"),
        ("serial:///dev/x?speed=9600", "no option 'speed' here; there are: baud, flow, parity"),
        ("serial:///dev/x?baud=fast", "baud='fast' is not a speed such as 9600 or 115200"),
        ("serial:///dev/x?baud=0", "baud='0' is not a speed"),
        ("serial:///dev/x?flow=hard", "flow='hard' is not one of none, rtscts, xonxoff, dsrdtr"),
        ("tcp://host?baud=9600", "no option 'baud' here; there are: none"),
    ],
)
def test_a_wrong_address_says_what_would_be_right(url: str, sentence: str) -> None:
    assert sentence in refused(url)


def test_options_reach_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, SerialSettings]] = []

    def open_serial(path: str, settings: SerialSettings) -> Transport:
        opened.append((path, settings))
        return NowhereTransport()

    monkeypatch.setattr(addresses, "open_serial", open_serial)
    open_transport("serial:///dev/ttyUSB0?baud=9600&flow=xonxoff&parity=odd")
    open_transport("serial:/dev/ttyUSB1")
    assert opened == [
        ("/dev/ttyUSB0", SerialSettings(9600, Flow.XONXOFF, Parity.ODD)),
        ("/dev/ttyUSB1", SerialSettings()),
    ]


def test_the_port_of_a_network_printer_is_9100_unless_said(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, int]] = []

    def open_tcp(host: str, port: int) -> Transport:
        opened.append((host, port))
        return NowhereTransport()

    monkeypatch.setattr(addresses, "open_tcp", open_tcp)
    open_transport("tcp://till")
    open_transport("tcp://[::1]:9101")
    assert opened == [("till", 9100), ("::1", 9101)]


def test_a_path_may_hold_blanks_and_signs(tmp_path: Path) -> None:
    transport = open_transport(f"file://{tmp_path}/my%20slips.bin")
    transport.write(b"A", 1.0)
    transport.close()
    assert (tmp_path / "my slips.bin").read_bytes() == b"A"
