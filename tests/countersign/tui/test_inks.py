"""Inks are the theme's colours, and change with it."""

from __future__ import annotations

from textual.widget import Widget

from countersign.tui.inks import ink_of
from countersign.tui.theme import COLOURS, DARK, LIGHT
from tests.countersign.tui.stage import alone, played


@played
async def test_an_ink_is_in_the_colours_of_the_theme_worn() -> None:
    widget = Widget()
    async with alone(widget) as pilot:
        dark = ink_of(widget, "keypad.cancel")
        assert dark.bgcolor is not None
        assert dark.bgcolor.name == COLOURS[DARK]["cancel"]
        assert dark.bold
        pilot.app.theme = LIGHT
        light = ink_of(widget, "keypad.cancel")
        assert light.bgcolor is not None
        assert light.bgcolor.name == COLOURS[LIGHT]["cancel"]


@played
async def test_under_a_foreign_theme_the_dark_colours_serve() -> None:
    widget = Widget()
    async with alone(widget) as pilot:
        expected = ink_of(widget, "display.ink")
        pilot.app.theme = "textual-light"
        assert ink_of(widget, "display.ink") == expected
