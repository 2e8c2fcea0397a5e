"""The desk's search line: any order, several spellings, and what is missing is named."""

from __future__ import annotations

from datetime import datetime

import pytest

from acquirer.front_office import Claim
from portal.claims import LINE_CHARACTERS, ClaimError, read_claim, terminal_in
from tests.acquirer.till import MONDAY

NOON = datetime.fromisoformat("2026-03-02T12:03:00")


@pytest.mark.parametrize(
    "line",
    [
        "12:03 48.00 621234 0019",
        "48.00 621234******0019 12:03",
        "  ￥48.00 6212340019 12:03:00 03-02 ",
        "2026-03-02 12:03 ¥48.00 621234…0019",
    ],
)
def test_a_line_is_read_in_any_order_and_spelling(line: str) -> None:
    assert read_claim(line, MONDAY) == Claim(NOON, 4800, "621234", "0019")


def test_a_terminal_may_stand_in_it() -> None:
    assert read_claim("12:03 48.00 621234 0019 10000001", MONDAY).terminal_id == "10000001"


@pytest.mark.parametrize(
    ("line", "terminal"),
    [("12:03 10000001", "10000001"), ("10000001", "10000001"), ("12:03:00 6212340019", "")],
)
def test_a_terminal_is_found_whatever_else_is_missing(line: str, terminal: str) -> None:
    assert terminal_in(line) == terminal


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("12:09", "2026-03-02T12:09:00"),
        ("23:59", "2026-03-01T23:59:00"),
        ("01-31 23:59", "2026-01-31T23:59:00"),
        ("12-31 23:59", "2025-12-31T23:59:00"),
        ("2024-02-29 08:00:05", "2024-02-29T08:00:05"),
    ],
)
def test_a_time_is_the_last_one_the_clock_showed(said: str, meant: str) -> None:
    assert read_claim(f"{said} 48.00 621234 0019", MONDAY).at == datetime.fromisoformat(meant)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("", ("time", "amount", "card")),
        ("12:03 621234 0019", ("amount",)),
        ("12:03 48.00 621234", ("card",)),
        ("25:03 48.00 621234 0019", ("time",)),
        ("02-30 12:03 48.00 621234 0019", ("time",)),
        ("00-00 12:03 48.00 621234 0019", ("time",)),
        ("12:03 48 621234 0019", ("other",)),
        ("12:03 48.00 6212340000000019", ("other",)),
        ("12:03 48.00 621234 0019 " + "x" * LINE_CHARACTERS, ("other",)),
    ],
)
def test_what_is_missing_is_named(line: str, missing: tuple[str, ...]) -> None:
    with pytest.raises(ClaimError) as caught:
        read_claim(line, MONDAY)
    assert caught.value.missing == missing


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("12:03 48yuan 621234 0019", "48yuan"),
        ("12:03 48 621234 0019", "48"),
        ("12:03 ４８ 621234 0019", "４８"),
        ("12:03\u200b 48.00 621234 0019", "12:03\ufffd"),
        ("48.00\u202e", "48.00\ufffd"),
        ("x" * 24, "x" * 24),
        ("x" * 25, "x" * 24 + "…"),
    ],
)
def test_the_word_that_cannot_be_read_is_named_as_it_was_typed(line: str, shown: str) -> None:
    with pytest.raises(ClaimError) as caught:
        read_claim(line, MONDAY)
    assert caught.value.word == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("6212340000000019", "621234******0019"),
        ("6212-3400-0000-0019", "6212-34**-****-0019"),
        ("card:6212340000000019", "card:621234******0019"),
        ("６２１２３４００００００００１９", "６２１２３４******００１９"),
        ("621234000019x", "621234**0019x"),
        ("6" * 40, "666666" + "*" * 18 + "…"),
        ("62123400019x", "62123400019x"),
    ],
)
def test_a_whole_card_number_is_named_without_its_middle(typed: str, shown: str) -> None:
    with pytest.raises(ClaimError) as caught:
        read_claim(f"12:03 48.00 {typed}", MONDAY)
    assert caught.value.word == shown
    assert typed not in str(caught.value)


def test_a_line_without_such_a_word_names_none() -> None:
    with pytest.raises(ClaimError) as caught:
        read_claim("12:03 48.00", MONDAY)
    assert caught.value.word == ""
