"""Behaviour by amount: the table, the document that repeats it, and what the cents mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from acquirer.mishaps import NO_TROUBLE, Faults, Mishap, Trouble
from acquirer.rules import TRIGGERS, Meets, trouble

DOCUMENT = Path(__file__).parents[2] / "docs" / "bank-behaviour.md"
ROW = re.compile(r"^\| (\d+)\.xx \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)


def test_the_document_lists_every_trigger_in_its_words() -> None:
    written = [
        (int(yuan), message.strip(), does.strip(), cents.strip())
        for yuan, message, does, cents in ROW.findall(DOCUMENT.read_text("utf-8"))
    ]
    assert written == [(t.yuan, str(t.meets), t.does, str(t.cents)) for t in TRIGGERS.values()]


def test_the_document_names_every_order_and_no_other() -> None:
    section = DOCUMENT.read_text("utf-8").split("## By order")[1].split("##")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", section, re.M))
    inner = {"take", "waiting", "watch"}
    assert named == {name for name in dir(Faults()) if not name.startswith("_")} - inner


@pytest.mark.parametrize("amount_minor", [1, 990, 1200, 2550, 899999, 900000, 910051, 123400])
def test_ordinary_amounts_meet_nothing(amount_minor: int) -> None:
    assert all(trouble(message, amount_minor) == NO_TROUBLE for message in Meets)


@pytest.mark.parametrize(
    ("amount_minor", "code"),
    [(900051, "51"), (900005, "05"), (901000, "A0"), (901007, "A7"), (900011, "11")],
)
def test_the_cents_are_the_response_code(amount_minor: int, code: str) -> None:
    assert trouble(Meets.SALE, amount_minor) == Trouble(code=code)


@pytest.mark.parametrize("amount_minor", [900000, 900010, 900008, 901009, 901099])
def test_cents_that_are_no_code_approve(amount_minor: int) -> None:
    assert trouble(Meets.SALE, amount_minor) == NO_TROUBLE


@pytest.mark.parametrize(("cents", "late_s"), [(0, 90), (7, 7), (99, 99)])
def test_the_cents_are_the_seconds_late(cents: int, late_s: int) -> None:
    assert trouble(Meets.SALE, 900300 + cents) == Trouble(Mishap.LATE, after_s=late_s)


def test_each_message_meets_its_own_trigger() -> None:
    assert trouble(Meets.UPLOAD, 902030) == Trouble(code="30")
    assert trouble(Meets.SALE, 902030) == NO_TROUBLE
    assert trouble(Meets.FIRST_REVERSAL, 903000).mishap is Mishap.ANSWER_LOST
    assert trouble(Meets.FIRST_REVERSAL, 900200) == NO_TROUBLE
