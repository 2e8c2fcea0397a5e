"""Commands are written by name, and what does not fit is refused by name."""

from __future__ import annotations

import keyword

import pytest

from drivers.escpos.encoder import command, opening
from drivers.escpos.fields import UnfitError
from drivers.escpos.grammar import Switch
from drivers.escpos.table import COMMANDS


def test_arguments_are_named_and_have_their_units() -> None:
    assert command("ESC p", connector="pin 2", on_ms=50, off_ms=500) == b"\x1bp\x00\x19\xfa"
    assert command("GS ( k 49 80", contents=b"hi") == b"\x1d(k\x05\x001P0hi"


def test_data_are_held_to_the_numbers_that_count_them() -> None:
    raster = command("GS v 0", mode="normal", x_bytes=2, y_dots=1, dots=b"\xff\x00")
    assert raster == b"\x1dv0\x00\x02\x00\x01\x00\xff\x00"
    with pytest.raises(UnfitError, match=r"^GS v 0: dots must be 2 bytes, as x_bytes and y_dots"):
        command("GS v 0", mode="normal", x_bytes=2, y_dots=1, dots=b"\xff")


def test_an_opening_is_the_command_without_its_data() -> None:
    assert opening("GS v 0", mode="normal", x_bytes=2, y_dots=1) == b"\x1dv0\x00\x02\x00\x01\x00"


def test_an_opening_that_does_not_fit_names_its_command() -> None:
    with pytest.raises(UnfitError, match=r"^GS v 0: mode is 'huge', not one of: normal"):
        opening("GS v 0", mode="huge", x_bytes=2, y_dots=1)


def test_every_argument_can_be_given_by_keyword() -> None:
    names = {
        name
        for row in COMMANDS
        for field in row.fields
        for name in (
            field.name,
            *(f.name for case in getattr(field, "cases", {}).values() for f in case),
        )
        if name
    }
    assert any(isinstance(field, Switch) for row in COMMANDS for field in row.fields)
    assert [name for name in names if not name.isidentifier() or keyword.iskeyword(name)] == []
