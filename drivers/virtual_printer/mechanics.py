"""The moving parts: motor, paper roll, cover and knife; rows leave the head one by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from drivers.escpos.status import PrinterStatus
from drivers.virtual_printer.paper import MAX_PIECE_ROWS, Mark, Piece
from receipts.paper import Paper

DOTS_PER_MM = 8

PACED_ROWS = 24
"""A step of the motor that a person sees as moving: 3 mm, a line of text."""


class Timepiece(Protocol):
    """What moving parts need of a clock."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""

    def sleep(self, seconds: float) -> None:
        """Let time pass."""


@dataclass(slots=True)
class _Strip:
    """Rows on their way to the paper, and what they show together."""

    dots: bytes
    mark: Mark | None
    begun: bool = False


@dataclass(slots=True)
class Mechanics:
    """Prints strips of dots as far as the paper, the cover and the motor's speed allow.

    `clock` None prints at once; with one, the motor takes its time. `on_printed` is told each mark
    when all its rows are out, `on_cut` is handed each finished piece.
    """

    paper: Paper
    speed_mm_s: int
    on_printed: Callable[[Mark], None]
    on_cut: Callable[[Piece], None]
    clock: Timepiece | None = None
    cover_open: bool = field(default=False, init=False)
    piece: Piece = field(init=False)
    _rows_left: int | None = field(default=None, init=False)
    _waiting: deque[_Strip | None] = field(default_factory=deque, init=False)  # None is a cut
    _free_at_s: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self.piece = Piece(self.paper)

    @property
    def status(self) -> PrinterStatus:
        """What the sensors see."""
        return PrinterStatus(cover_open=self.cover_open, paper_out=self._rows_left == 0)

    @property
    def stopped(self) -> bool:
        """Whether a person must do something before it goes on."""
        return self.cover_open or self._rows_left == 0

    @property
    def has_work(self) -> bool:
        """Whether anything waits to be printed or cut."""
        return bool(self._waiting)

    @property
    def idle(self) -> bool:
        """Whether the next command may be obeyed: nothing to print, nothing in the way."""
        return not self._waiting and not self.stopped and self.wait_s == 0.0

    @property
    def wait_s(self) -> float:
        """Seconds the motor still needs for what it is printing."""
        return 0.0 if self.clock is None else max(0.0, self._free_at_s - self.clock.monotonic())

    def set_roll(self, rows: int | None) -> None:
        """Put paper for so many rows in; None is a roll that does not end here, 0 takes it out."""
        self._rows_left = rows

    def put_new_roll(self) -> None:
        """Load a roll and close the cover."""
        if self._rows_left == 0 and self.piece.rows:
            self.piece.join()
        self._rows_left = None
        self.cover_open = False

    @property
    def next_row(self) -> int:
        """The row of the piece at which what is queued next will begin."""
        if not self._waiting:
            return self.piece.rows
        queued = sum(len(strip.dots) for strip in self._waiting if strip is not None)
        return self.piece.rows + queued // self._stride

    def print_rows(self, dots: bytes, mark: Mark | None = None) -> None:
        """Print whole rows of the paper's width, now or when it can; `mark` says what they show."""
        if self._nothing_in_the_way:
            if mark is not None:
                self.piece.mark(mark)
            self._put_out(dots, len(dots) // self._stride, mark)
        else:
            self._waiting.append(_Strip(dots, mark))

    def feed(self, rows: int) -> None:
        """Print white rows."""
        if rows:
            self.print_rows(bytes(rows * self._stride))

    def cut(self) -> None:
        """Cut, now or when all before it is out."""
        if self._nothing_in_the_way:
            self.finish_piece()
        else:
            self._waiting.append(None)

    def drop(self) -> None:
        """Forget what is queued."""
        self._waiting.clear()

    def run(self) -> None:
        """Print and cut what can be printed and cut now."""
        while self._waiting and not self.stopped and self.wait_s == 0.0:
            strip = self._waiting[0]
            if strip is None:
                self._waiting.popleft()
                self.finish_piece()
            else:
                self._print_some(strip)

    def finish_piece(self) -> None:
        """Take off what hangs out, cut or torn; nothing if nothing does."""
        piece, self.piece = self.piece, Piece(self.paper)
        if piece.rows:
            self.on_cut(piece)

    @property
    def _nothing_in_the_way(self) -> bool:
        """Whether rows are out at once: no motor to wait for, no end of the paper in sight."""
        return (
            self.clock is None
            and self._rows_left is None
            and not self.cover_open
            and not self._waiting
        )

    def _print_some(self, strip: _Strip) -> None:
        stride = self._stride
        rows = self._allowed(len(strip.dots) // stride)
        if strip.mark is not None and not strip.begun:
            self.piece.mark(strip.mark)
        strip.begun = True
        if self._rows_left is not None:
            self._rows_left -= rows
        if self.clock is not None:
            self._free_at_s = self.clock.monotonic() + rows / (self.speed_mm_s * DOTS_PER_MM)
        if rows * stride == len(strip.dots):
            self._waiting.popleft()
            self._put_out(strip.dots, rows, strip.mark)
        else:
            dots, strip.dots = strip.dots[: rows * stride], strip.dots[rows * stride :]
            self._put_out(dots, rows)

    def _put_out(self, dots: bytes, rows: int, whole: Mark | None = None) -> None:
        """Rows leave the head; `whole` is what they complete."""
        self.piece.add(dots, rows)
        if whole is not None:
            self.on_printed(whole)
        if self.piece.rows > MAX_PIECE_ROWS:
            self.finish_piece()

    def _allowed(self, rows: int) -> int:
        """How many of these rows go now: to the end of the paper, and paced in small steps."""
        if self._rows_left is not None:
            rows = min(rows, self._rows_left)
        return rows if self.clock is None else min(rows, PACED_ROWS)

    @property
    def _stride(self) -> int:
        return self.paper.width_dots // 8
