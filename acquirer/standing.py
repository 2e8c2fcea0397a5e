"""How a transaction stands with its signature, and by which routes it may still be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from acquirer import payout
from acquirer.books import Store
from acquirer.desk_records import Window
from acquirer.images import Flaw
from acquirer.objections import Objection
from acquirer.records import (
    Payment,
    Route,
    SignatureAttempt,
    Transaction,
    TransactionKey,
    Verdict,
)
from acquirer.settings import SignatureSettings

TERMINAL_ROUTES = frozenset(
    {
        Route.SALE,
        Route.AUTO,
        Route.TERMINAL_LAST,
        Route.TERMINAL_SELECTED,
        Route.OTHER_DEVICE,
        Route.BACKUP_TERMINAL,
    }
)
"""They need the record of a terminal, which settlement clears (resign.md)."""
DESK_ROUTES = frozenset({Route.SUPPORT, Route.BANK, Route.PAPER})
"""What is left after the hard deadline (resign.md)."""
LATE_H = 24
"""What was signed while the desk let it waits no longer for a line that is down."""
_FLAWS = frozenset(map(str, Flaw)) | {str(Objection.COPIED)}


@dataclass(frozen=True, slots=True)
class Standing:
    """One transaction, None where there is none, with all that bears on its signature."""

    sale: Transaction | None
    attempts: tuple[SignatureAttempt, ...]
    window: Window | None
    is_settled: bool

    @property
    def effective(self) -> SignatureAttempt | None:
        """The signature that counts."""
        return next((a for a in self.attempts if a.verdict is Verdict.ACCEPTED), None)

    def open_window(self, now: datetime) -> Window | None:
        """The room the desk made, while there is any left."""
        window = self.window
        return window if window and window.signatures_left > 0 and now <= window.until else None

    def ruled_by(self, route: Route, now: datetime) -> Route:
        """Whose rules hold for a terminal that says `route`: it alone cannot say the desk let it.

        What the desk let in may come a day late, since the line may have been down meanwhile.
        """
        window = self.window
        has_word = (
            window is not None
            and window.signatures_left > 0
            and now <= window.until + timedelta(hours=LATE_H)
        )
        return Route.TERMINAL_SELECTED if route in DESK_ROUTES and not has_word else route

    def tries(self, route: Route) -> int:
        """How many pictures came by this route and were refused for what they are."""
        return sum(a.route is route and a.reason in _FLAWS for a in self.attempts)

    def objection(
        self, route: Route, now: datetime, settings: SignatureSettings
    ) -> Objection | None:
        """Why this transaction cannot be signed by this route now; the first rule that fails."""
        sale = self.sale
        if sale is None or sale.payment is Payment.TOMBSTONE:
            return Objection.NO_SALE
        if sale.payment is not Payment.APPROVED:
            return Objection.UNDONE
        if self.open_window(now):
            return None
        if route not in DESK_ROUTES and now > payout.hard_deadline(sale.at, settings):
            return Objection.TOO_LATE
        if route in TERMINAL_ROUTES and self.is_settled:
            return Objection.SETTLED
        return Objection.TOO_MANY if self.tries(route) >= settings.tries_by_route else None


def standing(store: Store, key: TransactionKey) -> Standing:
    """How it stands with one transaction."""
    return Standing(
        store.transaction(key),
        store.attempts(key),
        store.one(Window, key),
        store.settled(key.merchant_id, key.terminal_id, key.batch) is not None,
    )
