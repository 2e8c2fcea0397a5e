"""The list of accounts: what stands in it, and what is wrong with one that cannot be used."""

from __future__ import annotations

import pytest

from acquirer.desk_records import Role
from acquirer.roster import Roster, RosterFileError, read, standard

ANNA = '[[account]]\nlogin="anna"\nname="A"\nrole="MERCHANT"\nmerchant="1"\npassword="secret"\n'


def test_the_standard_list_has_somebody_of_every_role() -> None:
    assert {account.role for account in standard()} == set(Role)
    anna = standard().account("anna")
    assert anna is not None
    assert anna.merchant_id == "104110054110001"
    assert standard().account("nobody") is None


def test_an_empty_list_is_a_list() -> None:
    assert list(read("", "none.toml")) == list(Roster()) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[account]", "mine.toml: "),
        (ANNA + ANNA, "mine.toml: account anna is listed twice"),
        (ANNA.replace('"anna"', '"Anna"'), "lower-case"),
        (ANNA.replace('"anna"', "7"), "lower-case"),
        (ANNA.replace('name="A"', ""), "anna: name is missing"),
        (ANNA.replace('"secret"', '""'), "anna: password is missing"),
        (ANNA.replace("MERCHANT", "KING"), "role must be one of MERCHANT"),
        (ANNA.replace("MERCHANT", "AGENT"), "and no other"),
        (ANNA.replace('merchant="1"', ""), "a merchant's account"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(text: str, why: str) -> None:
    with pytest.raises(RosterFileError, match=why) as refused:
        read(text, "mine.toml")
    assert "secret" not in str(refused.value)


def test_no_password_is_shown() -> None:
    assert "test-anna" not in repr(standard().account("anna"))
