"""Retention: what a hand drew is erased with time; digests, chain and countersignature stay."""

from __future__ import annotations

from dataclasses import replace

from acquirer.countersigning import is_countersigned
from acquirer.front_office import Reason
from acquirer.records import Action
from acquirer.retention import MAX_ERASED_AT_ONCE, erase_due, is_any_due
from acquirer.settings import SignatureSettings
from tests.acquirer.office.people import (
    AGENT_LI,
    MERCHANT_ANNA,
    Street,
    a_street,
    cheap_settings,
    reason,
    taken,
)
from tests.acquirer.office.test_photos import a_photo

DAYS = 30


def a_forgetful_street() -> Street:
    settings = cheap_settings()
    return a_street(
        settings=replace(settings, signature=replace(settings.signature, retention_days=DAYS))
    )


def test_images_and_strokes_are_erased_when_their_time_is_over() -> None:
    street = a_forgetful_street()
    key = street.sell()
    taken(street.signed(key))
    before = street.view(key).attempts[0]
    street.forward(days=DAYS, seconds=-1)
    street.till.bank.tick(street.now)
    assert street.view(key).attempts == (before,)
    street.forward(hours=1)
    street.till.bank.tick(street.now)
    (erased,) = street.view(key).attempts
    assert erased == replace(before, image_sealed=b"", strokes_sealed=b"", elements_sealed=b"")
    assert before.image_sealed
    assert before.strokes_sealed
    looked = street.office.handwriting(key, 1, MERCHANT_ANNA, "to show it", street.now)
    assert reason(looked) is Reason.ERASED


def test_photos_of_paper_are_erased_too() -> None:
    street = a_forgetful_street()
    key = street.sell()
    taken(street.office.upload_paper(key, a_photo(), MERCHANT_ANNA, street.now))
    street.forward(days=DAYS)
    street.till.bank.tick(street.now)
    (proof,) = street.view(key).papers
    assert proof.image_sealed == b""
    assert proof.image_digest
    looked = street.office.photo(key, 1, AGENT_LI, "to review", street.now)
    assert reason(looked) is Reason.ERASED


def test_everything_still_verifies_after_it() -> None:
    street = a_forgetful_street()
    key = street.sell()
    taken(street.signed(key))
    street.forward(days=DAYS)
    street.till.bank.tick(street.now)
    assert street.office.verify() == ()
    sale = street.till.bank.store.transaction(key)
    assert sale is not None
    public = street.till.bank.keys.countersigning.public_key()
    assert is_countersigned(public, sale, street.view(key).attempts[0])
    assert street.actions()[-1] is Action.SIGNATURE_ERASED


def test_it_is_looked_once_an_hour_and_all_is_erased_then() -> None:
    street = a_forgetful_street()
    bank = street.till.bank
    bank.tick(street.now)
    keys = [street.sell() for _ in range(3)]
    for key in keys:
        taken(street.signed(key))
    street.forward(days=DAYS)
    rules = SignatureSettings(retention_days=DAYS)
    with bank.looking() as store:
        assert is_any_due(store, street.now, rules)
    bank.tick(street.now)
    with bank.looking() as store:
        assert not is_any_due(store, street.now, rules)
    assert street.actions().count(Action.SIGNATURE_ERASED) == 3
    assert MAX_ERASED_AT_ONCE > 3


def test_nothing_is_erased_before_its_time() -> None:
    street = a_forgetful_street()
    taken(street.signed(street.sell()))
    with street.till.bank.changes(street.now, AGENT_LI) as work:
        erase_due(work, SignatureSettings(retention_days=DAYS))
    assert Action.SIGNATURE_ERASED not in street.actions()
