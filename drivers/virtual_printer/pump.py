"""A thread that carries bytes between a computer's end and the printer, and runs the motor."""

from __future__ import annotations

import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from drivers.virtual_printer.cable import Cable
from drivers.virtual_printer.ends import End, EndGoneError
from drivers.virtual_printer.waker import Waker

STOP_WITHIN_S = 5.0

LOOK_AGAIN_S = 0.02
"""A computer that was told to wait is looked at so often: another line's doing may set it free."""


class Pump:
    """Owns the end it is given and closes it; without one it keeps the motor running."""

    def __init__(self, cable: Cable, name: str = "virtual printer") -> None:
        self.cable = cable
        self._machine = cable.machine
        self._waker = Waker()
        self._lock = threading.Lock()
        self._end: End | None = None
        self._running = True
        self._stop_listening = self._machine.on_change(self.wake)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def attached(self) -> bool:
        """Whether there is an end."""
        return self._end is not None

    def attach(self, end: End) -> None:
        """Carry bytes to and from this end from now on."""
        with self._lock:
            assert self._end is None, "one end at a time"
            self.cable.connect(end.settings)
            self._end = end
        self.wake()

    def detach(self) -> None:
        """Close the end, as if the cable had been pulled."""
        with self._lock:
            self._tear()
            self._drop()
        self.wake()

    def close(self) -> None:
        """End the thread and close the end."""
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

    def wake(self) -> None:
        """Look at the end and at the printer now."""
        with self._lock:
            if self._running:
                self._waker.wake()

    def _drop(self) -> None:
        end, self._end = self._end, None
        if end is not None:
            end.close()

    def _tear(self) -> None:
        """A byte that is on the cable when it is pulled arrives by half, where that is wanted."""
        if self._end is not None and self._end.waits and self.cable.faults.tears:
            try:
                for byte in self._end.take(1):
                    self.cable.tear(byte)
            except EndGoneError:
                pass  # nothing was on the cable

    def _run(self) -> None:
        while self._running:
            end = self._end
            self._wait(end)
            data = self._take(end)
            if data:
                self.cable.carry(data)
            else:
                self._machine.work()
            self._answer(end)

    def _wait(self, end: End | None) -> None:
        """Until bytes come, are through or may go on, the motor is done, or somebody wakes."""
        poll = select.poll()
        poll.register(self._waker.fileno(), select.POLLIN)
        watched = None if end is None else end.watched
        if watched is not None:
            poll.register(watched, select.POLLIN)
        wait_s = self._wait_s(end)
        ready = poll.poll(None if wait_s is None else wait_s * 1000)
        self._waker.calm()
        if any(descriptor == watched for descriptor, _ in ready):
            with self._holding(end) as held:
                if held is not None:
                    held.look()

    def _wait_s(self, end: End | None) -> float | None:
        waits = [self._machine.wait_s]
        if end is not None:
            waits.append(self.cable.wait_s)
            if end.waits:
                waits.append(LOOK_AGAIN_S if self.cable.stopped else self.cable.wait_s or 0.0)
        return min((wait_s for wait_s in waits if wait_s is not None), default=None)

    def _take(self, end: End | None) -> bytes:
        """What has come over the cable by now."""
        with self._holding(end) as held:
            if held is None or not held.waits:
                return b""
            count = self.cable.due()
            data = held.take(count) if count else b""
            if not held.waits:
                self.cable.rest()
            return data
        return b""

    def _answer(self, end: End | None) -> None:
        """Hand over what the printer says; where nobody is, it is lost."""
        answers = self.cable.answers()
        with self._holding(end) as held:
            if held is not None:
                if answers:
                    held.put(answers)
                held.refresh()

    @contextmanager
    def _holding(self, end: End | None) -> Iterator[End | None]:
        """The end, if it is still there; one whose computer has gone is dropped."""
        with self._lock:
            try:
                yield end if self._end is end else None
            except EndGoneError:
                self._drop()
