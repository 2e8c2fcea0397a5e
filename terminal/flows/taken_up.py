"""Taking up what a power cut left half-way, and telling whoever stands there what holds now."""

from __future__ import annotations

from dataclasses import dataclass

from terminal.config import Config
from terminal.dialogues.notice import notice
from terminal.effects import Ask, Look
from terminal.entry import VOID, Entry, EntryKey
from terminal.flows.recover import recover, slips_were_cut
from terminal.flows.refused import named
from terminal.flows.told import warn
from terminal.journal import Book
from terminal.lately import taken_back
from terminal.messages import Text, plain, text
from terminal.screen import Tone
from terminal.states import Payment


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What the journal holds half-way when the power comes: keys, and 0 for no batch."""

    undone: EntryKey | None
    unprinted: EntryKey | None
    batch: int


async def take_up(config: Config) -> None:
    """Recover at power-on; each thing that was under way is told by its name.

    An approved one is told before its slips are written off, and a reversed one as long as it is
    the newest: a second cut loses neither notice. The rest stands on the idle screen (lately.py).
    """
    book = await Look()
    left = left_open(book)
    if left.unprinted is not None:
        await _tell(config, book[left.unprinted], *_approved(book[left.unprinted]))
    await recover(config)
    book = await Look()
    last = taken_back(book)
    if left.undone is not None:
        await _tell(config, book[left.undone], *_taken_back(book[left.undone], "cut.undone"))
    elif last is not None:
        await _tell(config, last, *_taken_back(last, "cut.was_undone"))
    if left.batch and not book.to_be_settled() and book.terminal.closed_batch == left.batch:
        lines = (text("sign_on.batch", batch=f"{left.batch:06d}"), text("settle.done"))
        await warn(config, text("cut.settled"), *lines, text("print.report"), tone=Tone.GOOD)


def left_open(book: Book) -> LeftOpen:
    """What recovery is about to put right."""
    pending, last, closing = book.pending, book.last, book.terminal.closing
    batch = closing.batch if closing is not None else 0
    return LeftOpen(
        pending.key if pending is not None else book.reversal_due,
        last.key if last is not None and slips_were_cut(last) else None,
        batch or (book.terminal.closed_batch if book.to_be_settled() else 0),
    )


def _approved(entry: Entry) -> tuple[Text, ...]:
    """Whoever stands there has seen no "approved", and would charge, or void, again."""
    is_void = entry.kind == VOID
    holds = text("void.approved" if is_void else "cut.approved")
    open_ = (text("sign.open"),) if entry.is_open else ()
    title = text("cut.void_title" if is_void else "cut.title")
    return (title, holds, *open_, text("print.again"))


def _taken_back(entry: Entry, title: str) -> tuple[Text, ...]:
    """The reversal is through, or it waits and stands in the way of the next transaction."""
    if entry.payment is not Payment.REVERSED:
        return (text("cut.due"), text("sale.reversal_kept"))
    if entry.kind == VOID:
        return (text(title), text("cut.stands"))
    return (text(title), text("sale.reversed"), text("cut.again"))


async def _tell(config: Config, entry: Entry, title: Text, *lines: Text) -> None:
    amount = plain(config.currency.screen(entry.amount_minor))
    told = notice(title, named(entry), *lines, tone=Tone.ATTENTION, big=amount)
    await Ask(told, within_s=config.waits.error_s)
