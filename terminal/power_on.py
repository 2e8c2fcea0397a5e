"""Power-on: self-test, recovery from the journal, the operator, the bank; then idle for ever."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

from terminal.config import Config
from terminal.dialogues.notice import Notice
from terminal.effects import (
    Ask,
    CheckPrinter,
    HasWorkingKeys,
    IsEndNoted,
    Look,
    Now,
    RecordDevice,
    Show,
)
from terminal.events import LoggedIn, TakenUpUnnoted
from terminal.faults import PrinterFault
from terminal.flows.log_in import log_in
from terminal.flows.news import take_news_since
from terminal.flows.practised import practised
from terminal.flows.retention import erase_old_handwriting
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.taken_up import take_up
from terminal.flows.told import warn
from terminal.flows.training import training_for_ever
from terminal.idle import act, idle
from terminal.messages import Text, plain, text
from terminal.parameters import in_force
from terminal.screen import Screen, Tone


async def firmware(config: Config) -> NoReturn:
    """The whole life of a terminal between power on and power off."""
    await self_test(config)
    config = in_force(config, (await Look()).terminal.parameters)
    await end_of_the_journal(config)
    await take_up(config)
    await erase_old_handwriting(config)
    await operator_present(config)
    known = replace((await Look()).terminal, has_news=False, has_push=False)
    await sign_on_when_due(config)
    await take_news_since(config, known)
    while True:
        await idle(in_force(config, (await Look()).terminal.parameters))


async def training_firmware(config: Config) -> NoReturn:
    """The life of a terminal that was started to practise on, every screen of it marked."""
    await practised(self_test(config))
    await practised(take_up(config))
    await training_for_ever(config, act)


async def self_test(config: Config) -> None:
    """Look at each part and show how it is; a printer in trouble stops nobody from selling."""
    await Show(Screen(text("power_on.title")))  # a printer that is not there takes seconds
    book = await Look()
    lines: list[Text] = [
        text("power_on.journal", state=text("state.entries", count=len(book))),
        text(
            "power_on.element",
            state=text("state.ok" if await HasWorkingKeys() else "state.no_keys"),
        ),
    ]
    trouble = await _printer_trouble()
    lines.append(text("power_on.printer", state=trouble or text("state.ok")))
    lines.append(plain(f"{config.terminal_id}  {config.merchant_id}"))
    await Show(Screen(text("power_on.title"), lines=tuple(lines)))


async def _printer_trouble() -> Text | None:
    try:
        await CheckPrinter()
    except PrinterFault as fault:
        return text(f"trouble.{fault.trouble}")
    return None


async def end_of_the_journal(config: Config) -> None:
    """Where it may be an older one that was put back: say so, in the journal and on the screen.

    The sign-on that must follow gives it a new batch if the bank has seen its next numbers.
    """
    if await IsEndNoted():
        return
    await RecordDevice(TakenUpUnnoted(await Now()))
    lines = (text("unnoted.missing"), text("unnoted.lost"), text("unnoted.compare"))
    await warn(config, text("unnoted.title"), *lines, tone=Tone.ATTENTION)


async def operator_present(config: Config) -> None:
    """Somebody must be logged in; a terminal may be set to begin with one operator."""
    if config.operator_at_power_on:
        book = await Look()
        if not book.terminal.operator:
            await RecordDevice(LoggedIn(config.operator_at_power_on, await Now()))
        return
    while not await log_in(config):
        pass


async def out_of_service(sentence: Text) -> NoReturn:
    """A terminal that must not sell says what is broken and what to do, and nothing else."""
    screen = Screen(text("out_of_service.title"), lines=(sentence,), tone=Tone.BAD)
    while True:
        await Ask(Notice(screen))
