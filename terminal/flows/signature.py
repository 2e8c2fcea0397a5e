"""Obtaining a signature: the pad, its limits, the image and what binds it to the transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from receipts.signature import rasterise, strokes_digest
from terminal import host
from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.dialogues.signature import PhoneWanted, Sign, SignedStrokes, earlier_sale
from terminal.effects import Ask, DeviceMac, Now
from terminal.entry import VOID, Attempt, AttemptOutcome, Entry, Route
from terminal.flows.told import tell
from terminal.messages import text
from terminal.screen import Tone
from wire import jbig1
from wire.bitmap import Bitmap

SIZE_ROUNDS = 3
"""cup-terminal.md 2.2: an image outside the size limits is asked again at most three times."""
MANDATORY_ROUNDS = 24
"""With a mandatory signature the pad comes back; an hour of 150 s waits, then somebody left."""

FRESH = PhoneWanted()
"""The pad before anybody has touched it."""


@dataclass(frozen=True, slots=True)
class Collected:
    """How the attempt ended; without a signature there is no picture and no JBIG1 `image`."""

    attempt: Attempt
    image: bytes = field(default=b"", repr=False)
    picture: Bitmap | None = field(default=None, repr=False)


async def collect_signature(
    config: Config,
    entry: Entry,
    route: Route,
    *,
    offers_phone: bool = False,
    kept: PhoneWanted = FRESH,
) -> Collected | PhoneWanted:
    """Put the pad up until there is a usable signature, or none is to be had.

    PhoneWanted where `offers_phone` and the cardholder chose it; given as `kept` the next time,
    the pad stands as it was left.
    """
    rules = config.signature
    if not rules.electronic:
        return await ended(config, entry, route, AttemptOutcome.NOBODY_ASKED)
    for _ in range(SIZE_ROUNDS):
        signed = await _ask(config, entry, route, kept, offers_phone)
        if isinstance(signed, PhoneWanted):
            return signed
        if isinstance(signed, NoAnswer):
            outcome = {
                NoAnswer.CANCELLED: AttemptOutcome.CANCELLED,
                NoAnswer.TIMED_OUT: AttemptOutcome.WALKED_AWAY,
            }[signed]
            return await ended(config, entry, route, outcome)
        picture = rasterise(signed.strokes, host.code_of(entry))
        image = jbig1.encode(picture)
        if rules.image_min_bytes <= len(image) <= rules.image_max_bytes:
            attempt = await _bound(config, entry, route, signed, image)
            return Collected(attempt, image, picture)
        kept = PhoneWanted(redos=signed.redos + 1)
        if kept.redos > rules.redos:
            break
        await tell(config, text("sign.title"), text("sign.bad_size"), tone=Tone.ATTENTION)
    return await ended(config, entry, route, AttemptOutcome.BAD_SIZE)


async def _ask(
    config: Config, entry: Entry, route: Route, kept: PhoneWanted, offers_phone: bool
) -> SignedStrokes | PhoneWanted | NoAnswer:
    rules = config.signature
    dialogue = Sign(
        amount=config.currency.screen(entry.amount_minor),
        masked_card=entry.pan.masked,
        feature_code=host.code_of(entry),
        redos_left=rules.redos - kept.redos,
        mandatory=rules.mandatory,
        redos=kept.redos,
        strokes=kept.strokes,
        offers_phone=offers_phone,
        title=text("sign.void" if entry.kind == VOID else "sign.title"),
        of=() if route is Route.SALE else earlier_sale(entry.key.trace, entry.started_at),
    )
    answer: SignedStrokes | PhoneWanted | NoAnswer = NoAnswer.TIMED_OUT
    for _ in range(MANDATORY_ROUNDS if rules.mandatory else 1):
        answer = await Ask(dialogue, within_s=rules.within_s)
        if answer is not NoAnswer.TIMED_OUT:
            return answer
    return answer


async def _bound(
    config: Config, entry: Entry, route: Route, signed: SignedStrokes, image: bytes
) -> Attempt:
    """Digests of strokes and image, and the device's MAC over both and the binding record."""
    bare = await ended(config, entry, route, AttemptOutcome.SIGNED)
    strokes = strokes_digest(signed.strokes)
    picture = hashlib.sha256(image).hexdigest()
    bound = device_bound(config, entry, strokes, picture)
    return replace(
        bare.attempt,
        redos=signed.redos,
        feature_code=host.code_of(entry),
        strokes_digest=strokes,
        image_digest=picture,
        device_mac=await DeviceMac(bound),
    )


def device_bound(config: Config, entry: Entry, strokes_digest: str, image_digest: str) -> bytes:
    """What the device's MAC is over: digests of binding record, strokes and image."""
    return "|".join((binding_digest(config, entry), strokes_digest, image_digest)).encode()


def binding_digest(config: Config, entry: Entry) -> str:
    """SHA-256 of the binding record, hex."""
    return hashlib.sha256(binding_record(config, entry).encode()).hexdigest()


def binding_record(config: Config, entry: Entry) -> str:
    """What of a transaction a signature belongs to (resign.md, Tamper evidence)."""
    answer = entry.answer
    assert answer is not None
    record = (
        config.merchant_id,
        config.terminal_id,
        str(entry.key),
        str(entry.amount_minor),
        answer.settlement_date,
        answer.reference,
        f"{host.happened_at(entry):%Y%m%d%H%M%S}",
        host.code_of(entry),
    )
    return "|".join(record)


async def ended(config: Config, entry: Entry, route: Route, outcome: AttemptOutcome) -> Collected:
    """The attempt as it ended at this moment, without a signature so far."""
    now = await Now()
    return Collected(
        Attempt(
            generation=len(entry.attempts) + 1,
            route=route,
            operator=entry.operator,
            device=config.terminal_id,
            at=now,
            delay_s=int((now - entry.started_at).total_seconds()),
            outcome=outcome,
        )
    )
