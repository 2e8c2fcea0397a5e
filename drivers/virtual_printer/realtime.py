"""Find the commands a printer obeys on reception, wherever in the stream they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from drivers.escpos.status import CLEAR_BUFFERS, Question

DRAWER_PINS = (2, 5)
"""The connector's pin by the m of DLE DC4 1 and ESC p."""


@dataclass(frozen=True, slots=True)
class AskStatus:
    """DLE EOT n."""

    question: Question


@dataclass(frozen=True, slots=True)
class KickDrawer:
    """DLE DC4 1 m t: a pulse on `pin`."""

    pin: int
    on_ms: int


@dataclass(frozen=True, slots=True)
class Sound:
    """DLE DC4 3: the buzzer, so many times."""

    times: int


class Order(Enum):
    """The real-time commands without values."""

    PRESS = "DLE ENQ 0"
    RESUME = "DLE ENQ 1"
    RESUME_CLEARED = "DLE ENQ 2"
    POWER_OFF = "DLE DC4 2"
    TELL_ASB = "DLE DC4 7 1"
    TELL_NOTHING_MORE = "DLE EOT 7, 8, 18"
    CLEAR = "DLE DC4 8"


RealTime = AskStatus | KickDrawer | Sound | Order


@dataclass(frozen=True, slots=True)
class _Form:
    """One real-time command: what each of its bytes may be, and what it means."""

    allowed: tuple[bytes, ...]
    meaning: Callable[[bytes], RealTime]

    def begins_with(self, tail: bytes) -> bool:
        return len(tail) < len(self.allowed) and all(
            byte in allowed for byte, allowed in zip(tail, self.allowed, strict=False)
        )

    @property
    def pattern(self) -> bytes:
        """All but the DLE, which is looked for first."""
        return b"".join(b"[" + re.escape(allowed) + b"]" for allowed in self.allowed[1:])


def _form(text: str, meaning: RealTime | Callable[[bytes], RealTime]) -> _Form:
    """`text` writes each byte in hex, a range as `01-04`; `**` is any byte but DLE.

    No byte but the first may be DLE: so no command stands inside another, and any split of the
    stream gives the same commands.
    """
    allowed = [_ANY if word == "**" else _range(word) for word in text.split()]
    return _Form(tuple(allowed), meaning if callable(meaning) else lambda _: meaning)


def _range(word: str) -> bytes:
    first, _, last = word.partition("-")
    return bytes(range(int(first, 16), int(last or first, 16) + 1))


_ANY = bytes(byte for byte in range(256) if byte != 0x10)

_FORMS = (
    _form("10 04 01-04", lambda command: AskStatus(Question(command[2]))),
    _form("10 04 07 01-02", Order.TELL_NOTHING_MORE),
    _form("10 04 08 03", Order.TELL_NOTHING_MORE),
    _form("10 04 12 01-02", Order.TELL_NOTHING_MORE),
    _form("10 05 00", Order.PRESS),
    _form("10 05 01", Order.RESUME),
    _form("10 05 02", Order.RESUME_CLEARED),
    _form("10 14 01 00-01 01-08", lambda c: KickDrawer(DRAWER_PINS[c[3]], c[4] * 100)),
    _form("10 14 02 01 08", Order.POWER_OFF),
    _form("10 14 03 00-07 ** ** ** **", lambda command: Sound(command[5])),
    _form("10 14 07 01", Order.TELL_ASB),
    _form(CLEAR_BUFFERS.hex(" "), Order.CLEAR),
)
"""Epson's ESC/POS reference and escpos.md 2b; a command of other values is none of them."""

_WHOLE = re.compile(
    b"\x10(?:" + b"|".join(b"(" + form.pattern + b")" for form in _FORMS) + b")", re.DOTALL
)
_LONGEST = max(len(form.allowed) for form in _FORMS)


class RealTimeScanner:
    """Looks through bytes as they are received; a command may be split over several receptions.

    Epson's reference: real-time commands are obeyed even inside the data of another command.
    """

    def __init__(self) -> None:
        self._tail = b""

    def scan(self, data: bytes) -> Iterator[tuple[int, RealTime]]:
        """Each command with the number of bytes of `data` that had come when it was complete."""
        if b"\x10" not in data and not self._tail:
            return
        known = len(self._tail)
        stream = self._tail + data
        self._tail = b""
        done = 0
        for found in _WHOLE.finditer(stream):
            done = found.end()
            assert found.lastindex is not None
            yield done - known, _FORMS[found.lastindex - 1].meaning(found.group())
        self._tail = _unfinished(stream[done:])

    def clear(self) -> None:
        """Forget a command that has only begun."""
        self._tail = b""


def _unfinished(stream: bytes) -> bytes:
    """The end of the stream that may still become a command."""
    tail = stream[-_LONGEST + 1 :]
    while (start := tail.find(b"\x10")) >= 0:
        tail = tail[start:]
        if any(form.begins_with(tail) for form in _FORMS):
            return tail
        tail = tail[1:]
    return b""
