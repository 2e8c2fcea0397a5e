"""Single, double and triple DES through the one door `cryptography` still holds open."""

from __future__ import annotations

from collections.abc import Callable

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

BLOCK_BYTES = 8
KCV_BYTES = 4
NO_IV = bytes(BLOCK_BYTES)


def encrypt_ecb(key: bytes, blocks: bytes) -> bytes:
    """Encrypt whole 8-byte blocks, each by itself, under a key of 8, 16 or 24 bytes."""
    return encrypter(key)(blocks)


def decrypt_ecb(key: bytes, blocks: bytes) -> bytes:
    """Undo `encrypt_ecb`."""
    decryptor = Cipher(TripleDES(_triple(key)), modes.ECB()).decryptor()
    return decryptor.update(_whole(blocks)) + decryptor.finalize()


def encrypt_cbc(key: bytes, blocks: bytes, iv: bytes = NO_IV) -> bytes:
    """Encrypt whole 8-byte blocks, each XORed with the cryptogram before it; `iv` is 8 bytes."""
    encryptor = Cipher(TripleDES(_triple(key)), modes.CBC(iv)).encryptor()
    return encryptor.update(_whole(blocks)) + encryptor.finalize()


def encrypter(key: bytes) -> Callable[[bytes], bytes]:
    """ECB under `key` as a function, for several calls with one key.

    The key schedule lives as long as the function does: whoever keeps it keeps the key.
    """
    encryptor = Cipher(TripleDES(_triple(key)), modes.ECB()).encryptor()
    return lambda blocks: encryptor.update(_whole(blocks))


def kcv(key: bytes) -> bytes:
    """The key check value: the first 4 bytes of 8 zero bytes encrypted (cup-terminal.md 1.5)."""
    return encrypt_ecb(key, bytes(BLOCK_BYTES))[:KCV_BYTES]


def _triple(key: bytes) -> bytes:
    """The key as 24 bytes, K|K|K or KL|KR|KL: shorter ones are being withdrawn upstream."""
    match len(key):
        case 8:
            return key * 3
        case 16:
            return key + key[:8]
        case 24:
            return key
        case length:
            raise ValueError(f"a DES key of {length} bytes: 8, 16 or 24 are possible")


def _whole(blocks: bytes) -> bytes:
    if len(blocks) % BLOCK_BYTES:
        raise ValueError(f"{len(blocks)} bytes are not whole blocks of {BLOCK_BYTES}")
    return blocks
