"""A serial port whose printer says XOFF after a byte of one's choice, and XON a moment later."""

from __future__ import annotations

import os
import select
import threading
import time
import tty

from drivers.transport.port import Transport
from drivers.transport.serial_port import Flow, SerialSettings, open_serial
from drivers.virtual_printer.machine import VirtualPrinter

XON, XOFF = b"\x11", b"\x13"
STOPPED_S = 0.001
TICK_S = 0.05
MAX_READ_BYTES = 4096


class XoffPort:
    """A pty with the machine behind it; the kernel stops the client as it would at a real port."""

    def __init__(self, machine: VirtualPrinter) -> None:
        self.machine = machine
        self.stops = 0
        self._left: int | None = None
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self._running = True
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def connect(self) -> Transport:
        """As a client that obeys XOFF."""
        return open_serial(os.ttyname(self._slave), SerialSettings(4_000_000, Flow.XONXOFF))

    def stop_after(self, count: int) -> None:
        """Say XOFF when so many more bytes have come."""
        self._left = count

    def close(self) -> None:
        self._running = False
        self._thread.join()
        os.close(self._master)
        os.close(self._slave)

    def _run(self) -> None:
        while self._running:
            if not select.select([self._master], [], [], TICK_S)[0]:
                continue
            limit = min(self.machine.room, self._left or MAX_READ_BYTES)
            data = os.read(self._master, limit)
            self.machine.receive(data)
            if self._left is not None:
                self._left -= len(data)
                if self._left == 0:
                    self._left = None
                    self._stop()
            os.write(self._master, self.machine.take_answers())

    def _stop(self) -> None:
        os.write(self._master, XOFF)
        time.sleep(STOPPED_S)
        os.write(self._master, XON)
        self.stops += 1
