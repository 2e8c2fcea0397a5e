"""The card tray as the screens show it: a letter, a face and a hint for each simulated card."""

from __future__ import annotations

from functools import cache
from string import ascii_lowercase

from countersign.tui.desk import CardFace, Words
from sim_cards.card import Card, load, names

LETTERS = tuple(letter for letter in ascii_lowercase if letter not in "jpswxy")
"""p saves the picture of a slip, s draws a sample signature, the others are the inspector's."""


@cache
def card_faces() -> tuple[CardFace, ...]:
    """Every card there is a profile of, with its letter."""
    return tuple(_face(letter, load(name)) for letter, name in zip(LETTERS, names(), strict=False))


def _face(letter: str, card: Card) -> CardFace:
    title_zh, _, detail_zh = card.title_zh.partition("，")
    title_en, _, detail_en = card.title_en.partition(", ")
    hint = Words(f"密码 {card.pin}", f"PIN {card.pin}") if card.pin else Words(detail_zh, detail_en)
    return CardFace(letter, card.name, Words(title_zh, title_en), card.pan.masked, hint)
