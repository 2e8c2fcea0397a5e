"""Pictures come out as large as they were told, and lose what juts out of the paper."""

from __future__ import annotations

import pytest

from tests.drivers.virtual_printer.bench import printed


@pytest.mark.parametrize(
    ("mode", "width", "height"), [(0, 16, 2), (1, 32, 2), (2, 16, 4), (3, 32, 4), (51, 32, 4)]
)
def test_a_picture_is_doubled_as_asked(mode: int, width: int, height: int) -> None:
    picture = b"\x1dv0" + bytes([mode]) + b"\x02\x00\x02\x00" + b"\x80\x01\x00\x00"
    mark, *_ = printed(picture).marks
    assert (mark.width_dots, mark.height_dots) == (width, height)


def test_a_picture_wider_than_the_paper_loses_its_right_side() -> None:
    slip = printed(b"\x1dv0\x00\x31\x00\x01\x00" + b"\x00" * 47 + b"\x01\xff")
    assert slip.bitmap.row(0) == b"\x00" * 47 + b"\x01"
