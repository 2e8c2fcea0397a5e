"""Rows leave the head one by one: to the end of the paper, under a closed cover, at motor speed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.printer_profiles.profile import BlackMark
from drivers.virtual_printer.events import DrawerKicked, Printed, PrinterEvent, Sounded
from drivers.virtual_printer.mechanics import (
    CUT_S,
    MARK_SEARCH_ROWS,
    PACED_ROWS,
    Mechanics,
    Timepiece,
)
from drivers.virtual_printer.motor import BLACK_SLOWNESS
from drivers.virtual_printer.paper import MAX_PIECE_ROWS, Mark, MarkKind, Piece
from drivers.virtual_printer.parts import Parts
from receipts.paper import LINE_DOTS, MM58
from receipts.slip import Align

STRIDE = MM58.width_dots // 8
MARK = Mark(MarkKind.TEXT, "A", Align.LEFT, 0, 0, 12, 24)
PROFILE = replace(printer_profiles.load("generic58"), speed_mm_s=100)
TICK_S = 0.001
ROW_S = 1 / 800
"""A white row at 100 mm/s."""


class Bench:
    """Mechanics, and what they have told."""

    def __init__(
        self, clock: Timepiece | None = None, black_mark: BlackMark = BlackMark.NONE
    ) -> None:
        self.events: list[PrinterEvent] = []
        self.pieces: list[Piece] = []
        profile = replace(PROFILE, black_mark=black_mark)
        self.parts = Parts.of(profile)
        self.machine = Mechanics(profile, self.parts, self.events.append, self.pieces.append, clock)

    @property
    def rows(self) -> int:
        return self.machine.piece.rows

    @property
    def marks(self) -> list[Mark]:
        return [event.mark for event in self.events if isinstance(event, Printed)]

    def print(self, rows: int, mark: Mark | None = None, dots: bytes = b"\x00") -> None:
        self.machine.print_rows(dots * STRIDE * rows, mark)
        self.machine.run()


def test_rows_come_out_at_once_without_a_clock() -> None:
    bench = Bench()
    bench.print(30, MARK)
    assert (bench.rows, bench.machine.idle, bench.marks) == (30, True, [MARK])


def test_with_nothing_in_the_way_rows_and_cuts_need_no_second_step() -> None:
    bench = Bench()
    bench.machine.feed(10)
    bench.machine.print_rows(bytes(STRIDE * 30), MARK)
    bench.machine.cut()
    assert (bench.machine.has_work, bench.marks) == (False, [MARK])
    assert [piece.rows for piece in bench.pieces] == [40]


def test_a_mark_is_told_when_its_last_row_is_out() -> None:
    bench = Bench()
    bench.parts.roll.replace(rows=29)
    bench.print(30, MARK)
    assert (bench.marks, bench.machine.idle) == ([], False)
    bench.machine.put_new_roll()
    bench.machine.run()
    assert (bench.marks, bench.machine.idle) == ([MARK], True)


def test_at_the_end_of_the_paper_it_stops_at_the_row() -> None:
    bench = Bench()
    bench.parts.roll.replace(rows=12)
    bench.print(30)
    assert (bench.rows, bench.machine.status.paper_out) == (12, True)


def stop_by_cover(parts: Parts) -> None:
    parts.cover_open = True


def stop_by_break(parts: Parts) -> None:
    parts.broken = True


def stop_by_heat(parts: Parts) -> None:
    parts.head.held_hot = True


def stop_by_jam(parts: Parts) -> None:
    parts.feed_blocked = True


@pytest.mark.parametrize("stop", [stop_by_cover, stop_by_break, stop_by_heat, stop_by_jam])
def test_what_is_wrong_stops_it_before_the_next_row(stop: Callable[[Parts], None]) -> None:
    bench = Bench()
    stop(bench.parts)
    bench.machine.run()
    bench.print(30)
    assert (bench.rows, bench.machine.stopped) == (0, True)


def test_a_new_roll_closes_the_cover() -> None:
    bench = Bench()
    bench.parts.cover_open = True
    bench.machine.put_new_roll()
    assert not bench.machine.stopped


def test_a_new_roll_without_an_end_before_is_no_join() -> None:
    bench = Bench()
    bench.print(30)
    bench.machine.put_new_roll()
    assert bench.machine.piece.slip(b"").reloaded_at == ()


def test_the_next_row_counts_what_is_queued() -> None:
    bench = Bench()
    bench.parts.cover_open = True
    bench.machine.print_rows(bytes(STRIDE * 30))
    bench.machine.feed(10)
    assert (bench.machine.next_row, bench.rows) == (40, 0)


def test_a_cut_waits_for_what_is_before_it() -> None:
    bench = Bench()
    bench.parts.roll.replace(rows=10)
    bench.machine.feed(30)
    bench.machine.cut()
    bench.machine.run()
    assert bench.pieces == []
    bench.machine.put_new_roll()
    bench.machine.run()
    assert [piece.rows for piece in bench.pieces] == [30]
    assert bench.rows == 0


def test_a_jammed_knife_tries_again_when_it_is_told_to() -> None:
    bench = Bench()
    bench.parts.knife_blocked = True
    bench.machine.feed(30)
    bench.machine.cut()
    bench.machine.run()
    assert (bench.machine.status.cutter_jammed, bench.pieces) == (True, [])
    bench.machine.resume()
    bench.machine.run()
    assert bench.machine.status.cutter_jammed
    bench.parts.knife_blocked = False
    bench.machine.run()
    assert bench.pieces == []
    bench.machine.resume()
    bench.machine.run()
    assert [piece.rows for piece in bench.pieces] == [30]


def test_dropping_forgets_rows_and_cuts() -> None:
    bench = Bench()
    bench.parts.roll.replace(rows=0)
    bench.machine.feed(30)
    bench.machine.cut()
    bench.machine.drop()
    bench.machine.put_new_roll()
    bench.machine.run()
    assert (bench.rows, bench.pieces, bench.machine.has_work) == (0, [], False)


def test_a_motor_prints_a_step_and_then_needs_its_time() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.print(PACED_ROWS * 2)
    assert bench.rows == PACED_ROWS
    assert bench.machine.wait_s == pytest.approx(PACED_ROWS * ROW_S)
    bench.machine.run()
    assert bench.rows == PACED_ROWS
    clock.sleep(PACED_ROWS * ROW_S)
    bench.machine.run()
    assert bench.rows == PACED_ROWS * 2


def test_black_rows_take_longer_and_so_does_a_slower_speed() -> None:
    bench = Bench(VirtualClock())
    bench.parts.speed_share = 0.5
    bench.print(PACED_ROWS, dots=b"\xff")
    assert bench.machine.wait_s == pytest.approx(PACED_ROWS * ROW_S * BLACK_SLOWNESS * 2, rel=0.01)


def test_a_knife_needs_its_time() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.print(1)
    clock.sleep(1)
    bench.machine.cut()
    bench.machine.run()
    assert len(bench.pieces) == 1
    assert bench.machine.wait_s == pytest.approx(CUT_S)


def test_a_black_page_stops_it_until_it_has_cooled_by_itself() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.machine.print_rows(b"\xff" * STRIDE * 8000)
    while not bench.machine.status.overheated:
        clock.sleep(bench.machine.wait_s + TICK_S)
        bench.machine.run()
    stopped_at, rows = clock.monotonic(), bench.rows
    assert bench.machine.time_helps
    while bench.machine.status.overheated:
        clock.sleep(bench.machine.wait_s + TICK_S)
        bench.machine.run()
    assert 1000 < rows < 8000
    assert 2 < clock.monotonic() - stopped_at < 20
    assert bench.rows == rows + PACED_ROWS


def test_what_keeps_the_head_hot_is_nothing_time_helps_against() -> None:
    bench = Bench(VirtualClock())
    bench.parts.head.held_hot = True
    bench.machine.run()
    assert (bench.machine.status.overheated, bench.machine.time_helps) == (True, False)


def test_a_piece_too_long_to_keep_tears_itself_off() -> None:
    bench = Bench()
    for _ in range(2):
        bench.print(MAX_PIECE_ROWS // 2 + 1)
    assert [piece.rows for piece in bench.pieces] == [(MAX_PIECE_ROWS // 2 + 1) * 2]


def test_marked_paper_is_fed_to_its_mark_and_by_the_offset() -> None:
    bench = Bench(black_mark=BlackMark.IGNORED)
    bench.machine.put_new_roll(mark_every_mm=50)
    bench.print(30)
    bench.machine.feed_to_mark()
    bench.machine.run()
    assert bench.rows == 400
    bench.parts.print_offset_rows = 16
    bench.machine.feed_to_mark()
    bench.machine.run()
    assert bench.rows == 816


def test_marked_paper_is_fed_by_the_cuts_offset_too() -> None:
    bench = Bench(black_mark=BlackMark.IGNORED)
    bench.machine.put_new_roll(mark_every_mm=50)
    bench.parts.cut_offset_rows = 24
    bench.machine.feed_to_mark()
    bench.machine.cut()
    bench.machine.run()
    assert [piece.rows for piece in bench.pieces] == [424]


@pytest.mark.parametrize(
    ("kind", "rows"), [(BlackMark.IGNORED, 0), (BlackMark.SEARCH, MARK_SEARCH_ROWS)]
)
def test_plain_paper_has_no_mark(kind: BlackMark, rows: int) -> None:
    bench = Bench(black_mark=kind)
    bench.machine.feed_to_mark()
    bench.machine.run()
    assert bench.rows == rows


def test_the_near_end_stops_it_between_two_lines_when_it_is_told_to() -> None:
    bench = Bench()
    bench.parts.low_stops = True
    bench.parts.roll.replace(rows=bench.parts.roll.near_end_rows + 10)
    bench.machine.feed(30)
    bench.machine.feed(30)
    bench.machine.run()
    assert (bench.rows, bench.machine.status.paper_stops) == (30, True)


def test_the_near_end_lets_a_line_that_has_begun_go_on() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.parts.low_stops = True
    bench.parts.roll.replace(rows=bench.parts.roll.near_end_rows + 10)
    bench.print(PACED_ROWS * 2)
    clock.sleep(1)
    bench.machine.run()
    assert (bench.rows, bench.machine.idle) == (PACED_ROWS * 2, False)


def test_a_pause_is_time_alone() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.machine.pause(2.0)
    bench.machine.run()
    assert bench.machine.wait_s == pytest.approx(2.0)
    assert not bench.machine.idle
    clock.sleep(2)
    assert bench.machine.idle


def test_without_a_clock_there_is_no_pause() -> None:
    bench = Bench()
    bench.machine.pause(2.0)
    assert bench.machine.idle


@pytest.mark.parametrize("by_hand", [True, False])
def test_it_waits_for_the_button_or_for_an_order_in_its_place(by_hand: bool) -> None:
    bench = Bench()
    bench.machine.await_button()
    bench.machine.feed(10)
    bench.machine.run()
    assert (bench.machine.status.waiting, bench.rows) == (True, 0)
    if by_hand:
        bench.machine.press_button()
    else:
        bench.machine.end_wait()
    bench.machine.run()
    assert (bench.machine.status.waiting, bench.machine.status.feeding, bench.rows) == (
        False,
        False,
        10,
    )


def test_the_button_feeds_while_it_is_held() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.machine.press_button()
    assert (bench.machine.status.feeding, bench.machine.time_helps) == (True, True)
    for _ in range(5):
        clock.sleep(bench.machine.wait_s + TICK_S)
        bench.machine.run()
    fed = bench.rows
    bench.parts.release_button()
    clock.sleep(1)
    bench.machine.run()
    assert (fed, bench.rows) == (PACED_ROWS * 6, fed)


def test_without_a_clock_a_press_feeds_one_line() -> None:
    bench = Bench()
    bench.machine.press_button()
    bench.machine.run()
    assert (bench.rows, bench.machine.status.feeding) == (LINE_DOTS, False)


def test_the_button_feeds_no_paper_that_is_not_there() -> None:
    bench = Bench()
    bench.parts.roll.replace(rows=10)
    bench.machine.press_button()
    bench.machine.press_button()
    assert (bench.rows, bench.machine.status.feeding) == (10, False)


def test_while_it_prints_the_button_feeds_nothing() -> None:
    bench = Bench(VirtualClock())
    bench.print(100)
    bench.machine.press_button()
    assert not bench.machine.status.feeding


def test_drawer_and_buzzer_are_heard_of_at_once() -> None:
    bench = Bench()
    bench.parts.cover_open = True
    bench.machine.feed(10)
    bench.machine.kick_drawer(2, 100)
    bench.machine.sound(3)
    assert bench.events == [DrawerKicked(2, 100), Sounded(3)]
    assert bench.machine.disturbed


def test_losing_power_stops_all_that_moves_and_nothing_else() -> None:
    bench = Bench(VirtualClock())
    bench.parts.low_stops = True
    bench.print(100)
    bench.machine.press_button()
    bench.parts.cover_open = True
    bench.machine.lose_power()
    status = bench.machine.status
    assert (status.cover_open, status.feeding, status.low_stops) == (True, False, False)
    assert (bench.machine.has_work, bench.machine.wait_s, bench.rows) == (False, 0.0, PACED_ROWS)


def test_the_counters_come_back_with_the_power() -> None:
    clock = VirtualClock()
    bench = Bench(clock)
    bench.machine.start(b"")
    bench.print(20)
    clock.sleep(7200)
    kept = bench.machine.count_time()
    bench.machine.start(kept)
    assert (bench.machine.counters.rows, bench.machine.counters.read(70)) == (20, 2)
