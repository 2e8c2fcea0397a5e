"""The archive of signatures: whatever route one came by, it is looked at, kept and answered.

resign.md, The bank's side. The first accepted one is the effective one and releases the payout; a
later one is kept beside it and changes nothing. No signature ever touches a payment.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from acquirer import countersigning, images, payout
from acquirer.books import Work
from acquirer.images import Flaw, Looked
from acquirer.keys import BankKeys
from acquirer.objections import CODES, Objection
from acquirer.records import (
    Action,
    Hold,
    Route,
    Signature,
    SignatureAttempt,
    Transaction,
    TransactionKey,
    Verdict,
)
from acquirer.settings import Settings
from acquirer.standing import Standing
from receipts.strokes import Strokes, strokes_bytes

STORED, STORED_BEFORE = "00", "94"


@dataclass(frozen=True, slots=True)
class Offered:
    """One signature that came: by whom, from which device, and what was drawn.

    `image` is JBIG1 as it came, or PNG of the bank's own making; then `looked` is what
    `images.look_at_own` said of it.
    """

    route: Route
    actor: str
    device: str
    feature_code: str
    image: bytes = field(repr=False)
    looked: Looked | None = None
    card_digest: str = ""
    elements: str = field(default="", repr=False)
    generation: int = 0
    strokes: Strokes = field(default=(), repr=False)
    strokes_digest: str = ""
    device_mac: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of it: F39, why not ('' where taken), and the attempt, None where known."""

    code: str
    reason: str = ""
    attempt: SignatureAttempt | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive as one message or one person's act finds it."""

    work: Work
    keys: BankKeys
    settings: Settings

    def take(self, key: TransactionKey, standing: Standing, offered: Offered) -> Kept:
        """Take in a signature whose transaction may be signed (`standing.objection`)."""
        sale = standing.sale
        assert sale is not None
        digest = hashlib.sha256(offered.image).hexdigest()
        for known in standing.attempts:
            if known.verdict is Verdict.REJECTED:
                continue
            if known.image_digest == digest:
                self.work.note(Action.SIGNATURE_REPEATED, key, f"image {digest[:16]} again")
                return Kept(STORED_BEFORE, attempt=known)
            if offered.generation and _is_same_try(known, offered):
                return self.refuse(key, standing, offered, Objection.CONFLICT)
        looked = offered.looked
        if looked is None:
            looked = images.look(offered.image, offered.feature_code, self.settings.signature)
            offered = replace(offered, looked=looked, card_digest=sale.card_digest)
        flaw = looked.flaw or self._copied(sale, looked)
        if flaw is not None:
            return self.refuse(key, standing, offered, flaw)
        return self._keep(sale, standing, offered)

    def refuse(
        self,
        key: TransactionKey,
        standing: Standing,
        offered: Offered,
        reason: Objection | Flaw,
        code: str = "",
    ) -> Kept:
        """Keep it as refused; of too many, only the audit's line."""
        code = code or CODES[reason]
        if isinstance(reason, Flaw):
            self._use_window(standing)
        self.work.note(Action.SIGNATURE_REJECTED, key, f"{reason}, code {code}")
        rejected = sum(attempt.verdict is Verdict.REJECTED for attempt in standing.attempts)
        if rejected >= self.settings.signature.rejected_kept:
            return Kept(code, str(reason))
        attempt = self._attempt(key, standing, offered, Verdict.REJECTED, code, str(reason))
        self.work.put(attempt)
        return Kept(code, str(reason), attempt)

    def _keep(self, sale: Transaction, standing: Standing, offered: Offered) -> Kept:
        is_later = bool(standing.effective) or sale.signature not in _UNSIGNED
        later = sum(known.verdict is Verdict.LATER for known in standing.attempts)
        if is_later and later >= self.settings.signature.later_kept:
            self.work.note(Action.SIGNATURE_LATER, sale.key, f"not kept: {later} are")
            return Kept(STORED_BEFORE)
        verdict, code = (Verdict.LATER, STORED_BEFORE) if is_later else (Verdict.ACCEPTED, STORED)
        attempt = self._attempt(sale.key, standing, offered, verdict, code)
        why = f"attempt {attempt.number}, image {attempt.image_digest[:16]}, {offered.route}"
        if is_later:
            self.work.put(attempt)
            self.work.note(Action.SIGNATURE_LATER, sale.key, why)
            return Kept(code, attempt=attempt)
        self._use_window(standing)
        signed = countersigning.countersignature(self.keys, sale, attempt)
        attempt = replace(attempt, countersignature=signed)
        self.work.put(attempt)
        self.work.note(Action.SIGNATURE_ACCEPTED, sale.key, why)
        if sale.signature is Signature.UNSIGNED:
            self.work.put(replace(sale, signature=Signature.SIGNED))
        set_free(self.work, sale, self.settings, "signed")
        return Kept(code, attempt=attempt)

    def _copied(self, sale: Transaction, looked: Looked) -> Objection | None:
        """The same ink, dot for dot, on another card is nobody's signature."""
        copied = self.work.store.signed_by_another(looked.ink_digest, sale.card_digest)
        return Objection.COPIED if copied else None

    def _use_window(self, standing: Standing) -> None:
        window = standing.open_window(self.work.now)
        if window is not None:
            self.work.put(replace(window, signatures_left=window.signatures_left - 1))

    def _attempt(
        self,
        key: TransactionKey,
        standing: Standing,
        offered: Offered,
        verdict: Verdict,
        code: str,
        reason: str = "",
    ) -> SignatureAttempt:
        """The signature as it is kept."""
        number = len(standing.attempts) + 1
        place, seal = place_of(key, number), self.keys.seal
        looked = offered.looked or Looked(None, hashlib.sha256(offered.image).hexdigest())
        drawn = strokes_bytes(offered.strokes) if offered.strokes else b""
        return SignatureAttempt(
            key=key,
            number=number,
            at=self.work.now,
            verdict=verdict,
            reason=reason,
            code=code,
            feature_code=offered.feature_code,
            card_digest=offered.card_digest,
            image_digest=looked.image_digest,
            ink_digest=looked.ink_digest,
            image_size_bytes=len(offered.image),
            image_sealed=seal(offered.image, f"image {place}"),
            elements_sealed=seal(offered.elements.encode(), f"elements {place}"),
            route=offered.route,
            actor=offered.actor,
            device=offered.device,
            generation=offered.generation,
            strokes_digest=(hashlib.sha256(drawn).hexdigest() if drawn else offered.strokes_digest),
            strokes_sealed=seal(drawn, f"strokes {place}"),
            device_mac=offered.device_mac,
        )


_UNSIGNED = frozenset({Signature.UNSIGNED, Signature.NOT_REQUIRED})
"""A signature that nobody asked for is kept as the effective one as well."""


def set_free(work: Work, sale: Transaction, settings: Settings, why: str) -> None:
    """Release a payout that waits for the signature."""
    held = work.store.payout(sale.key)
    if held is not None and held.hold is Hold.UNSIGNED:
        due_at = payout.due_after_signing(sale.at, work.now, settings.payout, settings.signature)
        payout.release(work, sale, due_at, why)


def image_of(keys: BankKeys, attempt: SignatureAttempt) -> bytes:
    """The image as it came, empty after retention. Errors: InvalidTag where it was changed."""
    return keys.unseal(attempt.image_sealed, f"image {place_of(attempt.key, attempt.number)}")


def strokes_of(keys: BankKeys, attempt: SignatureAttempt) -> bytes:
    """What `receipts.strokes.strokes_bytes` made of the strokes, empty where there are none any
    more or never were. Errors: InvalidTag where it was changed."""
    place = place_of(attempt.key, attempt.number)
    return keys.unseal(attempt.strokes_sealed, f"strokes {place}")


def place_of(key: TransactionKey, number: int) -> str:
    """What is sealed belongs to one attempt: moved to another it does not open."""
    return f"{key.merchant_id}/{key} {number}"


def _is_same_try(known: SignatureAttempt, offered: Offered) -> bool:
    return (known.device, known.generation) == (offered.device, offered.generation)
