"""A slip as a value: equal when it says the same, and limited where a printer is."""

import pytest

from receipts.slip import MAX_QR_CHARS, Align, Copy, Document, Qr, Size, Text


def test_two_slips_that_say_the_same_are_equal() -> None:
    one, other = (Document((Text("消费", Size.LARGE),), "slip", Copy.MERCHANT) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != Document((Text("消费"),), "slip", Copy.MERCHANT)


def test_a_size_says_how_many_cells_it_takes() -> None:
    assert {size.name: (size.across, size.down) for size in Size} == {
        "NORMAL": (1, 1),
        "WIDE": (2, 1),
        "TALL": (1, 2),
        "LARGE": (2, 2),
    }


def test_the_places_on_a_line_are_numbered_as_the_printer_numbers_them() -> None:
    assert [align.value for align in (Align.LEFT, Align.CENTRE, Align.RIGHT)] == [0, 1, 2]


@pytest.mark.parametrize("data", ["", "x" * (MAX_QR_CHARS + 1), "签", "a\nb", "\x10\x04"])
def test_a_code_the_printer_could_not_print_is_our_mistake(data: str) -> None:
    with pytest.raises(AssertionError):
        Qr(data)


@pytest.mark.parametrize("module_dots", [0, 7])
def test_squares_too_small_or_too_large_are_our_mistake(module_dots: int) -> None:
    with pytest.raises(AssertionError, match="QR squares"):
        Qr("x", module_dots)
