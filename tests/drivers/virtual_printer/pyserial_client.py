"""pyserial at the computer's end of a line, as any Python program would use it."""

from __future__ import annotations

import time
import warnings
from types import SimpleNamespace
from typing import Any

import serial
import serial.rfc2217

import drivers.serial_urls  # noqa: F401 - vprinter://
from drivers.transport.port import LinkDownError
from drivers.virtual_printer.machine import VirtualPrinter

POLL_S = 0.005
PORTION_BYTES = 256
"""pyserial does not say how much of a write was taken in time."""


def _nap(seconds: float) -> None:
    time.sleep(min(seconds, 0.002))


# pyserial's RFC 2217 client sleeps 0.7 s in opening and closing: the same steps, sooner.
serial.rfc2217.time = SimpleNamespace(time=time.time, monotonic=time.monotonic, sleep=_nap)


def opened(url: str, baud_bps: int = 9600, **settings: Any) -> Any:
    """An open port that never waits in a read. Errors: SerialException."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pyserial 3.5 calls setDaemon
        return serial.serial_for_url(url, baud_bps, **{"timeout": 0} | settings)


class PyserialTransport:
    """An open pyserial port as one of our transports."""

    answers = True

    def __init__(self, port: Any) -> None:
        self._port = port

    def write(self, data: bytes, within_s: float) -> int:
        until, written = time.monotonic() + within_s, 0
        while written < len(data) and time.monotonic() <= until:
            part = data[written : written + PORTION_BYTES]
            try:
                written += self._port.write(part)
            except serial.SerialTimeoutException:
                break
            except serial.SerialException as error:
                raise LinkDownError(f"{error}: is the cable in?") from error
        return written

    def read(self, limit: int, within_s: float) -> bytes:
        until = time.monotonic() + within_s
        while True:
            try:
                data: bytes = self._port.read(min(limit, self._port.in_waiting or 1))
            except serial.SerialException as error:
                raise LinkDownError(f"{error}: is the cable in?") from error
            if data or time.monotonic() > until:
                return data
            time.sleep(POLL_S)

    def close(self) -> None:
        connection = getattr(self._port, "_socket", None)
        self._port.close()
        if connection is not None:
            connection.close()  # pyserial forgets it when the other side has gone


class InProcessLine:
    """vprinter:// with its cable in one's hand: the same printer at every opening."""

    def __init__(self, url: str = "vprinter://generic58") -> None:
        self.url = url
        self.plugged = True
        self.port = opened(url, write_timeout=0.2)
        self.faults = self.port.faults
        self.machine: VirtualPrinter = self.port.printer
        self.port.close()

    def connect(self) -> PyserialTransport:
        if not self.plugged:
            raise LinkDownError("there is no printer: plug the cable in")
        self.port.close()
        self.port.open()
        return PyserialTransport(self.port)

    def pull(self) -> None:
        self.port.pull()
        self.plugged = False

    def plug(self) -> None:
        self.plugged = True

    def close(self) -> None:
        self.pull()
        self.port.close()
