"""Asking an operator who he is: number and PIN; three wrong PINs lock the number for a while."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.digits import EnterDigits
from terminal.effects import Ask, CheckOperator, Look, Now, RecordDevice
from terminal.events import PinAccepted, PinTried
from terminal.flows.told import warn
from terminal.messages import Text, text
from terminal.operators import ADMINISTRATOR, LONGEST_PIN, MAX_WRONG_PINS, SHORTEST_PIN, TEST_PINS
from terminal.wrong_pins import count_of, locked_until


async def on_duty(config: Config) -> str:
    """The number of the operator at the terminal."""
    return (await Look()).terminal.operator or config.operator_at_power_on


async def identified(config: Config, title: Text, label: Text, expected: str = "") -> str | None:
    """The number of somebody who has proved who he is; None where nobody did.

    `expected` is who most likely comes; where his PIN is still the test PIN, the screen says it.
    """
    note = await test_pin_note(expected) if expected else None
    number = await Ask(EnterDigits(title, label, 2, 2, note=note), within_s=config.waits.ask_s)
    if isinstance(number, NoAnswer):
        return None
    return number if await has_proved(config, title, number) else None


async def has_proved(config: Config, title: Text, number: str) -> bool:
    """Whether the operator's PIN was typed; asked again until it is, he leaves, or is locked."""
    while not await _is_locked(config, title, number):
        note = await test_pin_note(number)
        dialogue = pin_dialogue(title, text("log_in.pin_of", operator=number), note)
        pin = await Ask(dialogue, within_s=config.waits.ask_s)
        if isinstance(pin, NoAnswer):
            return False
        # Recorded before it is checked: pulling the plug in between is no way to guess for free.
        await RecordDevice(PinTried(number, await Now()))
        if await CheckOperator(number, pin):
            await RecordDevice(PinAccepted(number, await Now()))
            return True
        left = MAX_WRONG_PINS - count_of((await Look()).terminal.wrong_pins, number)
        if left:
            await warn(config, title, text("log_in.wrong"), text("log_in.left", left=left))
    return False


async def test_pin_note(number: str) -> Text | None:
    """Says the number's test PIN as long as it is in force."""
    pin = TEST_PINS.get(number)
    if pin is None or not await CheckOperator(number, pin):
        return None
    return text("log_in.test_pin", operator=number, pin=pin)


def pin_dialogue(title: Text, label: Text, note: Text | None = None) -> EnterDigits:
    """The question for an operator's PIN."""
    return EnterDigits(title, label, SHORTEST_PIN, LONGEST_PIN, hidden=True, note=note)


async def _is_locked(config: Config, title: Text, number: str) -> bool:
    """Says until when, and the way out."""
    until = locked_until((await Look()).terminal.wrong_pins, number, await Now())
    if until is None:
        return False
    way_out = "log_in.wait" if number == ADMINISTRATOR else "log_in.unlock"
    locked = text("log_in.locked", operator=number, at=f"{until:%H:%M:%S}")
    await warn(config, title, locked, text(way_out))
    return True
