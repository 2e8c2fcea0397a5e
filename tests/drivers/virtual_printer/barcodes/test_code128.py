"""CODE128 obeys the code sets it is told, and chooses short ones by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.barcodes.bars import Bars, Module, NotEncodableError, drawn
from drivers.virtual_printer.barcodes.code128 import code128, code128_auto
from tests.drivers.virtual_printer.scanner import Read, zxing_dots

MODULES_A_CHARACTER, MODULES_MORE = 11, 13 + 11  # the stop has 13, the check character 11


def scanned(bars: Bars) -> list[Read]:
    return zxing_dots(drawn(bars, Module(2, 5), 60))


def characters(bars: Bars) -> int:
    """How many characters it has, its start among them and check and stop not."""
    return (sum(bars.widths) - MODULES_MORE) // MODULES_A_CHARACTER


@pytest.mark.parametrize(
    ("content", "read", "text"),
    [
        (b"{BHello{{", b"Hello{", "Hello{"),
        (b"{A\x01AB", b"\x01AB", " AB"),
        (b"{C\x00\x0c\x63", b"001299", "001299"),
        (b"{BAB{C\x0c\x22{Bx", b"AB1234x", "AB1234x"),
        (b"{AA{SaB", b"AaB", "AaB"),
        (b"{Ba{S\x01b", b"a\x01b", "a b"),
        (b"{BA{4a", b"A\xe1", "A a"),
    ],
)
def test_it_is_drawn_in_the_code_sets_told(content: bytes, read: bytes, text: str) -> None:
    bars = code128(content)
    assert bars.text == text
    assert scanned(bars) == [Read("Code128", read)]


@pytest.mark.parametrize(
    ("content", "at"),
    [
        (b"12345", 0),
        (b"{D12", 0),
        (b"{B", 2),
        (b"{AAb", 3),
        (b"{BA\x01", 3),
        (b"{C\x64", 2),
        (b"{C{S1", 2),
        (b"{A{{", 2),
        (b"{BA{", 3),
        (b"{BA{x", 3),
        (b"{B\xff", 2),
    ],
)
def test_what_means_nothing_in_its_code_set_is_refused(content: bytes, at: int) -> None:
    with pytest.raises(NotEncodableError) as refused:
        code128(content)
    assert refused.value.at == at


@given(st.binary(min_size=1, max_size=40).map(lambda data: bytes(byte & 0x7F for byte in data)))
def test_any_ascii_scans_in_sets_chosen_by_the_printer(content: bytes) -> None:
    assert scanned(code128_auto(content)) == [Read("Code128", content)]


def test_a_byte_above_ascii_goes_by_fnc4() -> None:
    (found,) = zxing_dots(drawn(code128_auto("café".encode("latin-1")), Module(2, 5), 60))
    assert found.content == "café".encode("latin-1")


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"12", 2),  # C 12
        (b"123456", 4),  # C 12 34 56
        (b"AB123456", 7),  # B A B C 12 34 56
        (b"AB1234", 6),  # B A B C 12 34, as it ends there
        (b"AB1234CD", 9),  # B throughout: there and back would not pay
        (b"12345", 5),  # C 12 34 B 5
    ],
)
def test_digits_go_in_pairs_where_that_is_shorter(content: bytes, size: int) -> None:
    assert characters(code128_auto(content)) == size


def test_nothing_is_refused() -> None:
    with pytest.raises(NotEncodableError):
        code128_auto(b"")
