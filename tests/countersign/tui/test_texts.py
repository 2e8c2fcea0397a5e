"""The frame's texts exist in both languages, with the same blanks, and say what they should."""

from __future__ import annotations

import re

import pytest

from countersign.tui.texts import TEXTS, reason, say

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


def test_what_the_system_refused_is_said_in_the_language_of_the_screen() -> None:
    error = PermissionError(13, "Permission denied", "/s/slip.png")
    assert reason(error, "zh") == "/s/slip.png 不许使用：请检查权限，或另选位置"
    assert (
        reason(error, "en")
        == "/s/slip.png may not be used: check its rights, or name another place"
    )
    assert reason(OSError("it is gone"), "zh") == "it is gone"


def test_an_unknown_text_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        say("no.such", "en")
