"""The bank's keys: one purpose each, digests that need the key, seals that know their place."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from acquirer.keys import BankKeys, working_keys
from tests.acquirer.till import PIN_CARD, ROOT_KEY, SIGNATURE_CARD, entropy
from wire.pan import Pan

KEYS = BankKeys(ROOT_KEY)


def test_a_card_is_known_by_a_digest_that_needs_the_key() -> None:
    digest = KEYS.card_digest(Pan(SIGNATURE_CARD))
    assert digest == BankKeys(ROOT_KEY).card_digest(Pan(SIGNATURE_CARD))
    assert digest != KEYS.card_digest(Pan(PIN_CARD))
    assert digest != BankKeys(bytes(32)).card_digest(Pan(SIGNATURE_CARD))


def test_what_is_sealed_opens_in_its_own_place_only() -> None:
    sealed = KEYS.seal(b"a signature", "image 1")
    assert b"signature" not in sealed
    assert KEYS.unseal(sealed, "image 1") == b"a signature"
    with pytest.raises(InvalidTag):
        KEYS.unseal(sealed, "image 2")
    with pytest.raises(InvalidTag):
        BankKeys(bytes(32)).unseal(sealed, "image 1")


def test_nothing_sealed_is_nothing() -> None:
    assert KEYS.seal(b"", "image 1") == b""
    assert KEYS.unseal(b"", "image 1") == b""


@pytest.mark.parametrize(
    ("network", "sizes"), [("001", (8, 8, 0)), ("003", (16, 16, 0)), ("004", (16, 16, 16))]
)
def test_working_keys_have_the_asked_form_and_odd_parity(
    network: str, sizes: tuple[int, int, int]
) -> None:
    keys = working_keys(network, entropy)
    assert (len(keys.pin_key), len(keys.mac_key), len(keys.track_key)) == sizes
    assert all(byte.bit_count() % 2 for byte in keys.pin_key + keys.mac_key + keys.track_key)


def test_a_short_root_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes, not 32"):
        BankKeys(bytes(16))
