"""Lines end, stand and are fed as they were told; a cut prints the gathered line first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.mechanics import MAX_BACK_ROWS
from receipts.dots import ank
from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import feed, ink, printed, printer, skipped


def test_alignment_changes_only_at_the_beginning_of_a_line() -> None:
    first, second = printed(b"A\x1ba\x02\nB\n").marks
    assert (first.x_dots, second.x_dots) == (0, 0)


def test_line_feeds_and_spacing_move_the_paper() -> None:
    assert printed(b"\n").bitmap.height == LINE_DOTS
    assert printed(b"\x1b3\x20A\nB\n").bitmap.height == 2 * 0x20
    assert printed(b"\x1b3\x20A\n\x1b2B\n").bitmap.height == 0x20 + LINE_DOTS
    assert printed(b"A\x1bd\x03").bitmap.height == 3 * LINE_DOTS
    assert printed(b"A\x1bJ\x64").bitmap.height == 100
    assert printed(b"\x1bd\x00").bitmap.height == 0


def test_white_lines_are_blank_lines_of_the_text() -> None:
    assert printed(b"A\n\n\x1bd\x02B\n").text == "A\n\n\n\nB\n"


def test_a_cut_prints_the_gathered_line_first_and_feeds_as_asked() -> None:
    slip = printed(b"end" + b"\x1dVB\x20")
    assert (slip.text, slip.bitmap.height) == ("end\n", LINE_DOTS + 0x20)


def test_without_a_knife_a_cut_only_feeds() -> None:
    machine = printer("dumb58")
    feed(machine, b"A\n\x1dVB\x20")
    assert (machine.slips, machine.piece.bitmap.height) == ((), LINE_DOTS + 0x20)


def test_paper_fed_back_is_printed_on_once_more() -> None:
    slip = printed(b"A\n\x1bK\x1e_\nB\n")
    assert slip.bitmap.height == 2 * LINE_DOTS
    both = tuple(a | b for a, b in zip(ank("A"), ank("_"), strict=True))
    assert ink(slip.bitmap, 0, 24, 0, 12) == both
    assert ink(slip.bitmap, LINE_DOTS, 24, 0, 12) == ank("B")


def test_feeding_back_prints_the_gathered_line_first() -> None:
    slip = printed(b"A\x1bK\x18_\n")
    both = tuple(a | b for a, b in zip(ank("A"), ank("_"), strict=True))
    assert ink(slip.bitmap, 0, 24, 0, 12) == both


def test_paper_is_fed_back_in_lines_but_not_beyond_the_last_cut_or_the_rollers() -> None:
    assert printed(b"A\n\n\x1be\x02B\n").bitmap.height == 2 * LINE_DOTS
    assert printed(b"\x1be\x02A\n").bitmap.height == LINE_DOTS
    slip = printed(b"\n" * 9 + b"\x1be\x09\x1be\x09A\n")
    assert slip.marks[-1].y_dots == 9 * LINE_DOTS - MAX_BACK_ROWS


def test_a_form_feed_out_of_page_mode_ends_the_line() -> None:
    assert printed(b"A\x0cB\n").text == "A\nB\n"


def test_spacing_counts_in_the_units_that_are_set() -> None:
    assert printed(b"\x1dP\x00\x65\x1b3\x64A\n").bitmap.height == 100 * 203 // 101


def test_a_carriage_return_ends_the_line_where_the_printer_is_set_so() -> None:
    assert printed(b"A\rB\n").text == "AB\n"
    profile = replace(printer_profiles.load("generic58"), cr_ends_line=True)
    machine = VirtualPrinter(profile)
    feed(machine, b"A\rB\n")
    assert machine.piece.text == "A\nB\n"


@pytest.mark.parametrize(
    ("command", "rows"),
    [(b"\x1d(V\x02\x0000", 0), (b"\x1d(V\x03\x0010\x20", 0x20), (b"\x1d(V\x03\x0031\x20", 0x20)],
)
def test_cuts_by_function_feed_as_asked(command: bytes, rows: int) -> None:
    machine = printer()
    feed(machine, b"A" + command + b"B\n")
    assert [slip.bitmap.height for slip in machine.slips] == [LINE_DOTS + rows]


def test_there_is_but_one_paper_to_choose() -> None:
    assert skipped(b"\x1bc0\x01\x1bc1\x01\x1bq") == []
