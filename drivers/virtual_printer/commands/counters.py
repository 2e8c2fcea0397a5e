"""The serial counter: how it looks, how it counts, and printing it."""

from __future__ import annotations

from drivers.virtual_printer.commands.position import number
from drivers.virtual_printer.commands.text import switch
from drivers.virtual_printer.counter import MAX_DIGITS, Padding
from drivers.virtual_printer.press import Handlers, Press

MAX_VALUE = 65_535
MAX_STEP = 255


def _look(press: Press, n: bytes) -> bool | None:
    digits, place = n[0], switch(n[1])
    if digits > MAX_DIGITS or place > Padding.BLANKS_BEHIND.value:
        return False
    press.settings.counter.digits = digits
    press.settings.counter.padding = Padding(place)
    return None


def _range(press: Press, parameters: bytes) -> None:
    first, last = number(parameters[0:2]), number(parameters[2:4])
    _count(press, first, last, parameters[4], parameters[5])


def _value(press: Press, n: bytes) -> None:
    press.settings.counter.set(number(n))


def _all_in_digits(press: Press, parameters: bytes) -> bool | None:
    """GS C ;: first, last, step, times and value, each ended by a semicolon; one may be empty."""
    counter = press.settings.counter
    before = counter.first, counter.last, counter.step, counter.repeats, counter.value
    limits = MAX_VALUE, MAX_VALUE, MAX_STEP, MAX_STEP, MAX_VALUE
    texts = parameters.split(b";")[: len(before)]
    if len(texts) < len(before):
        return False
    values = [int(text) if text.isdigit() else old for text, old in zip(texts, before, strict=True)]
    if any(value > limit for value, limit in zip(values, limits, strict=True)):
        return False
    _count(press, *values[:4])
    counter.set(values[4])
    return None


def _count(press: Press, first: int, last: int, step: int, repeats: int) -> None:
    """One that has no way to go, or no step, stands still (Epson's reference, GS C 1)."""
    counter = press.settings.counter
    counter.first, counter.last = first, last
    counter.step, counter.repeats = step, repeats


def _print(press: Press, _: bytes) -> None:
    press.write(press.settings.counter.take().encode())


COMMANDS: Handlers = {
    "GS C 0": _look,
    "GS C 1": _range,
    "GS C 2": _value,
    "GS C ;": _all_in_digits,
    "GS c": _print,
}
