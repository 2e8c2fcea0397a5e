"""The five kinds of ISO 8583 values: how each stands in a field, and which values it takes.

cup-terminal.md 1.2. Digits are packed two a byte and counted singly; all others are bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

FieldValue = str | bytes
"""str for N, Z (with "="), AN and ANS; bytes for B."""

Judge = Callable[[str], str | None]
"""A text turned into the other form, None if it is not of the kind."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What values a field can hold.

    `is_packed`: hex digits two a byte; its limits then count digits, not bytes. `encoding` is that
    of a text, '' where there is none. `write` makes the text of the field, `read` the value again.
    `reason` says in an error what a wrong value is not.
    """

    name: str
    is_packed: bool
    encoding: str
    reason: str
    write: Judge = field(repr=False)
    read: Judge = field(repr=False)
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


def _digits(value: str) -> str | None:
    return value if value.isascii() and (value.isdigit() or not value) else None


def _write_track(value: str) -> str | None:
    return value.replace("=", "d") if _TRACK.fullmatch(value) else None


def _read_track(value: str) -> str | None:
    digits = value.replace("d", "=")
    return digits if _TRACK.fullmatch(digits) else None


def _printable(value: str) -> str | None:
    return value if _PRINTABLE.fullmatch(value) else None


def _text(value: str) -> str | None:
    return None if _CONTROL.search(value) else value


def _no_text(_: str) -> None:
    return None


N = Kind("N", True, "", "not a decimal digit", _digits, _digits, re.compile(rb"[^0-9]"))
Z = Kind("Z", True, "", "not a track digit", _write_track, _read_track, re.compile(rb"[^0-9d]"))
# Latin-1 gives every byte a character, so that the judge and not the codec refuses it.
AN = Kind(
    "AN",
    False,
    "latin-1",
    "not printable ASCII",
    _printable,
    _printable,
    re.compile(rb"[^ -~]"),
)
ANS = Kind(
    "ANS",
    False,
    "gbk",
    "a control character",
    _text,
    _text,
    re.compile(rb"[\x00-\x1f\x7f]"),
)
B = Kind("B", False, "", "not bytes", _no_text, _no_text)
