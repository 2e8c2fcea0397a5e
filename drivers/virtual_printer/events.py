"""What a virtual printer tells its listeners: bytes, paper, state; in order, under no lock."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from drivers.escpos.status import PrinterStatus
from drivers.virtual_printer.paper import Mark, Slip


@dataclass(frozen=True, slots=True)
class BytesIn:
    """The printer has received these bytes."""

    data: bytes


@dataclass(frozen=True, slots=True)
class BytesOut:
    """The printer has answered."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text, a picture, a code or white paper has left the print head whole."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class PaperMoved:
    """The piece in the printer is now `rows` dots long."""

    rows: int


@dataclass(frozen=True, slots=True)
class SlipCut:
    """A finished slip has fallen off."""

    slip: Slip


@dataclass(frozen=True, slots=True)
class DrawerKicked:
    """A pulse went to the drawer on its connector's `pin`, 2 or 5."""

    pin: int
    on_ms: int


@dataclass(frozen=True, slots=True)
class Sounded:
    """The buzzer sounded so many times."""

    times: int


@dataclass(frozen=True, slots=True)
class BytesLost:
    """So many bytes came while the receive buffer was full."""

    count: int


@dataclass(frozen=True, slots=True)
class BusyChanged:
    """The printer has told its line to wait, or to go on."""

    busy: bool


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A command was skipped: unknown (name 'unknown'), or known and not drawn by this printer."""

    name: str
    raw: bytes
    offset: int


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """The paper, a part or the power is not as it was."""

    status: PrinterStatus
    powered: bool


PrinterEvent = (
    BytesIn
    | BytesOut
    | BytesLost
    | BusyChanged
    | Printed
    | PaperMoved
    | SlipCut
    | DrawerKicked
    | Sounded
    | NotUnderstood
    | StatusChanged
)
Listener = Callable[[PrinterEvent], None]


class Announcer:
    """Queues events while the printer works and hands them out in order when it is done.

    `post` may be called under the printer's lock, `deliver` must not be: a listener may call the
    printer. Only one thread delivers at a time; others leave their events to it.
    """

    def __init__(self) -> None:
        self._waiting: deque[PrinterEvent] = deque()
        self._listeners: tuple[Listener, ...] = ()
        self._turn = threading.Lock()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; call the returned function to remove it."""
        self._listeners += (listener,)

        def stop() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not listener)

        return stop

    def post(self, event: PrinterEvent) -> None:
        """Queue an event, if anybody listens."""
        if self._listeners:
            self._waiting.append(event)

    def deliver(self) -> None:
        """Hand out what waits."""
        while self._waiting and self._turn.acquire(blocking=False):
            try:
                while self._waiting:
                    event = self._waiting.popleft()
                    for listener in self._listeners:
                        listener(event)
            finally:
                self._turn.release()
