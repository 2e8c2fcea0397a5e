"""A printer on the USB bus is found by its numbers, claimed, written to and asked."""

from __future__ import annotations

import builtins
import errno
from typing import Any

import pytest
import usb.core

from drivers.transport.port import LinkDownError, PortStatus, StatusPort, Transport
from drivers.transport.usb_class import UsbPrinter, find_usb_printers, open_usb
from tests.drivers.usb_bus import DEVICE_ID, UsbBus, failure
from tests.drivers.virtual_printer.bench import printer


@pytest.fixture
def bus() -> UsbBus:
    return UsbBus(printer())


def opened(bus: UsbBus) -> Transport:
    return open_usb(0x04B8, 0x0202, backend=bus)


def refused(product: int = 0x0202, serial: str = "", bus: UsbBus | None = None) -> str:
    with pytest.raises(LinkDownError) as refusal:
        open_usb(0x04B8, product, serial, bus)
    return str(refusal.value)


def test_a_printer_on_the_bus_is_found_with_all_that_tells_it_apart(bus: UsbBus) -> None:
    (found,) = find_usb_printers(bus)
    assert found == UsbPrinter(0x04B8, 0x0202, "J4VF016387", DEVICE_ID.decode())
    assert found.url == "usb://04b8:0202?serial=J4VF016387"


def test_a_device_of_another_class_is_no_printer(bus: UsbBus) -> None:
    bus.interface_class = 3
    assert find_usb_printers(bus) == ()


def test_bytes_go_to_the_printer_and_answers_come_back(bus: UsbBus) -> None:
    transport = opened(bus)
    assert transport.answers
    assert transport.write(b"A\n\x1dr\x01\x10\x04\x01", 1.0) == 8
    assert transport.read(1, 1.0) + transport.read(1, 1.0) == b"\x12\x00"
    assert transport.read(1, 0.02) == b""
    assert bus.machine.piece.text == "A\n"
    transport.close()
    with pytest.raises(LinkDownError, match="is closed"):
        transport.write(b"A", 0.1)


def test_a_printer_that_is_full_takes_what_fits(bus: UsbBus) -> None:
    transport = opened(bus)
    bus.machine.end_paper()
    capacity = bus.machine.profile.receive_buffer_bytes
    assert transport.write(bytes(20_000), 0.05) == capacity
    assert transport.write(b"A", 0.01) == 0
    transport.close()


def test_the_port_tells_of_the_paper(bus: UsbBus) -> None:
    transport = opened(bus)
    assert isinstance(transport, StatusPort)
    assert transport.port_status() == PortStatus(paper_empty=False, error=False)
    bus.machine.end_paper()
    assert transport.port_status() == PortStatus(paper_empty=True, error=False)
    transport.close()
    bus.gone = True
    assert opened(bus).port_status() is None  # type: ignore[attr-defined]


def test_it_is_taken_from_the_systems_driver_and_given_back(bus: UsbBus) -> None:
    transport = opened(bus)
    assert not bus.kernel_has_it
    transport.close()
    transport.close()
    assert bus.kernel_has_it


def test_a_cable_pulled_is_told(bus: UsbBus) -> None:
    transport = opened(bus)
    bus.gone = True
    for act in (lambda: transport.write(b"A", 0.1), lambda: transport.read(1, 0.1)):
        with pytest.raises(LinkDownError, match=r"usb://04b8:0202 is gone .*is the cable in"):
            act()
    transport.close()


def test_a_printer_that_is_not_there(bus: UsbBus) -> None:
    sentence = "there is no printer usb://04b8:9999: plug it in"
    assert sentence in refused(0x9999, bus=bus)
    assert "0202?serial=OTHER" in refused(serial="OTHER", bus=bus)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "no permission for usb://04b8:0202: allow it by a rule of udev"),
        (errno.EBUSY, "usb://04b8:0202 is in use: end the other program"),
        (errno.ENODEV, "usb://04b8:0202 is gone: plug it in again"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(bus: UsbBus, number: int, sentence: str) -> None:
    bus.refuses = failure(number)
    assert sentence in refused(bus=bus)


def test_without_pyusb_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("usb"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "need pyusb: pip install 'countersign[usb]'" in refused()


def test_without_libusb_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(**_: object) -> None:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", none)
    assert "pyusb finds no libusb: install it" in refused()
