"""Keys and screens as values."""

from terminal.messages import text
from terminal.screen import Key, Screen, Tone


def test_ten_keys_are_digits() -> None:
    assert [key.value for key in Key if key.is_digit] == list("0123456789")


def test_a_screen_is_calm_and_has_no_pad_unless_told() -> None:
    screen = Screen(text("sale.title"))
    assert (screen.tone, screen.pad, screen.rows) == (Tone.CALM, None, ())
