"""Graphics as clients send them are read in words."""

from __future__ import annotations

import pytest

from drivers.escpos.fields import Value
from drivers.escpos.table import BY_NAME, FUNCTIONS

STORED: dict[str, Value] = {
    "tone": "monochrome",
    "across": 1,
    "down": 2,
    "colour": "1",
    "x_dots": 16,
    "y_dots": 1,
    "dots": b"\xff\x00",
}


@pytest.mark.parametrize("family", ["GS ( L", "GS 8 L"])
def test_stored_rows_tell_their_size_and_scale(family: str) -> None:
    parameters = b"0p0\x01\x021\x10\x00\x01\x00\xff\x00"
    command = BY_NAME[f"{family} 112"]
    assert command.read(parameters) == (STORED, b"")
    assert command.write(STORED).endswith(parameters)


def test_both_lengths_have_the_same_functions() -> None:
    short, long = FUNCTIONS[b"\x1d(L"], FUNCTIONS[b"\x1d8L"]
    assert {s: c.name[7:] for s, c in short.items()} == {s: c.name[7:] for s, c in long.items()}
