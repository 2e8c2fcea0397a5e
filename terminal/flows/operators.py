"""Operators: everybody changes the own PIN; the administrator adds, resets and unlocks.

The journal has who did it before the secure element has the PIN: a cut in between leaves the old
PIN, and whoever stands there does it once more.
"""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.digits import EnterDigits
from terminal.effects import Ask, KnowsOperator, Now, RecordDevice, SetOperatorPin
from terminal.events import OperatorChange, OperatorChanged
from terminal.flows.operator_pin import has_proved, on_duty, pin_dialogue
from terminal.flows.supervisor import agreed_by
from terminal.flows.told import tell, warn
from terminal.messages import Text, text
from terminal.operators import Deed
from terminal.screen import Tone


async def change_own_pin(config: Config) -> None:
    """The old PIN, then the new one twice."""
    title = text("pin.title")
    number = await on_duty(config)
    if await has_proved(config, title, number):
        await _set_pin(config, title, number, OperatorChange.PIN_CHANGED, by=number)


async def add_operator(config: Config) -> None:
    """A number nobody has yet, and its first PIN."""
    title = text("operators.add")
    by = await agreed_by(config, Deed.KEEP_OPERATORS)
    number = None if by is None else await _number(config, title)
    if by is None or number is None:
        return
    if await KnowsOperator(number):
        await warn(config, title, text("operators.known", operator=number))
        return
    await _set_pin(config, title, number, OperatorChange.ADDED, by)


async def reset_pin(config: Config) -> None:
    """A new PIN for somebody who forgot his; it ends a lock too."""
    title = text("operators.reset")
    by, number = await _asked_for(config, title)
    if number is not None:
        await _set_pin(config, title, number, OperatorChange.PIN_RESET, by)


async def unlock(config: Config) -> None:
    """Ends the lock of an operator before its time."""
    title = text("operators.unlock")
    by, number = await _asked_for(config, title)
    if number is None:
        return
    await RecordDevice(OperatorChanged(number, OperatorChange.UNLOCKED, by, await Now()))
    await tell(config, title, text("operators.unlocked", operator=number), tone=Tone.GOOD)


async def _asked_for(config: Config, title: Text) -> tuple[str, str | None]:
    """Who agreed, and for which known operator."""
    by = await agreed_by(config, Deed.KEEP_OPERATORS)
    number = None if by is None else await _number(config, title)
    if by is None or number is None:
        return "", None
    if not await KnowsOperator(number):
        await warn(config, title, text("operators.unknown", operator=number))
        return by, None
    return by, number


async def _number(config: Config, title: Text) -> str | None:
    dialogue = EnterDigits(title, text("log_in.number"), 2, 2)
    number = await Ask(dialogue, within_s=config.waits.ask_s)
    return None if isinstance(number, NoAnswer) else number


async def _set_pin(
    config: Config, title: Text, number: str, change: OperatorChange, by: str
) -> None:
    """Ask for the new PIN twice, write down who changes it, and change it."""
    wait_s, is_new = config.waits.ask_s, change is OperatorChange.ADDED
    new = await Ask(pin_dialogue(title, text("pin.new", operator=number)), within_s=wait_s)
    if isinstance(new, NoAnswer):
        return
    again = await Ask(pin_dialogue(title, text("pin.again")), within_s=wait_s)
    if isinstance(again, NoAnswer):
        return
    if new != again:
        nothing_done = text("operators.nobody" if is_new else "pin.unchanged")
        await warn(config, title, text("pin.differ"), nothing_done)
        return
    await RecordDevice(OperatorChanged(number, change, by, await Now()))
    await SetOperatorPin(number, new)
    done = text("operators.added" if is_new else "pin.done", operator=number)
    await tell(config, title, done, tone=Tone.GOOD)
