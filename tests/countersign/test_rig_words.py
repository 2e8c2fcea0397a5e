"""A script's words as keys, strokes and rows; a screen as words in either language."""

from __future__ import annotations

from datetime import timedelta

import pytest

from acquirer import merchants
from countersign.rig_views import RigError
from countersign.rig_words import (
    card_named,
    holds,
    keys_of,
    labels,
    minor_of,
    path_to,
    span_of,
    strokes_of,
    terminal_named,
    words_of,
)
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import Row, Screen, SoftKey


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("12.00", [Key.D1, Key.D2, Key.D0, Key.D0]),
        ("1000", [Key.D1, Key.D0, Key.D0, Key.D0]),
        ("1,000.00", [Key.D1, *[Key.D0] * 5]),
        ("ENTER", [Key.ENTER]),
        ("cancel", [Key.CANCEL]),
        ("f2", [Key.F2]),
        ("#", [Key.HASH]),
    ],
)
def test_words_become_keys(word: str, keys: list[Key]) -> None:
    assert keys_of(word) == keys


@pytest.mark.parametrize("word", ["12.345", "12.3", "12,50", "1,000", "1.2.34", ".", "12,3456.00"])
def test_what_only_looks_like_an_amount_is_none(word: str) -> None:
    with pytest.raises(RigError, match=r"is no amount: write it as 12\.34"):
        keys_of(word)


def test_no_words_are_looked_for_nowhere() -> None:
    with pytest.raises(RigError, match="no words are everywhere"):
        holds("SALE", " ")


def test_a_terminal_is_one_of_the_merchants_own() -> None:
    enrolled = merchants.standard()
    first = next(iter(enrolled))
    assert terminal_named(first.terminal_id, first.merchant_id, enrolled) == first.terminal_id
    for number, merchant_id in (("99999999", first.merchant_id), (first.terminal_id, "nobody")):
        with pytest.raises(RigError, match=rf"has no terminal '{number}'; there are: "):
            terminal_named(number, merchant_id, enrolled)


@pytest.mark.parametrize("word", ["OK", "12a", "F9", "-1"])
def test_a_key_the_terminal_lacks_is_named_with_those_it_has(word: str) -> None:
    with pytest.raises(RigError, match=r"there are: .*ENTER"):
        keys_of(word)


@pytest.mark.parametrize(
    ("words", "minor"), [("12.34", 1234), ("0.05", 5), ("1,234.56", 123456), ("1234.56", 123456)]
)
def test_an_amount_is_read_with_or_without_its_commas(words: str, minor: int) -> None:
    assert minor_of(words) == minor


@pytest.mark.parametrize("words", ["", "12", "12.3", "1,2.00", "-1.00", "12.345", "x"])
def test_what_is_no_amount_is_told_how_one_is_written(words: str) -> None:
    with pytest.raises(RigError, match="is no amount: write it as"):
        minor_of(words)


def test_strokes_are_written_as_points_with_a_slash_between() -> None:
    assert strokes_of("1,2 3,4 / 5,6") == (((1, 2), (3, 4)), ((5, 6),))


@pytest.mark.parametrize("words", ["1 2", "1,2,3", "a,b", "1,"])
def test_strokes_that_are_none_are_refused_with_the_way_to_write_them(words: str) -> None:
    with pytest.raises(RigError, match="'x,y x,y / x,y"):
        strokes_of(words)


def test_a_screen_is_everything_on_it_from_top_to_bottom() -> None:
    screen = Screen(
        text("sale.title"),
        big=plain("12.00"),
        lines=(text("sale.swipe"),),
        rows=(Row("1", text("menu.sale"), plain("right")),),
        hint=text("hint.swipe"),
        soft_keys=(SoftKey(Key.F1, text("soft.menu")),),
    )
    assert words_of(screen, text("sale.amount_zero"), "en") == [
        "SALE",
        "12.00",
        "SWIPE CARD",
        "Sale",
        "right",
        "Swipe, or CANCEL",
        "Menu",
        "The amount is zero",
    ]
    assert words_of(screen, None, "zh")[:3] == ["消费", "12.00", "请刷卡"]


def test_capitals_make_no_difference() -> None:
    assert holds("PLEASE SIGN", "please sign")
    assert not holds("PLEASE SIGN", "signed")


@pytest.mark.parametrize("label", ["Re-sign last", "re-sign LAST", "补签上一笔"])
def test_a_row_of_the_menu_is_found_in_either_language(label: str) -> None:
    path = path_to(label)
    assert path is not None
    assert [item.key for item in path] == ["2", "1"]


def test_every_row_that_is_listed_is_found() -> None:
    assert [label for label in labels() if path_to(label) is None] == []
    assert path_to("Refund") is None


@pytest.mark.parametrize(
    ("words", "seconds"), [("90s", 90), ("10m", 600), ("2h", 7200), ("3d", 259_200), ("0s", 0)]
)
def test_a_span_is_a_number_with_its_unit(words: str, seconds: int) -> None:
    assert span_of(words) == timedelta(seconds=seconds)


@pytest.mark.parametrize("words", ["", "90", "s", "1.5h", "-1s", "1w", "999999d", "\u0663s"])
def test_what_is_no_span_is_told_how_one_is_written(words: str) -> None:
    with pytest.raises(RigError, match="write 90s, 10m, 2h or 3d"):
        span_of(words)


def test_a_card_is_found_by_its_name_and_an_unknown_one_is_told_all_there_are() -> None:
    assert card_named("visa").name == "visa"
    with pytest.raises(RigError, match=r"diners.*visa, mastercard"):
        card_named("diners")
