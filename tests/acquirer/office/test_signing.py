"""Signing by people: only strokes come in, one signature counts, every try is kept."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from acquirer.front_office import Reason, Refused, Stored
from acquirer.records import Action, PayoutState, Route, Signature, Verdict
from receipts.signature import rasterise, sample
from receipts.strokes import Strokes, strokes_digest
from tests.acquirer.office.people import (
    MERCHANT_ANNA,
    OTHER_STROKES,
    STROKES,
    a_street,
    reason,
    taken,
)
from tests.acquirer.till import FOREIGN_CARD, SIGNATURE_CARD

TOO_LITTLE: Strokes = (((10, 100), (20, 100)),)
SCRIBBLE: Strokes = tuple(
    tuple((x, (x * 7 + row * 53) % 160) for x in range(0, 384, 3)) for row in range(20)
)


def test_a_merchant_sees_what_is_unsigned_the_oldest_first() -> None:
    street = a_street()
    keys = [street.sell(amount) for amount in (1200, 3600)]
    street.forward(hours=1)
    views = street.office.unsigned(street.merchant_id, street.now)
    assert [view.key for view in views] == keys
    assert [view.card_masked for view in views] == ["621234******0019"] * 2
    assert (views[0].days_left, views[0].is_open) == (7, True)


def test_nobody_sees_another_merchants_transactions() -> None:
    street = a_street()
    key = street.sell()
    assert street.office.unsigned("999999999999999", street.now) == ()
    assert street.office.sale("999999999999999", key, street.now) is None
    assert street.office.sales("999999999999999", street.now) == ()


def test_a_signature_from_a_phone_is_stored_and_sets_the_payout_free() -> None:
    street = a_street()
    key = street.sell()
    stored = taken(street.signed(key))
    assert (stored.number, stored.strokes_digest) == (1, strokes_digest(STROKES))
    assert stored.payout is not None
    assert stored.payout.due_at == street.now + timedelta(minutes=5)
    view = street.view(key)
    assert (view.signature, view.is_open, view.allowed) == (Signature.SIGNED, False, ())
    (kept,) = view.attempts
    assert (kept.verdict, kept.route, kept.actor) == (
        Verdict.ACCEPTED,
        Route.PHONE_APP,
        "merchant anna",
    )
    assert [sale.key for sale in street.office.sales(street.merchant_id, street.now)] == [key]


def test_the_picture_is_made_by_the_bank_with_the_transactions_code() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))
    seen = taken(street.office.handwriting(key, 1, MERCHANT_ANNA, "to show it", street.now))
    assert seen.picture == rasterise(STROKES, street.view(key).feature_code)


def test_what_is_kept_of_a_hand_has_the_digests_that_were_noted_and_opens_as_png() -> None:
    street = a_street()
    key = street.sell()
    stored = taken(street.signed(key))
    seen = taken(street.office.handwriting(key, 1, MERCHANT_ANNA, "to show it", street.now))
    assert sha256(seen.image).hexdigest() == stored.image_digest
    assert sha256(seen.strokes).hexdigest() == stored.strokes_digest
    assert seen.image.startswith(b"\x89PNG")
    assert "PNG" not in repr(seen)


def test_whoever_looks_at_a_signature_says_why() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))
    office, now = street.office, street.now
    assert reason(office.handwriting(key, 1, MERCHANT_ANNA, " ", now)) is Reason.NO_REASON
    assert reason(office.handwriting(key, 2, MERCHANT_ANNA, "to show it", now)) is Reason.NO_SALE


def test_the_same_strokes_again_are_answered_as_before() -> None:
    street = a_street()
    key = street.sell()
    first = taken(street.signed(key))
    assert street.signed(key) == first
    assert len(street.view(key).attempts) == 1


def test_who_comes_second_is_told_and_his_signature_kept_beside() -> None:
    street = a_street()
    key = street.sell()
    first = taken(street.signed(key))
    second = street.office.sign(key, OTHER_STROKES, MERCHANT_ANNA, Route.PHONE_APP, street.now)
    assert second == Refused(Reason.SIGNED, first.at)
    assert [a.verdict for a in street.view(key).attempts] == [Verdict.ACCEPTED, Verdict.LATER]


@pytest.mark.parametrize(
    ("strokes", "why"),
    [((), Reason.BLANK), (TOO_LITTLE, Reason.TOO_LITTLE_INK), (SCRIBBLE, Reason.SIZE)],
)
def test_what_is_no_signature_is_refused_three_times_and_kept(
    strokes: Strokes, why: Reason
) -> None:
    street = a_street()
    key = street.sell()

    def tried() -> Stored | Refused:
        return street.office.sign(key, strokes, MERCHANT_ANNA, Route.PHONE_APP, street.now)

    told = [tried() for _ in range(4)]
    refused = [answer for answer in told if isinstance(answer, Refused)]
    if why is Reason.BLANK:
        why = refused[0].reason  # a blank pad is too small a picture as well
    assert [r.reason for r in refused] == [why, why, why, Reason.TOO_MANY]
    assert [r.left for r in refused] == [2, 1, 0, 0]
    assert [bool(r.ways) for r in refused] == [False, False, True, True]
    assert all(Route.PHONE_APP not in r.ways for r in refused)
    assert Route.PHONE_APP not in refused[-1].ways
    assert Route.SUPPORT in refused[-1].ways
    assert len(street.view(key).attempts) == 4


def test_the_same_ink_on_another_card_is_nobodys_signature() -> None:
    street = a_street()
    taken(street.signed(street.sell()))
    street.till.sell(1200, FOREIGN_CARD)
    assert reason(street.signed(street.till.key())) is Reason.COPIED


def test_the_same_hand_may_sign_for_the_same_card_again() -> None:
    street = a_street()
    taken(street.signed(street.sell()))
    street.till.sell(1200, SIGNATURE_CARD)
    taken(street.signed(street.till.key()))


def test_past_the_soft_deadline_the_payout_waits_for_the_next_day() -> None:
    street = a_street()
    key = street.sell()
    street.forward(days=2)
    stored = taken(street.signed(key))
    assert stored.payout is not None
    assert stored.payout.due_at is not None
    assert f"{stored.payout.due_at:%m-%d %H:%M}" == "03-05 09:00"


def test_past_the_hard_deadline_only_the_desk_is_left() -> None:
    street = a_street()
    key = street.sell()
    street.forward(days=7, seconds=1)
    refused = street.signed(key)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.TOO_LATE
    assert set(refused.ways) == {Route.SUPPORT, Route.BANK, Route.PAPER}
    taken(street.signed(key, Route.SUPPORT))


def test_what_was_undone_or_never_was_takes_no_signature() -> None:
    street = a_street()
    sale, answer = street.till.sell()
    key = street.till.key()
    street.till.send(street.till.reversal(sale))
    assert reason(street.signed(key)) is Reason.UNDONE
    assert reason(street.signed(street.till.key(999))) is Reason.NO_SALE
    assert answer.text(39) == "00"


def test_the_payouts_state_is_seen_with_the_sale() -> None:
    street = a_street()
    key = street.sell()
    money = street.view(key).payout
    assert money is not None
    assert (money.state, money.why) == (PayoutState.HELD, "no signature yet")


def test_a_terminal_hears_that_there_is_news() -> None:
    street = a_street()
    key = street.sell()
    assert street.till.bank.shared.news == set()
    taken(street.signed(key))
    assert street.till.bank.shared.news == {key}


def test_another_persons_strokes_are_another_picture() -> None:
    assert sample(0) != sample(1)


def test_of_signatures_after_the_one_that_counts_only_three_are_kept() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))
    for person in range(1, 6):
        later = street.office.sign(key, sample(person), MERCHANT_ANNA, Route.PHONE_APP, street.now)
        assert reason(later) is Reason.SIGNED
    assert len(street.view(key).attempts) == 1 + 3
    assert street.actions().count(Action.SIGNATURE_LATER) == 5
