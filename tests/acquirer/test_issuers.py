"""The list of issuers: who issued a card, and what a wrong list is told."""

from __future__ import annotations

import pytest

import sim_cards.card
from acquirer.issuers import Issuers, IssuersFileError, Verification, read, standard
from tests.acquirer.till import BLOCKED_CARD, FOREIGN_CARD, PIN, PIN_CARD, SIGNATURE_CARD
from wire.pan import Pan

GOOD = """
[[issuer]]
code = "09990000"
zh = "甲银行"
en = "Bank A"
organisation = "CUP"
bins = ["6222"]
verification = "pin+signature"
limit_minor = 100
pin = "0000"
[[issuer.card]]
pan = "6222222222222226"
pin = "1111"
[[issuer]]
code = "09980000"
zh = "乙银行"
en = "Bank B"
organisation = "CUP"
bins = ["62222"]
verification = "none"
limit_minor = 100
"""


def mine() -> Issuers:
    return read(GOOD, "mine.toml")


@pytest.mark.parametrize(
    ("card", "organisation", "verification", "pin", "refuse"),
    [
        (SIGNATURE_CARD, "CUP", Verification.SIGNATURE, "", ""),
        (PIN_CARD, "CUP", Verification.PIN, PIN, ""),
        ("6212340000000000210", "CUP", Verification.PIN, "654321", ""),
        (BLOCKED_CARD, "CUP", Verification.SIGNATURE, "", "62"),
        (FOREIGN_CARD, "VIS", Verification.SIGNATURE, "", ""),
        ("5200000000000015", "MCC", Verification.SIGNATURE, "", ""),
    ],
)
def test_the_synthetic_issuers_know_the_synthetic_cards(
    card: str, organisation: str, verification: Verification, pin: str, refuse: str
) -> None:
    account = standard().account(Pan(card))
    assert account is not None
    assert account.issuer.organisation == organisation
    assert account.issuer.verification is verification
    assert (account.pin, account.refuse) == (pin, refuse)


@pytest.mark.parametrize("name", sim_cards.card.names())
def test_every_card_in_the_tray_has_an_account_that_verifies_it_alike(name: str) -> None:
    card = sim_cards.card.load(name)
    account = standard().account(Pan(str(card.pan.digits)))
    assert account is not None
    assert account.pin == (card.pin or "")
    assert account.issuer.verification.wants_pin == (card.pin is not None)


def test_nobody_issued_a_number_of_no_range() -> None:
    assert standard().account(Pan("6200000000000005")) is None


def test_the_longest_range_wins_and_a_listed_card_comes_first() -> None:
    codes = [
        account.issuer.code
        for pan in ("6222200000000000", "6222000000000000", "6222222222222226")
        if (account := mine().account(Pan(pan)))
    ]
    assert codes == ["09980000", "09990000", "09990000"]


def test_a_card_has_its_own_pin_or_its_issuers() -> None:
    pins = [
        account.pin
        for pan in ("6222222222222226", "6222000000000000")
        if (account := mine().account(Pan(pan)))
    ]
    assert pins == ["1111", "0000"]


def test_no_pin_shows_itself() -> None:
    assert "1111" not in repr(mine().account(Pan("6222222222222226")))


def test_what_each_verification_wants() -> None:
    assert [v.wants_pin for v in Verification] == [False, True, True, False]
    assert [v.wants_signature for v in Verification] == [True, False, True, False]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("[[issuer]]", "[[issuer"), ""),
        (('zh = "甲银行"', ""), "issuer 09990000: zh is missing"),
        (("pin+signature", "pin+smile"), "issuer 09990000: verification must be one of signature"),
        (("limit_minor = 100", "limit_minor = 0"), "issuer 09990000: limit_minor must be"),
        (('["62222"]', '["6222"]'), "issuer 09980000: bin 6222 is taken already"),
        (('["62222"]', "[62222]"), "issuer 09980000: a bin is a text of 3 to 10 digits"),
        (("6222222222222226", "62222"), "issuer 09990000: PAN at byte 0"),
        (('pin = "1111"', 'refuse = "ZZ"'), "issuer 09990000: there is no response code ZZ"),
    ],
)
def test_a_wrong_list_is_told_where(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(IssuersFileError, match=r"^mine.toml: ") as refused:
        read(GOOD.replace(*change), "mine.toml")
    assert complaint in str(refused.value)
    assert "6222222222222226" not in str(refused.value)
