"""The frame's texts exist in both languages, with the same blanks, and say what they should."""

from __future__ import annotations

import re

import pytest

from countersign.tui.texts import TEXTS, say

BLANK = re.compile(r"{(\w+)}")


@pytest.mark.parametrize("id", TEXTS)
def test_a_text_is_said_in_both_languages_with_the_same_blanks(id: str) -> None:
    zh, en = TEXTS[id]
    assert zh
    assert en
    assert sorted(BLANK.findall(zh)) == sorted(BLANK.findall(en))


def test_blanks_are_filled() -> None:
    assert say("lcd.seconds", "zh", left=59) == "59 秒"
    assert say("lcd.seconds", "en", left=59) == "59 s"


def test_an_unknown_text_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        say("no.such", "en")
