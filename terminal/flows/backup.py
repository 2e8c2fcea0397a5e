"""Another terminal's transaction signed here (BACKUP_TERMINAL): by its reference number.

The bank tells a terminal of the same merchant what it is (813); what is drawn here is recorded
before it is sent, and goes up with this terminal as the one that captured it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from receipts.signature import rasterise, strokes_digest
from terminal import other_host
from terminal.brought import Brought, OtherSale
from terminal.config import Config
from terminal.dialogue import Dialogue, NoAnswer
from terminal.dialogues.notice import Confirm
from terminal.dialogues.reference import EnterReference
from terminal.dialogues.signature import PhoneWanted, Sign, SignedStrokes, earlier_sale
from terminal.effects import Ask, DeviceMac, Look, Now, RecordDevice
from terminal.entry import Attempt, AttemptOutcome, Route
from terminal.events import ForgottenForOther, SignedForOther
from terminal.faults import HostFault, HostTrouble
from terminal.flows.denied import why_denied
from terminal.flows.exchange import Denied, ask_whole, take_trace
from terminal.flows.printing import print_copies
from terminal.flows.recover import recover
from terminal.flows.refused import why_refused
from terminal.flows.resign import wants_slip
from terminal.flows.sign_on import sign_on_when_due
from terminal.flows.signature import SIZE_ROUNDS
from terminal.flows.told import tell, warn, working
from terminal.flows.upload import bring
from terminal.messages import Text, plain, text
from terminal.other_slips import signed_slip
from terminal.screen import Screen, Tone
from terminal.states import Signature
from wire import jbig1
from wire.errors import MalformedError
from wire.resign_messages import FETCH


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A usable signature, or none and how that came about."""

    outcome: AttemptOutcome
    signed: SignedStrokes | None = None
    image: bytes = b""


async def sign_for_other(config: Config) -> None:
    """Reference, compare, sign, send, print; the other terminal hears of it from the bank."""
    title = text("backup.title")
    if not await recover(config) or not await sign_on_when_due(config):
        await warn(config, title, text("sign_on.needed"))
        return
    reference = await Ask(EnterReference(), within_s=config.waits.ask_s)
    if isinstance(reference, NoAnswer):
        return
    sale = await _fetched(config, reference)
    if isinstance(sale, tuple):
        await warn(config, title, *sale)
        return
    if sale.key.terminal_id == config.terminal_id:
        await warn(config, title, text("backup.own"))
        return
    if not await _is_the_one(config, sale):
        return
    await _sign(config, sale)


async def _fetched(config: Config, reference: str) -> OtherSale | tuple[Text, ...]:
    """What the bank says of it, or why it says nothing."""
    await working(text("backup.title"), text("status.wait"))
    try:
        answer = await ask_whole(config, await take_trace(), FETCH, None, reference)
        if isinstance(answer, Denied):
            return why_denied(answer.code)
        return other_host.read_fetched(answer)
    except HostFault as fault:
        return (text(f"host.{fault.trouble}"),)
    except MalformedError:
        return (text(f"host.{HostTrouble.GARBAGE}"),)


async def _is_the_one(config: Config, sale: OtherSale) -> bool:
    """The cashier compares amount and last 4 with the slip."""
    shown = Screen(
        text("backup.confirm"),
        big=plain(config.currency.screen(sale.amount_minor)),
        lines=(
            text("detail.card", card=sale.card_masked),
            plain(f"{sale.at:%m-%d %H:%M:%S}"),
            text("backup.terminal", terminal=sale.key.terminal_id),
        ),
        hint=text("hint.yes_no"),
    )
    return await Ask(Confirm(shown), within_s=config.waits.ask_s) is True


async def _sign(config: Config, sale: OtherSale) -> None:
    before = (await Look()).brought_for(sale.key) or Brought(sale)
    drawn = await _draw(config, sale)
    attempt = await _attempt(config, before, drawn)
    if drawn.signed is None:
        await RecordDevice(ForgottenForOther(sale, attempt))
        await tell(config, text("backup.title"), text("sign.open"), tone=Tone.ATTENTION)
        return
    await RecordDevice(SignedForOther(sale, attempt, drawn.image))
    brought = (await Look()).brought_for(sale.key)
    assert brought is not None
    brought = await bring(config, brought)
    await _report(config, brought)
    if brought.signature in {Signature.UPLOADED, Signature.SIGNED}:
        await _offer_slip(config, brought)


async def _offer_slip(config: Config, brought: Brought) -> None:
    """The other terminal has the sale; the paper is wanted where the cardholder stands."""
    if not await wants_slip(config, brought.sale.amount_minor):
        return
    if await print_copies(config, (signed_slip(config, brought),)):
        await tell(config, text("print.title"), text("print.done"), tone=Tone.GOOD)


async def _draw(config: Config, sale: OtherSale) -> _Drawn:
    """The pad, until its image has a size the bank takes (cup-terminal.md 2.2)."""
    rules, redos = config.signature, 0
    for _ in range(SIZE_ROUNDS):
        dialogue: Dialogue[SignedStrokes | PhoneWanted] = Sign(
            config.currency.screen(sale.amount_minor),
            sale.card_masked,
            other_host.code_of(sale),
            redos_left=rules.redos - redos,
            mandatory=False,
            redos=redos,
            of=earlier_sale(sale.key.trace, sale.at),
        )
        signed = await Ask(dialogue, within_s=rules.within_s)
        assert not isinstance(signed, PhoneWanted), "no phone is offered here"
        if isinstance(signed, NoAnswer):
            is_cancel = signed is NoAnswer.CANCELLED
            return _Drawn(AttemptOutcome.CANCELLED if is_cancel else AttemptOutcome.WALKED_AWAY)
        image = jbig1.encode(rasterise(signed.strokes, other_host.code_of(sale)))
        if rules.image_min_bytes <= len(image) <= rules.image_max_bytes:
            return _Drawn(AttemptOutcome.SIGNED, signed, image)
        redos = signed.redos + 1
        if redos > rules.redos:
            break
        await tell(config, text("sign.title"), text("sign.bad_size"), tone=Tone.ATTENTION)
    return _Drawn(AttemptOutcome.BAD_SIZE)


async def _attempt(config: Config, before: Brought, drawn: _Drawn) -> Attempt:
    """This try; a signature with its digests and the device's MAC over them and the sale."""
    sale, now = before.sale, await Now()
    bare = Attempt(
        generation=len(before.attempts) + 1,
        route=Route.BACKUP_TERMINAL,
        operator=(await Look()).terminal.operator or config.operator_at_power_on,
        device=config.terminal_id,
        at=now,
        delay_s=int((now - sale.at).total_seconds()),
        outcome=drawn.outcome,
    )
    if drawn.signed is None:
        return bare
    strokes = strokes_digest(drawn.signed.strokes)
    picture = hashlib.sha256(drawn.image).hexdigest()
    bound = "|".join((binding_digest(config, sale), strokes, picture)).encode()
    return replace(
        bare,
        redos=drawn.signed.redos,
        feature_code=other_host.code_of(sale),
        strokes_digest=strokes,
        image_digest=picture,
        device_mac=await DeviceMac(bound),
    )


def binding_digest(config: Config, sale: OtherSale) -> str:
    """SHA-256 of the binding record (resign.md, Tamper evidence), hex; F41 is the original's."""
    key = sale.key
    record = (
        config.merchant_id,
        key.terminal_id,
        f"{key.batch:06d}-{key.trace:06d}",
        str(sale.amount_minor),
        sale.settlement_date,
        sale.reference,
        f"{sale.at:%Y%m%d%H%M%S}",
        other_host.code_of(sale),
    )
    return hashlib.sha256("|".join(record).encode()).hexdigest()


async def _report(config: Config, brought: Brought) -> None:
    title = text("backup.title")
    match brought.signature:
        case Signature.UPLOADED:
            at = text("resign.stored", at=f"{await Now():%H:%M:%S}")
            await tell(config, text("sign.done"), at, text("resign.paid"), tone=Tone.GOOD)
        case Signature.SIGNED:
            await tell(config, title, text("resign.kept"), tone=Tone.ATTENTION)
        case _:
            await warn(config, title, *why_refused(brought.upload_code))
