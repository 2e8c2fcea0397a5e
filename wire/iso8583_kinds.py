"""The five kinds of ISO 8583 values: how each is written for the codec, read and judged.

cup-terminal.md 1.2. pyiso8583 carries text, and hex for packed digits and bytes; it lets any hex
pass for digits and any byte for text, so reading checks again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

FieldValue = str | bytes
"""str for N, Z (with "="), AN and ANS; bytes for B."""

Write = Callable[[FieldValue], str | None]
"""A value as the codec wants it; None if it is not of the kind."""

Read = Callable[[str], FieldValue | None]
"""The codec's value as ours; None if it is not of the kind."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What values a field can hold.

    `is_packed`: digits two a byte; its limits then count digits, not bytes. `encoding` is the
    codec's word for it. `reason` says in an error what a wrong value is not.
    """

    name: str
    is_packed: bool
    encoding: str
    reason: str
    write: Write = field(repr=False)
    read: Read = field(repr=False)
    wrong: re.Pattern[bytes] | None = field(default=None, repr=False)

    def first_wrong_byte(self, content: bytes) -> int:
        """Where in `content` the first byte stands that the kind does not allow."""
        assert self.wrong is not None, f"any byte is allowed in {self.name}"
        hexed = content.hex().encode("ascii") if self.is_packed else content
        found = self.wrong.search(hexed)
        assert found is not None, "a wrong byte"
        return found.start() // 2 if self.is_packed else found.start()


_TRACK = re.compile(r"[0-9=]*")
_PRINTABLE = re.compile(r"[ -~]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def _write_digits(value: FieldValue) -> str | None:
    return _read_digits(value) if isinstance(value, str) and value.isascii() else None


def _read_digits(value: str) -> str | None:
    return value if value.isdigit() or not value else None


def _write_track(value: FieldValue) -> str | None:
    if isinstance(value, str) and _TRACK.fullmatch(value):
        return value.replace("=", "D")
    return None


def _read_track(value: str) -> str | None:
    digits = value.replace("D", "=")
    return digits if _TRACK.fullmatch(digits) else None


def _write_printable(value: FieldValue) -> str | None:
    return _read_printable(value) if isinstance(value, str) else None


def _read_printable(value: str) -> str | None:
    return value if _PRINTABLE.fullmatch(value) else None


def _write_text(value: FieldValue) -> str | None:
    return _read_text(value) if isinstance(value, str) else None


def _read_text(value: str) -> str | None:
    return None if _CONTROL.search(value) else value


def _write_bytes(value: FieldValue) -> str | None:
    return value.hex() if isinstance(value, bytes) else None


N = Kind("N", True, "b", "not a decimal digit", _write_digits, _read_digits, re.compile(rb"[^0-9]"))
Z = Kind("Z", True, "b", "not a track digit", _write_track, _read_track, re.compile(rb"[^0-9d]"))
AN = Kind(
    "AN",
    False,
    "ascii",
    "not printable ASCII",
    _write_printable,
    _read_printable,
    re.compile(rb"[^ -~]"),
)
ANS = Kind(
    "ANS",
    False,
    "gbk",
    "a control character",
    _write_text,
    _read_text,
    re.compile(rb"[\x00-\x1f\x7f]"),
)
B = Kind("B", False, "b", "not bytes", _write_bytes, bytes.fromhex)
