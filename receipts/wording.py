"""Words on slips in Chinese and English, and the ways a slip puts the two together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from receipts.slip import Align, Text

Language = Literal["zh", "en", "both"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One thing said in both languages."""

    zh: str
    en: str


def label(words: Wording, language: Language) -> str:
    """The name of a field: 商户编号(MERCHANT NO): in both languages."""
    if language == "both":
        return f"{words.zh}({words.en}):"
    return f"{_one(words, language)}:"


def mark(words: Wording, language: Language) -> str:
    """A word that classifies the slip: 待签名/UNSIGNED in both languages."""
    return f"{words.zh}/{words.en}" if language == "both" else _one(words, language)


def sentences(words: Wording, language: Language, align: Align = Align.LEFT) -> Iterator[Text]:
    """A sentence, in both languages one under the other."""
    if language != "en":
        yield Text(words.zh, align=align)
    if language != "zh":
        yield Text(words.en, align=align)


def money(amount_minor: int, letters: str, decimals: int) -> str:
    """As a slip writes an amount: RMB 1,234.56."""
    whole, rest = divmod(amount_minor, 10**decimals)
    return f"{letters} {whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")


def _one(words: Wording, language: Language) -> str:
    return words.zh if language == "zh" else words.en
