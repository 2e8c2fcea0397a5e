"""结算: the unsigned list first, then signatures, totals, the report; the batch is over."""

from __future__ import annotations

from receipts.settlement import SettlementReport, settlement_slip
from terminal.config import Config
from terminal.dialogues.notice import Confirm
from terminal.dialogues.overview import Overview
from terminal.effects import Ask, Look, Now, RecordDevice
from terminal.events import Closing
from terminal.flows.approval import ready
from terminal.flows.closing import resume_settlement
from terminal.flows.printing import print_copies
from terminal.flows.reports import checked_before_settling
from terminal.flows.supervisor import supervisor_agrees
from terminal.flows.told import nothing_to_do, tell, warn
from terminal.flows.upload import upload_outbox
from terminal.messages import plain, text
from terminal.operators import Deed
from terminal.screen import Screen, Tone
from terminal.slips import unsigned_line
from terminal.totals import totals_of


async def settle(config: Config) -> None:
    """Close the batch at the bank; CANCEL is possible until its totals are frozen."""
    title = text("settle.title")
    if not await ready(config, title):
        return
    await upload_outbox(config)
    waiting = (await Look()).outbox_count
    if waiting:  # once the batch is closed the bank takes none of them
        await warn(config, title, text("settle.not_sent", count=waiting), text("line.check"))
        return
    if not await checked_before_settling(config):
        return
    if not await _unsigned_accepted(config) or not await _confirmed(config):
        return
    if not await supervisor_agrees(config, Deed.SETTLE):
        return
    terminal = (await Look()).terminal
    await RecordDevice(Closing(terminal.batch, terminal.next_trace, await Now()))
    await resume_settlement(config)
    if (await Look()).terminal.closed_batch != terminal.batch:
        return
    await tell(config, title, text("settle.done"), tone=Tone.GOOD)
    await print_report(config)


async def print_report(config: Config) -> None:
    """The report of the batch that was closed last, now or once more."""
    book = await Look()
    batch = book.terminal.closed_batch
    if not batch:
        await nothing_to_do(config, "settle.title", "settle.never")
        return
    entries = book.in_batch(batch)
    totals = totals_of(entries)
    report = SettlementReport(
        merchant_name=config.merchant_name,
        merchant_id=config.merchant_id,
        terminal_id=config.terminal_id,
        operator=book.terminal.operator or config.operator_at_power_on,
        batch=f"{batch:06d}",
        at=await Now(),
        domestic=totals.domestic,
        foreign=totals.foreign,
        unsigned=tuple(unsigned_line(entry) for entry in entries if entry.was_settled_unsigned),
        currency=config.currency.letters,
        decimals=config.currency.decimals,
    )
    if not await print_copies(config, (settlement_slip(report, config.slip_language),)):
        await warn(config, text("settle.title"), text("print.failed"), text("print.report"))


async def _unsigned_accepted(config: Config) -> bool:
    """'N unsigned' and the list of them; False where the cashier goes and has them signed."""
    unsigned = (await Look()).unsigned()
    if not unsigned:
        return True
    lines = (text("settle.unsigned", count=len(unsigned)), *map(text, AFTERWARDS))
    screen = Screen(
        text("settle.title"), lines=lines, hint=text("hint.enter_cancel"), tone=Tone.ATTENTION
    )
    if await Ask(Confirm(screen), within_s=config.waits.ask_s) is not True:
        return False
    listed = Overview(text("list.unsigned"), tuple(unsigned), text("hint.totals"))
    return await Ask(listed, within_s=config.waits.ask_s) is True


AFTERWARDS = ("settle.afterwards.1", "settle.afterwards.2")


async def _confirmed(config: Config) -> bool:
    book = await Look()
    totals = totals_of(book.in_batch(book.terminal.batch))
    halves = (totals.domestic, totals.foreign)
    sold = sum(half.debit_minor for half in halves)
    undone = sum(half.credit_minor for half in halves)
    screen = Screen(
        text("settle.confirm"),
        big=plain(config.currency.screen(sold - undone)),
        lines=(
            text("settle.sales", count=sum(half.debit_count for half in halves)),
            text("settle.voids", count=sum(half.credit_count for half in halves)),
        ),
        hint=text("hint.yes_no"),
    )
    return await Ask(Confirm(screen), within_s=config.waits.ask_s) is True
