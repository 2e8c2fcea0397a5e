"""Short codes: drawn from chance alone, tried so often and no more, and by bound phones longest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from acquirer.desk_records import PASSWORD, Account, Role
from acquirer.office.codes import (
    CODE_DIGITS,
    CODE_LASTS_S,
    CODE_TRIES,
    STRANGERS_TRIES,
    has_code,
    short_code,
    with_code,
    without_code,
)
from portal.settings import PortalSettings
from tests.acquirer.till import MONDAY

ANNA = Account("anna", "Anna", Role.MERCHANT, "1", "hash")
TOLD = with_code(ANNA, PASSWORD, "digest", MONDAY)
SHOWN = with_code(ANNA, "device 1", "digest", MONDAY)


@pytest.mark.parametrize(("chance", "digits"), [(0, "00000000"), (10**8 + 7, "00000007")])
def test_a_code_is_eight_digits_for_ten_minutes(chance: int, digits: str) -> None:
    code = short_code(chance.to_bytes(8, "big"), MONDAY)
    assert (code.code, code.expires_at - MONDAY) == (digits, timedelta(minutes=10))
    assert digits not in repr(code)


def test_all_tries_together_guess_a_code_less_than_once_in_a_hundred_thousand_codes() -> None:
    assert (STRANGERS_TRIES + CODE_TRIES) / 10**CODE_DIGITS < 1e-5


def test_one_address_is_too_slow_to_use_up_what_strangers_may_try() -> None:
    a_minute = PortalSettings().guesses_a_minute
    assert a_minute + a_minute * CODE_LASTS_S // 60 < STRANGERS_TRIES


def after(account: Account, tries: int) -> Account:
    """The account once so many wrong codes came."""
    return replace(account, code_tries=account.code_tries - tries)


def test_the_last_tries_of_a_password_code_are_for_bound_phones() -> None:
    spent = after(TOLD, STRANGERS_TRIES)
    assert has_code(after(TOLD, STRANGERS_TRIES - 1), PASSWORD, is_bound=False)
    assert not has_code(spent, PASSWORD, is_bound=False)
    assert has_code(after(spent, CODE_TRIES - 1), PASSWORD, is_bound=True)
    assert not has_code(after(spent, CODE_TRIES), PASSWORD, is_bound=True)


def test_the_code_for_a_phone_has_five_tries() -> None:
    assert has_code(after(SHOWN, 4), "device 1", is_bound=False)
    assert not has_code(after(SHOWN, 5), "device 1", is_bound=False)


def test_a_code_serves_its_own_purpose_and_once() -> None:
    assert not has_code(TOLD, "device 1", is_bound=True)
    assert not has_code(SHOWN, PASSWORD, is_bound=True)
    assert not has_code(without_code(TOLD), PASSWORD, is_bound=True)
    assert without_code(TOLD) == ANNA
