"""Ports are found by what the system tells of them; none is opened, none is written to."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
import serial.tools.list_ports

from drivers import printer_search
from drivers.printer_search import FoundPort, find_ports, looked_at
from drivers.transport import usb_class
from drivers.transport.holders import Holder
from drivers.transport.port import LinkDownError
from drivers.transport.usb_class import UsbPrinter

EPSON = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing plugged in: its devices stand in this folder."""
    monkeypatch.setattr(printer_search, "USB_DEVICES", tmp_path / "usb")
    monkeypatch.setattr(printer_search, "USB_NAMES", tmp_path / "names")
    monkeypatch.setattr(serial.tools.list_ports, "comports", list)
    monkeypatch.setattr(usb_class, "find_usb_printers", tuple)
    return tmp_path


def plug_lp(machine: Path, number: int, device_id: str | None) -> None:
    device, name = machine / "usb" / f"lp{number}", machine / "names" / f"lp{number}" / "device"
    device.parent.mkdir(exist_ok=True)
    device.write_bytes(b"")
    if device_id is not None:
        name.mkdir(parents=True)
        (name / "ieee1284_id").write_text(device_id)


def test_with_nothing_plugged_in_nothing_is_found(machine: Path) -> None:
    search = find_ports()
    assert (search.ports, search.missed) == ((), ())


def test_serial_ports_are_those_the_system_lists(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = machine / "ttyUSB0"
    device.write_bytes(b"")
    listed = [
        SimpleNamespace(device=str(device), description="USB Serial"),
        SimpleNamespace(device=str(machine / "ttyS0"), description="n/a"),
    ]
    monkeypatch.setattr(serial.tools.list_ports, "comports", lambda: listed)
    ports = find_ports().ports
    assert [port.url for port in ports] == [f"serial://{machine}/ttyS0", f"serial://{device}"]
    assert [port.title for port in ports] == ["", "USB Serial"]


def test_a_usb_printer_is_called_what_it_calls_itself(machine: Path) -> None:
    plug_lp(machine, 0, EPSON)
    plug_lp(machine, 1, "MANUFACTURER:XP;MODEL:58;")
    plug_lp(machine, 2, None)
    ports = find_ports().ports
    assert [port.title for port in ports] == ["EPSON TM-T88V", "XP 58", ""]
    assert ports[0].url == f"usb://{machine}/usb/lp0"


def test_a_usb_printer_without_a_device_is_found_by_its_numbers(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = (UsbPrinter(0x04B8, 0x0202, "J4", EPSON),)
    monkeypatch.setattr(usb_class, "find_usb_printers", lambda: found)
    (port,) = find_ports().ports
    assert port == FoundPort("usb://04b8:0202?serial=J4", "EPSON TM-T88V")
    plug_lp(machine, 0, EPSON)
    assert [port.url for port in find_ports().ports] == [f"usb://{machine}/usb/lp0"]


def test_what_could_not_be_looked_for_is_said(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise LinkDownError("they need pyusb")

    monkeypatch.setattr(usb_class, "find_usb_printers", missing)
    assert find_ports().missed == ("they need pyusb",)


def test_a_port_we_may_not_use_names_the_group_to_join(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plug_lp(machine, 0, None)
    monkeypatch.setattr(os, "access", lambda *_: False)
    group = looked_at(str(machine / "usb/lp0"), "usb").group
    assert group == (machine / "usb/lp0").group()
    trouble = FoundPort("usb:///dev/usb/lp0", "", group="lp").trouble
    assert "join the group lp (sudo usermod -aG lp $USER)" in trouble


def test_a_port_somebody_has_names_the_program() -> None:
    port = FoundPort("serial:///dev/ttyS0", "", held_by=(Holder(7, "cupsd"),))
    assert port.trouble == "in use by cupsd (pid 7): end that program"
    assert FoundPort("serial:///dev/ttyS0", "").trouble == ""
