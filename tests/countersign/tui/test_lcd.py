"""The display can be touched: soft keys, rows, and the wheel in a list."""

from __future__ import annotations

from textual import events

from countersign.tui.lcd import Lcd
from drivers.board import View
from terminal.keys import Key
from terminal.messages import plain, text
from terminal.screen import Row, Screen, SoftKey
from tests.countersign.tui.fake_desk import FakeDesk
from tests.countersign.tui.stage import Alone, alone, played

STATUS = FakeDesk().status()
MENU = View(
    Screen(
        text("menu.title"),
        rows=(Row("1", text("menu.sale"), chosen=True), Row("2", text("menu.resign"))),
        soft_keys=(SoftKey(Key.F1, text("soft.menu")),),
    ),
    asking=True,
)
AMOUNT = View(Screen(text("sale.title"), big=plain("￥0.01")), asking=True)


def touched(app: object) -> list[Key]:
    assert isinstance(app, Alone)
    return [key for m in app.heard if isinstance(m, Lcd.Touched) for key in m.keys]


@played
async def test_a_touch_of_a_row_or_soft_key_is_its_key() -> None:
    lcd = Lcd()
    lcd.styles.height = 14
    async with alone(lcd, (36, 14)) as pilot:
        lcd.show(MENU, STATUS)
        await pilot.click(lcd, offset=(6, 5))
        await pilot.click(lcd, offset=(3, 12))
        await pilot.click(lcd, offset=(3, 8))
        assert touched(pilot.app) == [Key.D2, Key.F1]


@played
async def test_a_wheel_moves_in_a_list_and_nowhere_else() -> None:
    lcd = Lcd()
    lcd.styles.height = 14
    async with alone(lcd, (36, 14)) as pilot:
        for view in (AMOUNT, MENU):
            lcd.show(view, STATUS)
            for kind in (events.MouseScrollDown, events.MouseScrollUp):
                event = kind(lcd, 3, 3, 0, 0, 0, False, False, False)
                event.stop()  # as it comes from the screen, it does not go up to it
                lcd.post_message(event)
            await pilot.pause()
        assert touched(pilot.app) == [Key.DOWN, Key.UP]


@played
async def test_without_power_nothing_is_touched() -> None:
    lcd = Lcd()
    lcd.styles.height = 14
    async with alone(lcd, (36, 14)) as pilot:
        await pilot.click(lcd, offset=(3, 12))
        assert touched(pilot.app) == []
