"""Modules come as rows of digits, or not at all."""

from __future__ import annotations

import pytest

from receipts.modules import NoSuchSymbolError, modules, resized


def test_a_symbol_is_rows_of_digits_of_one_length() -> None:
    rows = modules(b"hello", "DataMatrix")
    assert {len(row) for row in rows} == {len(rows)} == {14}
    assert set("".join(rows)) == {"0", "1"}
    assert {row[0] for row in rows} == {"1"}  # its left side is black


def test_options_are_handed_on() -> None:
    assert len(modules(b"hello", "DataMatrix", version=7)) == 22


def test_what_does_not_fit_is_refused_in_words() -> None:
    with pytest.raises(NoSuchSymbolError, match="too long"):
        modules(b"x" * 4000, "DataMatrix")


def test_a_picture_in_more_columns_and_rows_is_the_same_picture() -> None:
    assert resized(("10", "01"), 4, 2) == ("1100", "0011")
    assert resized(("1100", "0011"), 2, 1) == ("10",)
