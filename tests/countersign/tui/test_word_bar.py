"""Words to click: beside each other, wrapped where they do not fit, none lost."""

from __future__ import annotations

from countersign.tui.word_bar import Word, WordBar
from tests.countersign.tui.stage import Alone, alone, played, words_of

WORDS = (Word("host", "Host"), Word("serial", "Serial", True), Word("journal", "流水"))


@played
async def test_words_stand_beside_each_other() -> None:
    bar = WordBar()
    bar.words = WORDS
    async with alone(bar, (40, 5)):
        assert words_of(bar) == " Host  Serial  流水"


@played
async def test_what_does_not_fit_goes_on_below() -> None:
    bar = WordBar()
    bar.words = WORDS
    async with alone(bar, (15, 5)) as pilot:
        await pilot.pause()
        assert bar.size.height == 2
        assert words_of(bar) == " Host  Serial\n 流水"


@played
async def test_a_click_names_the_word_under_it() -> None:
    bar = WordBar()
    bar.words = WORDS
    async with alone(bar, (15, 5)) as pilot:
        assert isinstance(pilot.app, Alone)
        await pilot.pause()
        for offset in ((2, 0), (8, 0), (2, 1), (12, 1)):
            await pilot.click(bar, offset=offset)
        heard = [m.name for m in pilot.app.heard if isinstance(m, WordBar.Chosen)]
        assert heard == ["host", "serial", "journal"]
