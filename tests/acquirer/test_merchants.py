"""The list of merchants: who is enrolled, and what a wrong list is told."""

from __future__ import annotations

import pytest

from acquirer.merchants import MerchantsFileError, read, standard
from tests.acquirer.till import MERCHANT, TERMINAL, TMK

GOOD = """
[[merchant]]
id = "104110054110009"
name = "甲店"
[[merchant.terminal]]
id = "20000001"
tmk = "000102030405060708090A0B0C0D0E0F"
"""


def test_the_practice_merchant_has_its_terminals() -> None:
    terminal = standard().terminal(TERMINAL)
    assert terminal is not None
    assert (terminal.merchant_id, terminal.tmk) == (MERCHANT, TMK)
    assert standard().terminal("10000002") is not None
    assert standard().terminal("99999999") is None


@pytest.mark.parametrize(
    ("number", "merchant"),
    [(MERCHANT, MERCHANT), (TERMINAL, MERCHANT), ("99999999", ""), ("", "")],
)
def test_a_merchant_is_found_by_his_number_and_by_a_terminals(number: str, merchant: str) -> None:
    assert standard().merchant_of(number) == merchant


def test_a_list_of_ones_own_is_read() -> None:
    (terminal,) = read(GOOD, "mine.toml")
    assert (terminal.terminal_id, terminal.merchant_name) == ("20000001", "甲店")
    assert terminal.merchant_name_en == ""
    (terminal,) = read(GOOD.replace('甲店"', '甲店"\nname_en = "Shop A"'), "mine.toml")
    assert (terminal.merchant_name, terminal.merchant_name_en) == ("甲店", "Shop A")


def test_a_terminal_does_not_show_its_key() -> None:
    (terminal,) = read(GOOD, "mine.toml")
    assert "0001" not in repr(terminal).replace("20000001", "")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("[[merchant]]", "[[merchant"), "mine.toml: "),
        (("104110054110009", "1041"), "merchant: id must be a text of 15 characters"),
        (('"20000001"', "20000001"), "a terminal of merchant 104110054110009: id must be"),
        (("0A0B0C0D0E0F", ""), "terminal 20000001: tmk must be 16 bytes in hex"),
        (("000102", "zz0102"), "terminal 20000001: tmk must be 16 bytes in hex"),
    ],
)
def test_a_wrong_list_is_told_where(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(MerchantsFileError, match=r"^mine.toml: ") as refused:
        read(GOOD.replace(*change), "mine.toml")
    assert complaint in str(refused.value)
    assert "0102030405" not in str(refused.value)


def test_a_terminal_listed_twice_is_refused() -> None:
    twice = GOOD + GOOD.replace("110009", "110008")
    with pytest.raises(MerchantsFileError, match="terminal 20000001 is listed twice"):
        read(twice, "mine.toml")
