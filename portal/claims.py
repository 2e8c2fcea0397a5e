"""The desk's search line: what a caller says of a sale, typed in one line and in any order."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from acquirer.front_office import Claim
from wire.pan import SEEN_FIRST, SEEN_LAST

LINE_CHARACTERS = 120
"""A line that has everything twice is shorter."""
WORD_CHARACTERS = 24
"""Of a word nobody can read: more than any that can be read, and a card number with its gaps."""
NUMBER_DIGITS = 12
"""One less than the shortest card number (ISO/IEC 7812-1): a cut number is still a number."""
UNSEEN = "\N{REPLACEMENT CHARACTER}"
CLOCKS_DIFFER = timedelta(minutes=10)
"""A time so little ahead of the bank's clock is of today."""
_DATE = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_AMOUNT = re.compile(r"[￥¥]?(\d{1,8})\.(\d{2})")
_CARD = re.compile(r"(\d{6})[*.…xX-]*(\d{4})")
_SIX, _FOUR = re.compile(r"\d{6}"), re.compile(r"\d{4}")
_TERMINAL = re.compile(r"[0-9A-Z]{8}")


class ClaimError(ValueError):
    """Theirs: the line says too little; `missing` names what: time, amount, card, or other.

    `word` is the one nobody can read, as it may be shown; '' where every one can be read.
    """

    def __init__(self, missing: tuple[str, ...], word: str = "") -> None:
        super().__init__(", ".join(missing))
        self.missing = missing
        self.word = word


def terminal_in(line: str) -> str:
    """The terminal that the line names, however much else it lacks; '' where it names none."""
    words = line[:LINE_CHARACTERS].upper().split()
    return next(filter(_TERMINAL.fullmatch, words), "")


def read_claim(line: str, now: datetime) -> Claim:
    """`12:03 48.00 621234 0019`, with a date (`03-02`) and a terminal where they are known.

    Without a date it was the last time the clock showed that. Errors: ClaimError.
    """
    at = day = None
    amount_minor: int | None = None
    six = four = terminal_id = ""
    for said in line[:LINE_CHARACTERS].split():
        word = said.upper()
        if found := _TIME.fullmatch(word):
            at = found
        elif found := _DATE.fullmatch(word):
            day = found
        elif found := _AMOUNT.fullmatch(word):
            amount_minor = int(found[1]) * 100 + int(found[2])
        elif found := _CARD.fullmatch(word):
            six, four = found.groups()
        elif _SIX.fullmatch(word):
            six = word
        elif _FOUR.fullmatch(word):
            four = word
        elif _TERMINAL.fullmatch(word):
            terminal_id = word
        else:
            raise ClaimError(("other",), _shown(said))
    moment = _moment(at, day, now) if at else None
    claimed = {"time": moment, "amount": amount_minor, "card": six and four}
    missing = tuple(name for name, value in claimed.items() if value in (None, ""))
    if moment is None or amount_minor is None or missing:
        raise ClaimError(missing)
    return Claim(moment, amount_minor, six, four, terminal_id)


def _shown(word: str) -> str:
    """A word as a page may repeat it: clipped, nothing unseen in it, and no whole card number."""
    digits = [place for place, sign in enumerate(word) if sign.isdigit()]
    is_number = len(digits) >= NUMBER_DIGITS
    hidden = set(digits[SEEN_FIRST:-SEEN_LAST]) if is_number else frozenset()
    signs = (sign if sign.isprintable() else UNSEEN for sign in word)
    shown = "".join("*" if place in hidden else sign for place, sign in enumerate(signs))
    return shown if len(shown) <= WORD_CHARACTERS else f"{shown[:WORD_CHARACTERS]}…"


def _moment(at: re.Match[str], day: re.Match[str] | None, now: datetime) -> datetime | None:
    """The moment that is meant, never one to come; None where no clock or calendar shows it."""
    hour, minute, second = (int(part or 0) for part in at.groups())
    try:
        shown = now.replace(hour=hour, minute=minute, second=second, microsecond=0)
        if day is not None:
            year = int(day[1] or now.year)
            shown = shown.replace(year=year, month=int(day[2]), day=int(day[3]))
            is_to_come = day[1] is None and shown > now + CLOCKS_DIFFER
            return shown.replace(year=year - 1) if is_to_come else shown
    except ValueError:
        return None
    return shown - timedelta(days=1) if shown > now + CLOCKS_DIFFER else shown
