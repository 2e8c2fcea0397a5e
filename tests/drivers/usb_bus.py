"""A USB bus for pyusb without any hardware: a virtual printer of the printer class on it."""

from __future__ import annotations

import array
import errno
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

from drivers.virtual_printer.machine import VirtualPrinter

OUT, IN = 0x01, 0x82
DEVICE_ID = b"MFG:EPSON;CMD:ESC/POS;MDL:TM-T88III;CLS:PRINTER;"
STRINGS = {0: "\u0409", 1: "J4VF016387"}


def failure(number: int) -> usb.core.USBError:
    """What libusb's errors look like in pyusb."""
    names = {errno.EACCES: "Access denied", errno.EBUSY: "Resource busy", errno.ENODEV: "No device"}
    return usb.core.USBError(names[number], None, number)


class UsbBus(usb.backend.IBackend):  # type: ignore[misc]
    """One device. `refuses` is what claiming meets, `gone` a cable that was pulled."""

    def __init__(self, machine: VirtualPrinter, interface_class: int = 7) -> None:
        super().__init__()
        self.machine = machine
        self.interface_class = interface_class
        self.refuses: usb.core.USBError | None = None
        self.gone = False
        self.kernel_has_it = True
        self.asked: list[tuple[int, int]] = []

    def enumerate_devices(self) -> Any:
        return [self]

    def get_device_descriptor(self, dev: Any) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0202,
            bcdDevice=0x100, iManufacturer=0, iProduct=0, iSerialNumber=1, bNumConfigurations=1,
            address=1, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: Any, config: int) -> Any:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1,
            bConfigurationValue=1, iConfiguration=0, bmAttributes=0xC0, bMaxPower=1,
            extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> Any:
        if alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=self.interface_class, bInterfaceSubClass=1, bInterfaceProtocol=2,
            iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: Any) -> Any:
        return self

    def close_device(self, dev_handle: Any) -> None:
        pass

    def get_configuration(self, dev_handle: Any) -> int:
        return 1

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        if self.refuses is not None:
            raise self.refuses

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        pass

    def is_kernel_driver_active(self, dev_handle: Any, intf: int) -> bool:
        return self.kernel_has_it

    def detach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.kernel_has_it = False

    def attach_kernel_driver(self, dev_handle: Any, intf: int) -> None:
        self.kernel_has_it = True

    def bulk_write(self, handle: Any, ep: int, intf: int, data: Any, timeout: int) -> int:
        self._check()
        assert (ep, timeout > 0) == (OUT, True)
        taken = bytes(data)[: self.machine.room]
        if not taken:
            raise usb.core.USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT)
        self.machine.receive(taken)
        return len(taken)

    def bulk_read(self, handle: Any, ep: int, intf: int, buff: Any, timeout: int) -> int:
        self._check()
        assert (ep, timeout > 0) == (IN, True)
        answers = self.machine.take_answers(len(buff))
        if not answers:
            raise usb.core.USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT)
        buff[: len(answers)] = array.array("B", answers)
        return len(answers)

    def ctrl_transfer(
        self, handle: Any, kind: int, request: int, value: int, index: int, data: Any, timeout: int
    ) -> int:
        self._check()
        self.asked.append((kind, request))
        answer = self._answer(kind, request, value)[: len(data)]
        data[: len(answer)] = array.array("B", answer)
        return len(answer)

    def _answer(self, kind: int, request: int, value: int) -> bytes:
        if (kind, request) == (0xA1, 0):
            return (len(DEVICE_ID) + 2).to_bytes(2, "big") + DEVICE_ID
        if (kind, request) == (0xA1, 1):
            return bytes((0x38 if self.machine.status.paper_out else 0x18,))
        assert (kind, request, value >> 8) == (0x80, 6, 3), "a string descriptor"
        text = STRINGS[value & 0xFF].encode("utf-16-le")
        return bytes((len(text) + 2, 3)) + text

    def _check(self) -> None:
        if self.gone:
            raise failure(errno.ENODEV)
