"""Printable text: what the printer has stays, the rest is spelled out or marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipts.charset import columns, gbk, printable


@given(st.text())
def test_every_text_becomes_characters_the_printer_has(text: str) -> None:
    shown = printable(text)
    for char in shown:
        assert " " <= char <= "~" or len(char.encode("gbk")) == 2
    assert printable(shown) == shown


@given(st.text(st.characters(codec="gbk", exclude_categories=["Cc"])))
def test_what_the_printer_has_is_left_alone(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("¥12", "￥12"),
        ("12 €", "12 EUR"),
        ("Año", "Ano"),
        ("a\tb\nc", "a b c"),
        ("\x1b@x\x10\x04", "@x"),
        ("\ufeff名\u200b", "名"),
        ("𠀀", "〓"),
        ("\ud800", "〓"),
    ],
)
def test_what_it_has_not_is_spelled_or_marked(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_hanzi_takes_two_columns() -> None:
    assert columns("金额 RMB") == 8


def test_the_bytes_of_a_text_the_printer_has_not_are_none() -> None:
    assert gbk("𠀀") == b""
    assert gbk("中") == b"\xd6\xd0"
