"""What people may ask of the bank: merchants, cardholders with a link, agents and supervisors.

Every call takes the time and says who acts, takes one turn at the bank and is one commit. A refusal
is a value (`Refused`) and never an exception; a wrong caller is an AssertionError. Errors of every
call: StoreError where the books cannot be written.
"""

from __future__ import annotations

from acquirer.office.links import LinkCounter, LinkView
from acquirer.office.refused import Reason, Refused
from acquirer.office.sale_view import SaleView
from acquirer.office.signing import Stored
from acquirer.sign_links import Opened

__all__ = ["FrontOffice", "LinkView", "Opened", "Reason", "Refused", "SaleView", "Stored"]


class FrontOffice(LinkCounter):
    """All counters of one bank. Safe to call from several threads; they take turns."""
