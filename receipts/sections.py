"""The parts all slips are set from: a title, fields, what the eye should find, rules between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from receipts.slip import Align, Block, Pair, Rule, Size, Text
from receipts.wording import Language, Wording, label


def ruled(sections: Iterable[Iterable[Block]]) -> Iterator[Block]:
    """The sections that have something to say, with a rule between them."""
    filled = [blocks for section in sections if (blocks := tuple(section))]
    for number, blocks in enumerate(filled):
        if number:
            yield Rule()
        yield from blocks


def title(words: Wording, language: Language) -> Iterator[Block]:
    """The large first line of a slip; in both languages English stands small beneath."""
    if language == "en":
        yield Text(words.en, Size.LARGE, Align.CENTRE)
        return
    yield Text(words.zh, Size.LARGE, Align.CENTRE)
    if language == "both":
        yield Text(words.en, align=Align.CENTRE)


def field(words: Wording, value: str, language: Language) -> Iterator[Block]:
    """A label and its value, or nothing where the value is unknown."""
    if value:
        yield Pair(label(words, language), value)


def emphasised(words: Wording, value: str, size: Size, language: Language) -> Iterator[Block]:
    """A small label and beneath it what the eye looks for first."""
    yield Text(label(words, language))
    yield Text(value, size, Align.RIGHT, bold=True)
