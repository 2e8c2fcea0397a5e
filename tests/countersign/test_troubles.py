"""What keeps a terminal from working is said in both languages, each kind in its own words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from countersign.state import StateError
from countersign.troubles import CHINESE, KNOWN, mistake, said
from drivers.journal import errors


def _kinds(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def test_every_trouble_of_a_journal_has_its_chinese_words() -> None:
    assert set(_kinds(errors.JournalError)) - {errors.JournalError} <= set(CHINESE)
    assert len(set(CHINESE.values())) == len(CHINESE)


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (errors.DiskFullError("/s/journal.db"), "磁盘已满", "no room on the disk"),
        (errors.JournalCorruptError("/j", "event 3", "its seal"), "（event 3）", "at event 3"),
        (StateError("/s is in use", "/s 正被使用"), "/s 正被使用", "/s is in use"),
        (PermissionError(13, "denied", "/s"), "检查磁盘和权限", "/s may not be used"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_known_trouble_says_what_to_do_in_both_languages(
    error: Exception, zh: str, en: str
) -> None:
    assert isinstance(error, KNOWN)
    assert zh in said(error).say("zh")
    assert en in said(error).say("en")


def test_a_mistake_of_ours_names_where_its_story_is_if_anywhere() -> None:
    told = mistake(ZeroDivisionError(), "/s/traces/mistake-1.txt")
    for language in ("zh", "en"):
        assert "ZeroDivisionError" in told.say(language)
        assert "/s/traces/mistake-1.txt" in told.say(language)
    assert "traces" not in mistake(ZeroDivisionError(), "").say("en")
