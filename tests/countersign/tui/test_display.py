"""What shows a View: only lines that changed are drawn, refusals flash, waits count down."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.geometry import Region

from countersign.tui.lcd import Lcd
from drivers.board import View
from terminal.messages import plain, text
from terminal.screen import Screen
from tests.countersign.tui.fake_desk import FakeDesk
from tests.countersign.tui.stage import alone, played, until, words_of

STATUS = FakeDesk().status()
AMOUNT = View(
    Screen(text("sale.title"), big=plain("￥0.01"), hint=text("hint.correct")), asking=True
)


class Clock:
    """A clock that a test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def display() -> Lcd:
    lcd = Lcd()
    lcd.language = "en"
    lcd.styles.height = 14
    return lcd


@played
async def test_only_the_lines_that_look_different_are_drawn_anew() -> None:
    lcd = display()
    async with alone(lcd, (36, 14)) as pilot:
        lcd.show(AMOUNT, STATUS)
        await pilot.pause()
        drawn: list[Region] = []
        lcd.refresh = lambda *regions, **_: drawn.extend(regions)  # type: ignore[method-assign,assignment]
        lcd.show(replace(AMOUNT, screen=replace(AMOUNT.screen, hint=text("hint.enter"))), STATUS)
        assert [(region.y, region.height) for region in drawn] == [(10, 1)]


@played
async def test_a_refused_key_flashes_and_its_reason_stays_for_a_moment() -> None:
    lcd, clock = display(), Clock()
    async with alone(lcd, (36, 14)) as pilot:
        lcd.use_clock(clock)
        lcd.show(AMOUNT, STATUS)
        assert not lcd.has_class("-beep")
        lcd.show(replace(AMOUNT, beeps=1, notice=text("sale.amount_zero")), STATUS)
        assert lcd.has_class("-beep")
        assert "! The amount is zero" in words_of(lcd)
        await until(pilot, lambda: not lcd.has_class("-beep"))
        clock.now += 60
        await until(pilot, lambda: "The amount is zero" not in words_of(lcd))


@played
async def test_a_screen_that_follows_a_refused_one_does_not_flash_again() -> None:
    lcd = display()
    async with alone(lcd, (36, 14)):
        lcd.show(replace(AMOUNT, beeps=4), STATUS)
        lcd.show(replace(AMOUNT, beeps=4), STATUS)
        assert not lcd.has_class("-beep")


@played
async def test_a_wait_counts_down_by_the_devices_clock() -> None:
    lcd, clock = display(), Clock()
    async with alone(lcd, (36, 14)) as pilot:
        lcd.use_clock(clock)
        lcd.show(replace(AMOUNT, deadline=160.0), STATUS)
        assert "60 s" in words_of(lcd)
        clock.now = 158.5
        await until(pilot, lambda: "2 s" in words_of(lcd))


@pytest.mark.slow
@played
async def test_without_power_it_is_dark_and_with_it_as_before() -> None:
    lcd = display()
    async with alone(lcd, (36, 14)):
        lcd.show(AMOUNT, STATUS)
        lcd.show_status(replace(STATUS, powered=False))
        assert "SALE" not in words_of(lcd)
        assert "no power" in words_of(lcd)
        assert lcd.has_class("-off")
        lcd.show_status(STATUS)
        assert "SALE" in words_of(lcd)


@played
async def test_another_language_is_spoken_at_once() -> None:
    lcd = display()
    async with alone(lcd, (36, 14)):
        lcd.show(AMOUNT, STATUS)
        lcd.language = "zh"
        assert "消费" in words_of(lcd)
        assert "SALE" not in words_of(lcd)
