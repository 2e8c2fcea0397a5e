"""How long a guess waits, what may be a password, and that checking tells nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from acquirer.office.passwords import (
    MAX_STRANGERS,
    SOFT_LOCK_S,
    Hashing,
    Strangers,
    is_fit,
    locked_until,
    wait_s,
)
from acquirer.settings import PasswordSettings
from tests.acquirer.till import MONDAY

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
    ("password", "fits"),
    [("1234567", False), ("12345678", True), ("x" * 128, True), ("Anna rules", False)],
)
def test_a_password_has_eight_characters_and_not_the_login(password: str, fits: bool) -> None:
    assert is_fit(password, "anna") is fits


def test_strangers_are_forgotten_the_oldest_first() -> None:
    strangers = Strangers()
    for _ in range(3):
        strangers.failed("first", MONDAY)
    assert strangers.until("first") is not None
    for number in range(MAX_STRANGERS):
        strangers.failed(f"login {number}", MONDAY)
    assert strangers.until("first") is None
