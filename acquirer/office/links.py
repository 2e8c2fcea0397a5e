"""Sign links: a one-time address under which one transaction may be signed on any phone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from acquirer import sign_links
from acquirer.archive import Kept
from acquirer.audit import Actor
from acquirer.books import Store
from acquirer.desk_records import LinkState, SignLink
from acquirer.office.refused import Reason, Refused
from acquirer.office.sale_view import SaleView, sale_view
from acquirer.office.signing import SigningCounter, Stored, stored
from acquirer.records import Action, Payment, Route, TransactionKey
from acquirer.sign_links import Opened, Wanted, end_link, token_hash
from acquirer.standing import standing
from receipts.strokes import Strokes, strokes_digest

_ENDED = {LinkState.USED: Reason.USED, LinkState.REVOKED: Reason.REVOKED}


@dataclass(frozen=True, slots=True)
class LinkView:
    """What an open link shows: its one transaction, and until when it may be signed."""

    sale: SaleView
    route: Route
    expires_at: datetime


class LinkCounter(SigningCounter):
    """Opens links and lets whoever holds one sign."""

    def open_link(
        self,
        key: TransactionKey,
        actor: Actor,
        now: datetime,
        route: Route = Route.OTHER_DEVICE,
        case_number: int = 0,
    ) -> Opened | Refused:
        """A link for one transaction that may be signed by `route`."""
        with self._changes(now, actor) as work:
            found = standing(work.store, key)
            objection = found.objection(route, now, self._settings.signature)
            if objection is not None:
                return self._refused(Kept("", objection), found, route, now)
            if found.sale is None or not found.sale.is_open:
                return self._refused(Kept(""), found, route, now)
            wanted = Wanted(key, route, case_number)
            return sign_links.open_link(work, self._bank.shared.entropy, wanted)

    def link(self, token: str, now: datetime, device_id: str = "") -> LinkView | Refused:
        """What an open link shows. The first device that looks is the one that may sign."""
        actor = _holder(device_id)
        with self._changes(now, actor) as work:
            found = self._open(work.store, token, now, device_id)
            if isinstance(found, Refused):
                return found
            view = sale_view(work.store, self._settings, found.key, now)
            if not view.is_open:
                is_undone = view.payment is not Payment.APPROVED
                return Refused(Reason.UNDONE if is_undone else Reason.NEEDLESS)
            if device_id and not found.device_digest:
                work.put(replace(found, device_digest=_digest(device_id)))
                work.note(Action.LINK_OPENED, found.key, "opened on a device")
            return LinkView(view, found.route, found.expires_at)

    def link_strokes(
        self, token: str, strokes: Strokes, now: datetime, device_id: str = ""
    ) -> Refused | None:
        """What is drawn so far, for the terminal that waits; nothing of it is kept."""
        with self._looking() as store:
            found = self._open(store, token, now, device_id)
        if isinstance(found, Refused):
            return found
        self._bank.shared.drawings.draw(found.token_hash, strokes)
        return None

    def sign_by_link(
        self, token: str, strokes: Strokes, now: datetime, device_id: str = ""
    ) -> Stored | Refused:
        """Sign the link's transaction; a signature that is taken uses the link up.

        The same strokes again, by whoever has the link, are answered as before.
        """
        with self._looking() as store:
            link = store.one(SignLink, token_hash(token))
        if link is None:
            return Refused(Reason.UNKNOWN)
        drawn = self._drawn(link.key, strokes)
        assert drawn is not None, "a link has its transaction"
        with self._changes(now, _holder(device_id)) as work:
            found = self._open(work.store, token, now, device_id)
            if isinstance(found, Refused):
                before = self._stored_before(work.store, token, strokes)
                if before is None:
                    work.note(Action.SIGNATURE_REJECTED, link.key, f"the link is {found.reason}")
                return before or found
            stored = self._signed(work, found.key, drawn, found.route)
            if isinstance(stored, Stored) or stored.reason is Reason.SIGNED:
                end_link(work, found, LinkState.USED)
                self._bank.shared.drawings.draw(found.token_hash, drawn.strokes)
            return stored

    def _stored_before(self, store: Store, token: str, strokes: Strokes) -> Stored | None:
        link = store.one(SignLink, token_hash(token))
        if link is None or link.state is not LinkState.USED:
            return None
        kept = standing(store, link.key).effective
        is_same = kept is not None and kept.strokes_digest == strokes_digest(strokes)
        return stored(kept, store.payout(link.key)) if kept and is_same else None

    def revoke_link(self, token: str, actor: Actor, now: datetime) -> Refused | None:
        """Let nobody sign by it any more."""
        with self._changes(now, actor) as work:
            found = self._open(work.store, token, now, "")
            if isinstance(found, Refused):
                return found
            end_link(work, found, LinkState.REVOKED)
            return None

    def _open(self, store: Store, token: str, now: datetime, device_id: str) -> SignLink | Refused:
        found = store.one(SignLink, token_hash(token))
        if found is None:
            return Refused(Reason.UNKNOWN)
        if found.state in _ENDED:
            return Refused(_ENDED[found.state], found.ended_at)
        if now > found.expires_at:
            return Refused(Reason.EXPIRED, found.expires_at)
        if found.device_digest and device_id and found.device_digest != _digest(device_id):
            return Refused(Reason.OTHER_DEVICE)
        return found


def _digest(device_id: str) -> str:
    return hashlib.sha256(device_id.encode("utf-8", "surrogatepass")).hexdigest()


def _holder(device_id: str) -> Actor:
    """Whoever holds a link is known by it alone."""
    device = f"device {_digest(device_id)[:16]}" if device_id else "a device"
    return Actor("link holder", "CARDHOLDER", device)
