"""The virtual printer: one machine that lines bring bytes and people load, open, switch off."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from drivers.escpos.status import BUFFERS_CLEARED, PrinterStatus
from drivers.escpos.tokenizer import Tokenizer
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.engine import Engine
from drivers.virtual_printer.events import (
    Announcer,
    BytesIn,
    BytesOut,
    Listener,
    NotUnderstood,
    PaperMoved,
    Printed,
    SlipCut,
    StatusChanged,
)
from drivers.virtual_printer.mechanics import Mechanics, Timepiece
from drivers.virtual_printer.paper import Mark, Piece, Slip
from drivers.virtual_printer.realtime import AskStatus, Order, RealTime, RealTimeScanner

MAX_KEPT_SLIPS = 200
"""The oldest slip is thrown away first."""

MAX_ANSWER_BYTES = 4096
"""Answers nobody reads are lost beyond this; the printer goes on."""

MAX_SOURCE_BYTES = 1 << 20
"""Bytes kept with a slip to tell where it came from."""


class VirtualPrinter:
    """Thread-safe: every method may be called from any thread, and a listener may call any method.

    With a `clock` the motor takes its time and whoever owns the line calls `work` after `wait_s`;
    without one a line is printed as soon as its bytes are there.
    """

    def __init__(self, profile: PrinterProfile, clock: Timepiece | None = None) -> None:
        self.profile = profile
        self._lock = threading.RLock()
        self._announcer = Announcer()
        self._wakers: tuple[Callable[[], None], ...] = ()
        self._powered = True
        self._motor_runs = False
        self._mute = not profile.answers
        self._tokenizer = Tokenizer()
        self._scanner = RealTimeScanner()
        self._mechanics = Mechanics(
            profile.paper, profile.speed_mm_s, self._printed, self._slip_cut, clock
        )
        self._engine = Engine(profile, self._mechanics, self._answer)
        self._answers = bytearray()
        self._source = bytearray()
        self._slips: deque[Slip] = deque(maxlen=MAX_KEPT_SLIPS)

    # What a line does

    @property
    def room(self) -> int:
        """How many bytes `receive` would keep; 0 while the buffer is full and nothing moves."""
        with self._lock:
            return self._room()

    @property
    def wait_s(self) -> float | None:
        """Seconds until `work` gets further by itself; None when it needs bytes or a person."""
        with self._lock:
            return self._mechanics.wait_s if self._motor_runs else None

    def receive(self, data: bytes) -> None:
        """Take bytes off the line; those beyond `room` are lost, as on a real line."""
        with self._changing():
            if not self._powered:
                return
            self._announcer.post(BytesIn(data))
            done = 0
            for end, command in self._scanner.scan(data):
                self._store(data[done:end])
                self._obey_at_once(command)
                done = end
            self._store(data[done:])
            self._work()

    def work(self) -> None:
        """Go on with what is held, as far as time has come."""
        with self._changing():
            self._work()

    def take_answers(self, limit: int = MAX_ANSWER_BYTES) -> bytes:
        """The bytes, at most `limit`, that the printer has sent and nobody has taken."""
        with self._lock:
            answers = bytes(self._answers[:limit])
            del self._answers[:limit]
            return answers

    def on_change(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` whenever a person has changed something; returns how to stop that."""
        with self._lock:
            self._wakers += (wake,)

        def stop() -> None:
            with self._lock:
                self._wakers = tuple(one for one in self._wakers if one is not wake)

        return stop

    # What a person does

    def open_cover(self) -> None:
        """Printing stops at the row it is at."""
        with self._handled():
            self._mechanics.cover_open = True

    def close_cover(self) -> None:
        """Printing goes on where it stopped, if there is paper."""
        with self._handled():
            self._mechanics.cover_open = False

    def end_paper(self, after_rows: int = 0) -> None:
        """The roll ends after so many rows of dots; 0 is at once."""
        with self._handled():
            self._mechanics.set_roll(after_rows)

    def reload(self) -> None:
        """Put a new roll in and close the cover; printing goes on where it stopped."""
        with self._handled():
            self._mechanics.put_new_roll()

    def mute(self, muted: bool = True) -> None:
        """Cut the wire back to the computer: the printer prints and never answers."""
        with self._handled():
            self._mute = muted or not self.profile.answers

    def power_off(self) -> None:
        """What was received and not printed is lost; the paper stays where it is."""
        with self._handled():
            self._powered = False
            self._clear()
            self._engine.reset()
            self._answers.clear()

    def power_on(self) -> None:
        """Ready again, with every setting back."""
        with self._handled():
            self._powered = True

    # What one can see

    @property
    def status(self) -> PrinterStatus:
        """What the sensors say."""
        with self._lock:
            return self._mechanics.status

    @property
    def powered(self) -> bool:
        """Whether it is switched on."""
        return self._powered

    @property
    def held_bytes(self) -> int:
        """Bytes received and not yet obeyed."""
        with self._lock:
            return len(self._tokenizer)

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The slips cut so far, the oldest first."""
        with self._lock:
            return tuple(self._slips)

    @property
    def piece(self) -> Slip:
        """The paper since the last cut, as it hangs out of the printer now."""
        with self._lock:
            return self._mechanics.piece.slip(bytes(self._source))

    def tear_off(self) -> Slip | None:
        """Tear the hanging piece off by hand; None if nothing hangs out."""
        with self._handled():
            hangs = self._mechanics.piece.rows > 0
            self._mechanics.finish_piece()
            return self._slips[-1] if hangs else None

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every event, in order; returns how to stop that."""
        return self._announcer.listen(listener)

    # Inside

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Under the lock; afterwards, without it, listeners hear what happened."""
        with self._lock:
            yield
        self._announcer.deliver()

    @contextmanager
    def _handled(self) -> Iterator[None]:
        """A person changes something: the printer goes on if it now can, and its lines look up."""
        with self._changing():
            before = (self._mechanics.status, self._powered)
            yield
            if (self._mechanics.status, self._powered) != before:
                self._announcer.post(StatusChanged(self._mechanics.status, self._powered))
            self._work()
            wakers = self._wakers
        for wake in wakers:
            wake()

    def _room(self) -> int:
        capacity = self.profile.receive_buffer_bytes
        if self._powered and not self._mechanics.idle:
            return max(0, capacity - len(self._tokenizer))
        return capacity

    def _store(self, data: bytes) -> None:
        self._tokenizer.feed(data[: self._room()])

    def _obey_at_once(self, command: RealTime) -> None:
        match command:
            case AskStatus(question):
                self._answer(bytes([self._mechanics.status.answer(question)]))
            case Order.RESUME:
                pass  # there is no error that only an order ends
            case Order.RESUME_CLEARED:
                self._clear()
            case Order.CLEAR:
                self._clear()
                self._answer(BUFFERS_CLEARED)

    def _work(self) -> None:
        piece, rows = self._mechanics.piece, self._mechanics.piece.rows
        while self._powered:
            self._mechanics.run()
            if not self._mechanics.idle or not self._obey():
                break
        ready = self._powered and not self._mechanics.stopped
        self._motor_runs = ready and self._mechanics.wait_s > 0.0
        if self._mechanics.piece is not piece or self._mechanics.piece.rows != rows:
            self._announcer.post(PaperMoved(self._mechanics.piece.rows))

    def _obey(self) -> bool:
        """Obey commands until one puts something on the way to the paper; False if none does."""
        while not self._mechanics.has_work:
            token = self._tokenizer.take()
            if token is None:
                return False
            if len(self._source) < MAX_SOURCE_BYTES:
                self._source += token.raw
            if not self._engine.obey(token):
                self._announcer.post(NotUnderstood(token.command.name, token.raw, token.offset))
        return True

    def _clear(self) -> None:
        self._tokenizer.clear()
        self._scanner.clear()
        self._mechanics.drop()
        self._engine.forget_line()

    def _answer(self, data: bytes) -> None:
        if self._mute or len(self._answers) + len(data) > MAX_ANSWER_BYTES:
            return
        self._answers += data
        self._announcer.post(BytesOut(data))

    def _printed(self, mark: Mark) -> None:
        self._announcer.post(Printed(mark))

    def _slip_cut(self, piece: Piece) -> None:
        slip = piece.slip(bytes(self._source))
        self._source.clear()
        self._slips.append(slip)
        self._announcer.post(SlipCut(slip))
