"""Every key of the device can be pressed on a keyboard, and no letter is one."""

from __future__ import annotations

from string import ascii_letters

from countersign.tui.keyboard import device_key
from terminal.keys import Key

NAMED = ("enter", "backspace", "escape", "up", "down", "f1", "f2", "f3", "f4")


def test_every_key_of_the_device_has_a_key_of_the_computer() -> None:
    named = {device_key(name, None) for name in NAMED}
    written = {device_key(char, char) for char in "0123456789*#"}
    assert named | written == set(Key)


def test_the_three_that_matter() -> None:
    assert device_key("enter", "\r") is Key.ENTER
    assert device_key("escape", "\x1b") is Key.CANCEL
    assert device_key("backspace", "\x7f") is Key.CLEAR


def test_letters_and_the_rest_mean_nothing_to_the_device() -> None:
    assert all(device_key(char, char) is None for char in ascii_letters + ".?/ ")
    assert device_key("f5", None) is None
    assert device_key("tab", "\t") is None
