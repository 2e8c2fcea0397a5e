"""Sign links: one transaction, one device, one signature, ten minutes; and clear words after."""

from __future__ import annotations

import pytest

from acquirer.desk_records import SignLink
from acquirer.front_office import Reason, Refused
from acquirer.records import Route, Verdict
from acquirer.sign_links import token_hash
from tests.acquirer.office.people import (
    MERCHANT_ANNA,
    OTHER_STROKES,
    STROKES,
    Street,
    a_street,
    reason,
    taken,
)


def test_a_link_shows_its_one_transaction() -> None:
    street = a_street()
    key, other = street.sell(), street.sell()
    view = taken(street.office.link(street.link(key), street.now))
    assert (view.sale.key, view.route) == (key, Route.OTHER_DEVICE)
    assert "621234******0019" in repr(view)
    assert str(other) not in repr(view)


def test_a_link_signs_once() -> None:
    street = a_street()
    key = street.sell()
    token = street.link(key)
    stored = taken(street.office.sign_by_link(token, STROKES, street.now, "phone"))
    assert stored.key == key
    assert street.view(key).attempts[0].route is Route.OTHER_DEVICE
    assert reason(street.office.link(token, street.now)) is Reason.USED
    assert reason(street.office.sign_by_link(token, OTHER_STROKES, street.now)) is Reason.USED


def test_an_answer_that_was_lost_is_given_again() -> None:
    street = a_street()
    token = street.link(street.sell())
    first = street.office.sign_by_link(token, STROKES, street.now)
    assert street.office.sign_by_link(token, STROKES, street.now) == first


def _expired(street: Street, token: str) -> None:
    street.forward(minutes=10, seconds=1)


def _revoked(street: Street, token: str) -> None:
    assert street.office.revoke_link(token, MERCHANT_ANNA, street.now) is None


def _replaced(street: Street, token: str) -> None:
    found = street.till.bank.store.one(SignLink, token_hash(token))
    assert found is not None
    street.link(found.key)


@pytest.mark.parametrize(
    ("end", "why"),
    [(_expired, Reason.EXPIRED), (_revoked, Reason.REVOKED), (_replaced, Reason.REVOKED)],
)
def test_a_link_that_has_ended_says_how(end: object, why: Reason) -> None:
    street = a_street()
    key = street.sell()
    token = street.link(key)
    assert callable(end)
    end(street, token)
    office, now = street.office, street.now
    assert reason(office.link(token, now)) is why
    assert reason(office.sign_by_link(token, STROKES, now)) is why
    assert reason(office.link_strokes(token, STROKES, now)) is why
    assert reason(office.revoke_link(token, MERCHANT_ANNA, now)) is why
    assert street.view(key).attempts == ()


@pytest.mark.parametrize("token", ["", "A" * 22, "no such token", "签", "\udc80"])
def test_a_token_that_was_guessed_opens_nothing(token: str) -> None:
    street = a_street()
    street.link(street.sell())
    assert street.office.link(token, street.now) == Refused(Reason.UNKNOWN)


def test_a_link_belongs_to_the_first_device_that_opens_it() -> None:
    street = a_street()
    token = street.link(street.sell())
    office, now = street.office, street.now
    taken(office.link(token, now, "phone"))
    taken(office.link(token, now, "phone"))
    assert reason(office.link(token, now, "another")) is Reason.OTHER_DEVICE
    assert reason(office.sign_by_link(token, STROKES, now, "another")) is Reason.OTHER_DEVICE
    taken(office.sign_by_link(token, STROKES, now, "phone"))


def test_a_link_whose_sale_was_signed_elsewhere_tells_so_and_keeps_the_try() -> None:
    street = a_street()
    key = street.sell()
    token = street.link(key)
    first = taken(street.signed(key))
    late = street.office.sign_by_link(token, OTHER_STROKES, street.now)
    assert late == Refused(Reason.SIGNED, first.at)
    assert [a.verdict for a in street.view(key).attempts] == [Verdict.ACCEPTED, Verdict.LATER]
    assert reason(street.office.link(token, street.now)) is Reason.USED


def test_a_bad_signature_leaves_the_link_open() -> None:
    street = a_street()
    token = street.link(street.sell())
    assert isinstance(street.office.sign_by_link(token, (), street.now), Refused)
    taken(street.office.sign_by_link(token, STROKES, street.now))


def test_there_is_no_link_for_what_is_signed_or_never_was() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))
    office, now = street.office, street.now
    assert reason(office.open_link(key, MERCHANT_ANNA, now)) is Reason.SIGNED
    assert reason(office.open_link(street.till.key(99), MERCHANT_ANNA, now)) is Reason.NO_SALE


def test_the_token_stands_nowhere_in_the_books() -> None:
    street = a_street()
    token = street.link(street.sell())
    (link,) = street.till.bank.store.many(SignLink)
    assert token not in repr(link)
    assert all(token not in repr(row) for row in street.till.bank.store.audit())
    assert len(token) >= 22  # 128 bits in base64
