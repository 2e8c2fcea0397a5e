"""A printer on a serial port, opened and set with pyserial, written to no faster than it sends."""

from __future__ import annotations

import errno
import fcntl
import os
import struct
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from drivers.transport.descriptor import DescriptorTransport
from drivers.transport.holders import in_use
from drivers.transport.line_time import BITS_A_BYTE, LineTime
from drivers.transport.port import LinkDownError, Transport

DEFAULT_BAUD = 115200

PORTION_S = 0.05
"""What waits in the system to be sent is this long at most, twice: no later does a question that
overtakes nothing reach the printer, and no more is lost with a cable that is pulled."""

WITHOUT_SPEED = ("/dev/ttyACM", "/dev/rfcomm")
"""USB and Bluetooth in the shape of a serial port: what baud rate is set means nothing."""

LEAST_PORTION_BYTES = 16
"""A printer says stop when at least so many bytes still fit (Epson's TM-T88)."""


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
    """How both ends of a serial line must be set alike."""

    baud_bps: int = DEFAULT_BAUD
    flow: Flow = Flow.NONE
    parity: Parity = Parity.NONE
    data_bits: int = 8
    stop_bits: int = 1

    @property
    def portion_bytes(self) -> int:
        """What the line sends in PORTION_S."""
        return max(LEAST_PORTION_BYTES, int(self.baud_bps / BITS_A_BYTE * PORTION_S))


def open_serial(path: str, settings: SerialSettings) -> Transport:
    """Open a port for us alone. Errors: LinkDownError."""
    import serial  # late: only who has a serial printer waits for it

    try:
        port = serial.Serial(
            path,
            settings.baud_bps,
            bytesize=settings.data_bits,
            parity=settings.parity[0].upper(),
            stopbits=settings.stop_bits,
            timeout=0,
            rtscts=settings.flow is Flow.RTSCTS,
            xonxoff=settings.flow is Flow.XONXOFF,
            exclusive=True,
        )
    except (OSError, ValueError) as error:  # SerialException is an OSError
        raise LinkDownError(_sentence(path, error)) from error
    try:
        if settings.flow is Flow.XONXOFF:
            _say_no_stop_ourselves(port.fileno())
        return SerialTransport(port.fileno(), path, port.close, settings)
    except LinkDownError:
        port.close()
        raise


class SerialTransport(DescriptorTransport):
    """Keeps little in the system's queue, and obeys DSR, which the system does not.

    RTS/CTS and XON/XOFF are the kernel's: it stops at the byte. Errors of the constructor:
    LinkDownError where DSR is to be obeyed and there is none.
    """

    def __init__(
        self, descriptor: int, name: str, closer: Callable[[], None], settings: SerialSettings
    ) -> None:
        super().__init__(descriptor, name, closer)
        self._obeys_dsr = settings.flow is Flow.DSRDTR
        self._portion_bytes = LEAST_PORTION_BYTES if self._obeys_dsr else settings.portion_bytes
        self._portion_s = self._portion_bytes * BITS_A_BYTE / settings.baud_bps
        no_speed = os.path.realpath(name).startswith(WITHOUT_SPEED)
        self._line = None if no_speed else LineTime(settings.baud_bps)
        if self._obeys_dsr and modem_lines(descriptor) is None:
            raise LinkDownError(
                f"{name} has no modem lines, so flow=dsrdtr cannot be obeyed: use another flow"
            )

    @property
    def signals(self) -> tuple[str, ...] | None:
        """The modem lines the printer has on: CTS, DSR; None where the port has none."""
        lines = modem_lines(self._descriptor)
        if lines is None:
            return None
        bits = {"CTS": termios.TIOCM_CTS, "DSR": termios.TIOCM_DSR}
        return tuple(name for name, bit in bits.items() if lines & bit)

    def write(self, data: bytes, within_s: float) -> int:
        until_s = time.monotonic() + within_s
        written = 0
        while written < len(data) and self._may_send(until_s):
            portion = data[written : written + self._portion_bytes]
            try:
                count = super().write(portion, until_s - time.monotonic())
            except LinkDownError:
                if written:
                    break
                raise
            written += count
            if self._line is not None:
                self._line.took(count)
            if count < len(portion):
                break
        return written

    def _may_send(self, until_s: float) -> bool:
        """Wait until the portion before has left, and DSR says go."""
        left_bytes = 0 if self._obeys_dsr else self._portion_bytes
        while True:
            behind_s = 0.0 if self._line is None else self._line.behind_s
            waits = _waiting_bytes(self._descriptor) > left_bytes or self._is_stopped()
            if not behind_s and not waits:
                return True
            left_s = until_s - time.monotonic()
            if left_s <= 0:
                return False
            time.sleep(min(max(behind_s, self._portion_s / 2), left_s))

    def _is_stopped(self) -> bool:
        if not self._obeys_dsr:
            return False
        lines = modem_lines(self._descriptor)
        return lines is not None and not lines & termios.TIOCM_DSR


def modem_lines(descriptor: int) -> int | None:
    """The bits TIOCM_*; None where the port has no such lines, as a pseudo-terminal."""
    return _asked(descriptor, termios.TIOCMGET)


def _waiting_bytes(descriptor: int) -> int:
    """What the system has still to send; 0 where it does not say."""
    return _asked(descriptor, termios.TIOCOUTQ) or 0


def _asked(descriptor: int, request: int) -> int | None:
    try:
        answer = fcntl.ioctl(descriptor, request, bytes(4))
    except OSError:
        return None
    number: int = struct.unpack("I", answer)[0]
    return number


def _say_no_stop_ourselves(descriptor: int) -> None:
    """Obey XOFF and never send it: pyserial asks for both, and ours would land in a picture."""
    attributes = termios.tcgetattr(descriptor)
    attributes[0] &= ~termios.IXOFF
    termios.tcsetattr(descriptor, termios.TCSANOW, attributes)


def _sentence(path: str, error: Exception) -> str:
    code = _code(error)
    if code in (errno.EAGAIN, errno.EBUSY) or "lock" in str(error):
        return in_use(path)
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
