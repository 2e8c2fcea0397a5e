"""Chinese text as the wire carries it: GBK, counted in bytes, never half a character."""

from __future__ import annotations

from wire.errors import MalformedError


def encode(text: str, path: str) -> bytes:
    """`text` as GBK. Errors: MalformedError at the byte where a character has no GBK form."""
    try:
        return text.encode("gbk")
    except UnicodeEncodeError as error:
        offset = len(text[: error.start].encode("gbk"))
    raise MalformedError(path, offset, "a character that GBK cannot write")


def decode(data: bytes, path: str, offset: int = 0) -> str:
    """`data` as text. Errors: MalformedError, `offset` being where `data` begins."""
    try:
        return data.decode("gbk")
    except UnicodeDecodeError as error:
        start = error.start
    raise MalformedError(path, offset + start, "not GBK text")


def clip(text: str, limit_bytes: int) -> bytes:
    """As much of `text` as fits `limit_bytes` of GBK: whole characters, unknown ones as "?"."""
    kept = text.encode("gbk", "replace")[:limit_bytes]
    return kept.decode("gbk", "ignore").encode("gbk")
