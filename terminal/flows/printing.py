"""Slips out of the printer: faults are shown, reloads awaited, and nothing comes out twice."""

from __future__ import annotations

from receipts.slip import Document
from terminal.config import Config
from terminal.dialogues.notice import Confirm, notice
from terminal.effects import AbandonPrinting, Ask, FinishPrinting, Print
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.flows.told import warn, working
from terminal.messages import text
from terminal.screen import Screen, Tone

MAX_RELOADS = 10
"""After so many rounds the printer is broken, not empty."""

_WHAT_TO_DO = {
    PrinterTrouble.NO_PAPER: "print.reload",
    PrinterTrouble.COVER_OPEN: "print.close",
    PrinterTrouble.CABLE: "print.plug",
}


async def print_copies(config: Config, documents: tuple[Document, ...]) -> int:
    """Print one copy after the other; return how many came out whole."""
    for place, document in enumerate(documents):
        if place:
            tear = notice(text("print.title"), text("print.tear"))
            await Ask(tear, within_s=config.waits.tear_s)
        await working(text("print.title"), text("print.wait"))
        if not await _print(config, document):
            return place
    return len(documents)


async def _print(config: Config, document: Document) -> bool:
    effect: Print | FinishPrinting = Print(document)
    for tried in range(MAX_RELOADS):
        try:
            await effect
            return True
        except PrinterFault as fault:
            met = fault
        if met.came_out is CameOut.UNKNOWN:
            return await _came_out_whole(config, met)
        if not await _put_right(config, met, again=tried > 0):
            await AbandonPrinting()
            return False
        effect = FinishPrinting()
    await AbandonPrinting()
    await warn(config, text("print.failed"), text("print.unknown"))
    return False


async def _came_out_whole(config: Config, fault: PrinterFault) -> bool:
    """Nobody but the person at the printer can know; who does not say yes may reprint it."""
    await AbandonPrinting()
    screen = Screen(
        text(f"trouble.{fault.trouble}"),
        lines=(text("print.whole"), text("print.yes_no")),
        tone=Tone.BAD,
    )
    if await Ask(Confirm(screen), within_s=config.waits.reload_s) is True:
        return True
    await warn(config, text("print.failed"), text("print.unknown"))
    return False


async def _put_right(config: Config, fault: PrinterFault, *, again: bool) -> bool:
    """'Reload and press ENTER'; False when the cashier gives up or nobody comes.

    Where the same has not helped before, the driver's own words say more.
    """
    more = (fault.detail,) if again and fault.detail else ()
    screen = Screen(
        text(f"trouble.{fault.trouble}"),
        lines=(
            text(_WHAT_TO_DO.get(fault.trouble, "print.retry")),
            *more,
            text("print.skip"),
        ),
        tone=Tone.BAD,
    )
    return await Ask(Confirm(screen), within_s=config.waits.reload_s) is True
