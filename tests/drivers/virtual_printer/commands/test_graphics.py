"""GS ( L and GS D: pictures are kept, downloaded or put up, told about, and printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from drivers.virtual_printer.stored_pictures import CONTROL_BYTES
from tests.drivers.virtual_printer.bench import feed, printed, printer, skipped
from tests.drivers.virtual_printer.functions import graphics

ROWS = b"\xf0\x0f\xff\xff"  # 16 x 2
COLUMNS = b"\x80\x40" + b"\xc0" * 14  # 16 x 8, of which two rows count
SIZE = b"\x10\x00\x02\x00"
KEEP = graphics(67, 48, data=b"G1\x01" + SIZE + b"1" + ROWS)
DOWNLOAD = graphics(83, 48, data=b"D1\x01" + SIZE + b"1" + ROWS)
PUT_UP = graphics(112, 48, 1, 1, 49, data=SIZE + ROWS)


def bmp(size: tuple[int, int] = (16, 2)) -> bytes:
    file = BytesIO()
    Image.new("1", size, 0).save(file, "BMP")
    return file.getvalue()


def dots(data: bytes) -> list[tuple[int, int, bytes]]:
    pictures = [mark.picture for mark in printed(data).marks]
    return [(p.width, p.height, p.data) for p in pictures if p is not None]


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("define", "show"), [(67, 69), (83, 85)], ids=["kept", "downloaded"])
def test_a_picture_is_printed_under_its_letters(define: int, show: int, long: bool) -> None:
    defined = graphics(define, 48, data=b"G1\x01" + SIZE + b"1" + ROWS, long=long)
    assert dots(defined + graphics(show, data=b"G1\x01\x01", long=long)) == [(16, 2, ROWS)]


@pytest.mark.parametrize(("define", "show"), [(68, 69), (84, 85)])
def test_a_picture_in_columns_is_the_same_to_print(define: int, show: int) -> None:
    defined = graphics(define, 48, data=b"G1\x01" + SIZE + b"1" + COLUMNS)
    wanted = (16, 2, b"\xbf\xff\x7f\xff")
    assert dots(defined + graphics(show, data=b"G1\x01\x01")) == [wanted]


@pytest.mark.parametrize(
    ("fn", "data", "wanted"), [(112, ROWS, ROWS), (113, COLUMNS, b"\xbf\xff\x7f\xff")]
)
@pytest.mark.parametrize("long", [False, True])
def test_what_is_put_up_is_printed_once(fn: int, data: bytes, wanted: bytes, long: bool) -> None:
    put_up = graphics(fn, 48, 1, 1, 49, data=SIZE + data, long=long)
    assert dots(put_up + graphics(50)) == [(16, 2, wanted)]
    assert skipped(put_up + graphics(50) + graphics(50)) == ["GS ( L 50"]


def test_the_old_numbers_of_functions_do_the_same() -> None:
    assert dots(PUT_UP + graphics(2)) == [(16, 2, ROWS)]
    assert feed(printer(), graphics(0)) == feed(printer(), graphics(48))


@pytest.mark.parametrize(("across", "down"), [(1, 2), (2, 1), (2, 2)])
def test_a_picture_is_enlarged_as_told(across: int, down: int) -> None:
    for data in (
        KEEP + graphics(69, data=b"G1" + bytes((across, down))),
        graphics(112, 48, across, down, 49, data=SIZE + ROWS) + graphics(50),
    ):
        ((width, height, _),) = dots(data)
        assert (width, height) == (16 * across, 2 * down)


def test_the_memory_tells_how_large_it_is_and_what_is_left() -> None:
    machine = printer()
    assert feed(machine, graphics(48) + graphics(51)) == b"70262144\x0071262144\x00"
    left = 262144 - CONTROL_BYTES - len(ROWS)
    assert feed(machine, KEEP + graphics(51)) == b"71%d\x00" % left
    assert feed(machine, graphics(52)) == b"7265536\x00"
    assert feed(machine, DOWNLOAD + graphics(52)) == b"72%d\x00" % (65536 - CONTROL_BYTES - 4)


@pytest.mark.parametrize(("tell", "about", "define"), [(64, b"r", 67), (80, b"s", 83)])
def test_key_codes_are_told_forty_to_a_block(tell: int, about: bytes, define: int) -> None:
    machine = printer()
    assert feed(machine, graphics(tell, data=b"KC")) == b"7" + about + b"@\0"
    keys = [b"%02d" % n for n in range(41)]
    for key in keys:
        feed(machine, graphics(define, 48, data=key + b"\x01" + SIZE + b"1" + ROWS))
    first, last = b"".join(keys[:40]), keys[40]
    answer = b"7" + about + b"A" + first + b"\0" + b"7" + about + b"@" + last + b"\0"
    assert feed(machine, graphics(tell, data=b"KC")) == answer


@pytest.mark.parametrize(("drop", "define", "tell"), [(66, KEEP, 64), (82, DOWNLOAD, 80)])
def test_a_picture_is_dropped_by_its_letters(drop: int, define: bytes, tell: int) -> None:
    machine, key = printer(), b"G1" if drop == 66 else b"D1"
    feed(machine, define + graphics(drop, data=key))
    assert feed(machine, graphics(tell, data=b"KC"))[2:] == b"@\0"


@pytest.mark.parametrize(("drop", "define", "tell"), [(65, KEEP, 64), (81, DOWNLOAD, 80)])
def test_all_pictures_are_dropped_by_a_word(drop: int, define: bytes, tell: int) -> None:
    machine = printer()
    feed(machine, define + graphics(drop, data=b"CLR"))
    assert feed(machine, graphics(tell, data=b"KC"))[2:] == b"@\0"


def test_kept_pictures_outlive_power_off_and_downloaded_ones_do_not_outlive_esc_at() -> None:
    machine = printer()
    feed(machine, KEEP + DOWNLOAD + b"\x1b@")
    assert feed(machine, graphics(80, data=b"KC")) == b"7s@\0"
    machine.power_off()
    machine.power_on()
    assert feed(machine, graphics(64, data=b"KC")) == b"7r@G1\0"


def test_a_picture_that_does_not_fit_is_refused_and_changes_nothing() -> None:
    machine = printer()
    big = b"\x01\xf8\x07\xe8\x03" + b"1" + bytes(2040 // 8 * 1000)
    feed(machine, KEEP + graphics(67, 48, data=b"G2" + big, long=True))
    feed(machine, graphics(67, 48, data=b"G3" + big, long=True))
    assert feed(machine, graphics(64, data=b"KC")) == b"7r@G1G2\0"


@pytest.mark.parametrize(("fn", "show"), [(67, 69), (83, 85)])
def test_a_bmp_file_becomes_a_picture(fn: int, show: int) -> None:
    defined = b"\x1dD0" + bytes([fn]) + b"0B101" + bmp()
    shown = defined + graphics(show, data=b"B1\x01\x01")
    assert dots(shown) == [(16, 2, b"\xff" * 4)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (graphics(69, data=b"G1\x01\x01"), "GS ( L 69"),
        (graphics(66, data=b"G1"), "GS ( L 66"),
        (graphics(50), "GS ( L 50"),
        (graphics(49, 52, 50), "GS ( L 49"),
        (graphics(65, data=b"CLX"), "GS ( L 65"),
        (graphics(67, 52, data=b"G1\x01" + SIZE + b"1" + ROWS), "GS ( L 67"),
        (graphics(67, 48, data=b"G\x7f\x01" + SIZE + b"1" + ROWS), "GS ( L 67"),
        (graphics(67, 48, data=b"G1\x02" + SIZE + b"1" + ROWS), "GS ( L 67"),
        (graphics(67, 48, data=b"G1\x01" + SIZE + b"2" + ROWS), "GS ( L 67"),
        (graphics(67, 48, data=b"G1\x01" + SIZE + b"1" + ROWS[:3]), "GS ( L 67"),
        (graphics(112, 48, 1, 1, 50, data=SIZE + ROWS), "GS ( L 112"),
        (graphics(112, 48, 3, 1, 49, data=SIZE + ROWS), "GS ( L 112"),
        (graphics(112, 48, 1, 1, 49, data=SIZE + ROWS[:3]), "GS ( L 112"),
        (graphics(113, 48, 1, 1, 49, data=SIZE + COLUMNS[:3]), "GS ( L 113"),
    ],
)
def test_what_cannot_be_done_is_reported(data: bytes, name: str) -> None:
    assert skipped(data) == [name]


def test_a_bmp_file_that_is_none_is_reported() -> None:
    file = bytearray(bmp())
    file[18:22] = b"\xff\xff\xff\x7f"
    assert skipped(b"\x1dD0C0B101" + bytes(file)) == ["GS D"]


def test_the_density_of_graphics_may_be_told() -> None:
    assert skipped(graphics(49, 50, 51)) == []
