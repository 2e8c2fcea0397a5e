"""A job in words: a real slip as it always was, and a line for any bytes at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import printer_profiles
from drivers.escpos.listing import listed
from drivers.escpos.slip import encode
from receipts.paper import MM58
from receipts.slip import Cut, Document, Qr
from tests.drivers.escpos.strategies import hostile_bytes, jobs
from tests.receipts.facts import DOCUMENTS

GOLDEN = Path(__file__).with_name("golden") / "slip.lst"
PRINTER = printer_profiles.load("generic58")


def words(data: bytes) -> list[str]:
    """The lines without their place and bytes."""
    return [line[35:].lstrip() for line in listed([data], PRINTER)]


def test_a_real_slip_is_listed_as_it_always_was() -> None:
    document, paper = DOCUMENTS["signed_merchant_both_58"]
    slip = encode(document, paper) + encode(
        Document((Qr("https://example.test/s/1"), Cut()), ""), MM58
    )
    assert "".join(f"{line}\n" for line in listed([slip], PRINTER)) == GOLDEN.read_text("utf-8")


ODD = (
    *(
        b"\x1b\xfe",
        b"\x01",
        b"\x1b\x1b@",
        b"\x1d(Z\x02\x00hi",
        b"\x1d(k\x02\x001\x7f",
        b"\x1d(A\x01\x00\x00",
    ),
    *(
        b"\x1bp\x00\x19\xfa",
        b"\x1bE\x07",
        b"\x1ba\x09",
        b"\x1b!\xff",
        b"\x1bD\x08\x10\x00",
        b"\x1b\\\xff\xff",
    ),
    *(b"\x1dk\x04AB\x00", b"\x1dk\x49\x04{B\x00\x01", b"\x1dk\x20", b"\x1dV\x42\x10", b"\x1dV\x09"),
    *(b"\x10\x04\x01", b"\x10\x14\x01\x00\x05", b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"),
    *(b"\x1d(L\x05\x000AXLR", b"\x1d(N\x04\x0020x1", b"\x1d(D\x03\x00\x14\x01\x00"),
    *(b"\x1d(H\x06\x0000\x00\x01\x02\x03", b"\x1d(L\x0b\x000p0\x01\x011\x08\x00\x01\x00\xff"),
    "补签名".encode("gbk"),
    *(b"\n", b"\xd2\xf8\x81", b"\x7f\xff", b"\x1bd\x03"),
    *(b"\x1b&\x03AB\x01abc\x02abcdef", b"\x1b*\x21\x02\x00abcdef", b"\x1dv0\x00\x30"),
)
"""Wrong keys, unknown letters, numbers out of range, lies about lengths, half a picture."""


def test_odd_bytes_are_listed_as_they_always_were() -> None:
    listing = "".join(f"{line}\n" for line in listed(ODD, PRINTER))
    assert listing == GOLDEN.with_name("odd.lst").read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x1b", "a command"), (b"\x1dv0\x00\x30", "GS v 0"), (b"\x1bD\x01", "ESC D")],
)
def test_a_command_that_is_cut_off_is_marked(data: bytes, name: str) -> None:
    count = "1 byte" if len(data) == 1 else f"{len(data)} bytes"
    cut_off = f"! unfinished    {count} of {name}, and the rest has not come"
    assert words(b"\n" + data)[1:] == [cut_off]


def test_text_is_read_in_the_code_that_was_set() -> None:
    lines = words(b"\x1c.\x1bt\x10caf\xe9\x1c&\xd2\xf8\x1c.\xe9\x1b@\xd2\xf8")
    assert [line for line in lines if line.startswith("text")] == [
        'text          "café"',
        'text          "银"',
        'text          "é"',
        'text          "银"',
    ]


def test_a_picture_in_bands_says_which_rows() -> None:
    (first, _, last) = words(b"\x1dv0\x00\x30\x00\xff\x00" + bytes(0x30 * 0xFF))
    assert first.endswith("rows 1 to 85 of 255")
    assert last.endswith("rows 171 to 255 of 255")


@pytest.mark.parametrize("coming", [0, 7])
def test_a_picture_that_stops_in_the_middle_is_unfinished(coming: int) -> None:
    *_, last = words(b"\x1dv0\x00\x30\x00\xff\x00" + bytes(0x30 * 85 + coming))
    assert last == f"! unfinished    {coming} bytes of GS v 0, and the rest has not come"


def test_what_is_too_long_to_keep_says_how_much_is_not_kept() -> None:
    skipped, unfinished = words(b"\x1dQ0\x00\xff\xff\xff\xff" + bytes(100))
    assert "4294836214 bytes more than are kept" in skipped
    assert unfinished == "! unfinished    0 bytes of GS Q 0, and the rest has not come"


@given(st.one_of(hostile_bytes(), jobs()))
def test_any_bytes_have_a_listing_and_every_line_its_place(data: bytes) -> None:
    lines = list(listed([data], PRINTER))
    places = [int(line[:8]) for line in lines]
    assert places == sorted(set(places))
    assert all(line.isprintable() for line in lines)


@given(jobs(), st.integers(1, 40))
def test_the_listing_is_the_same_however_the_bytes_come(data: bytes, size: int) -> None:
    def pieces() -> Iterator[bytes]:
        yield from (data[at : at + size] for at in range(0, len(data), size))

    assert list(listed(pieces(), PRINTER)) == list(listed([data], PRINTER))
