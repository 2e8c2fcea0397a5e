"""A month's key seals, a later one does not open it, and no later seed leads back."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from drivers.hand_keys import FIRST_MONTH, HandKeys

KEYS = HandKeys(bytes(range(32)))
MARCH = FIRST_MONTH + 74
PLACE = [b"here"]
SEALED = KEYS.of(MARCH).encrypt(b"a hand", PLACE)


def test_each_month_has_a_key_of_its_own() -> None:
    assert KEYS.of(MARCH).decrypt(SEALED, PLACE) == b"a hand"
    for other in (MARCH - 1, MARCH + 1):
        with pytest.raises(InvalidTag):
            KEYS.of(other).decrypt(SEALED, PLACE)


def test_keys_that_were_advanced_open_what_is_kept() -> None:
    kept = KEYS.advanced(MARCH)
    assert kept.of(MARCH).decrypt(SEALED, PLACE) == b"a hand"
    assert not kept.is_gone(MARCH)
    assert kept.advanced(MARCH) == kept


def test_what_is_before_them_is_gone_for_good() -> None:
    kept = KEYS.advanced(MARCH + 1)
    assert kept.is_gone(MARCH)
    assert kept.seed != KEYS.advanced(MARCH).seed
    with pytest.raises(InvalidTag):
        kept.of(MARCH).decrypt(SEALED, PLACE)


def test_they_never_go_back() -> None:
    assert KEYS.advanced(MARCH).advanced(FIRST_MONTH) == KEYS.advanced(MARCH)


def test_no_key_is_in_what_is_printed_of_them() -> None:
    assert "seed" not in repr(KEYS)
