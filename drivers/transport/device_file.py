"""A printer behind a device file of the system, or a plain file that keeps the bytes."""

from __future__ import annotations

import errno
import os

from drivers.transport.descriptor import DescriptorTransport
from drivers.transport.port import LinkDownError, Transport


def open_device(path: str) -> Transport:
    """Open a printer device such as /dev/usb/lp0. Errors: LinkDownError."""
    return _open(path, os.O_RDWR, answers=True)


def open_file(path: str) -> Transport:
    """Append to a file, made where there is none. Errors: LinkDownError."""
    return _open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, answers=False)


def _open(path: str, flags: int, answers: bool) -> Transport:
    try:
        descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LinkDownError(_sentence(path, error)) from error
    return DescriptorTransport(
        descriptor, path, lambda: os.close(descriptor), answers=answers, ends=False
    )


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
            return f"{path} is in use: end the other program that has it open"
        case errno.EISDIR:
            return f"{path} is a folder: name a file in it"
        case _:
            return f"{path} cannot be opened: {error.strerror}"
