"""A script's words as cards, terminals, keys, strokes, time and menu rows; a screen as words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from acquirer.merchants import EnrolledTerminal
from countersign.rig_views import NO_WORDS, RigError
from receipts.signature import BoundedStrokes, Point, Strokes, bounded
from sim_cards.card import Card, UnknownCardError, load
from terminal.keys import Key
from terminal.language import Language
from terminal.menu import MENU, MenuItem
from terminal.messages import Text, text
from terminal.screen import Screen

_DIGITS = re.compile(r"[0-9]+|([0-9]+|[0-9]{1,3}(,[0-9]{3})+)\.[0-9]{2}")
_AMOUNT = re.compile(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)\.[0-9]{2}")
_LIKE_AN_AMOUNT = re.compile(r"[0-9.,]+")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def card_named(name: str) -> Card:
    """The card of this name. Errors: RigError, which lists them all."""
    try:
        return load(name)
    except UnknownCardError as error:
        raise RigError(str(error)) from None


def terminal_named(number: str, merchant_id: str, enrolled: Iterable[EnrolledTerminal]) -> str:
    """The number, if the merchant has a terminal of it. Errors: RigError, which lists them all."""
    known = [each.terminal_id for each in enrolled if each.merchant_id == merchant_id]
    if number not in known:
        raise RigError(f"the merchant has no terminal {number!r}; there are: {', '.join(known)}")
    return number


def keys_of(word: str) -> list[Key]:
    """Digits are pressed one by one, point and commas of an amount not; other words name a key.

    Errors: RigError.
    """
    if _DIGITS.fullmatch(word):
        return [Key(digit) for digit in word if digit.isdigit()]
    if _LIKE_AN_AMOUNT.fullmatch(word):
        raise RigError(f"{word!r} is no amount: write it as 12.34 or 1,234.56, or as its digits")
    try:
        return [Key(word.upper())]
    except ValueError:
        names = " ".join(key.value for key in Key)
        raise RigError(f"there is no key {word!r}; there are: {names}") from None


def minor_of(words: str) -> int:
    """The minor units of '12.34' or '1,234.56'. Errors: RigError."""
    if not _AMOUNT.fullmatch(words):
        raise RigError(f"{words!r} is no amount: write it as 12.34 or 1,234.56")
    return int("".join(filter(str.isdigit, words)))


def strokes_of(what: str | Strokes) -> BoundedStrokes:
    """Strokes as they are, or written 'x,y x,y / x,y ...'. Errors: RigError."""
    if not isinstance(what, str):
        return bounded(what)
    try:
        return bounded(tuple(map(_point, stroke.split())) for stroke in what.split("/"))
    except ValueError:
        raise RigError(f"strokes are written 'x,y x,y / x,y ...', not {what!r}") from None


def _point(words: str) -> Point:
    x, y = map(int, words.split(","))
    return x, y


def span_of(words: str) -> timedelta:
    """'90s', '10m', '2h' or '3d', of at most five digits. Errors: RigError."""
    found = re.fullmatch(r"([0-9]{1,5})([smhd])", words)
    if not found:
        raise RigError(f"{words!r} is no span of time: write 90s, 10m, 2h or 3d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def words_of(screen: Screen, notice: Text | None, language: Language) -> list[str]:
    """Everything that stands on the screen, from top to bottom."""
    texts = [screen.title, screen.big, *screen.lines]
    for row in screen.rows:
        texts += [row.text, row.right]
    texts += [screen.hint, *(soft.label for soft in screen.soft_keys), notice]
    return [said.say(language) for said in texts if said is not None]


def holds(shown: str, wanted: str) -> bool:
    """Whether the words are there, in capitals or not. Errors: RigError where there are none."""
    if not wanted.strip():
        raise RigError(NO_WORDS)
    return wanted.casefold() in shown.casefold()


def path_to(label: str, items: tuple[MenuItem, ...] = MENU) -> tuple[MenuItem, ...] | None:
    """The rows that lead to the one with these words, in either language; None without one."""
    for item in items:
        said = text(item.label)
        if label.casefold() in {said.say("zh").casefold(), said.say("en").casefold()}:
            return (item,)
        below = path_to(label, item.items)
        if below:
            return (item, *below)
    return None


def labels(items: tuple[MenuItem, ...] = MENU) -> list[str]:
    """The words of every row, in English."""
    return [label for item in items for label in (text(item.label).say("en"), *labels(item.items))]
