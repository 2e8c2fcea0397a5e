"""A serial port before a virtual printer, lent over the network by pyserial's own server."""

from __future__ import annotations

import select
import socket
import threading
from dataclasses import dataclass
from typing import Any

import serial.rfc2217

import tests.drivers.virtual_printer.pyserial_client  # noqa: F401 - its client hurries
from drivers.transport.port import Transport
from drivers.transport.remote_serial import open_remote_serial
from drivers.transport.serial_port import SerialSettings
from drivers.virtual_printer.machine import VirtualPrinter

FAST = SerialSettings(baud_bps=4_000_000)
TICK_S = 0.005


@dataclass
class Wires:
    """What the server of a port reads and sets."""

    baudrate: int = 9600
    bytesize: int = 8
    parity: str = "N"
    stopbits: int = 1
    xonxoff: bool = False
    rtscts: bool = False
    dtr: bool = False
    rts: bool = False
    cts: bool = True
    dsr: bool = True
    ri: bool = False
    cd: bool = True

    def reset_input_buffer(self) -> None:
        """Nothing is kept here."""

    def reset_output_buffer(self) -> None:
        """Nothing is kept here."""


class LentPort:
    """A line into the printer; `stopped` is the far port held by its printer."""

    def __init__(self, machine: VirtualPrinter, settings: SerialSettings = FAST) -> None:
        self.machine = machine
        self.wires = Wires()
        self.stopped = False
        self._settings = settings
        self._listener: socket.socket | None = None
        self._port = 0
        self.plug()

    @property
    def url(self) -> str:
        return f"rfc2217://127.0.0.1:{self._port}?baud={self._settings.baud_bps}"

    @property
    def plugged(self) -> bool:
        return self._listener is not None

    def connect(self) -> Transport:
        return open_remote_serial("127.0.0.1", self._port, self._settings)

    def pull(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            if threading.current_thread() is not self._thread:
                self._thread.join()
            listener.close()

    def plug(self) -> None:
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self._port))
            self._listener.settimeout(TICK_S)
            self._port = self._listener.getsockname()[1]
            self._thread = threading.Thread(target=self._serve, args=(self._listener,))
            self._thread.start()

    def close(self) -> None:
        self.pull()

    def _serve(self, listener: socket.socket) -> None:
        while self._listener is listener:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection:
                self._lend(connection, listener)

    def _lend(self, connection: socket.socket, listener: socket.socket) -> None:
        writer = type("Writer", (), {"write": staticmethod(connection.sendall)})
        manager: Any = serial.rfc2217.PortManager(self.wires, writer)
        self.machine.take_answers()
        held = b""
        while self._listener is listener:
            room = 0 if self.stopped else self.machine.room
            if held and room:
                self.machine.receive(held[:room])
                held = held[room:]
            answers = self.machine.take_answers()
            try:
                if answers:
                    connection.sendall(b"".join(manager.escape(answers)))
                manager.check_modem_lines()
                if not held and select.select([connection], [], [], TICK_S)[0]:
                    data = connection.recv(4096)
                    if not data:
                        return
                    held = b"".join(manager.filter(data))
                elif held:
                    select.select([], [], [], TICK_S)
            except OSError:
                return
