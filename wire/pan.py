"""A card number that shows itself only masked, so that no log and no error can leak it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wire.errors import MalformedError

# ISO/IEC 7812-1 ends at 19; the shortest number any profile or terminal of this family takes is 13.
MIN_DIGITS = 13
MAX_DIGITS = 19

# PCI DSS 3.4.1: at most the first six and the last four digits may be seen.
SEEN_FIRST = 6
SEEN_LAST = 4


@dataclass(frozen=True, slots=True)
class Pan:
    """A primary account number of 13 to 19 digits; repr, str and format show it masked.

    Errors: MalformedError (path "PAN") for another length or a character that is no digit.
    """

    digits: str = field(repr=False)

    def __post_init__(self) -> None:
        wrong = first_non_digit(self.digits)
        if wrong is not None:
            raise MalformedError("PAN", wrong, "not a digit")
        if not MIN_DIGITS <= len(self.digits) <= MAX_DIGITS:
            reason = f"{len(self.digits)} digits, not {MIN_DIGITS} to {MAX_DIGITS}"
            raise MalformedError("PAN", 0, reason)

    @property
    def masked(self) -> str:
        """First six, stars, last four: what may be shown and printed."""
        return mask(self.digits)

    @property
    def last4(self) -> str:
        """What a person compares: the last four digits."""
        return self.digits[-SEEN_LAST:]

    @property
    def luhn_ok(self) -> bool:
        """Whether the check digit is right (ISO/IEC 7812-1, annex B)."""
        return check_digit(self.digits[:-1]) == self.digits[-1]

    def __repr__(self) -> str:
        return f"Pan({self.masked})"

    def __str__(self) -> str:
        return self.masked

    def __format__(self, spec: str) -> str:
        return format(self.masked, spec)


def mask(text: str) -> str:
    """`text` with all but its first six and last four characters as stars.

    A text too short to be a whole card number shows nothing: a cut number is still a number.
    """
    if len(text) < MIN_DIGITS:
        return "*" * len(text)
    return text[:SEEN_FIRST] + "*" * (len(text) - SEEN_FIRST - SEEN_LAST) + text[-SEEN_LAST:]


_NUMBER = re.compile(r"(?<![0-9])[0-9]{3,}(?:[ -][0-9]{3,})*(?:[ -][0-9]{1,2})?(?![0-9])")
"""A number in groups as people write a card's: of three digits or more, but for the last."""
_MOST_GROUPS = MAX_DIGITS // 3 + 1


def without_numbers(text: str) -> str:
    """`text` with every card number in it masked, also one written in groups.

    One is told from any other number of its length by its check digit.
    """
    return _NUMBER.sub(_with_cards_masked, text)


def _with_cards_masked(found: re.Match[str]) -> str:
    groups, at, shown = re.split("([ -])", found[0]), 0, list[str]()
    while at < len(groups):
        end = _end_of_card(groups, at)
        shown.append(mask("".join(groups[at:end:2])) if end else groups[at])
        at = end or at + 1
    return "".join(shown)


def _end_of_card(groups: list[str], at: int) -> int:
    """Behind which of the groups a card number ends that begins at this one; 0 where none does.

    Digits stand at even places, what parts them at odd ones.
    """
    last = min(len(groups), at + 2 * _MOST_GROUPS - 1)
    for end in range(last, at, -2) if at % 2 == 0 else ():
        digits = "".join(groups[at:end:2])
        if MIN_DIGITS <= len(digits) <= MAX_DIGITS and Pan(digits).luhn_ok:
            return end
    return 0


def check_digit(digits: str) -> str:
    """The Luhn digit that follows `digits` (decimal digits only)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if position % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)


def first_non_digit(text: str) -> int | None:
    """Where the first character stands that is not 0-9, or None."""
    if text.isascii() and (text.isdigit() or not text):
        return None
    return next(at for at, character in enumerate(text) if character not in "0123456789")
