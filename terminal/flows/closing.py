"""The end of a batch, from its frozen totals on: what a power cut leaves half-way is resumed.

Nothing enters the batch after `Closing`, so its totals are the same however often they are sent.
"""

from __future__ import annotations

from terminal import host, host_answers
from terminal.config import Config
from terminal.effects import Exchange, Look, Now, Record, RecordDevice
from terminal.events import Closed, Closing, NotClosed, Settled
from terminal.faults import HostFault
from terminal.flows.exchange import note_announced
from terminal.flows.told import warn, working
from terminal.messages import text
from terminal.totals import totals_of
from wire import iso8583
from wire.errors import MalformedError
from wire.iso8583 import Message

LAST_BATCH = 999_999
NOT_BALANCED = "NOT_BALANCED"


async def resume_settlement(config: Config) -> bool:
    """Finish the settlement that is under way, if any; True when none is left."""
    closing = (await Look()).terminal.closing
    if closing is not None and not await _send(config, closing):
        return False
    for entry in (await Look()).to_be_settled():
        await Record(Settled(entry.key, await Now()))
    return True


async def _send(config: Config, closing: Closing) -> bool:
    """One try; False where nobody knows what the bank did, and it is to be tried again."""
    title = text("settle.title")
    await working(title, text("settle.wait"))
    book = await Look()
    totals = totals_of(book.in_batch(closing.batch))
    operator = book.terminal.operator or config.operator_at_power_on
    request = host.settlement_request(config, closing, totals, operator)
    try:
        heard = await Exchange(
            host.framed(config, iso8583.encode(request)),
            host.answer_key(config, request),
            config.waits.host_s,
        )
    except HostFault as fault:
        await warn(config, title, text(f"host.{fault.trouble}"), text("settle.kept"))
        return False
    await note_announced(heard)
    refusal = _refusal(heard.message)
    if refusal:
        await RecordDevice(NotClosed(closing.batch, refusal, await Now()))
        is_odd = refusal == NOT_BALANCED
        why = text("settle.not_balanced") if is_odd else text("sale.code", code=refusal)
        await warn(config, title, why, text("settle.still_open"))
        return True
    following = closing.batch % LAST_BATCH + 1
    await RecordDevice(Closed(closing.batch, following, await Now()))
    return True


def _refusal(answer: Message) -> str:
    """'' where the batch is closed at the bank."""
    code = answer.text(39)
    if code != host_answers.DONE:
        return code
    try:
        return "" if host_answers.is_balanced(answer) else NOT_BALANCED
    except MalformedError:
        return NOT_BALANCED
