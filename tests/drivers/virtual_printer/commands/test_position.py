"""Characters go where tabs, places and margins put them."""

from __future__ import annotations

import pytest

from receipts.dots import ank
from tests.drivers.virtual_printer.bench import ink, printed, skipped


def at(x_dots: int) -> bytes:
    return b"\x1b$" + x_dots.to_bytes(2, "little")


def by(x_dots: int) -> bytes:
    return b"\x1b\\" + x_dots.to_bytes(2, "little", signed=True)


def margin(dots: int) -> bytes:
    return b"\x1dL" + dots.to_bytes(2, "little")


def width(dots: int) -> bytes:
    return b"\x1dW" + dots.to_bytes(2, "little")


def places(data: bytes) -> list[tuple[str, int]]:
    return [(mark.text, mark.x_dots) for mark in printed(data).marks]


def test_a_place_is_counted_in_dots_from_the_line_s_beginning() -> None:
    slip = printed(at(101) + b"A\n")
    assert ink(slip.bitmap, 0, 24, 101, 12) == ank("A")


def test_going_back_prints_over_what_stands_there() -> None:
    slip = printed(b"AB" + by(-24) + b"_\n")
    assert ink(slip.bitmap, 0, 24, 0, 12) == tuple(
        a | b for a, b in zip(ank("A"), ank("_"), strict=True)
    )


def test_a_place_outside_the_line_is_ignored() -> None:
    assert places(b"A" + at(385) + b"B\n") == [("AB", 0)]
    assert places(b"A" + by(-13) + b"B\n") == [("AB", 0)]
    assert places(b"A" + by(400) + b"B\n") == [("AB", 0)]


def test_columns_read_as_columns() -> None:
    slip = printed(b"Tea" + at(240) + b"2" + at(300) + b"7.00\n")
    assert slip.text == "Tea" + " " * 17 + "2    7.00\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"A\tB\n", "A       B"),
        (b"\tB\n", "        B"),
        (b"1" * 25 + b"\tB\n", "1" * 25 + "B"),
        (b"\x1bD\x03\x0a\x00A\tB\tC\tD\n", "A  B      CD"),
        (b"\x1bD\x05\x05\x09\x00A\tB\tC\n", "A    BC"),
        (b"\x1bD\x00A\tB\n", "AB"),
    ],
)
def test_a_tab_goes_to_the_next_stop_if_there_is_one(data: bytes, text: str) -> None:
    assert printed(data).text == text + "\n"


def test_stops_are_columns_of_the_font_that_was_set_then() -> None:
    slip = printed(b"\x1bM\x01\x1bD\x04\x00\x1bM\x00\tA\n")
    assert slip.marks[0].x_dots == 4 * 9


def test_a_margin_moves_lines_and_makes_them_shorter() -> None:
    assert places(margin(48) + b"1" * 30 + b"\n") == [("1" * 28, 48), ("11", 48)]


def test_a_width_ends_lines_and_holds_them_in_the_middle() -> None:
    assert places(margin(24) + width(120) + b"\x1ba\x01AB\n") == [("AB", 24 + 48)]
    assert places(width(120) + b"1" * 12 + b"\n") == [("1" * 10, 0), ("11", 0)]


def test_a_margin_in_the_middle_of_a_line_is_ignored() -> None:
    assert places(b"A" + margin(48) + width(24) + b"BCD\n") == [("ABCD", 0)]


def test_a_character_wider_than_the_line_widens_it() -> None:
    assert places(margin(380) + b"AB\n") == [("A", 372), ("B", 372)]
    assert places(width(1) + b"AB\n") == [("A", 0), ("B", 0)]


@pytest.mark.parametrize(("n", "text"), [(0, "B\n"), (48, "B\n"), (1, "A\nB\n"), (49, "A\nB\n")])
def test_the_line_can_be_begun_anew_with_or_without_printing_it(n: int, text: str) -> None:
    assert printed(b"A\x1dT" + bytes([n]) + b"B\n").text == text


def test_printing_an_empty_line_to_begin_it_prints_nothing() -> None:
    assert printed(b"\x1dT\x01A\n").text == "A\n"


def test_units_of_motion_are_parts_of_an_inch() -> None:
    (mark,) = printed(b"\x1dP\x64\x64" + at(100) + b"A\n").marks
    assert mark.x_dots == 203
    assert places(b"\x1dP\x64\x64\x1dP\x00\x00" + at(100) + b"A\n") == [("A", 100)]


@pytest.mark.parametrize(("place", "x_dots"), [(0, 0), (1, 180), (2, 360), (49, 180), (50, 360)])
def test_a_line_stands_where_esc_a_puts_it(place: int, x_dots: int) -> None:
    slip = printed(b"\x1ba" + bytes([place]) + b"AB\n")
    assert slip.marks[0].x_dots == x_dots
    assert ink(slip.bitmap, 0, 24, x_dots, 12) == ank("A")


def test_what_there_is_not_is_refused() -> None:
    assert skipped(b"\x1ba\x03\x1dT\x02") == ["ESC a", "GS T"]
