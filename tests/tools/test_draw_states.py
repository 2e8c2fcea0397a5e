"""The drawn page says what the tables say, today."""

from __future__ import annotations

import re

from terminal.sentences import SENTENCES
from terminal.states import (
    PAYMENT_CHANGES,
    SIGNATURE_CHANGES,
    SLIP_CHANGES,
    Payment,
    Signature,
    SlipState,
)
from tools.draw_states import PAGE, page

ARROW = re.compile(r"^    (\w+) --> (\w+)$", re.M)


def test_the_page_is_as_new_as_the_tables() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python -m tools.draw_states"


def test_every_lawful_change_is_an_arrow_and_nothing_else_is() -> None:
    lawful = {
        (str(before), str(after))
        for changes in (PAYMENT_CHANGES, SLIP_CHANGES, SIGNATURE_CHANGES)
        for before, all_after in changes.items()
        for after in all_after
    }
    assert set(ARROW.findall(page())) == lawful


def test_every_state_stands_in_its_table_with_its_words_on_the_screen() -> None:
    for kind, states in (("payment", Payment), ("slip", SlipState), ("signature", Signature)):
        for state in states:
            zh, en = SENTENCES[f"{kind}.{state}"]
            assert f"| {state} | {zh} | {en} |" in page()
