"""What people may ask of the bank: merchants, cardholders with a link, agents and supervisors.

Every call takes the time and says who acts, takes one turn at the bank and is one commit. A refusal
is a value (`Refused`) and never an exception; a wrong caller is an AssertionError. Errors of every
call: StoreError where the books cannot be written.
"""

from __future__ import annotations

from acquirer import countersigning
from acquirer.office.accounts import AccountCounter, LoggedIn, LogInState
from acquirer.office.cases import CaseView, Claim
from acquirer.office.codes import ShortCode
from acquirer.office.links import LinkView
from acquirer.office.refused import Reason, Refused
from acquirer.office.releases import ReleaseCounter
from acquirer.office.sale_view import SaleView
from acquirer.office.signing import Handwriting, Stored
from acquirer.office.slip_links import SlipCounter
from acquirer.office.terminals import Shop, TerminalCounter
from acquirer.read_out import Issued
from acquirer.sign_links import Opened
from acquirer.verification import Broken, verify

__all__ = [
    "Broken",
    "CaseView",
    "Claim",
    "FrontOffice",
    "Handwriting",
    "Issued",
    "LinkView",
    "LogInState",
    "LoggedIn",
    "Opened",
    "Reason",
    "Refused",
    "SaleView",
    "Shop",
    "ShortCode",
    "Stored",
]


class FrontOffice(AccountCounter, ReleaseCounter, SlipCounter, TerminalCounter):
    """All counters of one bank. Safe to call from several threads; they take turns."""

    def public_key(self) -> str:
        """The key that checks countersignatures, in PEM; for everybody to have."""
        return countersigning.public_key_pem(self._bank.keys)

    def link_url(self, token: str) -> str:
        """Where the holder of a sign link goes; '' while nobody has said where pages are."""
        shared = self._bank.shared
        return shared.link_url(token) if shared.portal_url else ""

    def verify(self) -> tuple[Broken, ...]:
        """Every record of the bank that is not what was written; none where all is well."""
        with self._looking() as store:
            return verify(store, self._bank.keys)
