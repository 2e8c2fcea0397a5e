"""Looking for a secret in raw bytes, in every spelling somebody might have left it in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping


def found(secrets: Mapping[str, bytes], content: bytes) -> list[str]:
    """Which secrets lie in `content`, and how they are spelled.

    As they are; as hex digits; as UTF-16; as base64 (whatever stands before); and numbers as
    packed decimals, also when they begin in the middle of a byte.
    """
    nibbles = content.hex()
    folded = content.lower()
    hits = []
    for name, secret in secrets.items():
        if secret in content:
            hits.append(f"{name} as it is")
        if secret.hex().encode() in folded:
            hits.append(f"{name} in hex")
        if secret.isascii() and secret.decode().encode("utf-16-le") in content:
            hits.append(f"{name} in UTF-16")
        if any(_base64_core(secret, before) in content for before in range(3)):
            hits.append(f"{name} in base64")
        if secret.isdigit() and secret.decode() in nibbles:
            hits.append(f"{name} in packed decimals")
    return hits


def _base64_core(secret: bytes, before: int) -> bytes:
    """What of the secret's base64 does not depend on the bytes around it."""
    encoded = b64encode(bytes(before) + secret)
    first = -(-before * 8 // 6)
    whole = (before + len(secret)) * 8 // 6
    return encoded[first:whole]
