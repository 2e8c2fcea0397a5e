"""The roll follows its end until somebody scrolls away, and again when he comes back."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from countersign.tui.roll import Roll
from tests.countersign.tui.stage import alone, played, words_of


def lines(first: int, last: int) -> list[Strip]:
    return [Strip([Segment(f"line {n}")]) for n in range(first, last + 1)]


@played
async def test_a_short_roll_stands_at_the_top_or_at_the_bottom() -> None:
    for from_below, expected in ((False, "line 1\nline 2\n\n"), (True, "\n\nline 1\nline 2")):
        roll = Roll(from_below=from_below)
        async with alone(roll, (20, 4)):
            roll.append(lines(1, 2))
            assert words_of(roll) == expected


@played
async def test_new_lines_are_followed() -> None:
    roll = Roll()
    async with alone(roll, (20, 3)) as pilot:
        roll.append(lines(1, 10))
        await pilot.pause()
        assert words_of(roll) == "line 8\nline 9\nline 10"


@played
async def test_who_scrolled_back_is_left_in_peace_until_he_returns() -> None:
    roll = Roll()
    async with alone(roll, (20, 3)) as pilot:
        roll.append(lines(1, 10))
        await pilot.pause()
        roll.scroll_to(y=2, animate=False)
        roll.append(lines(11, 12))
        await pilot.pause()
        assert words_of(roll) == "line 3\nline 4\nline 5"
        roll.scroll_end(animate=False, immediate=True)
        roll.append(lines(13, 13))
        await pilot.pause()
        assert words_of(roll).endswith("line 13")


@played
async def test_dropping_the_oldest_keeps_what_is_looked_at() -> None:
    roll = Roll()
    async with alone(roll, (20, 3)) as pilot:
        roll.append(lines(1, 10))
        await pilot.pause()
        roll.scroll_to(y=4, animate=False)
        roll.drop(2)
        await pilot.pause()
        assert roll.count == 8
        assert words_of(roll) == "line 5\nline 6\nline 7"


@played
async def test_a_line_is_brought_into_sight_with_as_little_scrolling_as_needed() -> None:
    roll = Roll()
    async with alone(roll, (20, 3)) as pilot:
        roll.append(lines(1, 10))
        roll.show_line(2)
        await pilot.pause()
        assert words_of(roll).startswith("line 3")
        roll.show_line(3)
        assert words_of(roll).startswith("line 3")
        roll.show_line(6)
        await pilot.pause()
        assert words_of(roll).endswith("line 7")


@played
async def test_a_roll_still_follows_after_it_was_made_smaller() -> None:
    roll = Roll()
    async with alone(roll, (20, 6)) as pilot:
        roll.append(lines(1, 10))
        await pilot.resize_terminal(20, 3)
        await pilot.pause()
        assert words_of(roll).endswith("line 10")
