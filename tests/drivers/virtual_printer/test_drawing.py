"""Whatever the commands for pictures and codes get, nothing breaks, hangs or leaves the paper."""

from __future__ import annotations

from time import process_time

import pytest
from escpos.printer import Dummy
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.virtual_printer.paper import joined
from receipts.paper import MM58
from tests.drivers.virtual_printer.bench import feed, printed, printer
from tests.drivers.virtual_printer.functions import code, graphics, logos
from tests.drivers.virtual_printer.scanner import Read, zxing
from wire.bitmap import Bitmap

WIDTH = MM58.width_dots
LONGEST_S = 2.0
"""Far beyond what the largest picture or code takes; a hang takes longer."""

DATA = st.binary(max_size=40)
CODES = st.builds(
    lambda cn, fn, data: code(cn, fn, data=data),
    st.integers(48, 54),
    st.sampled_from([*range(65, 73), 80, 81, 82]),
    DATA,
)
GRAPHICS = st.builds(
    lambda fn, data, long: graphics(fn, data=data, long=long),
    st.sampled_from([*range(48, 53), *range(64, 70), *range(80, 86), 112, 113]),
    DATA,
    st.booleans(),
)
LOGOS = st.builds(lambda fn, data: logos(fn, data=data), st.integers(60, 65), DATA)
BAR_CODES = st.builds(
    lambda m, data: b"\x1dk" + bytes((m, len(data))) + data, st.integers(65, 79), DATA
)
OLD_BAR_CODES = st.builds(
    lambda m, data: b"\x1dk" + bytes([m]) + data + b"\0", st.integers(0, 6), DATA
)
PICTURES = st.builds(
    lambda prefix, data: prefix + data,
    st.sampled_from([b"\x1b*", b"\x1d*", b"\x1d/", b"\x1dQ0", b"\x1dv0", b"\x1cp", b"\x1cq"]),
    DATA,
)
LOOKS = st.builds(
    lambda letter, n: b"\x1d" + letter + bytes([n]),
    st.sampled_from([b"h", b"w", b"H"]),
    st.integers(0, 255),
)
COMMANDS = st.one_of(
    CODES, GRAPHICS, LOGOS, BAR_CODES, OLD_BAR_CODES, PICTURES, LOOKS,
    st.sampled_from([b"A", b"\n", b"\x1b@", b"\x1dV\x00", b"\x1ba\x02"]),
)  # fmt: skip

LARGEST = {
    "raster": b"\x1dv0\x03\x30\x00\xff\x08" + b"\xff" * (48 * 2303),
    "columns": b"\x1dQ0\x00\x00\x10\x10\x00" + b"\x55" * (4096 * 16),
    "band": b"\x1b*\x20\xff\x07" + b"\xff" * (2047 * 3) + b"\n",
    "bar code": b"\x1dH\x03\x1dk\x4f\xff" + bytes(range(1, 256)),
    "PDF417": code(48, 67, 8)
    + code(48, 66, 90)
    + code(48, 80, 48, data=b"A" * 60)
    + code(48, 81, 48),
    "QR": code(49, 80, 48, data=b"1" * 7089) + code(49, 67, 2) + code(49, 81, 48),
    "Aztec": code(53, 80, 48, data=b"A" * 2000) + code(53, 67, 2) + code(53, 81, 48),
    "stored": graphics(67, 48, data=b"G1\x01\x00\x08\xe8\x031" + b"\xaa" * 256000, long=True)
    + graphics(69, data=b"G1\x02\x02"),
}


@given(st.lists(COMMANDS, max_size=12).map(b"".join))
def test_no_bytes_make_it_fail_or_draw_outside_the_paper(data: bytes) -> None:
    machine = printer()
    feed(machine, data)
    pieces = [*machine.slips, machine.piece]
    assert {piece.bitmap.width for piece in pieces} == {WIDTH}
    for mark in (mark for piece in pieces for mark in piece.marks):
        assert 0 <= mark.x_dots <= mark.x_dots + mark.width_dots <= WIDTH


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_of_all_does_not_take_long(name: str) -> None:
    start = process_time()
    feed(printer(), LARGEST[name])
    assert process_time() - start < LONGEST_S


COLUMNS = bytes(range(16)) * 6  # 32 columns of three bytes
ROWS = b"".join(
    sum((COLUMNS[x * 3 + y // 8] >> 7 - y % 8 & 1) << 31 - x for x in range(32)).to_bytes(4, "big")
    for y in range(24)
)
KEY, SIZE = b"G1\x01", b"\x20\x00\x18\x00"
BY_EVERY_COMMAND = {
    "ESC *": b"\x1b3\x18\x1b*\x21\x20\x00" + COLUMNS + b"\n",
    "GS v 0": b"\x1dv0\x00\x04\x00\x18\x00" + ROWS,
    "GS Q 0": b"\x1dQ0\x00\x20\x00\x03\x00" + COLUMNS,
    "GS *": b"\x1d*\x04\x03" + COLUMNS + b"\x1d/\x00",
    "FS q": b"\x1cq\x01\x04\x00\x03\x00" + COLUMNS + b"\x1cp\x01\x00",
    "GS ( L 67": graphics(67, 48, data=KEY + SIZE + b"1" + ROWS) + graphics(69, data=b"G1\x01\x01"),
    "GS ( L 84": graphics(84, 48, data=KEY + SIZE + b"1" + COLUMNS)
    + graphics(85, data=b"G1\x01\x01"),
    "GS ( L 112": graphics(112, 48, 1, 1, 49, data=SIZE + ROWS) + graphics(50),
    "GS 8 L 113": graphics(113, 48, 1, 1, 49, data=SIZE + COLUMNS, long=True) + graphics(50),
}


@pytest.mark.parametrize("name", BY_EVERY_COMMAND)
def test_a_picture_is_the_same_by_every_command(name: str) -> None:
    slip = printed(BY_EVERY_COMMAND[name])
    stride = WIDTH // 8
    assert slip.bitmap == Bitmap(
        WIDTH,
        24,
        b"".join(ROWS[at : at + 4].ljust(stride, b"\0") for at in range(0, len(ROWS), 4)),
    )


@pytest.mark.parametrize("way", ["bitImageRaster", "graphics", "bitImageColumn"])
def test_a_foreign_clients_picture_is_the_same_in_all_its_ways(way: str) -> None:
    image = Image.frombytes("1", (32, 24), bytes(byte ^ 0xFF for byte in ROWS))
    client = Dummy()
    client.image(image, impl=way, center=False)
    assert [mark.picture for mark in joined(printed(client.output).marks)][:1] == [
        Bitmap(32, 24, ROWS)
    ]


@pytest.mark.parametrize(
    ("kind", "content", "read"),
    [
        ("EAN13", "4006381333931", Read("EAN13", b"4006381333931")),
        ("CODE39", "ABC-1", Read("Code39", b"ABC-1")),
        ("CODE128", "{BHello", Read("Code128", b"Hello")),
        ("ITF", "0123", Read("ITF", b"0123")),
    ],
)
def test_a_foreign_clients_bar_code_scans(kind: str, content: str, read: Read) -> None:
    client = Dummy()
    client.barcode(content, kind, function_type="B", width=2, force_software=False)
    assert zxing(printed(client.output).png) == [read]


def test_a_foreign_clients_qr_code_scans() -> None:
    client = Dummy()
    client.qr("https://example.test", native=True, size=4)
    assert zxing(printed(client.output).png) == [Read("QRCode", b"https://example.test")]
