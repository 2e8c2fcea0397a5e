"""Signatures without a hand: under a limit, by enrolment, and every refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from acquirer.desk_records import Enrolment, Waiver
from acquirer.records import Action, PayoutState, Route, Signature, TransactionKey
from tests.acquirer.office.people import Street, a_street
from tests.acquirer.till import FOREIGN_CARD, MERCHANT
from wire.resign_messages import (
    COMPLETE,
    ENROL,
    CompleteAnswer,
    CompleteQuestion,
    EnrolAnswer,
    EnrolQuestion,
)

LIMIT_MINOR = 5000


def completed(street: Street, key: TransactionKey) -> CompleteAnswer:
    question = CompleteQuestion(key.batch, key.trace, LIMIT_MINOR)
    return street.till.told(CompleteAnswer, COMPLETE, question)


def refused(street: Street, key: TransactionKey, limit_minor: int = LIMIT_MINOR) -> str:
    """F39 of what is no yes."""
    question = CompleteQuestion(key.batch, key.trace, limit_minor)
    return street.till.code(street.till.question(COMPLETE, question))


def enrolled(street: Street) -> TransactionKey:
    """A sale whose signature the cardholder lets the bank keep."""
    key = street.sell()
    street.signed(key)
    told = street.till.told(EnrolAnswer, ENROL, EnrolQuestion(key.batch, key.trace))
    assert told.until == street.now + timedelta(days=365)
    return key


def kept(street: Street, key: TransactionKey) -> Enrolment:
    sale = street.till.transaction(key.trace)
    found = street.till.bank.store.one(Enrolment, MERCHANT, sale.card_digest)
    assert found is not None
    return found


def test_under_the_limit_the_money_goes_without_a_hand_and_the_books_say_by_whom() -> None:
    street = a_street()
    key = street.sell(5000)
    assert completed(street, key) == CompleteAnswer("LIMIT", street.now)
    assert street.view(key).signature is Signature.WAIVED
    assert street.till.payout_state(key.trace) is PayoutState.RELEASED
    waiver = street.till.bank.store.one(Waiver, key)
    assert waiver == Waiver(key, Route.AUTO, "terminal 10000001", street.now, 5000)
    assert street.actions()[-1] is Action.SIGNATURE_WAIVED


def test_the_banks_own_limit_is_above_the_terminals() -> None:
    street = a_street()
    assert refused(street, street.sell(1000_01), limit_minor=100_000_00) == "25"


def test_above_the_limit_nobody_is_signed_for_who_enrolled_nothing() -> None:
    street = a_street()
    key = street.sell(5001)
    assert refused(street, key) == "25"
    assert street.view(key).is_open


def test_the_enrolled_hand_is_archived_under_the_new_sales_feature_code() -> None:
    street = a_street()
    first = enrolled(street)
    key = street.sell(8000)
    answer = completed(street, key)
    signed = street.view(key).effective
    assert signed is not None
    assert (answer.state, answer.image_digest) == ("ENROLLED", signed.image_digest)
    assert (signed.route, signed.feature_code) == (Route.AUTO, street.view(key).feature_code)
    learnt = street.view(first).effective
    assert learnt is not None
    assert signed.ink_digest == learnt.ink_digest
    assert signed.image_digest != learnt.image_digest
    assert street.till.payout_state(key.trace) is PayoutState.RELEASED


def test_another_card_is_not_signed_for() -> None:
    street = a_street()
    enrolled(street)
    street.till.sell(8000, FOREIGN_CARD)
    assert refused(street, street.till.key()) == "25"


def test_what_is_kept_is_sealed_and_known_by_a_keyed_digest_alone() -> None:
    street = a_street()
    found = kept(street, enrolled(street))
    assert found.card_masked == "621234******0019"
    assert found.card_digest != ""
    assert found.image_sealed[:2] != b"\x00\x00"
    assert "6212340000000019" not in str(found)


def test_past_its_time_it_signs_nothing_and_is_erased() -> None:
    street = a_street()
    first = enrolled(street)
    street.forward(days=366)
    street.till.sign_on()
    assert refused(street, street.sell(8000)) == "54"
    street.till.bank.tick(street.now)
    assert kept(street, first).image_sealed == b""
    assert Action.ENROLMENT_ERASED in street.actions()


def test_withdrawn_it_is_erased_at_once_and_signs_nothing() -> None:
    street = a_street()
    first = enrolled(street)
    question = EnrolQuestion(first.batch, first.trace, withdraw=1)
    assert street.till.told(EnrolAnswer, ENROL, question) == EnrolAnswer()
    found = kept(street, first)
    assert (found.image_sealed, found.withdrawn_at) == (b"", street.now)
    assert refused(street, street.sell(8000)) == "25"
    assert street.till.code(street.till.question(ENROL, question)) == "25"


def test_only_a_hand_of_the_cardholders_own_is_enrolled() -> None:
    street = a_street()
    enrolled(street)
    unsigned, automatic = street.sell(8000), street.sell(8000)
    completed(street, automatic)
    for key in (unsigned, automatic):
        question = EnrolQuestion(key.batch, key.trace)
        assert street.till.code(street.till.question(ENROL, question)) == "25"


@pytest.mark.parametrize(("amount_minor", "code"), [(9020_96, "96"), (9020_22, "22")])
def test_a_refusal_can_be_had_by_the_amount(amount_minor: int, code: str) -> None:
    street = a_street()
    enrolled(street)
    key = street.sell(amount_minor)
    assert refused(street, key) == code
    assert street.view(key).is_open


def test_a_refusal_can_be_ordered() -> None:
    street = a_street()
    key = street.sell(1000)
    street.till.bank.faults.refuse_next("96", mti="0820")
    assert refused(street, key) == "96"
    street.till.bank.faults.refuse_next("96", mti="0820")
    enrolment = street.till.question(ENROL, EnrolQuestion(key.batch, key.trace))
    assert street.till.code(enrolment) == "96"


def test_what_is_signed_or_not_there_is_not_completed() -> None:
    street = a_street()
    key = street.sell(1000)
    street.signed(key)
    assert refused(street, key) == "94"
    nowhere = TransactionKey(key.merchant_id, key.terminal_id, key.batch, 999)
    assert refused(street, nowhere) == "25"
