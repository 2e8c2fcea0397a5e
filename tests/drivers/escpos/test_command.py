"""A row of the table writes its command and reads it back."""

from __future__ import annotations

import pytest
from hypothesis import given

from drivers.escpos.command import function
from drivers.escpos.fields import UnfitError
from drivers.escpos.grammar import Rest
from drivers.escpos.table import BY_NAME
from tests.drivers.escpos.strategies import Lawful, commands


@given(commands())
def test_what_is_written_is_read_back(lawful: Lawful) -> None:
    command, raw = lawful.command, lawful.raw
    parameters = raw[len(command.prefix) + command.length_bytes :]
    assert command.read(parameters) == (dict(lawful.arguments), b"")
    assert command.raw(parameters) == raw


def test_a_function_carries_its_length_and_what_selects_it() -> None:
    store = BY_NAME["GS ( k 49 80"]
    assert store.write({"contents": b"hi"}) == b"\x1d(k\x05\x001P0hi"


def test_a_function_is_selected_by_a_digit_or_a_number() -> None:
    assert BY_NAME["GS ( L 50"].selectors == (b"02", b"0\x02")


def test_parameters_that_fit_no_field_are_left_over() -> None:
    assert BY_NAME["GS ( k 49 67"].read(b"1C\x06more") == ({"module_dots": 6}, b"more")
    assert BY_NAME["GS ( k 49 67"].read(b"1C") == ({}, b"")


def test_an_argument_that_does_not_fit_is_named_with_its_command() -> None:
    with pytest.raises(UnfitError, match=r"^ESC 3: spacing_units is 300, not 0 to 255$"):
        BY_NAME["ESC 3"].write({"spacing_units": 300})


def test_more_parameters_than_the_length_counts_do_not_fit() -> None:
    long = function(BY_NAME["GS ( k"], 7, "a long one", Rest("contents"))
    with pytest.raises(UnfitError, match="more than its length can count"):
        long.write({"contents": bytes(0x10000)})
