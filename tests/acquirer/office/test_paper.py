"""Paper: owed, photographed, reviewed by another; accepted it is as good as a signature."""

from __future__ import annotations

from acquirer.desk_records import PaperProof, PaperState
from acquirer.front_office import Reason
from acquirer.office.paper import LET_IN_DAYS, MAX_PROOFS, UNSEEN
from acquirer.records import PayoutState, Route, Signature, TransactionKey
from tests.acquirer.office.people import (
    AGENT_LI,
    BANKER_WU,
    MERCHANT_ANNA,
    Street,
    a_street,
    reason,
    taken,
)
from tests.acquirer.office.test_photos import a_flood, a_photo


def sent(street: Street, key: TransactionKey) -> PaperProof:
    return taken(street.office.upload_paper(key, a_photo(), MERCHANT_ANNA, street.now))


def test_an_accepted_photo_is_as_good_as_a_signature() -> None:
    street = a_street()
    key = street.sell()
    street.forward(days=8)
    owed = taken(street.office.owe_paper(key, MERCHANT_ANNA, street.now))
    assert owed.state is PaperState.OWED
    assert sent(street, key).number == owed.number
    number = street.case(key)
    accepted = taken(street.office.accept_paper(number, AGENT_LI, street.now))
    assert (accepted.state, accepted.reviewer) == (PaperState.ACCEPTED, "agent li")
    view = street.view(key)
    assert (view.signature, view.papers) == (Signature.PAPER, (accepted,))
    assert view.payout is not None
    assert view.payout.state is PayoutState.RELEASED


def test_a_rejected_photo_says_why_and_another_may_follow() -> None:
    street = a_street()
    key = street.sell()
    sent(street, key)
    number = street.case(key)
    office, now = street.office, street.now
    assert reason(office.reject_paper(number, "", AGENT_LI, now)) is Reason.NO_REASON
    rejected = taken(office.reject_paper(number, "cannot be read", AGENT_LI, now))
    assert (rejected.state, rejected.reason) == (PaperState.REJECTED, "cannot be read")
    assert street.view(key).signature is Signature.UNSIGNED
    assert sent(street, key).number == 2
    taken(office.accept_paper(number, AGENT_LI, now))


def test_the_photo_is_sealed_and_seen_only_with_a_reason() -> None:
    street = a_street()
    key = street.sell()
    proof = sent(street, key)
    office, now = street.office, street.now
    photo = taken(office.photo(key, 1, AGENT_LI, "to review it", now))
    assert photo.startswith(b"\xff\xd8\xff")
    assert photo not in proof.image_sealed
    assert reason(office.photo(key, 1, AGENT_LI, "", now)) is Reason.NO_REASON
    assert reason(office.photo(key, 2, AGENT_LI, "x", now)) is Reason.NO_PAPER


def test_who_sent_a_photo_does_not_review_it() -> None:
    street = a_street()
    key = street.sell()
    taken(street.office.upload_paper(key, a_photo(), AGENT_LI, street.now))
    number = street.case(key)
    office, now = street.office, street.now
    assert reason(office.accept_paper(number, AGENT_LI, now)) is Reason.SAME_PERSON
    assert reason(office.accept_paper(number, MERCHANT_ANNA, now)) is Reason.NOT_ALLOWED
    taken(office.accept_paper(number, BANKER_WU, now))


def test_there_is_nothing_to_review_before_a_photo_came() -> None:
    street = a_street()
    key = street.sell()
    taken(street.office.owe_paper(key, MERCHANT_ANNA, street.now))
    number = street.case(key)
    assert reason(street.office.accept_paper(number, AGENT_LI, street.now)) is Reason.NO_PAPER
    assert reason(street.office.photo(key, 1, AGENT_LI, "x", street.now)) is Reason.NO_PAPER


def test_what_is_no_photo_is_refused_with_words() -> None:
    street = a_street()
    key = street.sell()
    office, now = street.office, street.now
    told = [office.upload_paper(key, data, MERCHANT_ANNA, now) for data in (b"GIF", a_flood())]
    assert [reason(answer) for answer in told] == [Reason.NO_PICTURE, Reason.TOO_LARGE]
    assert street.view(key).papers == ()


def test_there_is_no_paper_for_what_is_signed_or_was_never_sold() -> None:
    street = a_street()
    key = street.sell()
    office, now = street.office, street.now
    taken(street.signed(key, Route.PHONE_APP))
    assert reason(office.owe_paper(key, MERCHANT_ANNA, now)) is Reason.NEEDLESS
    missing = office.upload_paper(street.till.key(99), a_photo(), MERCHANT_ANNA, now)
    assert reason(missing) is Reason.NO_SALE


def test_so_many_photos_are_taken_and_no_more() -> None:
    street = a_street()
    key = street.sell()
    for _ in range(MAX_PROOFS):
        sent(street, key)
    more = street.office.upload_paper(key, a_photo(), MERCHANT_ANNA, street.now)
    assert reason(more) is Reason.TOO_MANY


def test_photos_wait_in_the_order_they_came_and_are_taken_up_without_a_call() -> None:
    street = a_street()
    second, first = street.sell(), street.sell()
    sent(street, first)
    street.forward(minutes=1)
    sent(street, second)
    office, now = street.office, street.now
    assert [proof.key for proof in office.papers_waiting()] == [first, second]
    case = taken(office.open_review(first, BANKER_WU, now))
    assert (case.key, case.route, case.verified) == (first, Route.BANK, "photo")
    assert taken(office.open_review(first, AGENT_LI, now)) == case
    taken(office.accept_paper(case.number, AGENT_LI, now))
    assert [proof.key for proof in office.papers_waiting()] == [second]
    assert reason(office.open_review(first, AGENT_LI, now)) is Reason.NO_PAPER


def test_a_closed_case_is_not_taken_up_again_and_a_merchant_takes_up_none() -> None:
    street = a_street()
    key = street.sell()
    sent(street, key)
    office, now = street.office, street.now
    case = taken(office.open_review(key, AGENT_LI, now))
    assert office.close_case(case.number, "later", AGENT_LI, now) is None
    assert taken(office.open_review(key, AGENT_LI, now)).number != case.number
    assert reason(office.open_review(key, MERCHANT_ANNA, now)) is Reason.NOT_ALLOWED


def test_a_newer_photo_takes_the_place_of_the_one_that_waits() -> None:
    street = a_street()
    key = street.sell()
    sent(street, key)
    sent(street, key)
    assert [p.state for p in street.view(key).papers] == [PaperState.REPLACED, PaperState.WAITING]
    assert [proof.number for proof in street.office.papers_waiting()] == [2]


def test_only_the_photo_that_was_looked_at_is_taken() -> None:
    street = a_street()
    key = street.sell()
    sent(street, key)
    sent(street, key)
    number, office, now = street.case(key), street.office, street.now
    assert reason(office.accept_paper(number, AGENT_LI, now, 1)) is Reason.NEWER_PAPER
    assert reason(office.reject_paper(number, "no", AGENT_LI, now, 1)) is Reason.NEWER_PAPER
    assert reason(office.accept_paper(number, AGENT_LI, now, UNSEEN)) is Reason.UNSEEN_PAPER
    assert taken(office.accept_paper(number, AGENT_LI, now, 2)).number == 2


def test_a_photo_that_is_not_needed_any_more_waits_in_no_queue() -> None:
    street = a_street()
    key = street.sell()
    sent(street, key)
    taken(street.signed(key))
    assert street.office.papers_waiting() == ()


def test_who_let_somebody_into_the_merchants_account_does_not_take_its_photos() -> None:
    street = a_street()
    key = street.sell()
    office = street.office
    taken(office.password_code("anna", AGENT_LI, "showed her papers", street.now))
    sent(street, key)
    number = street.case(key)
    assert reason(office.accept_paper(number, AGENT_LI, street.now)) is Reason.SAME_PERSON
    taken(office.accept_paper(number, BANKER_WU, street.now))


def test_after_a_week_he_may_again() -> None:
    street = a_street()
    key = street.sell()
    taken(street.office.password_code("anna", AGENT_LI, "showed her papers", street.now))
    street.forward(days=LET_IN_DAYS, minutes=1)
    sent(street, key)
    taken(street.office.accept_paper(street.case(key), AGENT_LI, street.now))
