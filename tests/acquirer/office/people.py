"""People at the bank's front office, for its tests: a merchant, agents, strokes to sign with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from acquirer.audit import Actor
from acquirer.front_office import FrontOffice
from acquirer.host import Bank
from acquirer.records import TransactionKey
from receipts.signature import sample
from tests.acquirer.till import MERCHANT, Till, a_bank, a_till

MERCHANT_ANNA = Actor("merchant anna", "MERCHANT", "portal, device 1")
AGENT_LI = Actor("agent li", "AGENT", "desk")
BANKER_WU = Actor("banker wu", "BANK_AGENT", "desk")
SUPERVISOR_MA = Actor("supervisor ma", "SUPERVISOR", "desk")
STROKES = sample(0)
OTHER_STROKES = sample(1)


@dataclass
class Street:
    """A bank with a terminal on one side and its front office on the other, on one clock."""

    till: Till
    office: FrontOffice
    merchant_id: str = MERCHANT
    actor: Actor = field(default=MERCHANT_ANNA)

    @property
    def now(self) -> datetime:
        """The one clock."""
        return self.till.now

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.till.now += timedelta(**span)

    def sell(self, amount_minor: int = 1200) -> TransactionKey:
        """A sale nobody signed."""
        self.till.sell(amount_minor)
        return self.till.key()


def a_street(bank: Bank | None = None) -> Street:
    """A terminal that has signed on, and an office that is open."""
    till = a_till(bank or a_bank())
    return Street(till, FrontOffice(till.bank))
