"""Screens as values."""

from terminal.messages import text
from terminal.screen import Screen, Tone


def test_a_screen_is_calm_and_has_no_pad_unless_told() -> None:
    screen = Screen(text("sale.title"))
    assert (screen.tone, screen.pad, screen.rows) == (Tone.CALM, None, ())
