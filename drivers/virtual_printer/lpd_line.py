"""The virtual printer as a print server: jobs by LPD (RFC 1179), printed one after another."""

from __future__ import annotations

import contextlib
import socket
import threading

from drivers.virtual_printer.cable import Wiring
from drivers.virtual_printer.door import send_away
from drivers.virtual_printer.door_line import DoorLine
from drivers.virtual_printer.ends import EndGoneError
from drivers.virtual_printer.lpd_session import LpdSession
from drivers.virtual_printer.lpd_spool import Job, Spool
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pacing import PortSettings

LPD_PORT = 515
MAX_CALLERS = 8
"""Conversations at a time; who comes then is sent away."""

SILENT_S = 30.0
"""A caller that says nothing for so long is let go."""

TURN_S = 0.02
"""A job looks so often whether another line has done with the printer."""

STOP_WITHIN_S = 5.0


class LpdLine(DoorLine):
    """Whatever queue a job names, it is printed here.

    A job is taken in whole before it prints, and printed whole: other lines wait, and a pulled
    cable does not stop it. Answers of the printer go nowhere; the state of the queue tells of it.
    """

    scheme = "lpd"

    def __init__(
        self,
        machine: VirtualPrinter,
        host: str = "127.0.0.1",
        port: int = 0,
        wiring: Wiring | None = None,
    ) -> None:
        self.spool = Spool()
        self._machine = machine
        self._callers: set[socket.socket] = set()
        self._running = True
        self._clerk = threading.Thread(target=self._print_jobs, name="LPD clerk", daemon=True)
        super().__init__(machine, host, port, wiring)
        self._clerk.start()

    @property
    def url(self) -> str:
        """Where jobs are sent; any queue name will do."""
        return f"{super().url}/lp"

    def part(self) -> None:
        """All conversations end; what has been taken in whole is printed."""
        for caller in tuple(self._callers):
            with contextlib.suppress(OSError):
                caller.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Stop listening and forget what waits."""
        with self.spool.changed:
            self._running = False
            self.spool.changed.notify_all()
        if self._clerk.is_alive():
            self._clerk.join(STOP_WITHIN_S)
        super().close()

    def welcome(self, connection: socket.socket) -> None:
        """A conversation of its own, where there are not too many."""
        if len(self._callers) >= MAX_CALLERS:
            send_away(connection)
            return
        connection.settimeout(SILENT_S)
        self._callers.add(connection)
        threading.Thread(
            target=self._serve, args=(connection,), name="LPD caller", daemon=True
        ).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError), connection.makefile("rb") as caller:
            LpdSession(caller, connection.sendall, self.spool).serve(self._state)
        self._callers.discard(connection)

    def _state(self) -> str:
        machine = self._machine
        if not machine.powered:
            return "the printer is switched off"
        trouble = machine.status.trouble
        return (
            "ready" if trouble is None else f"not ready: {trouble.name.replace('_', ' ').lower()}"
        )

    def _print_jobs(self) -> None:
        """Print what waits, in its order, as soon as no other line is heard."""
        while self._running:
            with self.spool.changed:
                jobs = self.spool.jobs
                if not jobs:
                    self.spool.changed.wait()
                    continue
            if self.cable.floor.open(self.cable):
                self._print(jobs[0])
                self.cable.floor.close(self.cable)
            else:
                with self.spool.changed:
                    self.spool.changed.wait(TURN_S)

    def _print(self, job: Job) -> None:
        """Until all of it is in the printer, or it was removed from the queue."""
        end = _JobEnd(job, self.spool)
        self.pump.attach(end)
        with self.spool.changed:
            while self._running and job in self.spool.jobs and not end.done:
                self.spool.changed.wait()
        self.pump.detach()
        self.spool.remove(job)


class _JobEnd:
    """A job's bytes, which go as the printer takes them."""

    waits = True
    watched: int | None = None

    def __init__(self, job: Job, spool: Spool) -> None:
        self._rest = [memoryview(file) for file in job.files]
        self._spool = spool
        self.done = False

    def look(self) -> None:
        raise AssertionError("there is no descriptor that could be ready")

    def take(self, limit: int) -> bytes:
        while self._rest and not self._rest[0]:
            del self._rest[0]
        if not self._rest:
            raise EndGoneError
        data = bytes(self._rest[0][:limit])
        self._rest[0] = self._rest[0][limit:]
        return data

    def put(self, answers: bytes) -> None:
        del answers  # there is no way back

    def refresh(self) -> None:
        pass

    def settings(self) -> PortSettings | None:
        return None

    def close(self) -> None:
        with self._spool.changed:
            self.done = True
            self._spool.changed.notify_all()
