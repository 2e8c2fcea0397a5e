"""A line is gathered, broken where it is full, and printed where it is aligned."""

from __future__ import annotations

from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import gbk, printed
from wire.bitmap import Bitmap


def test_a_line_too_long_goes_on_in_the_next_one() -> None:
    assert printed(b"1" * 33 + b"\n").text == "1" * 32 + "\n1\n"


def test_a_hanzi_that_does_not_fit_is_not_torn() -> None:
    assert printed(b"1" * 31 + gbk("签\n")).text == "1" * 31 + "\n签\n"


def test_a_picture_after_text_without_a_line_feed_begins_below_it() -> None:
    line, picture = printed(b"A\x1dv0\x00\x01\x00\x01\x00\xff").marks
    assert (line.text, picture.y_dots) == ("A", LINE_DOTS)


def test_a_picture_wider_than_the_area_is_cut_off_there() -> None:
    (mark,) = printed(b"\x1dL\x10\x00\x1dW\x0c\x00\x1dv0\x00\x02\x00\x01\x00\xff\xff").marks
    assert (mark.x_dots, mark.width_dots, mark.picture) == (16, 12, Bitmap(12, 1, b"\xff\xf0"))


def test_a_picture_where_there_is_no_room_is_white() -> None:
    slip = printed(b"\x1dL\x80\x01\x1dv0\x00\x01\x00\x02\x00\xff\xff")
    assert (slip.bitmap.height, slip.bitmap.black_count) == (2, 0)
