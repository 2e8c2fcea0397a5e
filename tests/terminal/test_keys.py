"""The keys of the device."""

from terminal.keys import Key


def test_ten_keys_are_digits() -> None:
    assert [key.value for key in Key if key.is_digit] == list("0123456789")
