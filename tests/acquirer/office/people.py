"""People at the bank's front office, for its tests: a merchant, agents, strokes to sign with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from acquirer.audit import Actor
from acquirer.books import Store
from acquirer.front_office import Claim, FrontOffice, Reason, Refused, SaleView, Stored
from acquirer.host import Bank
from acquirer.memory_store import MemoryStore
from acquirer.records import Action, Route, TransactionKey
from acquirer.settings import PasswordSettings, Settings
from receipts.signature import sample
from tests.acquirer.till import MERCHANT, ROOT_KEY, Till, a_till

T = TypeVar("T")

MERCHANT_ANNA = Actor("merchant anna", "MERCHANT", "portal, device 1")
AGENT_LI = Actor("agent li", "AGENT", "desk")
BANKER_WU = Actor("banker wu", "BANK_AGENT", "desk")
SUPERVISOR_MA = Actor("supervisor ma", "SUPERVISOR", "desk")
STROKES = sample(0)
OTHER_STROKES = sample(1)


def taken(answer: T | Refused) -> T:
    """What is asked for, which was not refused."""
    assert not isinstance(answer, Refused), answer
    return answer


def reason(answer: object) -> Reason:
    """Why it was refused, which it was."""
    assert isinstance(answer, Refused), answer
    return answer.reason


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

    def view(self, key: TransactionKey) -> SaleView:
        """The sale as its merchant sees it."""
        found = self.office.sale(self.merchant_id, key, self.now)
        assert found is not None
        return found

    def signed(self, key: TransactionKey, route: Route = Route.PHONE_APP) -> Stored | Refused:
        """Anna lets the cardholder sign."""
        return self.office.sign(key, STROKES, self.actor, route, self.now)

    def link(self, key: TransactionKey) -> str:
        """The token of a fresh link."""
        return taken(self.office.open_link(key, self.actor, self.now)).token

    def case(self, key: TransactionKey, actor: Actor = AGENT_LI) -> int:
        """The number of a case that is matched to a sale."""
        case = taken(self.office.open_case(self.merchant_id, "nobody signed", actor, self.now))
        sale = self.view(key)
        claim = Claim(sale.at, sale.amount_minor, sale.card_masked[:6], sale.card_masked[-4:])
        claim = replace(claim, terminal_id=key.terminal_id)
        taken(self.office.match(case.number, claim, actor, self.now))
        return case.number

    def actions(self) -> list[Action]:
        """What the audit says was done, in order."""
        return [row.action for row in self.till.bank.store.audit()]


class Drops:
    """Random bytes that anybody can foretell, and never the same twice."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self, size: int) -> bytes:
        """So many bytes."""
        self.drawn += 1
        return sha256(b"drop %d" % self.drawn).digest()[:size]


def cheap_settings() -> Settings:
    """The standard bank, but for passwords that are quickly hashed."""
    return Settings(root_key=ROOT_KEY, password=PasswordSettings(1, 32, 1))


def a_street(store: Store | None = None, settings: Settings | None = None) -> Street:
    """A terminal that has signed on, and an office that is open."""
    bank = Bank(store or MemoryStore(), settings or cheap_settings(), Drops())
    bank.shared.portal_url = "https://pay.example"
    return Street(a_till(bank), FrontOffice(bank))
