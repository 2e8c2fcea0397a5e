"""Who else a script has at hand: the merchant's phone page, a cardholder's phone, an agent."""

from __future__ import annotations

import re
from typing import TypeVar

from acquirer.audit import Actor
from acquirer.front_office import Claim, FrontOffice, Refused
from acquirer.records import Route, TransactionKey
from countersign.compose import Station
from countersign.rig_views import RigError
from portal.slips import cardholder_slip
from receipts.paper import MM58
from receipts.signature import Strokes
from receipts.text import render
from terminal.entry import Entry
from wire.resign_messages import LIMITS, Parameters

T = TypeVar("T")

PAGE = "https://pay.example"
"""Where the links of a script's bank lead; nobody is there, the Rig opens them itself."""
_LINK = re.compile(re.escape(PAGE) + r"/s/([\w-]{22})")
MERCHANT = Actor("merchant anna", "MERCHANT", "phone page")
PHONE = "cardholder's phone"
AGENT = Actor("agent li", "AGENT", "desk")
SUPERVISOR = Actor("agent wu", "SUPERVISOR", "desk")
BANK_AGENT = Actor("bank agent wang", "BANK_AGENT", "desk")


class People:
    """Those who are not at the terminal. Errors of every act: RigError with the refusal."""

    def __init__(self, station: Station) -> None:
        assert station.bank is not None
        station.bank.shared.portal_url = PAGE
        self._station = station
        self._office = FrontOffice(station.bank)
        self.code = ""
        """What the agent read out last."""

    def sign_on_the_page(self, entry: Entry, strokes: Strokes) -> None:
        """The merchant opens the phone page and lets the cardholder sign there."""
        key, now = self._key(entry), self._station.clock.now()
        _done(self._office.sign(key, strokes, MERCHANT, Route.PHONE_APP, now))

    def read_out_code(self, entry: Entry, agent: Actor) -> str:
        """The merchant calls; the agent finds the sale and reads a code out."""
        now = self._station.clock.now()
        case = self._matched(entry, agent)
        self.code = _done(self._office.read_out_code(case, agent, now)).code
        return self.code

    def slip_of(self, url: str) -> str:
        """The slip that a cardholder finds at this address, as text."""
        start = f"{PAGE}/e/"
        if not url.startswith(start):
            raise RigError("the screen shows no code of a slip")
        token = url.removeprefix(start)
        sale = _done(self._office.slip_by_link(token, self._station.clock.now()))
        return render(cardholder_slip(sale), MM58)

    def release(self, entry: Entry) -> None:
        """Two people of the desk let the money of this entry go without a signature."""
        now = self._station.clock.now()
        case = self._matched(entry)
        asked = _done(self._office.release(case, "goods handed over", AGENT, now))
        _done(self._office.confirm_release(asked.number, SUPERVISOR, now))

    def send_photo(self, entry: Entry, photo: bytes) -> None:
        """The merchant sends a photo of the slip, which was signed by pen."""
        now = self._station.clock.now()
        _done(self._office.upload_paper(self._key(entry), photo, MERCHANT, now))

    def review(self, entry: Entry, why_not: str) -> None:
        """An agent looks at the photo and takes it, or says why not."""
        now = self._station.clock.now()
        case = _done(self._office.open_review(self._key(entry), AGENT, now)).number
        if why_not:
            _done(self._office.reject_paper(case, why_not, AGENT, now))
        else:
            _done(self._office.accept_paper(case, AGENT, now))

    def push(self, name: str, value: int) -> None:
        """The desk changes a parameter of the terminal."""
        if name not in LIMITS:
            raise RigError(f"no parameter {name!r} is pushed; there are: {', '.join(LIMITS)}")
        least, most = LIMITS[name]
        if not least <= value <= most:
            raise RigError(f"{name} {value} is not from {least} to {most}")
        now, terminal_id = self._station.clock.now(), self._station.config.terminal_id
        case = _done(self._office.open_case(self._merchant_id, "change it", SUPERVISOR, now))
        what = (terminal_id, Parameters(**{name: value}), "the merchant asks for it")
        _done(self._office.push_parameters(case.number, *what, SUPERVISOR, now))

    def sign_by_link(self, shown: str, strokes: Strokes) -> None:
        """The cardholder opens the link that is `shown`, by a screen or a slip, and signs."""
        found = _link_in(shown)
        now = self._station.clock.now()
        _done(self._office.sign_by_link(found, strokes, now, PHONE))

    def draw_by_link(self, shown: str, strokes: Strokes) -> None:
        """The same phone, on which the hand has drawn so far and confirmed nothing."""
        now = self._station.clock.now()
        _done(self._office.link_strokes(_link_in(shown), strokes, now, PHONE))

    def _matched(self, entry: Entry, agent: Actor = AGENT) -> int:
        """The number of a new case that is matched to this entry."""
        now = self._station.clock.now()
        case = _done(self._office.open_case(self._merchant_id, "nobody signed", agent, now))
        masked = entry.pan.masked
        claim = Claim(entry.started_at, entry.amount_minor, masked[:6], masked[-4:])
        _done(self._office.match(case.number, claim, agent, now))
        return case.number

    @property
    def _merchant_id(self) -> str:
        return self._station.config.merchant_id

    def _key(self, entry: Entry) -> TransactionKey:
        at, config = entry.key, self._station.config
        return TransactionKey(config.merchant_id, config.terminal_id, at.batch, at.trace)


def _link_in(shown: str) -> str:
    found = _LINK.search("".join(shown.split()))
    if found is None:
        raise RigError(f"no sign link is on the screen or on the newest slip\n{shown}".rstrip())
    return found[1]


def _done(answer: T | Refused) -> T:
    if isinstance(answer, Refused):
        raise RigError(f"the bank refuses: {answer.reason}")
    return answer
