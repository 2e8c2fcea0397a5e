"""Hanzi, logos and labels, as clients send them, are read in words."""

from __future__ import annotations

import pytest

from drivers.escpos.fields import Value
from drivers.escpos.table import BY_NAME


@pytest.mark.parametrize(
    ("name", "parameters", "arguments"),
    [
        ("FS !", b"\x0c", {"style": ("double width", "double height")}),
        ("FS S", b"\x00\x02", {"left_units": 0, "right_units": 2}),
        ("FS ( A 48", b"0\x00", {"font": "A"}),
        ("FS ( C 48", b"02", {"encoding": "UTF-8"}),
        ("FS ( E 62", b"\x3e\x02G11\x05", {"key": "G1", "place": "centre", "lines_deleted": 5}),
        ("FS ( L 66", b"B1", {"to": "the place, once more"}),
        ("FS }", b"\x3c\x05", {"function": "cut by itself", "lines": 5}),
    ],
)
def test_a_command_is_read_in_words(
    name: str, parameters: bytes, arguments: dict[str, Value]
) -> None:
    assert BY_NAME[name].read(parameters) == (arguments, b"")
