"""A printer of the USB printer class, reached by its numbers through pyusb and libusb."""

from __future__ import annotations

import errno
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from drivers.transport.port import LinkDownError, PortStatus, Transport

PRINTER_CLASS = 7

GET_DEVICE_ID, GET_PORT_STATUS = 0, 1
_FROM_INTERFACE = 0xA1
"""A class request to an interface, answered (USB printer class 1.1, table 4.2.1)."""

CONTROL_WITHIN_MS = 1000
MAX_ID_BYTES = 1023
"""No device id is longer; its first two bytes are its length."""

MAX_WRITE_BYTES = 4096
READ_BYTES = 4096
"""A whole number of packets of every speed: a shorter read may be an overflow."""

READ_AGAIN_S = 0.01
"""A printer with nothing to say may answer a read at once with nothing."""


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A printer found on the bus."""

    vendor: int
    product: int
    serial: str = ""
    device_id: str = ""
    """Its IEEE 1284 device id (`MFG:EPSON;MDL:TM-T88V;CLS:PRINTER;`), where it may be read."""

    @property
    def url(self) -> str:
        """The address it is opened by."""
        serial = f"?serial={self.serial}" if self.serial else ""
        return f"usb://{self.vendor:04x}:{self.product:04x}{serial}"


def open_usb(vendor: int, product: int, serial: str = "", backend: Any = None) -> Transport:
    """Open the first printer of these numbers. Errors: LinkDownError.

    `backend`: pyusb's own where none is given.
    """
    name = UsbPrinter(vendor, product, serial).url
    for device, interface in _printers(backend):
        if (device.idVendor, device.idProduct) == (vendor, product) and serial in (
            "",
            _serial_of(device),
        ):
            return _claimed(device, interface, name)
    raise LinkDownError(f"there is no printer {name}: plug it in; countersign doctor lists them")


def find_usb_printers(backend: Any = None) -> tuple[UsbPrinter, ...]:
    """The printers on the bus. Errors: LinkDownError where pyusb or libusb is missing."""
    return tuple(
        UsbPrinter(
            device.idVendor, device.idProduct, _serial_of(device), _device_id(device, interface)
        )
        for device, interface in _printers(backend)
    )


class _UsbTransport:
    """Bulk transfers: the printer takes a packet when it has the room, so nothing waits between."""

    def __init__(self, device: Any, interface: Any, name: str) -> None:
        import usb.util

        self._device = device
        self._number: int = interface.bInterfaceNumber
        self._name = name
        self._open = True
        self._held = b""
        ends: dict[int, Any] = {
            usb.util.endpoint_direction(end.bEndpointAddress): end
            for end in interface
            if usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        }
        self._out = ends[usb.util.ENDPOINT_OUT]  # the class demands one
        self._in = ends.get(usb.util.ENDPOINT_IN)
        self.answers = self._in is not None

    def write(self, data: bytes, within_s: float) -> int:
        until_s = time.monotonic() + within_s
        written = 0
        while written < len(data):
            try:
                part = data[written : written + MAX_WRITE_BYTES]
                written += self._transferred(self._out.write, part, until_s)
            except LinkDownError:
                if written:
                    break
                raise
            if time.monotonic() >= until_s:
                break
        return written

    def read(self, limit: int, within_s: float) -> bytes:
        until_s = time.monotonic() + within_s
        while not self._held and self._in is not None:
            self._held = bytes(self._transferred(self._in.read, READ_BYTES, until_s) or b"")
            if self._held or time.monotonic() >= until_s:
                break
            time.sleep(READ_AGAIN_S)
        data, self._held = self._held[:limit], self._held[limit:]
        return data

    def port_status(self) -> PortStatus | None:
        answer = _asked(self._device, GET_PORT_STATUS, self._number, 1)
        return PortStatus.of(answer[0]) if answer else None

    def close(self) -> None:
        import usb.core
        import usb.util

        was_open, self._open = self._open, False
        if was_open:
            with suppress(usb.core.USBError):
                usb.util.release_interface(self._device, self._number)
            with suppress(usb.core.USBError, NotImplementedError):
                self._device.attach_kernel_driver(self._number)
            usb.util.dispose_resources(self._device)

    def _transferred(self, transfer: Any, what: Any, until_s: float) -> Any:
        """What a bulk transfer returns; 0 where its time ran out. Errors: LinkDownError."""
        import usb.core

        if not self._open:
            raise LinkDownError(f"{self._name} is closed")
        within_ms = max(1, int((until_s - time.monotonic()) * 1000))  # 0 would be for ever
        try:
            return transfer(what, within_ms)
        except usb.core.USBTimeoutError:
            return 0
        except usb.core.USBError as error:
            raise LinkDownError(
                f"{self._name} is gone ({error.strerror}): is the cable in, is the printer on?"
            ) from error


def _printers(backend: Any) -> list[tuple[Any, Any]]:
    """Each device with its first printer interface. Errors: LinkDownError."""
    try:
        import usb.core
    except ImportError:
        raise LinkDownError(
            "printers by their USB numbers need pyusb: pip install 'countersign[usb]', "
            "or use the system's own device, usb:///dev/usb/lp0"
        ) from None
    try:
        devices = list(usb.core.find(find_all=True, backend=backend))
    except usb.core.NoBackendError:
        raise LinkDownError(
            "pyusb finds no libusb: install it (Debian: libusb-1.0-0), "
            "or use the system's own device, usb:///dev/usb/lp0"
        ) from None
    found = []
    for device in devices:
        with suppress(usb.core.USBError):
            of_class = [
                interface
                for configuration in device
                for interface in configuration
                if interface.bInterfaceClass == PRINTER_CLASS
            ]
            found += [(device, interface) for interface in of_class[:1]]
    return found


def _claimed(device: Any, interface: Any, name: str) -> Transport:
    """Take the printer from the system's own driver. Errors: LinkDownError."""
    import usb.core
    import usb.util

    number = interface.bInterfaceNumber
    try:
        with suppress(NotImplementedError):
            if device.is_kernel_driver_active(number):
                device.detach_kernel_driver(number)
        usb.util.claim_interface(device, number)
    except usb.core.USBError as error:
        raise LinkDownError(_sentence(name, error)) from error
    return _UsbTransport(device, interface, name)


def _serial_of(device: Any) -> str:
    import usb.core

    try:
        return device.serial_number or ""
    except (usb.core.USBError, ValueError):  # no permission to ask, or no language to answer in
        return ""


def _device_id(device: Any, interface: Any) -> str:
    answer = _asked(device, GET_DEVICE_ID, interface.bInterfaceNumber, MAX_ID_BYTES)
    return answer[2:].decode("ascii", "replace")


def _asked(device: Any, request: int, interface: int, size: int) -> bytes:
    """What a request of the printer class returns; b"" where the printer refuses it."""
    import usb.core

    index = interface << 8 if request == GET_DEVICE_ID else interface
    try:
        return bytes(
            device.ctrl_transfer(_FROM_INTERFACE, request, 0, index, size, CONTROL_WITHIN_MS)
        )
    except usb.core.USBError:
        return b""


def _sentence(name: str, error: Any) -> str:
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return (
                f"no permission for {name}: allow it by a rule of udev "
                "(docs/attach-a-thermal-printer.md), or use usb:///dev/usb/lp0"
            )
        case errno.EBUSY:
            return f"{name} is in use: end the other program that has it open"
        case errno.ENODEV:
            return f"{name} is gone: plug it in again"
        case _:
            return f"{name} cannot be opened: {error.strerror}"
