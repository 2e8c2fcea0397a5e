"""A printer on a serial port, opened and set with pyserial."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import StrEnum

from drivers.transport.descriptor import DescriptorTransport
from drivers.transport.port import LinkDownError, Transport

DEFAULT_BAUD = 115200


class Flow(StrEnum):
    """Who says stop when the printer cannot follow."""

    NONE = "none"
    RTSCTS = "rtscts"
    XONXOFF = "xonxoff"
    DSRDTR = "dsrdtr"


class Parity(StrEnum):
    """The check bit of each byte."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """How both ends of a serial line must be set alike; 8 data bits, 1 stop bit."""

    baud_bps: int = DEFAULT_BAUD
    flow: Flow = Flow.NONE
    parity: Parity = Parity.NONE


def open_serial(path: str, settings: SerialSettings) -> Transport:
    """Open a port for us alone. Errors: LinkDownError."""
    import serial  # late: only who has a serial printer waits for it

    try:
        port = serial.Serial(
            path,
            settings.baud_bps,
            parity=settings.parity[0].upper(),
            timeout=0,
            rtscts=settings.flow is Flow.RTSCTS,
            xonxoff=settings.flow is Flow.XONXOFF,
            dsrdtr=settings.flow is Flow.DSRDTR,
            exclusive=True,
        )
    except (OSError, ValueError) as error:  # SerialException is an OSError
        raise LinkDownError(_sentence(path, error)) from error
    return DescriptorTransport(port.fileno(), path, port.close)


def _sentence(path: str, error: Exception) -> str:
    code = _code(error)
    if code in (errno.EAGAIN, errno.EBUSY) or "lock" in str(error):
        return f"{path} is in use: end the other program that has it open"
    match code:
        case errno.ENOENT | errno.ENODEV | errno.ENXIO:
            return f"there is no {path}: plug the printer in, or name another port"
        case errno.EACCES | errno.EPERM:
            return (
                f"no permission for {path}: join its group (often dialout: "
                "sudo usermod -aG dialout $USER), then log in again"
            )
        case errno.ENOTTY | errno.EINVAL | errno.EISDIR:
            return f"{path} is no serial port: use usb: for a printer device, file: for a file"
        case _:
            return f"{path} cannot be opened as a serial port: {error}"


def _code(error: Exception) -> int | None:
    """The system's error number; pyserial sometimes hides it in the error before its own."""
    number = getattr(error, "errno", None)
    hidden = error.__context__
    if number is None and hidden is not None and hidden.args and isinstance(hidden.args[0], int):
        return hidden.args[0]
    return number
