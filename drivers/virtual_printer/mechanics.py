"""The moving parts at work: what is queued leaves the head row by row, is cut, or has to wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from drivers.escpos.status import PrinterStatus
from drivers.printer_profiles import PrinterProfile
from drivers.printer_profiles.profile import BlackMark
from drivers.virtual_printer.counters import Counters
from drivers.virtual_printer.events import DrawerKicked, Listener, Printed, Sounded
from drivers.virtual_printer.motor import DOTS_PER_MM, Motor, black_share
from drivers.virtual_printer.paper import MAX_PIECE_ROWS, Mark, Piece
from drivers.virtual_printer.parts import Parts
from drivers.virtual_printer.toil import Toil
from drivers.virtual_printer.work import Back, Button, Cut, Pause, Strip, ToMark, Work
from receipts.paper import LINE_DOTS

PACED_ROWS = 24
"""A step of the motor that a person sees as moving: 3 mm, a line of text."""

MAX_BACK_ROWS = 10 * DOTS_PER_MM
"""How far paper goes back at most: more of it would leave the rollers."""

CUT_S = 0.3
"""A knife is through and back in about this time."""

MARK_SEARCH_ROWS = 500 * DOTS_PER_MM
"""How far a printer that searches feeds plain paper before it gives up: 0.5 m (escpos.md 2e)."""


class Timepiece(Protocol):
    """What moving parts need of a clock."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""

    def sleep(self, seconds: float) -> None:
        """Let time pass."""


class Mechanics:
    """Does what is queued as far as paper, cover, heat and the motor's speed allow.

    `clock` None prints at once; with one, the motor takes its time. `tell` hears of each mark when
    all its rows are out, of the drawer and the buzzer; `on_cut` is handed each finished piece.
    `disturbed` is set when the state of the parts may have changed by work, not by a person;
    whoever has looked clears it.
    """

    def __init__(
        self,
        profile: PrinterProfile,
        parts: Parts,
        tell: Listener,
        on_cut: Callable[[Piece], None],
        clock: Timepiece | None = None,
    ) -> None:
        self.parts = parts
        self.clock = clock
        self.counters = Counters()
        self.toil = Toil()
        self.piece = Piece(profile.paper)
        self.disturbed = False
        self._paper = profile.paper
        self._stride = profile.paper.width_dots // 8
        self._black_mark = profile.black_mark
        self._motor = Motor(profile.speed_mm_s)
        self._tell = tell
        self._on_cut = on_cut
        self._waiting: deque[Work] = deque()
        self._free_at_s = self._counted_s = 0.0

    # What commands ask for

    @property
    def status(self) -> PrinterStatus:
        """What the sensors see."""
        return self.parts.status

    @property
    def next_row(self) -> int:
        """The row of the piece at which what is queued next will begin."""
        row = self.piece.rows - self.piece.went_back
        for work in self._waiting:
            if isinstance(work, Strip):
                row += len(work.dots) // self._stride
            elif isinstance(work, Back):
                row -= work.rows
        return row

    def print_rows(self, dots: bytes, mark: Mark | None = None) -> None:
        """Print whole rows of the paper's width, now or when it can; `mark` says what they show."""
        self.toil.rows += len(dots) // self._stride
        if self._nothing_in_the_way:
            if mark is not None:
                self.piece.mark(mark)
            self._put_out(dots, len(dots) // self._stride, mark)
        else:
            self._waiting.append(Strip(dots, mark))

    def feed(self, rows: int) -> None:
        """Print white rows."""
        if rows > 0:
            self.print_rows(bytes(rows * self._stride))

    def feed_back(self, rows: int) -> None:
        """Move paper back under the head, as far as the rollers and the last cut let it go."""
        rows = min(rows, self.next_row)
        if self._nothing_in_the_way:
            self._go_back(rows)
        elif rows:
            self._waiting.append(Back(rows))

    def cut(self) -> None:
        """Cut, now or when all before it is out; marked paper is fed by the cut's offset first."""
        if self.parts.roll.mark_every_rows:
            self.feed(self.parts.cut_offset_rows)
        if self._nothing_in_the_way and not self.parts.knife_blocked:
            self._cut_off()
        else:
            self._waiting.append(Cut())

    def feed_to_mark(self) -> None:
        """Feed to the next black mark; plain paper is treated as the model does."""
        if self.parts.roll.mark_every_rows:
            self._waiting.append(ToMark(self.parts.print_offset_rows))
        elif self._black_mark is BlackMark.SEARCH:
            self.feed(MARK_SEARCH_ROWS)

    def pause(self, seconds: float) -> None:
        """Do nothing for a while, if there is a clock to tell how long."""
        if self.clock is not None and seconds > 0:
            self._waiting.append(Pause(seconds))

    def await_button(self) -> None:
        """Go on only when a person has pressed the feed button (GS ^)."""
        self._waiting.append(Button())

    def kick_drawer(self, pin: int, on_ms: int) -> None:
        """A pulse on the drawer's connector, at once (ESC p, DLE DC4 1)."""
        self.parts.kick_drawer()
        self.disturbed = True
        self._tell(DrawerKicked(pin, on_ms))

    def sound(self, times: int) -> None:
        """The buzzer, at once."""
        self._tell(Sounded(times))

    # What the machine asks for

    @property
    def has_work(self) -> bool:
        """Whether anything waits to be printed or cut."""
        return bool(self._waiting)

    @property
    def stopped(self) -> bool:
        """Whether it goes on only when something about its parts changes."""
        strip = self._waiting[0] if self._waiting else None
        in_line = isinstance(strip, Strip) and strip.begun  # the near end stops between lines
        return self.parts.stopped or (self.parts.low_stops_now and not in_line)

    @property
    def idle(self) -> bool:
        """Whether the next command may be obeyed: nothing to print, nothing in the way."""
        return not self._waiting and not self.stopped and self._busy_s == 0.0

    @property
    def wait_s(self) -> float:
        """Seconds until time alone lets it go on; 0.0 when it does not need time."""
        if self.clock is None:
            return 0.0
        if self.parts.head.hot:
            return self.parts.head.rest_s(self._now_s) or 0.0
        return self._busy_s

    @property
    def time_helps(self) -> bool:
        """Whether it goes on by itself, after `wait_s`."""
        if self.clock is None:
            return False
        if self.parts.head.hot:
            return not self.parts.head.held_hot
        return self.parts.feeding or (not self.stopped and self._busy_s > 0.0)

    def run(self) -> None:
        """Do what can be done now."""
        if self.clock is not None or self.parts.head.held_hot:
            self._look_at_head()
        if self.parts.feeding:
            self._feed_by_button()
        while self._waiting and not self.stopped and self._busy_s == 0.0:
            self.disturbed = True
            self._do(self._waiting[0])

    def press_button(self) -> None:
        """The feed button goes down: it ends a wait for it, or feeds while it is held."""
        if self.parts.press_button() and not self._waiting:
            self.parts.feeding = True
            self._feed_by_button()

    def resume(self) -> None:
        """Try again what an error has stopped (DLE ENQ 1)."""
        self.parts.knife_error = self.parts.feed_error = False

    def end_wait(self) -> None:
        """As if the feed button had been pressed once (DLE ENQ 0)."""
        self.parts.waiting = False

    def drop(self) -> None:
        """Forget what is queued."""
        self._waiting.clear()
        self.parts.waiting = False

    def start(self, counters: bytes) -> None:
        """The power comes; `counters` are as `count_time` gave them, or b"" for a new printer."""
        self.counters = Counters()
        self.counters.unpack(counters)
        self._counted_s = self._now_s

    def count_time(self) -> bytes:
        """The counters, the time since the power came among them, as NV memory keeps them."""
        now_s = self._now_s
        self.counters.powered_s += now_s - self._counted_s
        self._counted_s = now_s
        return self.counters.packed()

    def lose_power(self) -> None:
        """The motor stands and the queue is forgotten; paper, cover and knife stay as they are."""
        self.drop()
        self.parts.lose_power()
        self._free_at_s = 0.0

    def put_new_roll(self, rows: int | None = None, mark_every_mm: int = 0) -> None:
        """Load a roll and close the cover; `rows` None is one that does not end here."""
        if self.parts.roll.out and self.piece.rows:
            self.piece.join()
        self.parts.roll.replace(rows, mark_every_mm)
        self.parts.cover_open = False

    def finish_piece(self) -> None:
        """Take off what hangs out, cut or torn; nothing if nothing does."""
        piece, self.piece = self.piece, Piece(self._paper)
        if piece.rows:
            self._on_cut(piece)

    # Inside

    @property
    def _nothing_in_the_way(self) -> bool:
        """Whether rows are out at once: no motor to wait for, no end of the paper in sight."""
        return self.clock is None and not self._waiting and self.parts.undisturbed

    @property
    def _now_s(self) -> float:
        return 0.0 if self.clock is None else self.clock.monotonic()

    @property
    def _busy_s(self) -> float:
        """How long the motor or the knife still needs."""
        return max(0.0, self._free_at_s - self._now_s)

    def _do(self, work: Work) -> None:
        match work:
            case Strip():
                self._print_some(work)
            case Cut():
                if self.parts.try_knife():
                    self._waiting.popleft()
                    self._take_time(CUT_S)
                    self._cut_off()
            case ToMark(offset_rows):
                rows = self.parts.roll.rows_to_mark + offset_rows
                self._waiting[0] = Strip(bytes(max(0, rows) * self._stride), None)
            case Back(rows):
                self._waiting.popleft()
                self._go_back(rows)
            case Pause(seconds):
                self._waiting.popleft()
                self._take_time(seconds)
            case Button():
                self._waiting.popleft()
                self.parts.waiting = True

    def _print_some(self, strip: Strip) -> None:
        if not self.parts.try_feed():
            return
        stride = self._stride
        rows = self._allowed(len(strip.dots) // stride)
        if strip.mark is not None and not strip.begun:
            self.piece.mark(strip.mark)
        strip.begun = True
        self._move(strip.dots[: rows * stride], rows)
        if rows * stride == len(strip.dots):
            self._waiting.popleft()
            self._put_out(strip.dots, rows, strip.mark)
        else:
            dots, strip.dots = strip.dots[: rows * stride], strip.dots[rows * stride :]
            self._put_out(dots, rows)

    def _go_back(self, rows: int) -> None:
        piece = self.piece
        rows = min(rows, piece.rows - piece.went_back, MAX_BACK_ROWS - piece.went_back)
        self.parts.roll.turn(-rows)
        self._take_time(self._motor.seconds(rows, 0.0))
        piece.back(rows)

    def _feed_by_button(self) -> None:
        """A line while the button is held; without a clock one line a press."""
        if self._busy_s > 0.0 or self.parts.stopped_but_for_button:
            return
        self.disturbed = True
        if not self.parts.try_feed():
            return
        rows = self._allowed(LINE_DOTS)
        blank = bytes(rows * self._stride)
        self._move(blank, rows)
        self._put_out(blank, rows)
        if self.clock is None or self.parts.roll.out:
            self.parts.feeding = False

    def _move(self, dots: bytes, rows: int) -> None:
        """The roll turns, the head warms, and both take their time."""
        self.parts.roll.turn(rows)
        if self.clock is not None:
            share = black_share(dots)
            full_speed_s = self._motor.seconds(rows, 0.0)
            self._take_time(self._motor.seconds(rows, share) / self.parts.speed_share)
            warmth = share * self.parts.density
            self.parts.head.warm(self._now_s, warmth, full_speed_s)

    def _put_out(self, dots: bytes, rows: int, whole: Mark | None = None) -> None:
        """Rows leave the head; `whole` is what they complete."""
        self.piece.add(dots, rows)
        self.counters.rows += rows
        if whole is not None:
            self._tell(Printed(whole))
        if self.piece.rows > MAX_PIECE_ROWS:
            self.finish_piece()

    def _cut_off(self) -> None:
        self.counters.cuts += 1
        self.finish_piece()

    def _allowed(self, rows: int) -> int:
        """How many of these rows go now: to the end of the paper, and paced in small steps."""
        left = self.parts.roll.rows_left
        if left is not None:
            rows = min(rows, left)
        return rows if self.clock is None else min(rows, PACED_ROWS)

    def _look_at_head(self) -> None:
        head, was_hot = self.parts.head, self.parts.head.hot
        self.disturbed |= head.look(self._now_s) is not was_hot

    def _take_time(self, seconds: float) -> None:
        if self.clock is not None:
            self._free_at_s = self._now_s + seconds
