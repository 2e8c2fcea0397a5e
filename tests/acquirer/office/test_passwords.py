"""How long a guess waits, what may be a password, and that checking tells nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from acquirer.office import passwords
from acquirer.office.passwords import (
    MAX_STRANGERS,
    SOFT_LOCK_S,
    Hashing,
    Strangers,
    locked_until,
    wait_s,
    weakness,
)
from acquirer.office.refused import Reason
from acquirer.settings import PasswordSettings
from tests.acquirer.till import MONDAY

LIST = Path(passwords.__file__).with_name("common_passwords.txt")
CHEAP = Hashing(PasswordSettings(1, 32, 1))


def test_the_wait_never_shrinks_and_never_exceeds_the_soft_lock() -> None:
    waits = [wait_s(failures) for failures in range(50)]
    assert all(a <= b for a, b in pairwise(waits))
    assert (waits[0], waits[2], waits[-1]) == (0, 0, SOFT_LOCK_S)
    assert locked_until(2, MONDAY) is None


def test_a_hash_knows_its_password_alone() -> None:
    kept = CHEAP.hash("correct horse")
    assert CHEAP.is_right(kept, "correct horse")
    assert not CHEAP.is_right(kept, "correct house")
    assert CHEAP.hash("correct horse") != kept


@pytest.mark.parametrize("kept", ["", "no hash at all", "$argon2id$v=19$m=32,t=1,p=1$aa$bb"])
def test_what_is_no_hash_knows_no_password(kept: str) -> None:
    assert not CHEAP.is_right(kept, "a login that nobody has costs the same time")


@pytest.mark.parametrize(
    "password", ["1234567", "blue-window" * 12, "Anna rules", "test-password-1"]
)
def test_a_password_has_eight_characters_and_not_the_login(password: str) -> None:
    assert weakness(password, "anna", "test-password-1") is Reason.WEAK_PASSWORD


@pytest.mark.parametrize(
    "password", ["12345678", "PassWord", "qwertyuiop", "1qaz2wsx", "88888888", "aBaBaBaBa"]
)
def test_a_password_that_everybody_tries_first_is_refused(password: str) -> None:
    assert weakness(password, "anna", "") is Reason.COMMON_PASSWORD


@pytest.mark.parametrize("password", ["blue-window-7", "x1y2" + "z" * 124, "蓝色的窗七扇门开"])
def test_any_other_may_be_taken_whatever_it_is_made_of(password: str) -> None:
    assert weakness(password, "anna", "test-password-1") is None


def test_the_list_has_three_thousand_that_are_long_enough_and_says_where_it_is_from() -> None:
    lines = LIST.read_text("ascii").splitlines()
    said, listed = (
        [line for line in lines if line.startswith("#") is is_comment]
        for is_comment in (True, False)
    )
    assert len(listed) == len(set(listed)) == 3000
    assert all(weakness(each, "wei-ming", "") is Reason.COMMON_PASSWORD for each in listed)
    assert "MIT License" in "\n".join(said)


def test_strangers_are_forgotten_the_oldest_first() -> None:
    strangers = Strangers()
    for _ in range(3):
        strangers.failed("first", MONDAY)
    assert strangers.until("first") is not None
    for number in range(MAX_STRANGERS):
        strangers.failed(f"login {number}", MONDAY)
    assert strangers.until("first") is None
