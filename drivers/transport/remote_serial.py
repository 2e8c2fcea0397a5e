"""A serial port of another machine, reached by RFC 2217 through pyserial's client."""

from __future__ import annotations

import threading
import time
from typing import Any

from drivers.transport.line_time import LineTime
from drivers.transport.port import LinkDownError, Transport, ready_to_write
from drivers.transport.serial_port import Flow, SerialSettings

PORTION_BYTES = 1024
"""What a socket that takes any bytes takes at once, also when every one of them is escaped."""

AGREED_WITHIN_S = 3.0
"""Far port and client settle what they both can do in some round trips of the network."""

READ_POLL_S = 0.02
"""pyserial's client is told how long to wait for a byte once, when it is opened."""


def open_remote_serial(host: str, port: int, settings: SerialSettings) -> Transport:
    """Connect and set the far port. Errors: LinkDownError."""
    import serial
    import serial.rfc2217

    name = f"{host}:{port}"
    address = f"[{host}]" if ":" in host else host
    try:
        client = serial.rfc2217.Serial(
            f"rfc2217://{address}:{port}?timeout={AGREED_WITHIN_S}",
            settings.baud_bps,
            bytesize=settings.data_bits,
            parity=settings.parity[0].upper(),
            stopbits=settings.stop_bits,
            timeout=READ_POLL_S,
            rtscts=settings.flow is Flow.RTSCTS,
            xonxoff=settings.flow is Flow.XONXOFF,
        )
    except (OSError, ValueError) as error:  # SerialException is an OSError
        raise LinkDownError(_sentence(name, error)) from error
    return _RemoteSerial(client, name, settings)


class _RemoteSerial:
    """pyserial's client bounds no write and does not tell when its reader has died; we look."""

    answers = True

    def __init__(self, client: Any, name: str, settings: SerialSettings) -> None:
        self._client = client
        self._name = name
        self._line = LineTime(settings.baud_bps)
        self._obeys_dsr = settings.flow is Flow.DSRDTR
        self._open = True

    def write(self, data: bytes, within_s: float) -> int:
        self._check()
        until_s = time.monotonic() + within_s
        written = 0
        while written < len(data) and self._may_send(until_s):
            portion = data[written : written + PORTION_BYTES]
            try:
                self._client.write(portion)
            except OSError as error:
                if written:
                    break
                raise self._lost() from error
            written += len(portion)
            self._line.took(len(portion))
        return written

    def read(self, limit: int, within_s: float) -> bytes:
        self._check()
        until_s = time.monotonic() + within_s
        while True:
            try:
                waiting = self._client.in_waiting
                data: bytes = self._client.read(
                    min(limit, max(1, waiting)) if within_s else waiting
                )
            except OSError as error:
                raise self._lost() from error
            if data or time.monotonic() >= until_s:
                return data
            self._check()

    def close(self) -> None:
        was_open, self._open = self._open, False
        if was_open:
            socket = self._client._socket
            self._client.close()  # leaves the socket open where the far end has closed first
            socket.close()

    def _may_send(self, until_s: float) -> bool:
        """Wait until the far line has nearly caught up, and DSR and the network say go."""
        while True:
            now_s = time.monotonic()
            behind_s = self._line.behind_s
            if not behind_s and not self._is_stopped():
                socket = self._client._socket
                return socket is not None and ready_to_write(socket.fileno(), until_s - now_s)
            if now_s >= until_s:
                return False
            time.sleep(min(max(behind_s, READ_POLL_S), until_s - now_s))

    def _is_stopped(self) -> bool:
        try:
            return self._obeys_dsr and not self._client.dsr
        except OSError:  # the far end has never told its modem lines
            return False

    def _check(self) -> None:
        if not self._open:
            raise LinkDownError(f"{self._name} is closed")
        reader: threading.Thread | None = self._client._thread
        if reader is None or not reader.is_alive():
            raise self._lost()

    def _lost(self) -> LinkDownError:
        return LinkDownError(f"{self._name} was closed at the other end: is the cable in?")


def _sentence(name: str, error: Exception) -> str:
    words = str(error)
    if "RFC2217" in words:
        return f"{name} answers, but not as a serial port by RFC 2217: is it tcp:// that is meant?"
    if "refused" in words:
        return f"nothing listens at {name}: is the server of the port on, is that its number?"
    if "Name or service" in words or "name resolution" in words:
        return f"no machine is called {name.rpartition(':')[0]}: check the address"
    return f"{name} does not answer: is it on and on this network? ({words})"
