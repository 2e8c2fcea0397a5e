"""Cut a stream of ESC/POS bytes, arriving in any pieces, into commands and runs of text."""

from __future__ import annotations

import re
from typing import NamedTuple

from drivers.escpos.command import Command
from drivers.escpos.grammar import MAX_PARAMETER_BYTES, least_bytes
from drivers.escpos.rules import Fixed, Rule, Scanned, Sized, rule_of
from drivers.escpos.table import (
    BY_NAME,
    BY_PREFIX,
    FUNCTIONS,
    LETTERED,
    OPENINGS,
    TEXT,
    UNKNOWN,
)

MAX_BAND_BYTES = 1 << 12
"""A picture printed as it comes (GS v 0) is handed over in bands of at most so many bytes, or of
one row: what the smallest usual receive buffer holds."""

MAX_TEXT_BYTES = 1 << 12
"""A run of text longer than a line-less page is handed over in pieces."""

KEPT_OF_SKIPPED = 16
"""The first parameters of a skipped command tell which one it was."""

# Every byte of a GBK character is 30 or above, so a control byte always ends a run of text.
_TEXT_RUN = re.compile(rb"[^\x00-\x1f]{1,%d}" % MAX_TEXT_BYTES)
_BEGINNINGS = {prefix[:1] for prefix in BY_PREFIX}
_CONTROLS = {prefix[0]: command for prefix, command in BY_PREFIX.items() if len(prefix) == 1}
_RULES: dict[bytes, Rule] = {prefix: rule_of(command) for prefix, command in BY_PREFIX.items()}

# Most other tokens: two bytes of prefix and a fixed number of parameters.
_SIMPLE = {
    prefix: (command, 2 + rule.size)
    for prefix, command in BY_PREFIX.items()
    if len(prefix) == 2 and isinstance(rule := _RULES[prefix], Fixed)
}
_LONGEST_PREFIX = max(map(len, BY_PREFIX))
_RASTER = BY_NAME["GS v 0"]
_LEAST_BYTES = {
    command: command.head_bytes + least_bytes(command.fields)
    for command in BY_NAME.values()
    if command.length_bytes
}
_SELECTOR_BYTES = {prefix: len(next(iter(functions))) for prefix, functions in FUNCTIONS.items()}


class Band(NamedTuple):
    """Which rows of a picture a token has: `rows` from `first_row`, of `of_rows` in all."""

    first_row: int
    rows: int
    of_rows: int

    @property
    def is_last(self) -> bool:
        """Whether the picture ends with it."""
        return self.first_row + self.rows == self.of_rows


class Token(NamedTuple):
    """One command with its parameters, or a run of text, or an unknown command with all its bytes.

    The parameters of a command that carries its length begin after the length; they are never
    fewer than the row's fields of fixed size take. `offset` counts bytes from the start of the
    stream; `skipped` of the parameters were too many to keep. A raster of more than MAX_BAND_BYTES
    comes in several tokens: each has the parameters of a whole GS v 0 with its own rows alone, and
    `band` says which of the picture's rows they are.
    """

    command: Command
    parameters: bytes
    offset: int
    skipped: int = 0
    band: Band | None = None

    @property
    def raw(self) -> bytes:
        """The bytes as they came (without the skipped ones)."""
        command, parameters, _, skipped, band = self
        if band is None:
            return command.raw(parameters, skipped)
        if band.first_row:
            return parameters[_HEAD:]
        rows = band.of_rows.to_bytes(2, "little")
        return command.raw(parameters[:3] + rows + parameters[_HEAD:])


_HEAD = 5
"""m xL xH yL yH."""


class Tokenizer:
    """Bytes in by `feed`, whole tokens out by `take`; what is not whole yet stays inside."""

    def __init__(self) -> None:
        self._held = b""
        self._at = 0
        self._coming = bytearray()  # behind the held bytes, until there are enough of them
        self._offset = 0  # of the first held byte in the stream
        self._needed = 1
        self._skipping = 0  # parameters of a too long command that are still to come
        self._head = b""  # m xL xH of the picture whose rows are coming
        self._band = Band(0, 0, 0)  # the rows that come next

    def __len__(self) -> int:
        """Bytes held that are not part of a token taken."""
        return len(self._held) - self._at + len(self._coming)

    @property
    def inside_command(self) -> bool:
        """Whether a command has begun and its end has not come yet; call it when `take` is dry."""
        return bool(len(self) or self._skipping or self._head)

    @property
    def rest(self) -> bytes:
        """The bytes held: half a command, when `take` is dry."""
        return self._held[self._at :] + bytes(self._coming)

    @property
    def offset(self) -> int:
        """Where in the stream the next token begins."""
        return self._offset + self._at

    def feed(self, data: bytes) -> None:
        """Take more bytes of the stream."""
        if self._skipping:
            skipped = min(self._skipping, len(data))
            self._skipping -= skipped
            self._offset += skipped
            data = data[skipped:]
        if self._at == len(self._held) and not self._coming:
            self._offset += self._at
            self._held, self._at = bytes(data), 0
        else:
            self._coming += data

    def clear(self) -> None:
        """Forget all held bytes; what comes next opens a command."""
        self._offset += len(self._held) + len(self._coming)
        self._held, self._at, self._needed, self._skipping, self._head = b"", 0, 1, 0, b""
        self._coming.clear()

    def take(self) -> Token | None:
        """The next whole token, or None until more bytes have come."""
        held, at = self._held, self._at
        missing = self._needed - len(held) + at
        if missing > 0:
            if missing > len(self._coming):
                return None
            held, at = self._join()
        if self._head:
            return self._next_band()
        first = held[at]
        if first >= 0x20:
            run = _TEXT_RUN.match(held, at)
            assert run is not None
            end = self._at = run.end()
            self._needed = 1
            return Token(TEXT, held[at:end], self._offset + at)
        control = _CONTROLS.get(first)
        if control is not None:
            self._at, self._needed = at + 1, 1
            return Token(control, b"", self._offset + at)
        simple = _SIMPLE.get(held[at : at + 2])
        if simple is not None:
            command, size = simple
            end = at + size
            if end <= len(held):
                self._at, self._needed = end, 1
                return Token(command, held[at + 2 : end], self._offset + at)
            return self._nothing_before(size)
        return self._command()

    def _join(self) -> tuple[bytes, int]:
        """Hold what has come behind the held bytes, now that there is enough of it."""
        self._offset += self._at
        self._held = held = self._held[self._at :] + self._coming
        self._at = 0
        self._coming.clear()
        return held, 0

    def _command(self) -> Token | None:
        held, at = self._held, self._at
        for size in range(1, _LONGEST_PREFIX + 1):
            prefix = held[at : at + size]
            if len(prefix) < size:
                return self._nothing_before(size)
            command = BY_PREFIX.get(prefix)
            if command is not None:
                return self._with_parameters(command)
            if prefix not in OPENINGS:
                return self._unknown(prefix)
        raise AssertionError("an opening as long as the longest prefix")

    def _unknown(self, prefix: bytes) -> Token | None:
        size = len(prefix)
        if prefix[:-1] in LETTERED:
            counted = size + 2
            if len(self._held) - self._at < counted:
                return self._nothing_before(counted)
            begin = self._at + size
            size = counted + int.from_bytes(self._held[begin : begin + 2], "little")
        elif size > 1 and prefix[-1:] in _BEGINNINGS:
            size -= 1
        return self._token(UNKNOWN, b"", size)

    def _with_parameters(self, command: Command) -> Token | None:
        prefix = command.prefix
        start = self._at + len(prefix)
        match _RULES[prefix]:
            case Fixed(size):
                needed = size
            case Sized(head, _, _) as rule:
                if len(self._held) - start < head:
                    return self._nothing_before(len(prefix) + head)
                needed = head + rule.body(self._held, start)
                if command is _RASTER and needed > MAX_BAND_BYTES:
                    return self._first_band(start)
            case Scanned() as rule:
                needed = rule.least(self._held, start)
        if needed > MAX_PARAMETER_BYTES:
            return self._skip(command, needed)
        return self._token(command, prefix, len(prefix) + needed)

    def _token(self, command: Command, prefix: bytes, size: int) -> Token | None:
        held, at = self._held, self._at
        end = at + size
        if end > len(held):
            return self._nothing_before(size)
        self._at, self._needed = end, 1
        length = command.length_bytes
        parameters = held[at + len(prefix) + length : end]
        if not length:
            return Token(command, parameters, self._offset + at)
        command = _row(command, parameters)
        if command is UNKNOWN:
            parameters = held[at:end]
        return Token(command, parameters, self._offset + at)

    def _nothing_before(self, needed: int) -> Token | None:
        """There is no token before so many bytes are held; they may be here and not joined yet."""
        self._needed = needed
        return self.take() if len(self) >= needed else None

    def _skip(self, command: Command, needed: int) -> Token | None:
        """Keep the first parameters alone and let the rest pass by."""
        kept = command.length_bytes + KEPT_OF_SKIPPED
        size = len(command.prefix) + kept
        if len(self._held) - self._at < size:
            return self._nothing_before(size)
        token = self._token(command, command.prefix, size)
        assert token is not None
        skipped = needed - kept
        at_hand = min(skipped, len(self))
        rest = self.rest[at_hand:]
        self._offset += len(self._held) + len(self._coming) - len(rest)
        self._held, self._at, self._skipping = rest, 0, skipped - at_hand
        self._coming.clear()
        return token._replace(skipped=skipped)

    def _first_band(self, start: int) -> Token | None:
        self._head = self._held[start : start + 3]
        of_rows = int.from_bytes(self._held[start + 3 : start + _HEAD], "little")
        self._band = self._band_from(0, of_rows)
        return self._next_band()

    def _band_from(self, first_row: int, of_rows: int) -> Band:
        stride = int.from_bytes(self._head[1:], "little")
        rows = min(of_rows - first_row, max(1, MAX_BAND_BYTES // stride))
        return Band(first_row, rows, of_rows)

    def _next_band(self) -> Token | None:
        """The next rows of the picture, when all of them are there."""
        head, band = self._head, self._band
        opening = 0 if band.first_row else len(_RASTER.prefix) + _HEAD
        size = opening + band.rows * int.from_bytes(head[1:], "little")
        if len(self._held) - self._at < size:
            return self._nothing_before(size)
        at, end = self._at, self._at + size
        parameters = head + band.rows.to_bytes(2, "little") + self._held[at + opening : end]
        self._at, self._needed = end, 1
        if band.is_last:
            self._head = b""
        else:
            self._band = self._band_from(band.first_row + band.rows, band.of_rows)
        return Token(_RASTER, parameters, self._offset + at, 0, band)


def _row(family: Command, parameters: bytes) -> Command:
    """The function that the parameters select, the family where they select none we know.

    A row whose fields they are too short for is none of theirs.
    """
    functions = FUNCTIONS.get(family.prefix)
    if functions is not None:
        command = functions.get(parameters[: _SELECTOR_BYTES[family.prefix]])
        if command is not None and len(parameters) >= _LEAST_BYTES[command]:
            return command
    return family if len(parameters) >= _LEAST_BYTES[family] else UNKNOWN
