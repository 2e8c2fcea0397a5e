"""消费: amount, card, verification; then what every approval has: the bank, signature, slips."""

from __future__ import annotations

from dataclasses import dataclass

from terminal import host, track
from terminal.config import Config
from terminal.dialogue import CardSwiped, Dialogue, NoAnswer
from terminal.dialogues.amount import EnterAmount
from terminal.dialogues.card import KeyedEntry, PresentCard
from terminal.dialogues.digits import EnterDigits
from terminal.dialogues.idle import Begin
from terminal.dialogues.pin import EnteredPin, EnterPin
from terminal.effects import Ask, EncryptPin, Look, Now
from terminal.entry import SALE, Entry, EntryKey
from terminal.events import Intended
from terminal.faults import CardFault
from terminal.flows.approval import ask_approval, complete, is_approved, ready
from terminal.flows.double_charge import link_to_a_failed_one
from terminal.flows.hold_open import hold_until_stored
from terminal.flows.supervisor import may_sell
from terminal.flows.told import tell, warn
from terminal.intents import Link
from terminal.messages import text
from terminal.screen import Tone
from terminal.states import Signature
from wire.pan import Pan

MAX_SWIPES = 4
"""A stripe that fails so often is worn; the cashier asks for another card."""


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
    if not await may_sell(config) or not await ready(config, text("sale.title")):
        return Abandoned()
    amount_minor = await ask_amount(config, begin.first_digit)
    if isinstance(amount_minor, NoAnswer):
        return await left(config, amount_minor)
    card = await ask_card(config, amount_minor, begin.swiped)
    if not isinstance(card, Card):
        return await left(config, card)
    link = await link_to_a_failed_one(config, card.stripe.pan, amount_minor)
    if isinstance(link, NoAnswer):
        return await left(config, link)
    return await charge(config, amount_minor, card, link)


async def charge(
    config: Config, amount_minor: int, card: Card, link: Link | None
) -> Entry | Abandoned:
    """Verified, approved, signed and printed; what is charged in place of another is held open."""
    verified = await verify_cardholder(config, card, amount_minor)
    if isinstance(verified, NoAnswer):
        return await left(config, verified)
    entry = await authorise(config, amount_minor, card, verified, link)
    if not is_approved(entry):
        return entry
    entry = await complete(config, entry)
    return await hold_until_stored(config, entry) if link else entry


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


async def authorise(
    config: Config, amount_minor: int, card: Card, verified: Verified, link: Link | None
) -> Entry:
    """The sale as it goes to the bank, and what became of it."""
    book = await Look()
    stripe = card.stripe
    key = EntryKey(book.terminal.batch, book.terminal.next_trace)
    mode = card.entry_mode + ("1" if verified.pin_block else "2")
    head = host.SaleHead(
        key, amount_minor, config.currency.numeric, stripe.pan, stripe.expiry, mode, link
    )
    facts = host.SaleFacts(stripe.track2, stripe.track3, verified.pin_block)
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
        redo_of=link.redo_of if link else None,
        agreed_by=link.agreed_by if link else "",
    )
    request = host.sale_request(config, head, facts)
    return await ask_approval(config, text("sale.title"), request, intended)


async def left(config: Config, why: NoAnswer) -> Abandoned:
    """Say that it ended before anything was charged."""
    said = {NoAnswer.CANCELLED: "sale.cancelled", NoAnswer.TIMED_OUT: "sale.timed_out"}[why]
    await tell(config, text("sale.title"), text(said), tone=Tone.ATTENTION)
    return Abandoned()
