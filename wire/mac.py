"""Message authentication codes of the terminals of this family; a host profile names one.

Each takes the key (8 bytes single DES, 16 double) and the data, and gives the 8 bytes of F64.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from wire.des3 import BLOCK_BYTES, decrypt_ecb, encrypt_cbc, encrypt_ecb, encrypter

MAC_BYTES = 8
Algorithm = Callable[[bytes, bytes], bytes]


def cup_ecb(key: bytes, data: bytes) -> bytes:
    """UnionPay ECB with single DES under the left 8 bytes of `key` (cup-terminal.md 1.7).

    The result is text: 8 upper-case hex digits in ASCII.
    """
    return _cup_ecb(key[:8], data)


def cup_ecb_3des(key: bytes, data: bytes) -> bytes:
    """UnionPay ECB with the whole key: for hosts that use both halves of a double-length MAK."""
    return _cup_ecb(key, data)


def fold_3des(key: bytes, data: bytes) -> bytes:
    """All blocks XORed into one, encrypted once: 8 binary bytes, no hex expansion."""
    return encrypt_ecb(key, _folded(data))


def x99(key: bytes, data: bytes) -> bytes:
    """ANSI X9.9 = ISO 9797-1 algorithm 1, zero padding, under the left 8 bytes of `key`."""
    return encrypt_cbc(key[:8], _padded(data))[-MAC_BYTES:]


def x919(key: bytes, data: bytes) -> bytes:
    """ANSI X9.19 = ISO 9797-1 algorithm 3, zero padding: the last block under both key halves.

    A single-length key makes it X9.9.
    """
    left, right = key[:8], key[8:16] or key[:8]
    return encrypt_ecb(left, decrypt_ecb(right, x99(left, data)))


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


def _cup_ecb(key: bytes, data: bytes) -> bytes:
    """cup-terminal.md 1.7, steps 1 to 8."""
    encrypt = encrypter(key)
    expanded = _hex(_folded(data))
    first = _xor(encrypt(expanded[:8]), expanded[8:])
    return _hex(encrypt(first))[:MAC_BYTES]


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
