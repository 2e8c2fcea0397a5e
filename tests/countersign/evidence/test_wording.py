"""Every code that may stand in the evidence has words in both languages."""

from __future__ import annotations

from enum import StrEnum

import pytest

from acquirer.records import Route as BankRoute
from acquirer.records import Verdict
from countersign.evidence.wording import CHECK, both, outcome, route
from terminal.entry import AttemptOutcome, Route

CODES: list[StrEnum] = [*AttemptOutcome, *Verdict]


@pytest.mark.parametrize("code", CODES)
def test_every_outcome_is_said_in_chinese_and_english(code: StrEnum) -> None:
    zh, _, en = outcome(str(code)).partition(" ")
    assert not zh.isascii()
    assert en.isascii()


@pytest.mark.parametrize("code", sorted({*map(str, Route), *map(str, BankRoute)}))
def test_every_route_is_said_after_its_code(code: str) -> None:
    assert route(code).startswith(f"{code}\n")
    assert not route(code).isascii()


def test_both_languages_stand_together() -> None:
    assert both(CHECK) == f"{CHECK.zh} {CHECK.en}"
