"""The slot: a card is seen to pass, and where a dragged one may be let go."""

from __future__ import annotations

from countersign.tui.slot import CardSlot
from tests.countersign.tui.stage import alone, played, until, words_of


@played
async def test_a_card_runs_through_and_is_gone() -> None:
    slot = CardSlot()
    async with alone(slot, (40, 3)) as pilot:
        assert "刷卡槽" in words_of(slot)
        slot.swipe("Visa")
        first = words_of(slot)
        assert "Visa" in first
        await until(pilot, lambda: "Visa" in words_of(slot) and words_of(slot) != first)
        await until(pilot, lambda: "刷卡槽" in words_of(slot))


@played
async def test_a_second_card_takes_the_place_of_the_first() -> None:
    slot = CardSlot()
    async with alone(slot, (40, 3)):
        slot.swipe("Visa")
        slot.swipe("Mastercard")
        assert "Visa" not in words_of(slot)
        assert "Mastercard" in words_of(slot)


@played
async def test_a_card_over_it_is_asked_to_be_let_go() -> None:
    slot = CardSlot()
    async with alone(slot, (40, 3)):
        slot.drop = True
        assert "松开即刷卡" in words_of(slot)
