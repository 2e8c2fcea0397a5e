"""Putting right what a power cut left behind; run at power-on and before every new transaction.

A flow is never resumed: the journal alone says what is to be done (architecture, law 2).
"""

from __future__ import annotations

from terminal import host
from terminal.config import Config
from terminal.effects import Look, Now, Record
from terminal.entry import Attempt, AttemptOutcome, Entry, Route
from terminal.events import SlipsDone, Voided
from terminal.flows.closing import resume_settlement
from terminal.flows.reversal import reversal_due, reverse_outstanding
from terminal.journal import Book
from terminal.states import Payment, Signature, SlipState


async def recover(config: Config) -> bool:
    """Close what stands open; True when no reversal or settlement is outstanding afterwards."""
    book = await Look()
    if book.pending is not None:
        await reversal_due(book.pending, host.REASON_POWER_CUT)
    last = book.last
    if last is not None and _void_was_cut(book, last):
        assert last.original is not None
        await Record(Voided(last.original, last.key, await Now()))
    if last is not None and slips_were_cut(last):
        await _close_slips(config, last)
    if not await reverse_outstanding(config):
        return False
    return await resume_settlement(config)


def _void_was_cut(book: Book, void: Entry) -> bool:
    """The void is approved and its sale does not know it yet."""
    original = book.get(void.original) if void.original else None
    is_open = original is not None and original.payment is Payment.APPROVED
    return is_open and void.payment is Payment.APPROVED


def slips_were_cut(entry: Entry) -> bool:
    """It is approved, and nobody knows what of its slips came out."""
    return entry.payment is Payment.APPROVED and entry.slip is SlipState.NOT_PRINTED


async def _close_slips(config: Config, entry: Entry) -> None:
    """Nobody knows what came out of the printer: PRINT_FAILED, and a reprint is marked as one."""
    now = await Now()
    forgotten = None
    if entry.signature is Signature.UNSIGNED and not entry.tries_by(Route.SALE):
        forgotten = Attempt(
            generation=len(entry.attempts) + 1,
            route=Route.SALE,
            operator=entry.operator,
            device=config.terminal_id,
            at=now,
            delay_s=int((now - entry.started_at).total_seconds()),
            outcome=AttemptOutcome.POWER_CUT,
        )
    await Record(SlipsDone(entry.key, SlipState.PRINT_FAILED, 0, now, forgotten))
