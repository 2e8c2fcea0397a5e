"""Looks for ports at which a receipt printer may hang, without sending any of them a byte."""

from __future__ import annotations

import grp
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drivers.transport.holders import Holder, holders
from drivers.transport.port import LinkDownError

USB_DEVICES = Path("/dev/usb")
USB_NAMES = Path("/sys/class/usbmisc")
MAX_PORTS = 64
"""A machine with more has more than a doctor can help with."""


@dataclass(frozen=True, slots=True)
class FoundPort:
    """A port, its address, and what keeps us out of it.

    `title` is what the device calls itself; `group` whose members may use it, where we may not.
    """

    url: str
    title: str
    path: str = ""
    group: str = ""
    held_by: tuple[Holder, ...] = ()

    @property
    def trouble(self) -> str:
        """Why it cannot be opened and what to do, '' where it can."""
        if self.group:
            return (
                f"no permission: join the group {self.group} "
                f"(sudo usermod -aG {self.group} $USER), then log in again"
            )
        if self.held_by:
            return f"in use by {', '.join(map(str, self.held_by))}: end that program"
        return ""


@dataclass(frozen=True, slots=True)
class Search:
    """All that was found, and what could not be looked for and why."""

    ports: tuple[FoundPort, ...]
    missed: tuple[str, ...] = ()


def find_ports() -> Search:
    """Serial ports, the system's USB printer devices, and USB printers that have none."""
    found = [*_serial_ports(), *_usb_devices()]
    missed: tuple[str, ...] = ()
    if not any(port.url.startswith("usb:") for port in found):
        try:
            found += _usb_printers()
        except LinkDownError as error:
            missed = (str(error),)
    return Search(tuple(found[:MAX_PORTS]), missed)


def looked_at(path: str, scheme: str, title: str = "") -> FoundPort:
    """The port at a path; `scheme` is serial or usb."""
    return FoundPort(f"{scheme}://{path}", title, path, _missing_group(path), holders(path))


def _serial_ports() -> tuple[FoundPort, ...]:
    from serial.tools.list_ports import comports

    return tuple(
        looked_at(port.device, "serial", port.description if port.description != "n/a" else "")
        for port in sorted(comports(), key=lambda port: port.device)
    )


def _usb_devices() -> tuple[FoundPort, ...]:
    return tuple(
        looked_at(str(path), "usb", _usb_title(path.name))
        for path in sorted(USB_DEVICES.glob("lp[0-9]*"))
    )


def _usb_title(name: str) -> str:
    """What the printer says it is: maker and model of its IEEE 1284 device id."""
    try:
        text = (USB_NAMES / name / "device" / "ieee1284_id").read_text("ascii", "replace")
    except OSError:
        return ""
    return _maker_and_model(text)


def _usb_printers() -> tuple[FoundPort, ...]:
    """Errors: LinkDownError where pyusb or libusb is missing."""
    from drivers.transport.usb_class import find_usb_printers

    return tuple(
        FoundPort(printer.url, _maker_and_model(printer.device_id))
        for printer in find_usb_printers()
    )


def _maker_and_model(device_id: str) -> str:
    """`MFG:EPSON;MDL:TM-T88V;` as EPSON TM-T88V (IEEE 1284-2000, 7.6)."""
    fields = dict(field.split(":", 1) for field in device_id.split(";") if ":" in field)
    maker = fields.get("MFG") or fields.get("MANUFACTURER") or ""
    model = fields.get("MDL") or fields.get("MODEL") or ""
    return f"{maker} {model}".strip()


def _missing_group(path: str) -> str:
    """The group that may use the device, where we may not; '' where we may, or it is not there."""
    if not os.path.exists(path) or os.access(path, os.R_OK | os.W_OK):
        return ""
    number = os.stat(path).st_gid
    with suppress(KeyError):
        return grp.getgrgid(number).gr_name
    return str(number)
