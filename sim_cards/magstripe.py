"""The three tracks of a magnetic stripe, built from a card's fields, and what a swipe reads.

ISO/IEC 7811-2 (characters, LRC), ISO/IEC 7813 (tracks 1 and 2), ISO 4909 (track 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from typing import TYPE_CHECKING

from sim_cards.faults import as_read

if TYPE_CHECKING:
    from sim_cards.card import Card

FIRST_OF_SIX_BITS = " "  # track 1: 64 characters from the space
FIRST_OF_FOUR_BITS = "0"  # tracks 2 and 3: 16 characters from the zero

# ISO/IEC 7811-2 and 7811-6: what fits, sentinels and LRC included.
MAX_CHARACTERS = {1: 79, 2: 40, 3: 107}


@dataclass(frozen=True, slots=True)
class Tracks:
    """Each track as characters from start sentinel to LRC; "" where there is nothing."""

    track1: str = field(repr=False)
    track2: str = field(repr=False)
    track3: str = field(repr=False)

    def __iter__(self) -> Iterator[str]:
        return iter((self.track1, self.track2, self.track3))


def tracks(card: Card) -> Tracks:
    """What is written on the card."""
    return Tracks(_track1(card), _track2(card), _track3(card))


def swipe(card: Card, attempt: int) -> Tracks:
    """What the reader sees at swipe `attempt` of this card, the first being 0; never by chance."""
    assert attempt >= 0, f"swipe number {attempt}"
    whole = tracks(card)

    def read(number: int, characters: str, first: str) -> str:
        reading = card.stripe_fault.reading(number, attempt)
        return as_read(characters, reading, first, seed=f"{card.name}/{attempt}/{number}")

    return Tracks(
        read(1, whole.track1, FIRST_OF_SIX_BITS),
        read(2, whole.track2, FIRST_OF_FOUR_BITS),
        read(3, whole.track3, FIRST_OF_FOUR_BITS),
    )


def with_lrc(characters: str, first: str) -> str:
    """The characters from sentinel to sentinel with their LRC (7811-2: even parity by column)."""
    values = (ord(character) - ord(first) for character in characters)
    return characters + chr(reduce(xor, values) + ord(first))


def _track1(card: Card) -> str:
    if card.discretionary_1 is None:
        return ""
    # 7813, structure B.
    number, dates = card.pan.digits, card.expiry_yymm + card.service_code
    line = f"%B{number}^{card.holder}^{dates}{card.discretionary_1}?"
    return with_lrc(line, FIRST_OF_SIX_BITS)


def _track2(card: Card) -> str:
    if card.discretionary_2 is None:
        return ""
    number, dates = card.pan.digits, card.expiry_yymm + card.service_code
    return with_lrc(f";{number}={dates}{card.discretionary_2}?", FIRST_OF_FOUR_BITS)


def _track3(card: Card) -> str:
    if card.discretionary_3 is None:
        return ""
    # ISO 4909, in its order; nothing a card of today still counts on the stripe is used.
    parts = (
        "99",  # format code: a bank card
        card.pan.digits,
        "=",
        "156",  # country: China
        "156",  # currency: CNY
        "0",  # currency exponent
        "00000000",  # authorised and remaining in this cycle
        "000000",  # begin and length of the cycle
        "3",  # PIN tries left
        "000000",  # PIN control
        "0",  # interchange
        "000000",  # type and restriction of the account and of two subsidiary ones
        card.expiry_yymm,
        "1",  # card sequence
        "===",  # no security number, no subsidiary accounts
        "0",  # no relay of amounts
        "=",  # no cryptographic check digits
        card.discretionary_3,
    )
    return with_lrc(f";{''.join(parts)}?", FIRST_OF_FOUR_BITS)
