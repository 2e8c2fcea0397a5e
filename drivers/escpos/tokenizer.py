"""Cut a stream of ESC/POS bytes, arriving in any pieces, into commands and runs of text."""

from __future__ import annotations

import re
from typing import NamedTuple

from drivers.escpos.rules import MAX_SCANNED_BYTES, Fixed, Scanned, Sized
from drivers.escpos.table import BY_PREFIX, OPENINGS, TEXT, UNKNOWN, Command

MAX_PARAMETER_BYTES = 1 << 18
"""What one command may hold in memory: a picture of 576 dots by 45 cm. More is skipped unread."""

MAX_TEXT_BYTES = 1 << 12
"""A run of text longer than a line-less page is handed over in pieces."""

# Every byte of a GBK character is 40 or above, so a control byte always ends a run of text.
_TEXT_RUN = re.compile(rb"[^\x00-\x1f]{1,%d}" % MAX_TEXT_BYTES)
_BEGINNINGS = {prefix[:1] for prefix in BY_PREFIX}
_CONTROLS = {prefix[0]: command for prefix, command in BY_PREFIX.items() if len(prefix) == 1}

# Most other tokens: two bytes of prefix and a fixed number of parameters.
_SIMPLE = {
    prefix: command
    for prefix, command in BY_PREFIX.items()
    if len(prefix) == 2 and isinstance(command.rule, Fixed)
}
_SIMPLE_SIZES = {p: 2 + c.rule.size for p, c in _SIMPLE.items() if isinstance(c.rule, Fixed)}
_LONGEST_PREFIX = max(map(len, BY_PREFIX))
_KEPT_BEHIND = 1 << 12


class Token(NamedTuple):
    """One command with the bytes after its prefix, or a run of text, or an unknown command.

    `offset` counts bytes from the start of the stream; `skipped` of the parameters were too many
    to keep.
    """

    command: Command
    parameters: bytes
    offset: int
    skipped: int = 0

    @property
    def raw(self) -> bytes:
        """The bytes as they came (without the skipped ones)."""
        return self.command.prefix + self.parameters


class Tokenizer:
    """Bytes in by `feed`, whole tokens out by `take`; what is not whole yet stays inside."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._at = 0
        self._offset = 0  # of the first held byte in the stream
        self._needed = 1
        self._skipping = 0  # parameters of a too long command that are still to come

    def __len__(self) -> int:
        """Bytes held that are not part of a token taken."""
        return len(self._held) - self._at

    @property
    def inside_command(self) -> bool:
        """Whether a command has begun and its end has not come yet; call it when `take` is dry."""
        return bool(len(self) or self._skipping)

    def feed(self, data: bytes) -> None:
        """Take more bytes of the stream."""
        if self._skipping:
            skipped = min(self._skipping, len(data))
            self._skipping -= skipped
            self._offset += skipped
            data = data[skipped:]
        self._held += data

    def clear(self) -> None:
        """Forget all held bytes; what comes next opens a command."""
        self._offset += len(self._held)
        self._held.clear()
        self._at, self._needed, self._skipping = 0, 1, 0

    def take(self) -> Token | None:
        """The next whole token, or None until more bytes have come."""
        held, at = self._held, self._at
        if len(held) - at < self._needed:
            return None
        first = held[at]
        if first >= 0x20:
            run = _TEXT_RUN.match(held, at)
            assert run is not None
            return self._token(TEXT, run.end() - at)
        control = _CONTROLS.get(first)
        if control is not None:
            return self._token(control, 1)
        prefix = bytes(held[at : at + 2])
        size = _SIMPLE_SIZES.get(prefix)
        if size is not None and len(held) - at >= size:
            return self._token(_SIMPLE[prefix], size)
        return self._command()

    def _command(self) -> Token | None:
        held, at = self._held, self._at
        for size in range(1, _LONGEST_PREFIX + 1):
            prefix = bytes(held[at : at + size])
            if len(prefix) < size:
                return self._nothing_before(size)
            command = BY_PREFIX.get(prefix)
            if command is not None:
                return self._with_parameters(command)
            if prefix not in OPENINGS:
                begins_anew = size > 1 and prefix[-1:] in _BEGINNINGS
                return self._token(UNKNOWN, size - 1 if begins_anew else size)
        raise AssertionError("an opening as long as the longest prefix")

    def _with_parameters(self, command: Command) -> Token | None:
        prefix, rule = len(command.prefix), command.rule
        start = self._at + prefix
        match rule:
            case Fixed(size):
                needed = size
            case Sized(head, body):
                if len(self._held) - start < head:
                    return self._nothing_before(prefix + head)
                needed = head + body(bytes(self._held[start : start + head]))
                if needed > MAX_PARAMETER_BYTES:
                    return self._skip(command, head, needed)
            case Scanned(end):
                found = end(bytes(self._held[start : start + MAX_SCANNED_BYTES]))
                if found is None and len(self._held) - start < MAX_SCANNED_BYTES:
                    return self._nothing_before(len(self) + 1)
                needed = min(MAX_SCANNED_BYTES, found or MAX_SCANNED_BYTES)
        if len(self._held) - start < needed:
            return self._nothing_before(prefix + needed)
        return self._token(command, prefix + needed)

    def _nothing_before(self, needed: int) -> Token | None:
        """There is no token before so many bytes are held."""
        self._needed = needed
        return None

    def _skip(self, command: Command, head: int, needed: int) -> Token:
        """Keep the head alone and let the rest of the parameters pass by."""
        body = needed - head
        at_hand = min(body, len(self) - len(command.prefix) - head)
        token = self._token(command, len(command.prefix) + head, skipped=body)
        self._let_go(self._at + at_hand)
        self._skipping = body - at_hand
        return token

    def _token(self, command: Command, size: int, skipped: int = 0) -> Token:
        at, end = self._at, self._at + size
        parameters = bytes(self._held[at + len(command.prefix) : end])
        token = Token(command, parameters, self._offset + at, skipped)
        self._needed = 1
        if end == len(self._held) or end > _KEPT_BEHIND:
            self._let_go(end)
        else:
            self._at = end
        return token

    def _let_go(self, size: int) -> None:
        """Forget the first held bytes."""
        self._offset += size
        del self._held[:size]
        self._at = 0
