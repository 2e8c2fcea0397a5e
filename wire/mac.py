"""Message authentication codes of the terminals of this family; a host profile names one.

Each takes the key (8 bytes single DES, 16 double) and gives what makes the 8 bytes of F64 over
data: a working key serves a whole day of messages, and setting DES up costs more than a MAC.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from wire.des3 import BLOCK_BYTES, decrypt_ecb, encrypt_cbc, encrypt_ecb, encrypter

MAC_BYTES = 8
Maker = Callable[[bytes], bytes]
"""Whoever holds one holds the key."""
Algorithm = Callable[[bytes], Maker]


def cup_ecb(key: bytes) -> Maker:
    """UnionPay ECB with single DES under the left 8 bytes of `key` (cup-terminal.md 1.7).

    The result is text: 8 upper-case hex digits in ASCII.
    """
    return _cup_ecb(key[:8])


def cup_ecb_3des(key: bytes) -> Maker:
    """UnionPay ECB with the whole key: for hosts that use both halves of a double-length MAK."""
    return _cup_ecb(key)


def fold_3des(key: bytes) -> Maker:
    """All blocks XORed into one, encrypted once: 8 binary bytes, no hex expansion."""
    encrypt = encrypter(key)
    return lambda data: encrypt(_folded(data))


def x99(key: bytes) -> Maker:
    """ANSI X9.9 = ISO 9797-1 algorithm 1, zero padding, under the left 8 bytes of `key`."""
    return lambda data: encrypt_cbc(key[:8], _padded(data))[-MAC_BYTES:]


def x919(key: bytes) -> Maker:
    """ANSI X9.19 = ISO 9797-1 algorithm 3, zero padding: the last block under both key halves.

    A single-length key makes it X9.9.
    """
    left, right = key[:8], key[8:16] or key[:8]
    chained = x99(left)
    return lambda data: encrypt_ecb(left, decrypt_ecb(right, chained(data)))


BY_NAME: Mapping[str, Algorithm] = MappingProxyType(
    {
        "cup-ecb": cup_ecb,
        "cup-ecb-3des": cup_ecb_3des,
        "fold-3des": fold_3des,
        "x99": x99,
        "x919": x919,
    }
)


def by_name(name: str) -> Algorithm:
    """The algorithm a host profile names. Errors: ValueError listing the names there are."""
    algorithm = BY_NAME.get(name)
    if algorithm is None:
        raise ValueError(f"no MAC algorithm {name!r}; there are: {', '.join(BY_NAME)}")
    return algorithm


def _cup_ecb(key: bytes) -> Maker:
    """cup-terminal.md 1.7, steps 1 to 8."""
    encrypt = encrypter(key)

    def made(data: bytes) -> bytes:
        expanded = _hex(_folded(data))
        first = _xor(encrypt(expanded[:8]), expanded[8:])
        return _hex(encrypt(first))[:MAC_BYTES]

    return made


def _folded(data: bytes) -> bytes:
    """The XOR of all 8-byte blocks of `data`, zero-padded; half of them at once, and again."""
    padded = _padded(data)
    blocks, folded = len(padded) // BLOCK_BYTES, int.from_bytes(padded, "big")
    while blocks > 1:
        blocks = (blocks + 1) // 2
        half_bits = blocks * BLOCK_BYTES * 8
        folded = folded >> half_bits ^ folded & (1 << half_bits) - 1
    return folded.to_bytes(BLOCK_BYTES, "big")


def _padded(data: bytes) -> bytes:
    """`data` filled with zeros to whole blocks, at least one (ISO 9797-1, padding method 1)."""
    return data.ljust(BLOCK_BYTES, b"\0") + bytes(-max(len(data), BLOCK_BYTES) % BLOCK_BYTES)


def _hex(block: bytes) -> bytes:
    return block.hex().upper().encode("ascii")


def _xor(left: bytes, right: bytes) -> bytes:
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(BLOCK_BYTES, "big")
