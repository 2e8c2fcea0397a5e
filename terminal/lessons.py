"""The lessons of the training mode: what to do next, and by what in the journal it is seen done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from terminal.entry import SALE, Entry, Route
from terminal.states import Payment, Signature, SlipState


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `id` names its two sentences; `done` looks at the lesson's own entries."""

    id: str
    done: Callable[[Sequence[Entry]], bool]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Its sentence, and its steps in order."""

    id: str
    steps: tuple[Step, ...]


def _signed(entries: Sequence[Entry]) -> bool:
    """Signed at the sale itself."""
    by_hand = {Signature.SIGNED, Signature.UPLOADED}
    return any(e.signature in by_hand and e.attempts[0].route is Route.SALE for e in _sold(entries))


def _forgotten(entries: Sequence[Entry]) -> bool:
    return any(entry.is_open for entry in _sold(entries)) or _resigned(entries)


def _resigned(entries: Sequence[Entry]) -> bool:
    """Forgotten first, and made good at the terminal."""
    held = {Signature.SIGNED, Signature.UPLOADED}
    return any(entry.signature in held and len(entry.attempts) > 1 for entry in _sold(entries))


def _unprinted(entries: Sequence[Entry]) -> bool:
    return any(entry.slip is SlipState.PRINT_FAILED for entry in _sold(entries))


def _printed(entries: Sequence[Entry]) -> bool:
    """After the step before it: what had failed is on paper now, and nothing is missing."""
    sold = _sold(entries)
    return bool(sold) and all(entry.slip is SlipState.PRINTED for entry in sold)


def _reversed(entries: Sequence[Entry]) -> bool:
    return any(entry.payment is Payment.REVERSED for entry in entries)


def _sold_after_a_reversal(entries: Sequence[Entry]) -> bool:
    return _reversed(entries) and entries[-1].payment is Payment.APPROVED


def _sold(entries: Sequence[Entry]) -> list[Entry]:
    """The sales that stand."""
    return [e for e in entries if e.kind == SALE and e.payment is Payment.APPROVED]


LESSONS: tuple[Lesson, ...] = (
    Lesson("sell", (Step("sell.sign", _signed),)),
    Lesson("forget", (Step("forget.leave", _forgotten), Step("forget.resign", _resigned))),
    Lesson("paper", (Step("paper.out", _unprinted), Step("paper.reprint", _printed))),
    Lesson(
        "reversal",
        (Step("reversal.lose", _reversed), Step("reversal.again", _sold_after_a_reversal)),
    ),
)
