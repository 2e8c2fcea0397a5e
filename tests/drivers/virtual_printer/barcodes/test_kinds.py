"""What the data of GS k is: a code, or text, or a code and then text."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.barcodes.kinds import KINDS, read


@pytest.mark.parametrize("m", range(7))
def test_the_old_numbers_and_the_new_name_the_same_kinds(m: int) -> None:
    assert KINDS[m] is KINDS[m + 65]


@pytest.mark.parametrize(
    ("m", "content", "text", "rest"),
    [
        (2, b"400638133393", "4006381333931", b""),
        (2, b"4006381333931tail", "4006381333931", b"tail"),
        (0, b"036000291452567", "036000291452", b"567"),
        (5, b"12345", "1234", b""),
        (69, b"*AB*CD", "*AB*", b"CD"),
        (4, b"AB*CD", "*AB*", b"CD"),
    ],
)
def test_what_a_code_does_not_take_is_text(m: int, content: bytes, text: str, rest: bytes) -> None:
    reading = read(m, content)
    assert reading.bars is not None
    assert (reading.bars.text, reading.rest) == (text, rest)


@pytest.mark.parametrize(
    ("m", "content", "rest"),
    [
        (67, b"12345", b"12345"),
        (67, b"40063813339x", b"x"),
        (70, b"123", b"123"),
        (73, b"{AAb", b"b"),
        (75, b"123", b"123"),
        (2, b"12345", b""),  # without a count too few digits are ignored
    ],
)
def test_data_that_is_no_code_is_text_from_where_it_went_wrong(
    m: int, content: bytes, rest: bytes
) -> None:
    reading = read(m, content)
    assert (reading.bars, reading.rest) == (None, rest)


def test_without_a_count_a_code_is_no_longer_than_with_one() -> None:
    assert len(read(4, b"A" * 1000).rest) == 1000 - 255
