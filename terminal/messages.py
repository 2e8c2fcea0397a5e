"""Every sentence the device can say, by id, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terminal.language import Language
from terminal.sentences import SENTENCES


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence by its id, with what fills its blanks; said in a language only when shown."""

    id: str
    blanks: Mapping[str, str | Text] | None = None

    def say(self, language: Language) -> str:
        """The sentence in `language`; KeyError for an id that is not in the table."""
        zh, en = SENTENCES[self.id]
        sentence = zh if language == "zh" else en
        if not self.blanks:
            return sentence
        filled = {
            name: value.say(language) if isinstance(value, Text) else value
            for name, value in self.blanks.items()
        }
        return sentence.format(**filled)


def text(id: str, **blanks: str | int | Text) -> Text:
    """`text("declined", code="51")`: a Text; a blank may be a Text of its own."""
    if not blanks:
        return Text(id)
    return Text(id, {k: v if isinstance(v, (str, Text)) else str(v) for k, v in blanks.items()})


def plain(words: str) -> Text:
    """Words that are the same in both languages: a number, a masked card, an amount."""
    return Text("plain", {"words": words})


def both(zh: str, en: str) -> Text:
    """Words that come as a pair from elsewhere, as a response code's meaning does."""
    return Text("pair", {"zh": zh, "en": en})
