"""The archive keeps what came, whatever route, and opens it again with the bank's key alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag

from acquirer.archive import image_of, strokes_of
from acquirer.desk_records import Window
from acquirer.keys import BankKeys
from acquirer.records import Route, SignatureAttempt
from receipts.strokes import strokes_bytes
from tests.acquirer.office.people import AGENT_LI, OTHER_STROKES, STROKES, Street, a_street, taken


def kept(street: Street) -> SignatureAttempt:
    key = street.sell()
    taken(street.signed(key))
    return street.view(key).attempts[0]


def test_strokes_and_image_open_with_the_banks_key() -> None:
    street = a_street()
    attempt = kept(street)
    keys = street.till.bank.keys
    assert strokes_of(keys, attempt) == strokes_bytes(STROKES)
    assert len(image_of(keys, attempt)) == attempt.image_size_bytes


def test_what_is_moved_to_another_attempt_or_read_with_another_key_does_not_open() -> None:
    street = a_street()
    attempt = kept(street)
    for keys, moved in (
        (street.till.bank.keys, replace(attempt, number=2)),
        (BankKeys(bytes(32)), attempt),
    ):
        with pytest.raises(InvalidTag):
            strokes_of(keys, moved)
        with pytest.raises(InvalidTag):
            image_of(keys, moved)


def test_what_was_erased_opens_empty() -> None:
    street = a_street()
    erased = replace(kept(street), image_sealed=b"", strokes_sealed=b"")
    assert image_of(street.till.bank.keys, erased) == b""
    assert strokes_of(street.till.bank.keys, erased) == b""


@pytest.mark.parametrize("strokes", [(), STROKES])
def test_a_window_lets_so_many_pictures_in(strokes: tuple[()]) -> None:
    street = a_street()
    key = street.sell()
    street.forward(days=8)
    street.office.extend(street.case(key), 1, "away", AGENT_LI, street.now)
    street.office.sign(key, strokes, street.actor, Route.PHONE_APP, street.now)
    window = street.till.bank.store.one(Window, key)
    assert window is not None
    assert window.signatures_left == 2


def test_a_later_signature_uses_no_window() -> None:
    street = a_street()
    key = street.sell()
    street.office.extend(street.case(key), 1, "away", AGENT_LI, street.now)
    taken(street.signed(key))
    street.office.sign(key, OTHER_STROKES, street.actor, Route.PHONE_APP, street.now)
    window = street.till.bank.store.one(Window, key)
    assert window is not None
    assert window.signatures_left == 2
