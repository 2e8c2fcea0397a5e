"""The virtual printer: one machine that lines bring bytes and people load, open, switch off."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from drivers.escpos.status import PrinterStatus
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.control import Control
from drivers.virtual_printer.events import (
    Announcer,
    BusyChanged,
    BytesIn,
    BytesLost,
    Listener,
    PaperMoved,
    SlipCut,
)
from drivers.virtual_printer.mechanics import Mechanics, Timepiece
from drivers.virtual_printer.nv_file import NvFile
from drivers.virtual_printer.outbox import MAX_ANSWER_BYTES
from drivers.virtual_printer.paper import Piece, Slip
from drivers.virtual_printer.parts import Parts

MAX_KEPT_SLIPS = 200
"""The oldest slip is thrown away first."""


class VirtualPrinter:
    """Thread-safe: every method may be called from any thread, and a listener may call any method.

    With a `clock` the motor takes its time and whoever owns the line calls `work` after `wait_s`;
    without one a line is printed as soon as its bytes are there. `nv` is where what outlives the
    power outlives this object too.
    """

    def __init__(
        self,
        profile: PrinterProfile,
        clock: Timepiece | None = None,
        nv: NvFile | None = None,
    ) -> None:
        self.profile = profile
        self._lock = threading.RLock()
        self._announcer = Announcer()
        self._wakers: tuple[Callable[[], None], ...] = ()
        self._slips: deque[Slip] = deque(maxlen=MAX_KEPT_SLIPS)
        self._mechanics = Mechanics(
            profile, Parts.of(profile), self._announcer.post, self._slip_cut, clock
        )
        self._control = Control(profile, self._mechanics, self._announcer.post)
        self._nv = nv
        if nv is not None:
            nv.load(self._control.memory)
        self._control.start()
        self._busy = False

    # What a line does

    @property
    def room(self) -> int:
        """How many bytes `receive` would keep; 0 while the buffer is full and nothing moves."""
        with self._lock:
            return self._control.room

    @property
    def busy(self) -> bool:
        """Whether the printer tells its line to wait: its buffer is full, or it is offline too.

        By the marks and the switch of its profile (escpos.md 2d); a change is an event, and wakes
        whoever asked by `on_change`. A printer that is off tells nothing: look at `powered`.
        """
        return self._busy

    @property
    def wait_s(self) -> float | None:
        """Seconds until `work` gets further by itself; None when it needs bytes or a person."""
        with self._lock:
            return self._mechanics.wait_s if self._control.time_helps else None

    def receive(self, data: bytes) -> None:
        """Take bytes off the line; those beyond `room` are lost, as on a real line."""
        with self._changing():
            if self._control.powered:
                self._announcer.post(BytesIn(data))
                lost = self._control.receive(data)
                if lost:
                    self._announcer.post(BytesLost(lost))

    def work(self) -> None:
        """Go on with what is held, as far as time has come."""
        with self._changing():
            pass

    def take_answers(self, limit: int = MAX_ANSWER_BYTES) -> bytes:
        """The bytes, at most `limit`, that the printer has sent and nobody has taken."""
        with self._lock:
            return self._control.outbox.take(limit)

    def on_change(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` whenever a person has changed something, or the printer gets busy or ready.

        Returns how to stop that.
        """
        with self._lock:
            self._wakers += (wake,)

        def stop() -> None:
            with self._lock:
                self._wakers = tuple(one for one in self._wakers if one is not wake)

        return stop

    # What a person does

    @contextmanager
    def hands_on(self) -> Iterator[Mechanics]:
        """Touch its parts; afterwards it goes on if it now can, and its lines look up."""
        with self._handled():
            yield self._mechanics

    def open_cover(self) -> None:
        """Printing stops at the row it is at."""
        with self._handled():
            self._mechanics.parts.cover_open = True

    def close_cover(self) -> None:
        """Printing goes on where it stopped, if there is paper."""
        with self._handled():
            self._mechanics.parts.cover_open = False

    def end_paper(self, after_rows: int = 0) -> None:
        """The roll ends after so many rows of dots; 0 is at once."""
        with self._handled():
            self._mechanics.parts.roll.rows_left = after_rows

    def reload(self, mark_every_mm: int = 0) -> None:
        """Put a new roll in and close the cover; printing goes on where it stopped."""
        with self._handled():
            self._mechanics.put_new_roll(mark_every_mm=mark_every_mm)

    def press_feed(self) -> None:
        """Hold the feed button down: it feeds, or ends what waits for it."""
        with self._handled():
            self._mechanics.press_button()

    def release_feed(self) -> None:
        """Let the feed button go."""
        with self._handled():
            self._mechanics.parts.release_button()

    def close_drawer(self) -> None:
        """Push the drawer in."""
        with self._handled():
            self._mechanics.parts.drawer_open = False

    def mute(self, muted: bool = True) -> None:
        """Cut the wire back to the computer: the printer prints and never answers."""
        with self._handled():
            self._control.mute(muted)

    def power_off(self) -> None:
        """What was received and not printed is lost; the paper stays where it is."""
        with self._handled():
            self._control.power_off()

    def power_on(self) -> None:
        """Ready again, with every setting back."""
        with self._handled():
            self._control.power_on()

    # What one can see

    @property
    def status(self) -> PrinterStatus:
        """What the sensors say."""
        with self._lock:
            return self._mechanics.status

    @property
    def parts(self) -> Parts:
        """The parts as they stand; to touch them is `hands_on`."""
        return self._mechanics.parts

    @property
    def powered(self) -> bool:
        """Whether it is switched on."""
        return self._control.powered

    @property
    def muted(self) -> bool:
        """Whether it cannot answer."""
        return self._control.muted

    @property
    def held_bytes(self) -> int:
        """Bytes received and not yet obeyed."""
        with self._lock:
            return self._control.buffer.held_bytes

    @property
    def filled_bytes(self) -> int:
        """How much of the receive buffer is taken, of the profile's `receive_buffer_bytes`."""
        with self._lock:
            return self._control.buffer.filled_bytes

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The slips cut so far, the oldest first."""
        with self._lock:
            return tuple(self._slips)

    @property
    def piece(self) -> Slip:
        """The paper since the last cut, as it hangs out of the printer now."""
        with self._lock:
            return self._mechanics.piece.slip(bytes(self._control.source))

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
    def _changing(self, wake: bool = False) -> Iterator[None]:
        """Under the lock, then the printer works on; after it, listeners hear what happened."""
        with self._lock:
            yield
            piece, rows = self._mechanics.piece, self._mechanics.piece.rows
            self._control.work()
            if self._mechanics.piece is not piece or self._mechanics.piece.rows != rows:
                self._announcer.post(PaperMoved(self._mechanics.piece.rows))
            if self._control.busy is not self._busy:
                wake = True
                self._busy = not self._busy
                self._announcer.post(BusyChanged(self._busy))
            if self._nv is not None:
                self._nv.keep(self._control.memory)
            wakers = self._wakers if wake else ()
        self._announcer.deliver()
        for call in wakers:
            call()

    @contextmanager
    def _handled(self) -> Iterator[None]:
        """A person changes something: the state is looked at before the printer works on."""
        with self._changing(wake=True):
            yield
            self._control.watch()

    def _slip_cut(self, piece: Piece) -> None:
        slip = piece.slip(bytes(self._control.source))
        self._control.source.clear()
        self._slips.append(slip)
        self._announcer.post(SlipCut(slip))
