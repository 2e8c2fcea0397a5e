"""A printer behind a device file of the system, or a plain file that keeps the bytes."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
from contextlib import suppress

from drivers.transport.descriptor import DescriptorTransport
from drivers.transport.holders import in_use
from drivers.transport.port import LinkDownError, PortStatus, Transport, ready_to_write

LPGETSTATUS = 0x060B
"""The kernel's lp.h: ask a printer's port how it is."""

SENT_WITHIN_S = 2.0
"""Closing a USB printer's device throws away what is on its way (usblp's release)."""


class PrinterDevice(DescriptorTransport):
    """/dev/usb/lpN: bytes both ways, and the port's own status (the kernel's usblp)."""

    def __init__(self, descriptor: int, path: str) -> None:
        super().__init__(descriptor, path, lambda: os.close(descriptor), ends=False)

    def port_status(self) -> PortStatus | None:
        try:
            answer = fcntl.ioctl(self._descriptor, LPGETSTATUS, bytes(4))
        except OSError:
            return None
        return PortStatus.of(struct.unpack("I", answer)[0] & 0xFF)

    def close(self) -> None:
        with suppress(LinkDownError):
            self._check_open()
            ready_to_write(self._descriptor, SENT_WITHIN_S)
        super().close()


def open_device(path: str) -> Transport:
    """Open a printer device such as /dev/usb/lp0. Errors: LinkDownError."""
    return PrinterDevice(_opened(path, os.O_RDWR), path)


def open_file(path: str) -> Transport:
    """Append to a file, made where there is none. Errors: LinkDownError."""
    descriptor = _opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    return DescriptorTransport(
        descriptor, path, lambda: os.close(descriptor), answers=False, ends=False
    )


def _opened(path: str, flags: int) -> int:
    try:
        return os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LinkDownError(_sentence(path, error)) from error


def _sentence(path: str, error: OSError) -> str:
    match error.errno:
        case errno.ENOENT | errno.ENODEV | errno.ENXIO:
            return f"there is no {path}: plug the printer in, or name another place"
        case errno.EACCES | errno.EPERM:
            return (
                f"no permission for {path}: join its group (often lp: "
                "sudo usermod -aG lp $USER), then log in again"
            )
        case errno.EBUSY:
            return in_use(path)
        case errno.EISDIR:
            return f"{path} is a folder: name a file in it"
        case _:
            return f"{path} cannot be opened: {error.strerror}"
