"""电子凭证: the slip on the cardholder's phone, where no paper came out or none is wanted (817)."""

from __future__ import annotations

from dataclasses import replace

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.notice import Confirm
from terminal.dialogues.pick import PickEntry
from terminal.effects import Ask, Look, Now, Record
from terminal.entry import Entry
from terminal.events import SlipSent
from terminal.faults import HostFault
from terminal.flows.denied import why_denied
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.recover import recover
from terminal.flows.reprint import printable
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.told import nothing_to_do, tell, warn, working
from terminal.messages import plain, text
from terminal.screen import Screen, Tone
from terminal.states import SLIP_CHANGES, SlipState
from wire.resign_messages import SEND_SLIP, LinkAnswer, SlipQuestion

ANSWER_S = 5
"""Who gave up on paper waits no longer for an offer; the slip can be sent later from the menu."""


async def slip_without_paper(config: Config, entry: Entry) -> SlipState:
    """What becomes of a slip that did not print: sent, or failed and to be printed again.

    The bank is asked first: what it has no page for is not offered.
    """
    waits = replace(config.waits, host_s=min(ANSWER_S, config.waits.host_s))
    link = await _link(replace(config, waits=waits), entry)
    if not isinstance(link, LinkAnswer):
        return SlipState.PRINT_FAILED
    question = Screen(
        text("eslip.title"),
        big=plain(config.currency.screen(entry.amount_minor)),
        lines=(text("print.failed"), text("eslip.offer")),
        hint=text("hint.yes_no"),
        tone=Tone.ATTENTION,
    )
    if await Ask(Confirm(question), within_s=config.waits.ask_s) is not True:
        return SlipState.PRINT_FAILED
    return SlipState.SENT if await _scanned(config, link) else SlipState.PRINT_FAILED


async def send_slip(config: Config) -> None:
    """Any transaction's slip, picked from the list; one that never came out counts as sent then."""
    title = text("eslip.title")
    if not await recover(config) or not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    entries = printable(await Look())
    if not entries:
        await nothing_to_do(config, "eslip.title", "print.nothing")
        return
    chosen = await Ask(PickEntry(title, entries), within_s=config.waits.ask_s)
    if isinstance(chosen, NoAnswer):
        return
    book = await Look()
    entry = book[chosen]
    if not await _sent(config, entry):
        return
    if SlipState.SENT in SLIP_CHANGES[entry.slip]:
        operator = book.terminal.operator or config.operator_at_power_on
        await Record(SlipSent(entry.key, operator, await Now()))
    await tell(config, title, text("eslip.sent"), tone=Tone.GOOD)


async def _sent(config: Config, entry: Entry) -> bool:
    """Show the address as a code, or say why there is none."""
    link = await _link(config, entry)
    title = text("eslip.title")
    match link:
        case HostFault(trouble=trouble):
            await warn(config, title, text(f"host.{trouble}"), text("line.check"))
            return False
        case Denied(code):
            await warn(config, title, text("eslip.refused"), *why_denied(code))
            return False
    return await _scanned(config, link)


async def _link(config: Config, entry: Entry) -> LinkAnswer | Denied | HostFault:
    """Where the bank has the slip of `entry`."""
    await working(text("eslip.title"), text("status.wait"))
    question = SlipQuestion(entry.key.batch, entry.key.trace)
    try:
        return await ask_privately(config, SEND_SLIP, question, LinkAnswer)
    except HostFault as fault:
        return fault


async def _scanned(config: Config, link: LinkAnswer) -> bool:
    """The address as a code; ENTER says that the cardholder has the slip."""
    screen = Screen(
        text("eslip.title"),
        lines=(text("eslip.scan"), text("eslip.until", until=f"{link.expires_at:%Y-%m-%d}")),
        hint=text("hint.eslip"),
        qr=link.url,
    )
    return await Ask(Confirm(screen), within_s=config.waits.reload_s) is True
