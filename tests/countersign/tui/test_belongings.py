"""Cards and faults in their frames, titled in the language set."""

from __future__ import annotations

from countersign.tui.belongings import Belongings
from tests.countersign.tui.fake_desk import CARDS, FAULTS
from tests.countersign.tui.stage import alone, played, words_of


@played
async def test_both_lie_in_titled_frames() -> None:
    belongings = Belongings()
    async with alone(belongings, (66, 30)) as pilot:
        belongings.cards.show(CARDS)
        belongings.faults.show(FAULTS)
        await pilot.pause()
        assert "银联信用卡" in words_of(belongings.cards)
        assert "缺纸" in words_of(belongings.faults)
        titles = [str(box.border_title) for box in belongings.children]
        assert titles == ["卡片", "故障"]


@played
async def test_another_language_reaches_everything() -> None:
    belongings = Belongings()
    async with alone(belongings, (66, 30)) as pilot:
        belongings.cards.show(CARDS)
        belongings.language = "en"
        await pilot.pause()
        assert "UnionPay credit" in words_of(belongings.cards)
        assert [str(box.border_title) for box in belongings.children] == ["cards", "faults"]


@played
async def test_the_hint_is_as_long_as_there_is_room_for() -> None:
    belongings = Belongings()
    async with alone(belongings, (66, 30)):
        short = str(belongings.children[0].border_subtitle)
        belongings.wide = True
        assert len(str(belongings.children[0].border_subtitle)) > len(short)
