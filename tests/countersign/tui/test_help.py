"""One page of help, in the language set; it fits the smallest usual window; any key leaves it."""

from __future__ import annotations

import pytest
from textual import events

from countersign.desk_faults import FAULTS
from countersign.tui.help import HelpPage, HelpScreen
from terminal.language import Language
from tests.countersign.tui.stage import played, stage, words_of


@pytest.mark.parametrize(("language", "words"), [("zh", "示例签名"), ("en", "sample signature")])
def test_the_page_comes_at_a_question_mark_and_fits(language: Language, words: str) -> None:
    @played
    async def look() -> None:
        async with stage((80, 24), language) as desk:
            await desk.press("question_mark")
            await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
            page = desk.app.screen.query_one(HelpPage)
            await desk.until(lambda: page.size.height > 0)
            assert words in words_of(page)
            assert "^Q" in words_of(page)
            assert not any("…" in line for line in words_of(page).splitlines())
            assert desk.app.screen.region.contains_region(page.region)

    look()


@played
async def test_the_page_names_every_fault_and_every_key_of_the_inspector() -> None:
    async with stage() as desk:
        await desk.press("question_mark")
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        page = desk.app.screen.query_one(HelpPage)
        await desk.until(lambda: page.size.height > 0)
        keys = set(words_of(page).split())
        wanted = {row.letter for row in FAULTS} | {"/", "x", "j", "y", "w", "p", "s"}
        assert wanted - keys == set()


@played
async def test_a_key_that_leaves_the_page_does_nothing_else() -> None:
    async with stage() as desk:
        await desk.press("question_mark")
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        await desk.press("1")
        await desk.until(lambda: not isinstance(desk.app.screen, HelpScreen))
        assert desk.keys == []


@played
async def test_a_click_in_the_header_opens_it_and_a_click_closes_it() -> None:
    async with stage() as desk:
        await desk.pilot.click(offset=(80 - 14, 0))
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        await desk.pilot.click(offset=(40, 12))
        await desk.until(lambda: not isinstance(desk.app.screen, HelpScreen))


@played
async def test_keys_and_clicks_faster_than_the_page_goes_leave_it_once() -> None:
    async with stage() as desk:
        await desk.press("question_mark")
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        help = desk.app.screen
        assert isinstance(help, HelpScreen)
        for _ in range(3):
            help.post_message(events.Key("1", "1"))
            help.on_click()
        await desk.until(lambda: not isinstance(desk.app.screen, HelpScreen))
        await desk.press("question_mark")
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
