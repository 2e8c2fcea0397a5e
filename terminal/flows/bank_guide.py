"""Signing with the bank's help (BANK): a guided screen, step by step, until the bank confirms.

As support by telephone (814), with the bank's own agent: call, compare, type the code, sign; then
the bank is asked (810) until it says that it has the signature.
"""

from __future__ import annotations

from terminal.config import Config
from terminal.dialogues.notice import Confirm
from terminal.effects import Ask
from terminal.entry import Entry
from terminal.faults import HostFault
from terminal.flows.exchange import Denied, ask_privately
from terminal.flows.recover import recover
from terminal.flows.resign import offer_slip, sign_once
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.support import ask_code, let_in, pick_open
from terminal.flows.told import tell, warn, working
from terminal.flows.upload import upload
from terminal.messages import Text, plain, text
from terminal.screen import Screen, Tone
from terminal.states import Signature
from wire.resign_messages import (
    STATUS,
    CodeAnswer,
    CodeQuestion,
    Original,
    Status,
    StatusAnswer,
    StatusQuery,
)

ROUNDS = 20
"""How often one step is tried again at most: a call lasts no longer."""


async def sign_with_the_bank(config: Config) -> None:
    """Four steps and the bank's word; CANCEL leaves at any of them, and nothing is lost."""
    title = text("guide.again")
    if not await recover(config) or not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    entry = await pick_open(config, "guide.again")
    if entry is None or not await _called(config, entry):
        return
    known = await _compared(config, entry)
    if known is None:
        return
    code = text("guide.code")
    route = await let_in(config, text("guide.title", step=3), entry, known, code)
    if route is None:
        return
    await tell(config, text("guide.title", step=4), text("guide.sign"))
    entry = await sign_once(config, entry, route)
    if entry.signature in {Signature.SIGNED, Signature.UPLOADED}:
        await _until_confirmed(config, entry)


async def _called(config: Config, entry: Entry) -> bool:
    """Step 1: what the bank will ask for stands on the screen."""
    lines = (
        text("guide.call"),
        plain(f"{entry.started_at:%Y-%m-%d %H:%M}"),
        text("guide.amount", amount=config.currency.show(entry.amount_minor)),
        text("detail.card", card=entry.pan.masked),
        text("guide.merchant", merchant=config.merchant_id),
        text("backup.terminal", terminal=config.terminal_id),
    )
    return await _goes_on(config, Screen(text("guide.title", step=1), lines=lines), "guide.found")


async def _compared(config: Config, entry: Entry) -> CodeAnswer | None:
    """Step 2: the same challenge here and at the bank, so both mean the same transaction."""
    title = text("guide.title", step=2)
    for _ in range(ROUNDS):
        question = CodeQuestion(entry.key.batch, entry.key.trace)
        known = await ask_code(config, text("guide.again"), question)
        if not isinstance(known, Text):
            big = plain(known.challenge or "")
            shown = Screen(title, big=big, lines=(text("guide.compare"),))
            return known if await _goes_on(config, shown, "guide.same") else None
        why = text("guide.none") if known.id == "support.none" else known
        if not await _goes_on(config, Screen(title, lines=(why,), tone=Tone.BAD), "guide.retry"):
            return None
    return None


async def _until_confirmed(config: Config, entry: Entry) -> None:
    """The bank says that it has the signature; as long as it does not, the screen stays."""
    for _ in range(ROUNDS):
        if entry.signature is Signature.SIGNED:
            entry = await upload(config, entry)
        status = await _status(config, entry)
        if status is not None and status.signature == "SIGNED" and status.at is not None:
            at = text("resign.stored", at=f"{status.at:%H:%M:%S}")
            title = text("guide.confirmed")
            await tell(config, title, at, text("resign.paid"), tone=Tone.GOOD)
            await offer_slip(config, entry)
            return
        waiting = Screen(text("guide.not_yet"), lines=(text("sign.kept"),), tone=Tone.ATTENTION)
        if not await _goes_on(config, waiting, "guide.retry"):
            return


async def _status(config: Config, entry: Entry) -> Status | None:
    await working(text("guide.again"), text("status.wait"))
    query = StatusQuery((Original(entry.key.batch, entry.key.trace),))
    try:
        answer = await ask_privately(config, STATUS, query, StatusAnswer)
    except HostFault:
        return None
    return None if isinstance(answer, Denied) or not answer.status else answer.status[0]


async def _goes_on(config: Config, shown: Screen, hint: str) -> bool:
    """ENTER goes on; CANCEL, or nobody, leaves the guide."""
    lines = (*shown.lines, text(hint))
    screen = Screen(
        shown.title, big=shown.big, lines=lines, hint=text("hint.enter_cancel"), tone=shown.tone
    )
    return await Ask(Confirm(screen), within_s=config.waits.reload_s) is True
