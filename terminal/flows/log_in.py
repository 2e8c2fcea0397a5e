"""Operator log-in: number, then PIN; the secure element knows whether they belong together."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.digits import EnterDigits
from terminal.effects import Ask, CheckOperator, Now, RecordDevice
from terminal.events import LoggedIn
from terminal.flows.told import tell, warn
from terminal.messages import text
from terminal.screen import Tone


async def log_in(config: Config) -> bool:
    """True when an operator took over; False when the person left it."""
    title = text("log_in.title")
    number = await Ask(EnterDigits(title, text("log_in.number"), 2, 2), within_s=config.waits.ask_s)
    if isinstance(number, NoAnswer):
        return False
    pin = await Ask(
        EnterDigits(title, text("log_in.pin"), 4, 8, hidden=True), within_s=config.waits.ask_s
    )
    if isinstance(pin, NoAnswer):
        return False
    if not await CheckOperator(number, pin):
        await warn(config, title, text("log_in.wrong"))
        return False
    await RecordDevice(LoggedIn(number, await Now()))
    await tell(config, title, text("log_in.done", operator=number), tone=Tone.GOOD)
    return True
