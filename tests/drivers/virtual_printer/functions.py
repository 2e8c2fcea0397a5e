"""Functions of GS ( k and GS ( L as bytes."""

from __future__ import annotations


def code(cn: int, fn: int, *values: int, data: bytes = b"") -> bytes:
    """GS ( k."""
    return _function(b"\x1d(k", 2, bytes((cn, fn, *values)) + data)


def graphics(fn: int, *values: int, data: bytes = b"", long: bool = False) -> bytes:
    """GS ( L, or GS 8 L."""
    prefix, size = (b"\x1d8L", 4) if long else (b"\x1d(L", 2)
    return _function(prefix, size, bytes((48, fn, *values)) + data)


def logos(fn: int, *values: int, data: bytes = b"") -> bytes:
    """FS ( E."""
    return _function(b"\x1c(E", 2, bytes((fn, 2, *values)) + data)


def _function(prefix: bytes, length_bytes: int, parameters: bytes) -> bytes:
    return prefix + len(parameters).to_bytes(length_bytes, "little") + parameters
