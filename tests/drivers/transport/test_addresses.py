"""Addresses are read without touching a device, and a wrong one is answered with right ones."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from drivers.transport import addresses, bluetooth, remote_serial, usb_class
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
        ("rfc2217://printer.invalid:2217?baud=9600", "rfc2217"),
        ("usb://04b8:0E15?serial=J4VF", "usb"),
        ("bluetooth://00:11:22:aa:BB:cc?channel=2", "bluetooth"),
        ("record:/tmp/a+b.rec+serial:///dev/ttyNO9?baud=9600", "record"),
        ("record:a.rec+none", "record"),
    ],
)
def test_a_right_address_reads_though_nothing_is_there(url: str, scheme: str) -> None:
    assert read_address(url).scheme == scheme


@pytest.mark.parametrize("url", ["tcp://[x", "serial://[::1/dev/ttyUSB0"])
def test_what_is_no_url_at_all_is_answered_alike(url: str) -> None:
    with pytest.raises(PrinterAddressError, match="is no printer address"):
        read_address(url)


def test_an_unknown_kind_is_answered_with_all_there_are() -> None:
    sentence = refused("pigeon:00:11")
    assert sentence.startswith("'pigeon:00:11' is no printer address; write one of virtual:,")
    for form in (
        *("serial:///dev/ttyUSB0", "usb:///dev/usb/lp0", "usb://04b8:0202", "tcp://host:9100"),
        *("rfc2217://host:2217", "bluetooth://AA:BB", "record:FILE+serial:", "file:///path"),
    ):
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
        ("serial:///dev/x?bits=9", "bits='9' is not 7 or 8"),
        ("serial:///dev/x?stop=0", "stop='0' is not 1 or 2"),
        ("rfc2217://host", "names no port; write rfc2217://host:2217"),
        ("rfc2217:///dev/x", "names no host and port; write rfc2217://host:2217"),
        ("usb://04b8", "'usb://04b8' is no device; write usb:///dev/usb/lp0 or usb://04b8:0202"),
        ("usb:///dev/usb/lp0?serial=1", "only a printer by its numbers has a serial"),
        ("bluetooth://printer", "names no device; write bluetooth://AA:BB:CC:DD:EE:FF?channel=1"),
        ("bluetooth://00:11:22:33:44:55?channel=31", "channel='31' is not a channel from 1 to 30"),
        ("record:a.rec", "names no file and no way; write record:FILE+serial:///dev/ttyUSB0"),
        ("record:a.rec+pigeon:", "'pigeon:' is no printer address"),
        ("record:a.rec+tcp://host?baud=9600", "no option 'baud' here"),
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
    open_transport("serial:///dev/ttyUSB0?baud=9600&flow=xonxoff&parity=odd&bits=7&stop=2")
    open_transport("serial:/dev/ttyUSB1")
    assert opened == [
        ("/dev/ttyUSB0", SerialSettings(9600, Flow.XONXOFF, Parity.ODD, 7, 2)),
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


@pytest.mark.parametrize(
    ("url", "module", "opener", "asked"),
    [
        (
            "rfc2217://till:2217?baud=9600&flow=rtscts",
            remote_serial,
            "open_remote_serial",
            ("till", 2217, SerialSettings(9600, Flow.RTSCTS)),
        ),
        ("usb://04b8:0E15?serial=J4", usb_class, "open_usb", (0x04B8, 0x0E15, "J4")),
        (
            "bluetooth://00:11:22:AA:BB:CC",
            bluetooth,
            "open_bluetooth",
            ("00:11:22:AA:BB:CC", 1),
        ),
    ],
)
def test_the_rarer_ways_are_opened_as_they_are_written(
    url: str,
    module: ModuleType,
    opener: str,
    asked: tuple[object, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[tuple[object, ...]] = []
    monkeypatch.setattr(module, opener, lambda *what: opened.append(what))
    read_address(url).open()
    assert opened == [asked]


def test_a_path_may_hold_blanks_and_signs(tmp_path: Path) -> None:
    transport = open_transport(f"file://{tmp_path}/my%20slips.bin")
    transport.write(b"A", 1.0)
    transport.close()
    assert (tmp_path / "my slips.bin").read_bytes() == b"A"
