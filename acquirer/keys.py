"""The bank's own keys, one for each purpose from one root; and fresh working keys for terminals."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from wire.cup_fields import ClearKeys
from wire.pan import Pan

ROOT_KEY_BYTES = 32

Entropy = Callable[[int], bytes]
"""Gives so many random bytes."""


class BankKeys:
    """Everything the bank derives from its root key (32 bytes, kept outside its database)."""

    def __init__(self, root: bytes) -> None:
        if len(root) != ROOT_KEY_BYTES:
            raise ValueError(f"a root key of {len(root)} bytes, not {ROOT_KEY_BYTES}")
        self.audit = _derived(root, b"audit chain", 32)
        self._digest = _derived(root, b"card digest", 32)
        self._read_out = _derived(root, b"read-out codes", 32)
        self.countersigning = Ed25519PrivateKey.from_private_bytes(
            _derived(root, b"countersignature", 32)
        )
        self._seal = AESSIV(_derived(root, b"sealed signatures", 64))

    def card_digest(self, pan: Pan) -> str:
        """What the bank knows a card by: a keyed digest of the whole number (reliability.md)."""
        return hmac.digest(self._digest, b"pan:" + pan.digits.encode(), "sha256").hex()

    def request_digest(self, *facts: str) -> str:
        """A keyed digest of what a repeated request must repeat."""
        return hmac.digest(self._digest, ("request:" + "|".join(facts)).encode(), "sha256").hex()

    def code_digest(self, purpose: str, code: str) -> str:
        """What is kept of a short code: keyed, since all of them are soon tried."""
        return hmac.digest(self._digest, f"code:{purpose}:{code}".encode(), "sha256").hex()

    def read_out_key(self, terminal_id: str) -> bytes:
        """The key of one terminal's read-out codes (32 bytes)."""
        return hmac.digest(self._read_out, terminal_id.encode(), "sha256")

    def seal(self, clear: bytes, belongs_to: str) -> bytes:
        """`clear` sealed to the record it belongs to; the empty value stays empty."""
        return self._seal.encrypt(clear, [belongs_to.encode()]) if clear else b""

    def unseal(self, sealed: bytes, belongs_to: str) -> bytes:
        """Undo `seal`. Errors: cryptography's InvalidTag where it was changed or moved."""
        return self._seal.decrypt(sealed, [belongs_to.encode()]) if sealed else b""


def working_keys(network: str, entropy: Entropy) -> ClearKeys:
    """Fresh keys of the form 60.3 asks for: 001 single, 003 double, 004 double and a track key."""
    size = 8 if network == "001" else 16
    track = _with_odd_parity(entropy(16)) if network == "004" else b""
    return ClearKeys(_with_odd_parity(entropy(size)), _with_odd_parity(entropy(size)), track)


def _derived(root: bytes, purpose: bytes, length: int) -> bytes:
    return HKDFExpand(SHA256(), length, b"countersign bank: " + purpose).derive(root)


def _with_odd_parity(key: bytes) -> bytes:
    """FIPS 46-3: the low bit of each byte makes its ones odd; some devices check it."""
    return bytes(byte ^ (byte.bit_count() % 2 == 0) for byte in key)
