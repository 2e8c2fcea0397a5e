"""Setting up, asking and drawing, as clients send it, is read in words."""

from __future__ import annotations

import pytest

from drivers.escpos.fields import Value
from drivers.escpos.table import BY_NAME

DRAWER_OFF: Value = (
    {"command": "drawer pulse", "obeyed": "off"},
    {"command": "power off", "obeyed": "on"},
)


@pytest.mark.parametrize(
    ("name", "parameters", "arguments"),
    [
        ("GS ( A", b"\x00\x02", {"paper": "basic", "test": "status"}),
        ("GS ( C 1", b"\x00\x01\x00K1abc", {"key": "K1", "contents": b"abc"}),
        ("GS ( D 20", b"\x14\x01\x00\x02\x01", {"commands": DRAWER_OFF}),
        ("GS ( E 11", b"\x0b\x019600", {"what": "baud", "value": b"9600"}),
        ("GS ( F 1", b"\x01\x00\x5b\x00", {"direction": "forward", "feed_units": 91}),
        ("GS ( H 48", b"000001", {"id": "0001"}),
        ("GS ( K 49", b"1\xff", {"density": -1}),
        ("GS ( M 2", b"\x02\x01", {"storage": "kept"}),
        ("GS ( N 50", b"2\x011", {"shade": "on", "colour": "1"}),
        ("GS ( V 49", b"1\x00\x08", {"cut": "full", "feed_units": 8}),
    ],
)
def test_a_function_is_read_and_written(
    name: str, parameters: bytes, arguments: dict[str, Value]
) -> None:
    assert BY_NAME[name].read(parameters) == (arguments, b"")
    assert BY_NAME[name].write(arguments).endswith(parameters)


def test_a_memory_function_has_two_numbers() -> None:
    assert BY_NAME["GS ( C 5"].selectors == (b"\x00\x05", b"\x005")


def test_setting_up_does_not_run_from_a_macro() -> None:
    assert not BY_NAME["GS ( E 3"].in_macro
