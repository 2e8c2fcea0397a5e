"""Signing by people: a hand draws on a phone, the bank makes the picture of it and keeps it.

A picture made elsewhere is never stored: only strokes come in (reliability.md, Web pages).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from acquirer import images
from acquirer.archive import STORED, Archive, Kept, Offered, image_of, strokes_of
from acquirer.audit import Actor
from acquirer.books import Work
from acquirer.images import Looked
from acquirer.office.refused import Reason, Refused
from acquirer.office.room import Room, written
from acquirer.office.sale_view import SaleView, code_of, sale_view, ways_left
from acquirer.records import (
    Action,
    Payout,
    Route,
    SignatureAttempt,
    Transaction,
    TransactionKey,
)
from acquirer.standing import Standing, standing
from receipts.signature import bounded, rasterise
from receipts.strokes import Strokes
from wire.bitmap import Bitmap

NEWEST = 100
"""Transactions of one list of history."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A signature that counts: which attempt it became, when, and what became of the money."""

    key: TransactionKey
    number: int
    at: datetime
    image_digest: str
    strokes_digest: str
    countersignature: str
    payout: Payout | None


@dataclass(frozen=True, slots=True)
class Handwriting:
    """What is kept of a hand: the picture's file, JBIG1 or PNG, and the strokes as they are hashed.

    `strokes` is empty where a picture came without them.
    """

    image: bytes = field(repr=False)
    strokes: bytes = field(repr=False)

    @property
    def picture(self) -> Bitmap:
        """What the image shows."""
        return images.picture_of(self.image)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Strokes made into a picture, and looked at; done before the bank's turn is taken."""

    strokes: Strokes
    image: bytes
    looked: Looked


class SigningCounter(Room):
    """What a merchant sees of his transactions, and how one is signed."""

    def unsigned(self, merchant_id: str, now: datetime) -> tuple[SaleView, ...]:
        """A merchant's transactions that lack a signature, oldest deadline first."""
        with self._looking() as store:
            found = store.unsigned(merchant_id)
            return tuple(sale_view(store, self._settings, sale.key, now) for sale in found)

    def sales(self, merchant_id: str, now: datetime, limit: int = NEWEST) -> tuple[SaleView, ...]:
        """A merchant's newest transactions, newest first."""
        with self._looking() as store:
            found = store.sales_of(merchant_id, min(limit, NEWEST))
            return tuple(
                sale_view(store, self._settings, sale.key, now) for sale in found if sale.reference
            )

    def sale(self, merchant_id: str, key: TransactionKey, now: datetime) -> SaleView | None:
        """One transaction of this merchant; None where it is none of his."""
        with self._looking() as store:
            found = store.transaction(key) if key.merchant_id == merchant_id else None
            if found is None or not found.reference:
                return None
            return sale_view(store, self._settings, key, now)

    def sign(
        self, key: TransactionKey, strokes: Strokes, actor: Actor, route: Route, now: datetime
    ) -> Stored | Refused:
        """Take the strokes as the cardholder's signature under one transaction."""
        drawn = self._drawn(key, strokes)
        if drawn is None:
            return Refused(Reason.NO_SALE)
        with self._changes(now, actor) as work:
            return self._signed(work, key, drawn, route)

    def handwriting(
        self, key: TransactionKey, number: int, actor: Actor, why: str, now: datetime
    ) -> Handwriting | Refused:
        """The hand of one attempt; whoever looks at it says why, and is noted."""
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        with self._changes(now, actor) as work:
            kept = next((a for a in work.store.attempts(key) if a.number == number), None)
            if kept is None:
                return Refused(Reason.NO_SALE)
            if not kept.image_sealed:
                return Refused(Reason.ERASED)
            work.note(Action.SIGNATURE_SEEN, key, f"attempt {number}: {why}")
            keys = self._bank.keys
            return Handwriting(image_of(keys, kept), strokes_of(keys, kept))

    def _drawn(self, key: TransactionKey, strokes: Strokes) -> Drawn | None:
        """The picture with the transaction's code, looked at; None where there is no such."""
        with self._looking() as store:
            sale = store.transaction(key)
        if sale is None or not sale.reference:
            return None
        strokes, code = bounded(strokes), code_of(sale)
        picture = rasterise(strokes, code)
        image = images.kept(picture)
        rules = self._settings.signature
        looked = images.look_at_own(image, picture, code, rules, len(strokes))
        return Drawn(strokes, image, looked)

    def _signed(
        self, work: Work, key: TransactionKey, drawn: Drawn, route: Route
    ) -> Stored | Refused:
        """Decide, within the bank's turn."""
        found = standing(work.store, key)
        sale = found.sale
        assert sale is not None, "it was there before the turn"
        offered = _offered(work.actor, route, sale, drawn)
        archive = Archive(work, self._bank.keys, self._settings)
        objection = found.objection(route, work.now, self._settings.signature)
        if objection is not None:
            kept = archive.refuse(key, found, offered, objection)
        else:
            kept = archive.take(key, found, offered)
        if kept.code == STORED and kept.attempt is not None:
            self._bank.shared.news.add(key)
            return stored(kept.attempt, work.payout(key))
        if kept.attempt is not None and kept.attempt == found.effective:
            return stored(kept.attempt, work.payout(key))  # the same again: the same answer
        return self._refused(kept, found, route, work.now)

    def _refused(self, kept: Kept, found: Standing, route: Route, now: datetime) -> Refused:
        if not kept.reason:
            effective = found.effective
            return Refused(Reason.SIGNED, effective.at if effective else None)
        reason = Reason(kept.reason)
        if reason in (Reason.NO_SALE, Reason.UNDONE):
            return Refused(reason)
        ways = ways_left(found, self._settings, now)
        if reason in (Reason.TOO_LATE, Reason.SETTLED):
            return Refused(reason, ways=ways)
        most = self._settings.signature.tries_by_route
        left = 0 if reason is Reason.TOO_MANY else max(most - found.tries(route) - 1, 0)
        others = () if left else tuple(way for way in ways if way is not route)
        return Refused(reason, left=left, ways=others)


def _offered(actor: Actor, route: Route, sale: Transaction, drawn: Drawn) -> Offered:
    return Offered(
        route=route,
        actor=actor.who,
        device=actor.origin,
        feature_code=code_of(sale),
        image=drawn.image,
        looked=drawn.looked,
        card_digest=sale.card_digest,
        strokes=drawn.strokes,
    )


def stored(attempt: SignatureAttempt, money: Payout | None) -> Stored:
    """The effective attempt as whoever signed is told of it."""
    return Stored(
        key=attempt.key,
        number=attempt.number,
        at=attempt.at,
        image_digest=attempt.image_digest,
        strokes_digest=attempt.strokes_digest,
        countersignature=attempt.countersignature,
        payout=money,
    )
