"""Terminal and bank as the laws need them: everything in memory, keys from a seed."""

from __future__ import annotations

from acquirer.books import Store
from acquirer.host import Bank
from acquirer.merchants import standard
from acquirer.settings import Settings, SignatureSettings
from drivers.entropy import SeededEntropy
from drivers.secure_element import SecureElement
from terminal.config import Config

_ENROLLED = standard().terminal(Config().terminal_id)
assert _ENROLLED is not None
TEST_TMK = _ENROLLED.tmk


def bank_of(store: Store, seed: int, signature: SignatureSettings | None = None) -> Bank:
    """A bank on these books; its keys come from the seed."""
    entropy = SeededEntropy(seed * 2 + 1)
    settings = Settings(entropy.bytes(32), signature=signature or SignatureSettings())
    return Bank(store, settings, entropy.bytes)


def element_of(seed: int) -> SecureElement:
    """A secure element that shares its master key with the bank's list, its PINs cheaply hashed."""
    return SecureElement.create(SeededEntropy(seed * 2), TEST_TMK, pin_cost=2)
