"""The slip behind an address that a terminal gave a cardholder: to look at, and nothing else."""

from __future__ import annotations

from datetime import datetime

from acquirer.desk_records import SlipLink
from acquirer.office.refused import Reason, Refused
from acquirer.office.room import Room
from acquirer.office.sale_view import SaleView, sale_view
from acquirer.sign_links import token_hash


class SlipCounter(Room):
    """Shows one slip to who has its address."""

    def slip_by_link(self, token: str, now: datetime) -> SaleView | Refused:
        """The one transaction of this address."""
        with self._looking() as store:
            link = store.one(SlipLink, token_hash(token))
            if link is None:
                return Refused(Reason.UNKNOWN)
            if now > link.expires_at:
                return Refused(Reason.EXPIRED, link.expires_at)
            return sale_view(store, self._settings, link.key, now)
