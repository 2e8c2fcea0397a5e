"""A page is filled in any direction and printed as a whole; it reads line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.page import MAX_ROWS
from drivers.virtual_printer.paper import MarkKind, Slip
from receipts.dots import ank
from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import gbk, ink, printed
from wire.bitmap import Bitmap

PAGE, STANDARD = b"\x1bL", b"\x1bS"
PRINT, PRINT_AND_KEEP = b"\x0c", b"\x1b\x0c"


def word(number: int) -> bytes:
    return number.to_bytes(2, "little", signed=number < 0)


def area(left: int, top: int, width: int, height: int) -> bytes:
    return b"\x1bW" + b"".join(map(word, (left, top, width, height)))


def place(x: int, y: int) -> bytes:
    return b"\x1b$" + word(x) + b"\x1d$" + word(y)


def dotted(picture: Bitmap) -> list[str]:
    return [
        f"{int.from_bytes(picture.row(y), 'big'):0{picture.stride * 8}b}"[: picture.width]
        for y in range(picture.height)
    ]


def turned(rows: list[str]) -> list[str]:
    """A quarter turn clockwise."""
    return ["".join(column) for column in zip(*reversed(rows), strict=True)]


def page(content: bytes, width: int = 200, height: int = 100) -> Slip:
    return printed(PAGE + area(0, 0, width, height) + content + PRINT)


def test_nothing_is_printed_before_the_page_is() -> None:
    assert printed(PAGE + b"A\n").bitmap.height == 0
    assert printed(PAGE + area(0, 0, 200, 100) + b"A\n" + PRINT).bitmap.height == 100


def test_the_first_line_stands_at_the_top_and_the_next_a_line_spacing_below() -> None:
    slip = page(b"A\nB\n")
    assert ink(slip.bitmap, 0, 24, 0, 12) == ank("A")
    assert ink(slip.bitmap, LINE_DOTS, 24, 0, 12) == ank("B")


CONTENT = gbk("签A\nBC\n") + place(40, 80) + b"\x1bE\x01x" + b"\x1b*\x00\x03\x00\xf0\x0f\x55"


@pytest.mark.parametrize("direction", range(4))
def test_a_page_in_any_direction_is_the_upright_page_turned(direction: int) -> None:
    sizes = (200, 100) if direction % 2 == 0 else (100, 200)
    upright = dotted(page(CONTENT, 200, 100).bitmap)
    upright = [row[:200] for row in upright]
    slip = page(b"\x1bT" + bytes([direction]) + CONTENT, *sizes)
    got = [row[: sizes[0]] for row in dotted(slip.bitmap)]
    for _ in range(direction):
        got = turned(got)
    assert got == upright


def test_every_direction_reads_the_same() -> None:
    for direction in range(4):
        slip = page(b"\x1bT" + bytes([direction]) + b"AB\nC D\n", 200, 200)
        assert [mark.text for mark in slip.marks] == ["AB", "C D"]
        assert slip.text == "AB\nC D\n"


def test_lines_of_a_page_that_lies_are_indented_as_one_reads_them() -> None:
    slip = page(b"\x1bT\x01" + place(48, 20) + b"A" + place(0, 60) + b"B", 200, 200)
    assert slip.text == "    A\nB\n"


def test_places_count_from_the_area_and_stand_on_the_base_line() -> None:
    slip = printed(PAGE + area(50, 30, 100, 60) + place(10, 40) + b"A" + PRINT)
    assert ink(slip.bitmap, 30 + 40 - 20, 24, 60, 12) == ank("A")
    (mark,) = slip.marks
    assert (mark.text, mark.x_dots, mark.y_dots) == ("A", 60, 50)


def test_going_down_and_up_and_left_and_right() -> None:
    down, left = b"\x1d\\" + word(30), b"\x1b\\" + word(-12)
    slip = page(b"A" + down + left + b"B" + b"\x1d\\" + word(-30) + b"C")
    assert ink(slip.bitmap, 30, 24, 0, 12) == ank("B")
    assert ink(slip.bitmap, 0, 24, 12, 12) == ank("C")


def test_a_place_outside_the_area_is_ignored() -> None:
    assert page(b"A" + place(201, 100) + b"B").bitmap == page(b"AB").bitmap


def test_letters_of_two_sizes_stand_on_one_base_line() -> None:
    slip = page(place(0, 60) + b"\x1d!\x01A\x1d!\x00A")
    assert ink(slip.bitmap, 60 - 20, 24, 12, 12) == ank("A")
    assert ink(slip.bitmap, 60 - 41, 48, 0, 12)[::2] == ank("A")


def test_a_full_line_goes_on_in_the_next() -> None:
    assert page(b"1" * 17 + b"\n").text == "1" * 16 + "\n1\n"


def test_what_is_outside_the_area_is_lost_with_its_words() -> None:
    slip = page(b"A\nB\nC\nD\nE\n", 200, 60)
    assert (slip.text, slip.bitmap.height) == ("A\nB\n", 60)


def test_pictures_and_codes_stand_on_the_print_position_and_move_it() -> None:
    raster = b"\x1dv0\x00\x02\x00\x03\x00" + b"\xff" * 6
    slip = page(place(8, 50) + raster + b"A")
    assert ink(slip.bitmap, 47, 5, 0, 24) == (0, *(0xFFFF,) * 3, 0)
    assert ink(slip.bitmap, 30, 24, 24, 12) == ank("A")
    mark = next(mark for mark in slip.marks if mark.kind is MarkKind.PICTURE)
    assert (mark.x_dots, mark.y_dots, mark.width_dots, mark.height_dots) == (8, 48, 16, 3)


def test_a_picture_on_a_page_that_lies_is_shown_lying() -> None:
    raster = b"\x1dv0\x00\x01\x00\x02\x00\xff\x01"
    slip = page(b"\x1bT\x03" + place(0, 50) + raster, 100, 100)
    (mark,) = slip.marks
    assert mark.picture is not None
    assert dotted(mark.picture) == turned(["11111111", "00000001"])


def test_two_windows_side_by_side_read_as_lines() -> None:
    left, right = area(0, 0, 120, 60), area(120, 0, 120, 60)
    slip = printed(PAGE + left + b"Tea\nMilk" + right + b"2.50\n1.00" + PRINT)
    assert slip.text == "Tea       2.50\nMilk      1.00\n"


def test_a_page_is_kept_or_dropped_when_it_is_printed() -> None:
    frame = area(0, 0, 200, 30)
    twice = PAGE + frame + b"A" + PRINT_AND_KEEP + b"B" + PRINT
    assert printed(twice + PAGE + frame + b"C" + PRINT).text == "A\nAB\nC\n"


def test_after_the_page_comes_standard_mode() -> None:
    slip = page(b"A")
    assert printed(PAGE + area(0, 0, 200, 100) + b"A" + PRINT + b"B\n").text == "A\nB\n"
    assert printed(PAGE + area(0, 0, 200, 100) + b"A" + STANDARD + b"B\n").text == "B\n"
    assert slip.marks[0].y_dots == 0


def test_can_forgets_what_is_in_the_area() -> None:
    top, bottom = area(0, 0, 200, 40), area(0, 40, 200, 40)
    slip = printed(PAGE + top + b"A" + bottom + b"B\x18C" + PRINT)
    assert slip.text == "A\n C\n"


def test_a_page_without_an_area_is_as_long_as_the_longest() -> None:
    slip = printed(PAGE + b"A" + PRINT)
    assert (slip.bitmap.height, slip.text) == (MAX_ROWS, "A\n")


def test_an_empty_page_takes_no_paper() -> None:
    assert printed(PAGE + PRINT).bitmap.height == 0


def test_page_mode_begins_only_where_a_line_begins() -> None:
    assert printed(b"A" + PAGE + b"B\n").text == "AB\n"


def test_line_spacing_of_the_page_is_its_own() -> None:
    slip = printed(b"\x1b3\x64" + PAGE + area(0, 0, 99, 99) + b"\x1b3\x28A\nB" + PRINT + b"C\n")
    assert ink(slip.bitmap, 40, 24, 0, 12) == ank("B")
    assert slip.bitmap.height == 99 + 100


def test_lines_along_the_paper_count_in_the_paper_s_units() -> None:
    units = b"\x1dP\xcb\x65"
    slip = printed(
        units + PAGE + b"\x1bT\x03" + area(0, 0, 100, 100) + place(20, 50) + b"A" + PRINT
    )
    (mark,) = slip.marks
    assert mark.y_dots == 20 * 203 // 101


def test_a_cut_waits_until_the_page_is_printed() -> None:
    assert printed(PAGE + area(0, 0, 99, 40) + b"A\x1dV\x00B" + PRINT).text == "AB\n"


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=6),
            st.tuples(st.integers(0, 400), st.integers(0, 200)).map(lambda at: place(*at)),
            st.tuples(*[st.integers(0, 400)] * 4).map(lambda box: area(*box)),
            st.sampled_from(
                [b"\x1bT\x01", b"\x1bT\x02", b"\x1bT\x03", b"\x1d!\x33", b"\x18", gbk("签\n")]
            ),
            st.just(b"\x1dv0\x00\x02\x00\x02\x00abcd"),
        ),
        max_size=8,
    ).map(b"".join)
)
def test_no_bytes_make_a_page_fail_or_too_long(data: bytes) -> None:
    slip = printed(PAGE + area(0, 0, 384, 100) + data + PRINT)
    for mark in slip.marks:
        assert mark.x_dots >= 0
        assert mark.y_dots >= 0


def test_letters_below_bars_stand_below_the_base_line() -> None:
    bars = b"\x1dh\x14\x1dH\x02\x1dk\x04123\x00"
    slip = page(place(0, 50) + bars, 384)
    code = printed(bars + b"\n").marks[0]
    assert code.height_dots == 20 + 24
    assert slip.marks[0].y_dots == 50 + 1 - 20


def test_characters_are_not_turned_on_a_page() -> None:
    assert page(b"\x1bV\x01A").bitmap == page(b"A").bitmap
    upright = printed(b"\x1bV\x01" + PAGE + area(0, 0, 99, 40) + b"A" + PRINT + b"L\n")
    assert ink(upright.bitmap, 0, 24, 0, 12) == ank("A")
    assert upright.marks[-1].height_dots == 12


def test_a_bar_code_stands_anywhere_on_a_line() -> None:
    slip = page(b"A" + place(100, 60) + b"\x1dh\x14\x1dk\x04123\x00", 384)
    assert [mark.kind for mark in slip.marks] == [MarkKind.TEXT, MarkKind.CODE]


def test_several_lines_are_fed_at_once() -> None:
    slip = page(b"A\x1bd\x02B\x1bJ\x14C")
    assert [mark.y_dots for mark in slip.marks] == [0, 2 * LINE_DOTS, 2 * LINE_DOTS + 24]
