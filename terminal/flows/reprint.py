"""重打印: a slip once more, marked as a duplicate, with the signature as it stands now."""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.pick import PickEntry
from terminal.effects import Ask, Look, Now, Record
from terminal.entry import Entry
from terminal.events import Reprinted
from terminal.flows.printing import print_copies
from terminal.flows.told import nothing_to_do, tell
from terminal.journal import Book
from terminal.messages import text
from terminal.screen import Tone
from terminal.slips import duplicates
from terminal.states import Payment


async def reprint_last(config: Config) -> None:
    """The newest transaction that has a slip."""
    entries = printable(await Look())
    if not entries:
        await nothing_to_do(config, "print.title", "print.nothing")
        return
    await reprint(config, entries[0])


async def reprint_any(config: Config) -> None:
    """A transaction picked from the list."""
    entries = printable(await Look())
    if not entries:
        await nothing_to_do(config, "print.title", "print.nothing")
        return
    chosen = await Ask(PickEntry(text("list.title"), entries), within_s=config.waits.ask_s)
    if not isinstance(chosen, NoAnswer):
        await reprint(config, (await Look())[chosen])


async def reprint(config: Config, entry: Entry) -> None:
    """A merchant copy marked 重打印凭证/DUPLICATED; of slips that failed, what is missing.

    That counts once all of it is out: until then a reprint brings all of it again.
    """
    documents = duplicates(config, entry)
    if await print_copies(config, documents) < len(documents):
        return
    operator = (await Look()).terminal.operator or config.operator_at_power_on
    for _ in documents:
        await Record(Reprinted(entry.key, operator, await Now()))
    await tell(config, text("print.title"), text("print.done"), tone=Tone.GOOD)


def printable(book: Book) -> tuple[Entry, ...]:
    """Newest first."""
    return tuple(entry for entry in book.newest() if has_slip(entry))


def has_slip(entry: Entry) -> bool:
    """What was approved once has one."""
    without = {Payment.AUTHORISING, Payment.DECLINED, Payment.REVERSAL_DUE, Payment.REVERSED}
    return entry.payment not in without
