"""A window too small says how large it is and how large it must be."""

from __future__ import annotations

import pytest

from countersign.tui.desk_top import SMALLEST_COLUMNS, SMALLEST_ROWS
from countersign.tui.too_small import WindowTooSmall
from tests.countersign.tui.stage import played, stage, words_of


@pytest.mark.slow
@pytest.mark.parametrize("size", [(50, 24), (80, 15)])
def test_the_sentence_takes_the_desks_place_and_leaves_when_there_is_room(
    size: tuple[int, int],
) -> None:
    @played
    async def look() -> None:
        async with stage() as desk:
            sentence = desk.app.query_one(WindowTooSmall)
            assert not sentence.display
            await desk.pilot.resize_terminal(*size)
            await desk.until(lambda: sentence.display)
            assert f"{size[0]}x{size[1]}" in words_of(sentence)
            assert f"{SMALLEST_COLUMNS}x{SMALLEST_ROWS}" in words_of(sentence)
            assert not desk.app.top.display
            await desk.pilot.resize_terminal(SMALLEST_COLUMNS, SMALLEST_ROWS)
            await desk.until(lambda: not sentence.display)
            assert desk.app.top.display

    look()


def test_nothing_is_sold_behind_the_sentence() -> None:
    @played
    async def look() -> None:
        async with stage() as desk:
            await desk.pilot.resize_terminal(60, 20)
            await desk.until(lambda: desk.app.top.is_covered)
            before = len(desk.keys)
            await desk.press("1", "0", "0", "enter", "a", "P")
            assert len(desk.keys) == before
            assert desk.desk.swiped == []
            await desk.pilot.resize_terminal(SMALLEST_COLUMNS, SMALLEST_ROWS)
            await desk.until(lambda: not desk.app.top.is_covered)
            await desk.press("1")
            assert len(desk.keys) == before + 1

    look()
