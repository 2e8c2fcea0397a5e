"""BER-TLV lists, ordered and with duplicates kept: field 55, chip data, parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from wire.errors import MalformedError

# Field 55 ends at 999 bytes and a chip's answer at 256; a list four times that is no list.
MAX_LIST_BYTES = 4096
# EMV 4.4 Book 3, annex B1: tags of one and two bytes; three (DF8101) in proprietary lists.
MAX_TAG_BYTES = 3
# A list of 4096 bytes never needs more than the length form 82 xx xx.
MAX_LENGTH_BYTES = 2
# The tags a message is made of are the same a few dozen every time.
MAX_KEPT_TAGS = 256


@dataclass(frozen=True, slots=True)
class Tlv:
    """One data element: `tag` as written (0xFF06, 0x9F26) and the bytes of its value."""

    tag: int
    value: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """The tag as a person writes it: "FF06"."""
        return tag_name(self.tag)

    def __repr__(self) -> str:
        return f"Tlv({self.name}, {len(self.value)} bytes)"


def encode(items: Iterable[Tlv]) -> bytes:
    """The elements one after the other, each with the shortest length form.

    Errors: MalformedError for a tag that cannot be written or a list over MAX_LIST_BYTES.
    """
    parts = bytearray()
    for item in items:
        parts += _written_tag(item.tag) + _written_length(item) + item.value
    if len(parts) > MAX_LIST_BYTES:
        raise MalformedError("TLV", MAX_LIST_BYTES, f"{len(parts)} bytes, over {MAX_LIST_BYTES}")
    return bytes(parts)


def decode(data: bytes, path: str = "TLV") -> tuple[Tlv, ...]:
    """The elements of `data` in their order, repeated tags kept, nothing looked into.

    A value that is a list itself is decoded by calling again with its own path.
    Errors: MalformedError naming `path`, the tag as far as it was read, and the offset in `data`.
    """
    if len(data) > MAX_LIST_BYTES:
        raise MalformedError(path, MAX_LIST_BYTES, f"{len(data)} bytes, over {MAX_LIST_BYTES}")
    items: list[Tlv] = []
    offset = 0
    while offset < len(data):
        tag, offset = _read_tag(data, offset, path)
        length, offset = _read_length(data, offset, path, tag)
        if offset + length > len(data):
            reason = f"length {length} runs past the end"
            raise MalformedError(_within(path, tag), offset, reason)
        items.append(Tlv(tag, data[offset : offset + length]))
        offset += length
    return tuple(items)


def first(items: Iterable[Tlv], tag: int) -> bytes | None:
    """The value of the first element with `tag`, or None."""
    return next((item.value for item in items if item.tag == tag), None)


def tag_name(tag: int) -> str:
    """The tag in upper-case hex, whole bytes: 0x57 -> "57", 0xFF06 -> "FF06"."""
    return f"{tag:0{_tag_size(tag) * 2}X}"


def _tag_size(tag: int) -> int:
    return max(1, (tag.bit_length() + 7) // 8)


def _read_tag(data: bytes, start: int, path: str) -> tuple[int, int]:
    """The tag at `start` and the offset behind it.

    EMV 4.4 Book 3, annex B1: low five bits all set announce a second byte, whose top bit
    announces a third. cup-terminal.md 2.5: FF is always followed by exactly one byte (FF80).
    """
    lead = data[start]
    if lead == 0:
        raise MalformedError(path, start, "tag 00: padding is not used here")
    if lead & 0x1F != 0x1F:
        return lead, start + 1
    end = start + 1
    while end < len(data):
        end += 1
        if lead == 0xFF or not data[end - 1] & 0x80:
            return int.from_bytes(data[start:end], "big"), end
        if end - start == MAX_TAG_BYTES:
            raise MalformedError(path, start, f"a tag of more than {MAX_TAG_BYTES} bytes")
    raise MalformedError(path, start, "a tag is cut off")


def _read_length(data: bytes, start: int, path: str, tag: int) -> tuple[int, int]:
    """The length of `tag` at `start` and the offset behind it (EMV 4.4 Book 3, annex B2)."""
    if start >= len(data):
        raise MalformedError(_within(path, tag), start, "the length is missing")
    lead, end = data[start], start + 1
    if lead < 0x80:
        return lead, end
    count = lead & 0x7F
    if not 1 <= count <= MAX_LENGTH_BYTES:
        raise MalformedError(_within(path, tag), start, f"length form {lead:02X} is not used here")
    if end + count > len(data):
        raise MalformedError(_within(path, tag), start, "the length is cut off")
    return int.from_bytes(data[end : end + count], "big"), end + count


def _within(path: str, tag: int) -> str:
    return f"{path}.{tag_name(tag)}"


@lru_cache(MAX_KEPT_TAGS)
def _written_tag(tag: int) -> bytes:
    written = tag.to_bytes(_tag_size(tag), "big") if tag > 0 else b"\0"
    read, end = _read_tag(written, 0, "TLV")
    if (read, end) != (tag, len(written)):
        raise MalformedError("TLV", 0, f"{tag_name(tag)} is not one tag")
    return written


def _written_length(item: Tlv) -> bytes:
    length = len(item.value)
    if length < 0x80:
        return bytes([length])
    if length <= 0xFF:
        return bytes([0x81, length])
    if length <= MAX_LIST_BYTES:
        return b"\x82" + length.to_bytes(2, "big")
    raise MalformedError(f"TLV.{item.name}", 0, f"{length} bytes, over {MAX_LIST_BYTES}")
