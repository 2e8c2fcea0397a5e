"""冲正: undoing a transaction whose outcome nobody knows, until the bank has answered it."""

from __future__ import annotations

from terminal import host, host_answers
from terminal.config import Config
from terminal.effects import HasWorkingKeys, Look, Now, Record
from terminal.entry import VOID, Entry
from terminal.events import ReversalDone, ReversalDue, ReversalTried
from terminal.faults import HostFault, HostTrouble
from terminal.flows.exchange import ask_bank, sealed
from terminal.flows.sign_on import sign_on
from terminal.flows.told import working
from terminal.messages import plain, text

SIGN_ON_CODES = frozenset({"77", "99", "A0"})
"""The bank advises to sign on again (1.5, 1.8)."""


async def reversal_due(entry: Entry, reason: str) -> Entry:
    """Put the transaction down for reversal: the one way out of an unknown outcome."""
    return await Record(ReversalDue(entry.key, reason, await Now()))


async def reverse_outstanding(config: Config) -> bool:
    """Try the outstanding reversal, if any; True when none is left."""
    book = await Look()
    if book.reversal_due is None:
        return True
    return await reverse(config, book[book.reversal_due])


async def reverse(config: Config, entry: Entry) -> bool:
    """Send 0400 up to the configured number of times; it stays due until the bank has answered."""
    if not await HasWorkingKeys() and not await sign_on(config, quiet=True):
        return False
    await working(
        text("reversal.title"),
        text("void.will_reverse" if entry.kind == VOID else "sale.will_reverse"),
        big=plain(config.currency.screen(entry.amount_minor)),
    )
    for _ in range(config.reversal_tries):
        request = host.reversal_request(config, entry)
        try:
            answer = host_answers.read_answer(
                await ask_bank(config, request, await sealed(request))
            )
        except HostFault as fault:
            entry = await _tried(entry, _reason_after(fault, entry))
            if fault.trouble is HostTrouble.NOT_SENT:
                return False
            continue
        if answer.code in host_answers.REVERSAL_DONE_CODES:
            await Record(ReversalDone(entry.key, answer.code, await Now()))
            return True
        entry = await _tried(entry, entry.reversal_reason)
        if answer.code in SIGN_ON_CODES and not await sign_on(config, quiet=True):
            return False
    return False


async def _tried(entry: Entry, reason: str) -> Entry:
    return await Record(ReversalTried(entry.key, reason, await Now()))


def _reason_after(fault: HostFault, entry: Entry) -> str:
    """1.9: 98 when the reversal itself got no answer; a bad MAC is A0."""
    match fault.trouble:
        case HostTrouble.WRONG_MAC:
            return host.REASON_BAD_MAC
        case HostTrouble.NOT_SENT:
            return entry.reversal_reason
        case _:
            return host.REASON_NO_ANSWER
