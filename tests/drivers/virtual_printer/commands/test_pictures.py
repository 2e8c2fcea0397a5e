"""Pictures come out as large as they were told, and lose what juts out of the paper."""

from __future__ import annotations

import pytest

from receipts.dots import ank
from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import feed, ink, printed, printer, skipped

GS_V_0, GS_Q_0 = b"\x1dv0", b"\x1dQ0"
STORED = b"\x1cq\x02" + b"\x01\x00\x01\x00" + b"\xff" * 8 + b"\x02\x00\x01\x00" + b"\x80" * 16


@pytest.mark.parametrize(
    ("mode", "width", "height"), [(0, 16, 2), (1, 32, 2), (2, 16, 4), (3, 32, 4), (51, 32, 4)]
)
def test_a_picture_in_rows_is_doubled_as_asked(mode: int, width: int, height: int) -> None:
    picture = GS_V_0 + bytes([mode]) + b"\x02\x00\x02\x00" + b"\x80\x01\x00\x00"
    mark, *_ = printed(picture).marks
    assert (mark.width_dots, mark.height_dots) == (width, height)


@pytest.mark.parametrize(("mode", "width", "height"), [(0, 3, 8), (49, 6, 8), (3, 6, 16)])
def test_a_picture_in_columns_is_doubled_as_asked(mode: int, width: int, height: int) -> None:
    mark, *_ = printed(GS_Q_0 + bytes([mode]) + b"\x03\x00\x01\x00" + b"\xff" * 3).marks
    assert (mark.width_dots, mark.height_dots) == (width, height)


def test_a_picture_wider_than_the_paper_loses_its_right_side() -> None:
    slip = printed(GS_V_0 + b"\x00\x31\x00\x01\x00" + b"\x00" * 47 + b"\x01\xff")
    assert slip.bitmap.row(0) == b"\x00" * 47 + b"\x01"


@pytest.mark.parametrize(
    ("m", "column", "width", "height"),
    [(0, b"\x80", 4, 24), (1, b"\x80", 2, 24), (32, b"\x80\0\0", 4, 24), (33, b"\x80\0\0", 2, 24)],
)
def test_a_band_has_the_density_of_its_mode(m: int, column: bytes, width: int, height: int) -> None:
    mark, *_ = printed(b"\x1b*" + bytes([m]) + b"\x02\x00" + column * 2 + b"\n").marks
    assert (mark.width_dots, mark.height_dots) == (width, height)
    black_rows = 3 if len(column) == 1 else 1
    assert mark.picture is not None
    assert mark.picture.black_count == width * black_rows


def test_a_band_stands_in_the_line_like_a_character() -> None:
    slip = printed(b"A\x1b*\x21\x02\x00" + b"\xff" * 6 + b"B\n")
    assert ink(slip.bitmap, 0, 24, 0, 12) == ank("A")
    assert ink(slip.bitmap, 0, 24, 12, 2) == (3,) * 24
    assert ink(slip.bitmap, 0, 24, 14, 12) == ank("B")


@pytest.mark.parametrize(("spacing", "gap"), [(b"", LINE_DOTS - 24), (b"\x1b3\x18", 0)])
def test_bands_leave_white_between_them_unless_lines_are_24_dots(spacing: bytes, gap: int) -> None:
    band = b"\x1b*\x21\x02\x00" + b"\xff" * 6 + b"\n"
    first, second = printed(spacing + band + band).marks
    assert second.y_dots - first.y_dots - first.height_dots == gap


def test_a_downloaded_picture_is_printed_when_asked_for() -> None:
    picture = b"\x1d*\x01\x02" + b"\x80\x00" * 8
    slip = printed(picture + b"\x1d/\x00\x1d/\x03")
    assert [(m.width_dots, m.height_dots) for m in slip.marks] == [(8, 16), (16, 32)]
    assert slip.bitmap.row(0)[:1] == b"\xff"
    assert skipped(picture + b"\x1b@\x1d/\x00") == ["GS /"]


def test_stored_pictures_are_numbered_from_one_and_outlive_power_off() -> None:
    machine = printer()
    feed(machine, STORED)
    machine.power_off()
    machine.power_on()
    feed(machine, b"\x1cp\x01\x00\x1cp\x02\x01")
    assert [(m.width_dots, m.height_dots) for m in machine.piece.marks] == [(8, 8), (32, 8)]


def test_storing_anew_drops_all_stored_before() -> None:
    once_more = b"\x1cq\x01\x01\x00\x01\x00" + b"\xff" * 8
    assert skipped(STORED + once_more + b"\x1cp\x02\x00") == ["FS p"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1b*\x02\x01\x00\xff", "ESC *"),
        (b"\x1b*\x00\x00\x00", "ESC *"),
        (GS_V_0 + b"\x04\x01\x00\x01\x00\xff", "GS v 0"),
        (GS_V_0 + b"\x00\x01\x00\x00\x00", "GS v 0"),
        (GS_V_0 + b"\x00\x00\x00\x01\x00", "GS v 0"),
        (GS_Q_0 + b"\x00\x01\x00\x00\x00", "GS Q 0"),
        (b"\x1d*\x00\x01", "GS *"),
        (b"\x1d/\x00", "GS /"),
        (b"\x1cp\x01\x00", "FS p"),
        (STORED + b"\x1cp\x01\x04", "FS p"),
        (b"\x1cq\x00", "FS q"),
        (b"\x1cq\x01\x00\x00\x01\x00", "FS q"),
    ],
)
def test_what_is_no_picture_is_reported(data: bytes, name: str) -> None:
    assert skipped(data) == [name]
