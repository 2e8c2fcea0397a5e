"""Codes as clients send them are read in words."""

from __future__ import annotations

import pytest

from drivers.escpos.fields import Value
from drivers.escpos.table import BY_NAME


@pytest.mark.parametrize(
    ("name", "parameters", "arguments"),
    [
        ("GS ( k 49 65", b"1A2\x00", {"model": "2"}),
        ("GS ( k 49 67", b"1C\x06", {"module_dots": 6}),
        ("GS ( k 49 69", b"1E1", {"level": "M"}),
        ("GS ( k 49 80", b"1P0hello", {"contents": b"hello"}),
        ("GS ( k 49 81", b"1Q0", {}),
        ("GS ( k 48 69", b"0E1\x01", {"by": "ratio", "amount": 1}),
        ("GS ( k 54 66", b"6B\x00\x00\x00", {"shape": "square", "columns": 0, "rows": 0}),
    ],
)
def test_a_code_is_set_up_stored_and_printed(
    name: str, parameters: bytes, arguments: dict[str, Value]
) -> None:
    assert BY_NAME[name].read(parameters) == (arguments, b"")
    assert BY_NAME[name].write(arguments).endswith(parameters)


def test_every_symbology_says_which_it_is() -> None:
    assert BY_NAME["GS ( k 53 81"].meaning == "Aztec: print"
