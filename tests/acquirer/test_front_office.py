"""The front office as a whole: the key it gives out, and that all of it verifies."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from acquirer.countersigning import is_countersigned
from tests.acquirer.office.people import AGENT_LI, STROKES, SUPERVISOR_MA, a_street, taken


def test_the_public_key_checks_what_the_bank_signed() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))
    public = load_pem_public_key(street.office.public_key().encode())
    sale = street.till.bank.store.transaction(key)
    assert isinstance(public, Ed25519PublicKey)
    assert sale is not None
    assert is_countersigned(public, sale, street.view(key).attempts[0])


def test_a_busy_day_verifies() -> None:
    street = a_street()
    office, now = street.office, street.now
    taken(office.log_in("anna", "test-anna-1234", "phone", now))
    signed, released = street.sell(), street.sell(3600)
    taken(office.sign_by_link(street.link(signed), STROKES, now))
    asked = taken(office.release(street.case(released), "known", AGENT_LI, now))
    taken(office.confirm_release(asked.number, SUPERVISOR_MA, now))
    assert office.verify() == ()
