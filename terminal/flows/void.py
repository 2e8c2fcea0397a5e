"""消费撤销: undoing a sale of the open batch, by the list or its voucher number."""

from __future__ import annotations

from terminal import host
from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.browse import Browse
from terminal.dialogues.pick import EntryDetail, PickEntry, entry_detail
from terminal.effects import Ask, Look, Now
from terminal.entry import SALE, VOID, Entry, EntryKey
from terminal.events import Intended
from terminal.flows.approval import ask_approval, complete, is_approved, ready
from terminal.flows.supervisor import supervisor_agrees
from terminal.flows.told import nothing_to_do
from terminal.journal import Book
from terminal.messages import text
from terminal.operators import Deed
from terminal.states import Payment, Signature


async def void(config: Config) -> Entry | None:
    """Pick a sale, confirm, undo it at the bank; None where nothing was asked of the bank."""
    title = text("void.title")
    if not await ready(config, title):
        return None
    sale = await _picked(config)
    if sale is None or not await supervisor_agrees(config, Deed.VOID):
        return None
    book = await Look()
    key = EntryKey(book.terminal.batch, book.terminal.next_trace)
    is_signed_for = sale.signature is not Signature.NOT_REQUIRED
    intended = Intended(
        key,
        VOID,
        sale.amount_minor,
        sale.currency,
        sale.pan,
        sale.expiry,
        host.without_pin(sale.entry_mode),
        book.terminal.operator or config.operator_at_power_on,
        await Now(),
        Signature.UNSIGNED if is_signed_for else Signature.NOT_REQUIRED,
        sale.key,
    )
    entry = await ask_approval(config, title, host.void_request(config, key, sale), intended)
    return await complete(config, entry) if is_approved(entry) else entry


def voidable(book: Book) -> tuple[Entry, ...]:
    """Newest first: the approved sales of the open batch."""
    batch = book.terminal.batch
    return tuple(
        entry
        for entry in book.newest()
        if entry.kind == SALE and entry.key.batch == batch and entry.payment is Payment.APPROVED
    )


async def _picked(config: Config) -> Entry | None:
    entries = voidable(await Look())
    if not entries:
        await nothing_to_do(config, "void.title", "void.nothing")
        return None
    pick = PickEntry(text("void.title"), entries, by="by.voucher")
    browsed = await Ask(Browse(pick, _detail), within_s=config.waits.ask_s)
    return None if isinstance(browsed, NoAnswer) else (await Look())[browsed.entry]


def _detail(sale: Entry) -> EntryDetail:
    return entry_detail(text("void.confirm"), sale, text("hint.yes_no"))
