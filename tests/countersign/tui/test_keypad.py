"""The keypad: every key is there, none on top of another, each posts what it says."""

from __future__ import annotations

import pytest

from countersign.tui.keypad import Keypad, arrange
from terminal.keys import Key
from terminal.language import Language
from tests.countersign.tui.stage import Alone, alone, played, until, words_of

SIZES = [(36, 4), (36, 8), (36, 12), (38, 15), (50, 15)]
FUNCTIONS = {Key.F1, Key.F2, Key.F3, Key.F4}


@pytest.mark.parametrize("size", SIZES)
def test_every_key_has_its_place_and_none_lies_on_another(size: tuple[int, int]) -> None:
    caps = arrange(*size)
    assert {cap.key for cap in caps} >= set(Key) - FUNCTIONS
    for y in range(size[1]):
        for x in range(size[0]):
            assert sum(cap.covers(x, y) for cap in caps) <= 1
    assert all(cap.x + cap.width <= size[0] and cap.y + cap.lines <= size[1] for cap in caps)


def test_function_keys_come_where_there_is_room() -> None:
    assert not FUNCTIONS & {cap.key for cap in arrange(36, 8)}
    assert {cap.key for cap in arrange(36, 15)} >= FUNCTIONS


@pytest.mark.slow
@played
async def test_a_click_presses_the_key_under_it() -> None:
    keypad = Keypad()
    async with alone(keypad, (36, 8)) as pilot:
        assert isinstance(pilot.app, Alone)
        for cap in arrange(36, 8):
            await pilot.click(keypad, offset=(cap.x + cap.width // 2, cap.y))
        heard = [m.key for m in pilot.app.heard if isinstance(m, Keypad.Pressed)]
        assert heard == [cap.key for cap in arrange(36, 8)]


@pytest.mark.parametrize(("language", "words"), [("zh", "✕ 取消"), ("en", "✕ CANCEL")])
def test_the_coloured_keys_have_sign_and_word(language: Language, words: str) -> None:
    @played
    async def look() -> None:
        keypad = Keypad()
        keypad.language = language
        async with alone(keypad, (36, 12)):
            assert words in words_of(keypad)

    look()


@played
async def test_a_key_pressed_elsewhere_lights_up_and_goes_out() -> None:
    keypad = Keypad()
    async with alone(keypad, (36, 8)) as pilot:
        before = keypad.render_line(0)
        keypad.flash(Key.D1)
        assert keypad.render_line(0) != before
        assert keypad.render_line(0).text == before.text
        await until(pilot, lambda: keypad.render_line(0) == before)


@played
async def test_every_line_is_as_wide_as_the_keypad() -> None:
    keypad = Keypad()
    async with alone(keypad, (36, 15)):
        assert {keypad.render_line(y).cell_length for y in range(15)} == {36}
