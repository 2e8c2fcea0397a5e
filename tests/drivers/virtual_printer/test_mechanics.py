"""Rows leave the head one by one: to the end of the paper, under a closed cover, at motor speed."""

from __future__ import annotations

import pytest

from drivers.clock import VirtualClock
from drivers.virtual_printer.mechanics import PACED_ROWS, Mechanics, Timepiece
from drivers.virtual_printer.paper import MAX_PIECE_ROWS, Mark, MarkKind, Piece
from receipts.paper import MM58
from receipts.slip import Align

STRIDE = MM58.width_dots // 8
MARK = Mark(MarkKind.TEXT, "A", Align.LEFT, 0, 0, 12, 24)


class Bench:
    """Mechanics, and what they have told."""

    def __init__(self, clock: Timepiece | None = None) -> None:
        self.marks: list[Mark] = []
        self.pieces: list[Piece] = []
        self.parts = Mechanics(MM58, 100, self.marks.append, self.pieces.append, clock)

    def print(self, rows: int, mark: Mark | None = None) -> None:
        self.parts.print_rows(b"\xff" * STRIDE * rows, mark)
        self.parts.run()


def test_rows_come_out_at_once_without_a_clock() -> None:
    bench = Bench()
    bench.print(30, MARK)
    assert (bench.parts.piece.rows, bench.parts.idle, bench.marks) == (30, True, [MARK])


def test_with_nothing_in_the_way_rows_and_cuts_need_no_second_step() -> None:
    bench = Bench()
    bench.parts.feed(10)
    bench.parts.print_rows(bytes(STRIDE * 30), MARK)
    bench.parts.cut()
    assert (bench.parts.has_work, bench.marks) == (False, [MARK])
    assert [piece.rows for piece in bench.pieces] == [40]


def test_a_mark_is_told_when_its_last_row_is_out() -> None:
    bench = Bench()
    bench.parts.set_roll(29)
    bench.print(30, MARK)
    assert (bench.marks, bench.parts.idle) == ([], False)
    bench.parts.put_new_roll()
    bench.parts.run()
    assert (bench.marks, bench.parts.idle) == ([MARK], True)


def test_at_the_end_of_the_paper_it_stops_at_the_row() -> None:
    bench = Bench()
    bench.parts.set_roll(12)
    bench.print(30)
    assert (bench.parts.piece.rows, bench.parts.status.paper_out) == (12, True)


def test_an_open_cover_stops_it() -> None:
    bench = Bench()
    bench.parts.cover_open = True
    bench.print(30)
    assert (bench.parts.piece.rows, bench.parts.stopped) == (0, True)


def test_a_new_roll_closes_the_cover() -> None:
    bench = Bench()
    bench.parts.cover_open = True
    bench.parts.put_new_roll()
    assert not bench.parts.stopped


def test_a_new_roll_without_an_end_before_is_no_join() -> None:
    bench = Bench()
    bench.print(30)
    bench.parts.put_new_roll()
    assert bench.parts.piece.slip(b"").reloaded_at == ()


def test_the_next_row_counts_what_is_queued() -> None:
    bench = Bench()
    bench.parts.cover_open = True
    bench.parts.print_rows(bytes(STRIDE * 30))
    bench.parts.feed(10)
    assert (bench.parts.next_row, bench.parts.piece.rows) == (40, 0)


def test_a_cut_waits_for_what_is_before_it() -> None:
    bench = Bench()
    bench.parts.set_roll(10)
    bench.parts.feed(30)
    bench.parts.cut()
    bench.parts.run()
    assert bench.pieces == []
    bench.parts.put_new_roll()
    bench.parts.run()
    assert [piece.rows for piece in bench.pieces] == [30]
    assert bench.parts.piece.rows == 0


def test_dropping_forgets_rows_and_cuts() -> None:
    bench = Bench()
    bench.parts.set_roll(0)
    bench.parts.feed(30)
    bench.parts.cut()
    bench.parts.drop()
    bench.parts.put_new_roll()
    bench.parts.run()
    assert (bench.parts.piece.rows, bench.pieces, bench.parts.has_work) == (0, [], False)


def test_a_motor_prints_a_step_and_then_needs_its_time() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.print(PACED_ROWS * 2)
    assert bench.parts.piece.rows == PACED_ROWS
    assert bench.parts.wait_s == pytest.approx(PACED_ROWS / 800)
    bench.parts.run()
    assert bench.parts.piece.rows == PACED_ROWS
    clock.sleep(PACED_ROWS / 800)
    bench.parts.run()
    assert bench.parts.piece.rows == PACED_ROWS * 2


def test_a_piece_too_long_to_keep_tears_itself_off() -> None:
    bench = Bench()
    for _ in range(2):
        bench.print(MAX_PIECE_ROWS // 2 + 1)
    assert [piece.rows for piece in bench.pieces] == [(MAX_PIECE_ROWS // 2 + 1) * 2]
