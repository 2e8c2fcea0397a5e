"""The device: display, slot and keypad in any window; the pad in their place while it asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from countersign.tui.device import BEZEL, LCD_LINES, Device
from drivers.board import View
from terminal.dialogues.signature import Sign
from terminal.keys import Key
from terminal.messages import text
from terminal.screen import Screen
from tests.countersign.tui.fake_desk import CODE, FakeDesk
from tests.countersign.tui.stage import Alone, alone, played, words_of

STATUS = FakeDesk().status()
IDLE = View(Screen(text("menu.title"), lines=(text("idle.ready"),)), asking=True)
SIGN = View(Sign("￥12.00", "621234******5678", CODE, 3, mandatory=False).screen(), asking=True)


def device() -> Device:
    made = Device()
    made.styles.width = made.styles.height = "100%"
    return made


@pytest.mark.parametrize("size", [(38, 19), (38, 23), (40, 28), (40, 31), (52, 44)])
def test_display_slot_and_keypad_fit_and_the_display_has_room_for_its_fullest_screen(
    size: tuple[int, int],
) -> None:
    @played
    async def look() -> None:
        made = device()
        async with alone(made, size):
            made.show(IDLE, STATUS)
            parts = [made.lcd, made.slot, made.keypad]
            assert all(made.region.contains_region(part.region) for part in parts)
            assert made.lcd.size.height >= LCD_LINES
            assert made.lcd.outer_size.height == made.lcd.size.height + BEZEL
            assert "菜单" in words_of(made.lcd)

    look()


@played
async def test_the_pad_takes_the_devices_place_and_gives_it_back() -> None:
    made = device()
    async with alone(made, (80, 23)) as pilot:
        await made.furnish()
        made.show(IDLE, STATUS)
        made.show(SIGN, STATUS)
        await pilot.pause()
        assert made.signing
        assert made.pad.region == made.region
        assert not made.lcd.display
        made.show(IDLE, STATUS)
        await pilot.pause()
        assert not made.signing
        assert made.lcd.display
        assert isinstance(pilot.app, Alone)
        told = [m.signing for m in pilot.app.heard if isinstance(m, Device.SigningChanged)]
        assert told == [True, False]


@played
async def test_keys_of_keypad_display_and_pad_are_all_keys_of_the_device() -> None:
    made = device()
    async with alone(made, (38, 23)) as pilot:
        assert isinstance(pilot.app, Alone)
        await made.furnish()
        made.show(IDLE, STATUS)
        await pilot.click(made.keypad, offset=(2, 0))
        made.show(SIGN, STATUS)
        await pilot.pause()
        await pilot.click(made.pad.buttons, offset=(made.pad.size.width - 3, 1))
        await pilot.pause()
        keys = [m.keys for m in pilot.app.heard if isinstance(m, Device.Keys)]
        assert keys == [(Key.D1,), (Key.ENTER,)]


@played
async def test_another_language_reaches_the_pad_as_well() -> None:
    made = device()
    async with alone(made, (80, 23)) as pilot:
        await made.furnish()
        made.show(SIGN, STATUS)
        made.language = "en"
        await pilot.pause()
        assert "PLEASE SIGN" in words_of(made.pad.head)
        assert "Confirm" in words_of(made.pad.buttons)


@played
async def test_a_code_takes_the_devices_place_and_gives_way_to_what_is_drawn() -> None:
    code = replace(SIGN, screen=replace(SIGN.screen, pad=None, qr="https://pay.example/s/A"))
    made = device()
    async with alone(made, (80, 23)) as pilot:
        await made.furnish()
        made.show(code, STATUS)
        await pilot.pause()
        assert made.signing
        assert made.qr_screen.region == made.region
        made.show(replace(code, screen=replace(code.screen, pad=SIGN.screen.pad)), STATUS)
        await pilot.pause()
        assert made.pad.region == made.region
        assert not made.qr_screen.display
