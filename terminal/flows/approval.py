"""What every transaction has that the bank approves: the question, the signature, the slips."""

from __future__ import annotations

from terminal import host, host_answers
from terminal.config import Config, UploadMode
from terminal.effects import Look, Now, Record
from terminal.entry import VOID, Entry, HostAnswer, Route
from terminal.events import Approved, Declined, Intended, Signed, SlipsDone, Voided
from terminal.faults import HostFault, HostTrouble
from terminal.flows.automatic import complete_by_itself
from terminal.flows.electronic_slip import slip_without_paper
from terminal.flows.exchange import ask_bank, sealed
from terminal.flows.news import take_news
from terminal.flows.pad_or_phone import obtain_signature
from terminal.flows.printing import print_copies
from terminal.flows.recover import recover
from terminal.flows.reversal import SIGN_ON_CODES, reversal_due, reverse
from terminal.flows.sign_on import sign_on, sign_on_when_due
from terminal.flows.signature import Collected
from terminal.flows.told import tell, warn, working
from terminal.flows.upload import upload_outbox
from terminal.messages import Text, both, plain, text
from terminal.screen import Tone
from terminal.slips import sale_copies
from terminal.states import Signature, SlipState
from wire import response_codes
from wire.iso8583 import Message


async def ready(config: Config, title: Text) -> bool:
    """Nothing outstanding, signed on, room for one more signature; else says what is in the way."""
    if not await recover(config):
        await warn(config, title, text("reversal.blocked"), text("sale.reversal_kept"))
        return False
    if not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return False
    if not await room_for_a_signature(config):
        await warn(config, title, text("sale.store_full"))
        return False
    return True


async def room_for_a_signature(config: Config) -> bool:
    """A full store of unsent signatures is sent first; still full, there is no selling."""
    limit = config.signature.store_size
    if (await Look()).outbox_count >= limit:
        await upload_outbox(config)
    return (await Look()).outbox_count < limit


async def ask_approval(config: Config, title: Text, request: Message, intended: Intended) -> Entry:
    """Record, send, record the outcome, only then show it (reliability.md, protocol rule 1)."""
    encoded = await sealed(request)
    entry = await Record(intended, secret=encoded)
    await working(title, text("sale.wait"), big=_shown(config, entry))
    try:
        answer = host_answers.read_answer(await ask_bank(config, request, encoded))
    except HostFault as fault:
        return await _no_outcome(config, title, entry, fault)
    if not host_answers.is_approval(answer.code):
        return await _declined(config, entry, answer)
    entry = await Record(Approved(entry.key, answer, await Now()))
    if entry.original is not None:
        await Record(Voided(entry.original, entry.key, await Now()))
    return entry


def is_approved(entry: Entry) -> bool:
    """Whether the bank said yes to it."""
    return entry.answer is not None and host_answers.is_approval(entry.answer.code)


async def complete(config: Config, entry: Entry) -> Entry:
    """Signature, slips and the last word; then what earlier transactions left to be sent."""
    entry = await sign_and_print(config, entry)
    await report(config, entry)
    # 1.9: after the answer go the signatures of earlier transactions; its own waits for the next.
    await upload_outbox(config, but=None if _goes_at_once(config, entry) else entry.key)
    await take_news(config)
    return entry


async def sign_and_print(config: Config, entry: Entry) -> Entry:
    """The signature, then the slips; a forgotten signature and the slips are one commit."""
    collected: Collected | None = None
    if entry.signature is Signature.UNSIGNED:
        completed = await complete_by_itself(config, entry)
        if isinstance(completed, Entry):
            entry = completed
        elif completed is not None:
            collected = completed
        else:
            entry, collected = await obtain_signature(config, entry, Route.SALE)
        if collected and collected.image:
            entry = await Record(Signed(entry.key, collected.attempt, collected.image))
    documents = sale_copies(config, entry, collected.picture if collected else None)
    printed = await print_copies(config, documents)
    whole = printed == len(documents)
    forgotten = collected.attempt if collected and not collected.image else None
    slip = SlipState.PRINTED if whole else await slip_without_paper(config, entry)
    return await Record(SlipsDone(entry.key, slip, printed, await Now(), forgotten))


async def report(config: Config, entry: Entry) -> None:
    """The last word on the screen: approved, what became of the signature, and a missing slip."""
    lines: tuple[Text, ...] = (_shown(config, entry),)
    match entry.signature:
        case Signature.UNSIGNED if entry.original is not None:
            lines = (*lines, text("sign.open"))
        case Signature.UNSIGNED:
            lines = (*lines, text("sign.open"), text("sign.payout_held"))
        case Signature.SIGNED if _goes_at_once(config, entry):
            lines = (*lines, text("resign.uploading"))
        case Signature.SIGNED:
            lines = (*lines, text("sign.done"), text("sign.kept"))
        case Signature.UPLOADED:
            signed = entry.effective_attempt
            is_automatic = signed is not None and signed.route is Route.AUTO
            lines = (*lines, text("auto.signed" if is_automatic else "sign.done"))
        case Signature.WAIVED:
            lines = (*lines, text("auto.waived"))
        case _:
            pass
    title = text("void.approved" if entry.kind == VOID else "sale.approved")
    if entry.slip is SlipState.PRINT_FAILED:
        missing = (text("print.failed"), text("print.again"))
        await warn(config, title, *lines, *missing, tone=Tone.ATTENTION)
        return
    tone = Tone.ATTENTION if entry.signature is Signature.UNSIGNED else Tone.GOOD
    await tell(config, title, *lines, tone=tone)


def _goes_at_once(config: Config, entry: Entry) -> bool:
    """What is charged in place of another is not over before its signature is there."""
    return config.signature.upload is UploadMode.AT_ONCE or entry.redo_of is not None


async def _no_outcome(config: Config, title: Text, entry: Entry, fault: HostFault) -> Entry:
    why = text(f"host.{fault.trouble}")
    if fault.trouble is HostTrouble.NOT_SENT:
        entry = await Record(Declined(entry.key, HostAnswer(code=""), await Now()))
        lines = (why, text("sale.not_sent"), text("line.check"))
        await warn(config, text("sale.declined"), *lines)
        return entry
    bad_mac = fault.trouble is HostTrouble.WRONG_MAC
    reason = host.REASON_BAD_MAC if bad_mac else host.REASON_NO_ANSWER
    entry = await reversal_due(entry, reason)
    reversed_now = await reverse(config, entry)
    became = text("sale.reversed") if reversed_now else text("sale.reversal_kept")
    await warn(config, title, why, became)
    return (await Look())[entry.key]


async def _declined(config: Config, entry: Entry, answer: HostAnswer) -> Entry:
    entry = await Record(Declined(entry.key, answer, await Now()))
    meaning = response_codes.lookup(answer.code)
    await warn(
        config,
        text("sale.declined"),
        both(meaning.zh, meaning.en),
        text("sale.code", code=answer.code),
    )
    if answer.code in SIGN_ON_CODES:
        await sign_on(config)
    return entry


def _shown(config: Config, entry: Entry) -> Text:
    return plain(config.currency.screen(entry.amount_minor))
