"""Law: however many sign at once, one signature counts and every try is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from acquirer.front_office import Refused, Stored
from acquirer.records import Action, PayoutState, Route, Signature, TransactionKey, Verdict
from receipts.signature import rasterise, sample
from tests.acquirer.office.people import AGENT_LI, MERCHANT_ANNA, Street, a_street
from wire import iso8583, jbig1
from wire.framing import Frame, FrameParser
from wire.iso8583 import Message

RACES = 1000
ENDS = (Action.SIGNATURE_ACCEPTED, Action.SIGNATURE_LATER, Action.SIGNATURE_REJECTED)
MONTHLY = 40
"""Races of one street: the audit of one that is longer only takes longer to read."""

Racer = Callable[[], str]
"""Signs once; says "won", or how it was told that another was faster."""


def racers(street: Street, sale: Message, answer: Message) -> list[Racer]:
    """The terminal's own pad, a phone, two phones that share one link, and the desk."""
    office, till, now, key = street.office, street.till, street.now, street.till.key()
    code = street.view(key).feature_code
    image = jbig1.encode(rasterise(sample(0), code))
    upload, link = till.frame(till.upload(sale, answer, image)), street.link(key)
    return [
        lambda: _answered(street, upload),
        lambda: _told(office.sign(key, sample(1), MERCHANT_ANNA, Route.PHONE_APP, now)),
        lambda: _told(office.sign_by_link(link, sample(2), now, "phone A")),
        lambda: _told(office.sign_by_link(link, sample(3), now, "phone B")),
        lambda: _told(office.sign(key, sample(4), AGENT_LI, Route.SUPPORT, now)),
    ]


def _answered(street: Street, upload: Frame) -> str:
    (delivery,) = street.till.bank.answer(upload, street.now)
    (frame,) = FrameParser().feed(delivery.data)
    return {"00": "won", "94": "SIGNED"}[iso8583.decode(frame.message).text(39)]


def _told(signed: Stored | Refused) -> str:
    return "won" if isinstance(signed, Stored) else str(signed.reason)


def race(street: Street, pool: ThreadPoolExecutor) -> tuple[TransactionKey, list[str]]:
    """All racers of one sale at once, and what each was told."""
    sale, answer = street.till.sell()
    ready = racers(street, sale, answer)
    start = Barrier(len(ready))

    def run(racer: Racer) -> str:
        start.wait()
        return racer()

    return street.till.key(), list(pool.map(run, ready))


def check(street: Street, key: TransactionKey, told: list[str]) -> Iterator[str]:
    """What does not hold after a race."""
    view = street.view(key)
    verdicts = Counter(a.verdict for a in view.attempts)
    if told.count("won") != 1 or not set(told) <= {"won", "SIGNED", "USED"}:
        yield f"they were told {told}"
    if verdicts[Verdict.ACCEPTED] != 1 or view.signature is not Signature.SIGNED:
        yield f"verdicts are {verdicts}"
    if view.payout is None or view.payout.state is not PayoutState.RELEASED:
        yield f"the payout is {view.payout}"
    ends = [row.action for row in street.office.trail(key) if row.action in ENDS]
    if len(ends) != len(told):
        yield f"{len(told)} signed and the audit tells of {len(ends)}"


def run_races(count: int) -> list[str]:
    """What did not hold in so many races."""
    wrong: list[str] = []
    with ThreadPoolExecutor(5) as pool:
        for number in range(count):
            if number % MONTHLY == 0:
                street = a_street()
            key, told = race(street, pool)
            wrong += check(street, key, told)
            if number % MONTHLY == MONTHLY - 1 or number == count - 1:
                wrong += map(str, street.office.verify())
    return wrong


def test_one_of_five_who_sign_at_once_wins() -> None:
    assert run_races(8) == []


@pytest.mark.slow
def test_one_wins_a_thousand_times() -> None:
    assert run_races(RACES) == []
