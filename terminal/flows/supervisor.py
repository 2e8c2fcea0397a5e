"""The door a supervisor opens: what an operator alone may not do, another lets him do once."""

from __future__ import annotations

from terminal.config import Config
from terminal.effects import Now, RecordDevice
from terminal.entry import Entry
from terminal.events import Overridden
from terminal.flows.operator_pin import identified, on_duty
from terminal.flows.told import warn
from terminal.messages import text
from terminal.operators import Deed, may, role_of, who_may


async def supervisor_agrees(config: Config, deed: Deed) -> bool:
    """Whether the operator on duty may do it, or somebody who may has agreed on the spot."""
    return await agreed_by(config, deed) is not None


async def agreed_by(config: Config, deed: Deed) -> str | None:
    """The number of whoever stands for the deed; None, and it was said, where nobody does.

    An override is in the journal, with who, for whom and what, before the deed begins.
    """
    operator = await on_duty(config)
    if may(operator, deed):
        return operator
    called = who_may(deed)
    role = role_of(called)
    title = text(f"override.{role}")
    label = text("override.number", operator=called)
    number = await identified(config, title, label, expected=called)
    if number is None:
        return None
    if not may(number, deed):
        await warn(config, title, text("override.may_not", operator=number))
        return None
    await RecordDevice(Overridden(number, operator, deed, await Now()))
    return number


async def may_resign(config: Config, entry: Entry) -> bool:
    """Whose sale it is has it signed; for another's the supervisor agrees."""
    if entry.operator == await on_duty(config):
        return True
    return await supervisor_agrees(config, Deed.SIGN_FOR_OTHERS)


async def may_sell(config: Config) -> bool:
    """Who keeps the terminal's operators takes no money with it; a cashier logs in for that."""
    operator = await on_duty(config)
    if may(operator, Deed.SELL):
        return True
    lines = (text("override.may_not", operator=operator), text("override.cashier"))
    await warn(config, text("sale.title"), *lines)
    return False
