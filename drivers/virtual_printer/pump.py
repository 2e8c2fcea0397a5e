"""A thread that carries bytes between one file descriptor and a virtual printer."""

from __future__ import annotations

import contextlib
import os
import select
import threading

from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.waker import Waker

MAX_READ_BYTES = 4096
STOP_WITHIN_S = 5.0


class Pump:
    """Owns the descriptor it is given and closes it; without one it keeps the motor running."""

    def __init__(self, machine: VirtualPrinter, name: str) -> None:
        self._machine = machine
        self._waker = Waker()
        self._lock = threading.Lock()
        self._descriptor: int | None = None
        self._running = True
        self._stop_listening = machine.on_change(self._wake)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def attached(self) -> bool:
        """Whether there is a descriptor."""
        return self._descriptor is not None

    def attach(self, descriptor: int) -> None:
        """Carry bytes to and from this non-blocking descriptor from now on."""
        with self._lock:
            assert self._descriptor is None, "one descriptor at a time"
            self._machine.take_answers()  # nobody was there to hear them
            self._descriptor = descriptor
        self._waker.wake()

    def detach(self) -> None:
        """Close the descriptor, as if the cable had been pulled."""
        with self._lock:
            self._drop()
        self._waker.wake()

    def close(self) -> None:
        """End the thread and close the descriptor."""
        self._stop_listening()
        with self._lock:
            running, self._running = self._running, False
            self._drop()
        if not running:
            return
        self._waker.wake()
        if threading.current_thread() is not self._thread:
            self._thread.join(STOP_WITHIN_S)
        with self._lock:
            self._waker.close()

    def _wake(self) -> None:
        with self._lock:
            if self._running:
                self._waker.wake()

    def _drop(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def _run(self) -> None:
        while self._running:
            descriptor = self._descriptor
            self._wait(descriptor)
            data = self._read(descriptor)
            if data:
                self._machine.receive(data)
            else:
                self._machine.work()
            self._answer(descriptor)

    def _wait(self, descriptor: int | None) -> None:
        """Until bytes come (and there is room for them), the motor is done, or somebody wakes."""
        poll = select.poll()
        poll.register(self._waker.fileno(), select.POLLIN)
        if descriptor is not None and self._machine.room:
            poll.register(descriptor, select.POLLIN)
        wait_s = self._machine.wait_s
        poll.poll(None if wait_s is None else wait_s * 1000)
        self._waker.calm()

    def _read(self, descriptor: int | None) -> bytes:
        """What has come; a descriptor whose other end has gone is dropped."""
        with self._lock:
            room = self._machine.room
            if descriptor is None or self._descriptor != descriptor or not room:
                return b""
            try:
                data = os.read(descriptor, min(room, MAX_READ_BYTES))
            except BlockingIOError:
                return b""
            except OSError:
                data = b""
            if not data:
                self._drop()
            return data

    def _answer(self, descriptor: int | None) -> None:
        """Send what the printer says; what the line does not take is lost, as on a real line."""
        answers = self._machine.take_answers()
        with self._lock:
            if answers and descriptor is not None and self._descriptor == descriptor:
                with contextlib.suppress(OSError):
                    os.write(descriptor, answers)
