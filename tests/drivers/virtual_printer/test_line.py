"""A line gathers runs where they are put, and says in words how they stand."""

from __future__ import annotations

from drivers.virtual_printer.glyphs import PLAIN, Scale, cut_glyph
from drivers.virtual_printer.line import MAX_RUNS, PrintLine
from drivers.virtual_printer.run import Run, picture_run
from receipts.dots import ank
from receipts.slip import Align
from wire.bitmap import Bitmap

PAPER = 384
LEFT, CENTRE, RIGHT = Align


def letters(text: str, bold: bool = False, scale: Scale = PLAIN.scale) -> Run:
    finish = PLAIN._replace(scale=scale)
    glyphs = tuple(cut_glyph(ank(char), 12, finish, PAPER) for char in text)
    return Run(text, glyphs, PAPER, scale, bold)


def row(data: bytes, y: int) -> int:
    stride = PAPER // 8
    return int.from_bytes(data[y * stride : (y + 1) * stride], "big")


def line(*runs: tuple[int, Run]) -> PrintLine:
    gathered = PrintLine(PAPER, PAPER)
    for x, run in runs:
        gathered.x_dots = x
        assert gathered.add(run)
    return gathered


def test_what_does_not_fit_is_not_taken() -> None:
    gathered = line((0, letters("1" * 30)))
    assert not gathered.add(letters("123"))
    assert gathered.add(letters("12"))
    assert gathered.x_dots == PAPER


def test_an_empty_line_is_white_and_says_nothing() -> None:
    strip = PrintLine(PAPER, PAPER).strip(0, LEFT, 30)
    assert (strip.rows, strip.text, strip.width, strip.height) == (bytes(30 * 48), "", 0, 0)


def test_a_line_is_as_high_as_its_highest_character_and_not_less_than_asked() -> None:
    gathered = line((0, letters("A", scale=Scale(1, 2))), (12, letters("A")))
    assert (gathered.strip(0, LEFT, 30).height, len(gathered.strip(0, LEFT, 30).rows)) == (48, 2304)
    assert len(gathered.strip(0, LEFT, 60).rows) == 60 * 48


def test_a_line_stands_at_the_left_in_the_middle_or_at_the_right_of_its_area() -> None:
    gathered = PrintLine(PAPER, 200)
    gathered.add(letters("AB"))
    assert [gathered.strip(40, place, 24).x_dots for place in (LEFT, CENTRE, RIGHT)] == [
        40,
        128,
        216,
    ]
    two = PrintLine(PAPER, 200)
    two.add(letters("A"))
    two.add(letters("B"))
    assert two.strip(40, RIGHT, 24)[1:5] == gathered.strip(40, RIGHT, 24)[1:5]
    assert two.strip(40, RIGHT, 24).rows == gathered.strip(40, RIGHT, 24).rows


def test_bold_and_plain_stand_in_one_line() -> None:
    strip = line((0, letters("A")), (12, letters("A", bold=True))).strip(0, LEFT, 24)
    dots = ank("A")[12]
    assert row(strip.rows, 12) >> PAPER - 25 == dots << 13 | dots << 1 | dots
    assert strip.bold


def test_printing_over_something_adds_its_dots() -> None:
    strip = line((0, letters("A")), (0, letters("_"))).strip(0, LEFT, 24)
    for y in range(24):
        assert row(strip.rows, y) >> PAPER - 12 == ank("A")[y] | ank("_")[y]


def test_words_read_from_the_left_whatever_was_printed_first() -> None:
    gathered = line((240, letters("12.00")), (0, letters("TOTAL")), (120, letters("x")))
    assert gathered.strip(0, LEFT, 24).text == "TOTAL     x         12.00"


def test_what_is_printed_over_itself_is_read_once() -> None:
    assert line((12, letters("A")), (12, letters("A"))).strip(0, LEFT, 24).text == "A"


def test_a_line_begins_where_its_first_dot_may_be() -> None:
    strip = line((96, letters("A"))).strip(0, LEFT, 24)
    assert (strip.x_dots, strip.width, strip.text) == (96, 12, "A")


def test_pictures_alone_are_a_picture_and_with_words_a_text() -> None:
    picture = Bitmap(3, 2, b"\xa0\x40")
    inserted = picture_run(picture, 3, PAPER)
    assert line((5, inserted)).strip(0, LEFT, 24).picture == picture
    both = line((0, inserted), (3, inserted)).strip(0, LEFT, 24)
    assert both.picture == Bitmap(6, 2, b"\xb4\x48")
    assert line((0, inserted), (3, letters("A"))).strip(0, LEFT, 24).picture is None


def test_a_line_printed_over_without_end_takes_no_more_room() -> None:
    gathered = PrintLine(PAPER, PAPER)
    for _ in range(3 * MAX_RUNS):
        gathered.x_dots = 24
        gathered.add(letters("A", bold=True))
    assert len(gathered._runs) <= MAX_RUNS
    strip = gathered.strip(0, LEFT, 24)
    assert strip.rows == line((24, letters("A", bold=True))).strip(0, LEFT, 24).rows
