"""CODE93 holds all of ASCII and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.barcodes.bars import Module, NotEncodableError, drawn
from drivers.virtual_printer.barcodes.code93 import code93
from tests.drivers.virtual_printer.scanner import Read, zxing_dots


@pytest.mark.parametrize("first", range(0, 128, 32))
def test_every_character_of_ascii_scans(first: int) -> None:
    content = bytes(range(first, first + 32))
    assert zxing_dots(drawn(code93(content), Module(2, 5), 60)) == [Read("Code93", content)]


@given(st.binary(min_size=1, max_size=40).map(lambda data: bytes(byte & 0x7F for byte in data)))
def test_any_ascii_scans(content: bytes) -> None:
    assert zxing_dots(drawn(code93(content), Module(2, 5), 60)) == [Read("Code93", content)]


def test_its_text_shows_start_stop_and_controls_as_squares() -> None:
    assert code93(b"a1\x01").text == "□a1■A□"


@pytest.mark.parametrize(("content", "at"), [(b"ab\x80", 2), (b"", 0)])
def test_what_is_not_ascii_is_refused(content: bytes, at: int) -> None:
    with pytest.raises(NotEncodableError) as refused:
        code93(content)
    assert refused.value.at == at
