"""消费: amount, card, verification, the bank, signature, slips."""

from __future__ import annotations

from dataclasses import dataclass

from terminal import host, track
from terminal.config import Config, UploadMode
from terminal.dialogue import CardSwiped, Dialogue, NoAnswer
from terminal.dialogues.amount import EnterAmount
from terminal.dialogues.card import KeyedEntry, PresentCard
from terminal.dialogues.digits import EnterDigits
from terminal.dialogues.idle import Begin
from terminal.dialogues.pin import EnteredPin, EnterPin
from terminal.effects import Ask, EncryptPin, Look, Now, Record
from terminal.entry import Entry, EntryKey, HostAnswer, Route
from terminal.events import Approved, Declined, Intended, Signed, SlipsDone
from terminal.faults import CardFault, HostFault, HostTrouble
from terminal.flows.exchange import ask_bank, sealed
from terminal.flows.printing import print_copies
from terminal.flows.recover import recover
from terminal.flows.reversal import SIGN_ON_CODES, reversal_due, reverse
from terminal.flows.sign_on import sign_on, sign_on_when_due
from terminal.flows.signature import Collected, collect_signature
from terminal.flows.status_home import bring_news_home
from terminal.flows.told import tell, warn, working
from terminal.flows.upload import upload_outbox
from terminal.messages import Text, both, plain, text
from terminal.screen import Tone
from terminal.slips import sale_copies
from terminal.states import Signature, SlipState
from wire import response_codes
from wire.pan import Pan

MAX_SWIPES = 4
"""A stripe that fails so often is worn; the cashier asks for another card."""
SALE = "SALE"


@dataclass(frozen=True, slots=True)
class Card:
    """The card as the sale uses it, however it was read."""

    stripe: track.StripeData
    entry_mode: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How the cardholder was verified: a PIN block, a signature owed, or neither."""

    signature: Signature
    pin_block: bytes


class Abandoned:
    """The sale ended before anything left the terminal."""


async def sale(config: Config, begin: Begin) -> Entry | Abandoned:
    """One sale from the first digit to the last slip; returns its entry as the book has it."""
    if not await ready_to_sell(config):
        return Abandoned()
    amount_minor = await ask_amount(config, begin.first_digit)
    if isinstance(amount_minor, NoAnswer):
        return await _left(config, amount_minor)
    card = await ask_card(config, amount_minor, begin.swiped)
    if not isinstance(card, Card):
        return await _left(config, card)
    verified = await verify_cardholder(config, card, amount_minor)
    if isinstance(verified, NoAnswer):
        return await _left(config, verified)
    entry = await authorise(config, amount_minor, card, verified)
    if entry.answer is None or not host.is_approval(entry.answer.code):
        return entry
    entry = await sign_and_print(config, entry)
    await report(config, entry)
    # 1.9: after the answer go the signatures of earlier transactions; its own waits for the next.
    at_once = config.signature.upload is UploadMode.AT_ONCE
    await upload_outbox(config, but=None if at_once else entry.key)
    await bring_news_home(config)
    return entry


async def ready_to_sell(config: Config) -> bool:
    """Nothing outstanding, signed on, room for one more signature; else says what is in the way."""
    title = text("sale.title")
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


async def ask_amount(config: Config, first_digit: str) -> int | NoAnswer:
    """The amount in minor units."""
    dialogue = EnterAmount(text("sale.title"), config.currency, first_digit)
    return await Ask(dialogue, within_s=config.waits.ask_s)


async def ask_card(config: Config, amount_minor: int, swiped: CardSwiped | None) -> Card | NoAnswer:
    """A card that could be read; NoAnswer where the person gave up or every swipe failed."""
    again = False
    for _ in range(MAX_SWIPES):
        if swiped is None:
            shown = config.currency.screen(amount_minor)
            dialogue: Dialogue[CardSwiped | KeyedEntry] = PresentCard(
                text("sale.title"), shown, config.keyed_entry, again
            )
            given = await Ask(dialogue, within_s=config.waits.ask_s)
            if isinstance(given, NoAnswer):
                return given
            if isinstance(given, KeyedEntry):
                return await ask_keyed_card(config, given.first_digit)
            swiped = given
        try:
            return Card(track.read(swiped), "02")
        except CardFault:
            swiped, again = None, True
    await warn(config, text("sale.title"), text("sale.card_unread"))
    return NoAnswer.CANCELLED


async def ask_keyed_card(config: Config, first_digit: str) -> Card | NoAnswer:
    """Card number and expiry from the keypad (F22 01x)."""
    title = text("sale.title")
    number = await Ask(
        EnterDigits(title, text("sale.manual_pan"), 13, 19, digits=first_digit),
        within_s=config.waits.ask_s,
    )
    if isinstance(number, NoAnswer):
        return number
    if not Pan(number).luhn_ok:
        await warn(config, title, text("sale.bad_pan"))
        return NoAnswer.CANCELLED
    expiry = await Ask(
        EnterDigits(title, text("sale.manual_expiry"), 4, 4), within_s=config.waits.ask_s
    )
    if isinstance(expiry, NoAnswer):
        return expiry
    return Card(track.StripeData(Pan(number), expiry, "", "", ""), "01")


async def verify_cardholder(config: Config, card: Card, amount_minor: int) -> Verified | NoAnswer:
    """The service code says: PIN required, PIN prompted, or signature (7813, third digit)."""
    stripe = card.stripe
    if not stripe.asks_pin and not stripe.prompts_pin:
        return Verified(Signature.UNSIGNED, b"")
    pin = await Ask(
        EnterPin(
            config.currency.screen(amount_minor), stripe.pan.masked, optional=stripe.prompts_pin
        ),
        within_s=config.waits.ask_s,
    )
    if not isinstance(pin, EnteredPin):
        return pin
    if not pin.digits:
        return Verified(Signature.UNSIGNED, b"")
    return Verified(Signature.NOT_REQUIRED, await EncryptPin(pin.digits, stripe.pan))


async def authorise(config: Config, amount_minor: int, card: Card, verified: Verified) -> Entry:
    """Record, send, record the outcome, only then show it (reliability.md, protocol rule 1)."""
    book = await Look()
    stripe = card.stripe
    key = EntryKey(book.terminal.batch, book.terminal.next_trace)
    mode = card.entry_mode + ("1" if verified.pin_block else "2")
    head = host.SaleHead(
        key, amount_minor, config.currency.numeric, stripe.pan, stripe.expiry, mode
    )
    facts = host.SaleFacts(stripe.track2, stripe.track3, verified.pin_block)
    request = host.sale_request(config, head, facts)
    encoded = await sealed(request)
    intended = Intended(
        key,
        SALE,
        amount_minor,
        head.currency,
        head.pan,
        head.expiry,
        mode,
        book.terminal.operator or config.operator_at_power_on,
        await Now(),
        verified.signature,
    )
    entry = await Record(intended, secret=encoded)
    await working(text("sale.title"), text("sale.wait"), big=_shown(config, entry))
    try:
        answer = host.read_answer(await ask_bank(config, request, encoded))
    except HostFault as fault:
        return await _no_outcome(config, entry, fault)
    if not host.is_approval(answer.code):
        return await _declined(config, entry, answer)
    return await Record(Approved(entry.key, answer, await Now()))


async def sign_and_print(config: Config, entry: Entry) -> Entry:
    """The signature, then the slips; a forgotten signature and the slips are one commit."""
    collected: Collected | None = None
    if entry.signature is Signature.UNSIGNED:
        collected = await collect_signature(config, entry, Route.SALE)
        if collected.image:
            entry = await Record(Signed(entry.key, collected.attempt, collected.image))
    documents = sale_copies(config, entry, collected.picture if collected else None)
    printed = await print_copies(config, documents)
    whole = printed == len(documents)
    forgotten = collected.attempt if collected and not collected.image else None
    slip = SlipState.PRINTED if whole else SlipState.PRINT_FAILED
    return await Record(SlipsDone(entry.key, slip, printed, await Now(), forgotten))


async def report(config: Config, entry: Entry) -> None:
    """The last word on the screen: approved, and what became of the signature."""
    lines: tuple[Text, ...] = (_shown(config, entry),)
    match entry.signature:
        case Signature.UNSIGNED:
            lines = (*lines, text("sign.open"), text("sign.payout_held"))
        case Signature.SIGNED:
            lines = (*lines, text("sign.done"), text("sign.kept"))
        case _:
            pass
    tone = Tone.ATTENTION if entry.signature is Signature.UNSIGNED else Tone.GOOD
    await tell(config, text("sale.approved"), *lines, tone=tone)


async def _no_outcome(config: Config, entry: Entry, fault: HostFault) -> Entry:
    title = text("sale.title")
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


async def _left(config: Config, why: NoAnswer) -> Abandoned:
    said = {NoAnswer.CANCELLED: "sale.cancelled", NoAnswer.TIMED_OUT: "sale.timed_out"}[why]
    await tell(config, text("sale.title"), text(said), tone=Tone.ATTENTION)
    return Abandoned()


def _shown(config: Config, entry: Entry) -> Text:
    return plain(config.currency.screen(entry.amount_minor))
