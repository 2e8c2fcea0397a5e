"""The line at the top: which terminal this is, how bank and printer are, help and the way out."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import Piece, cut, measure, strip
from countersign.tui.inks import ink_of
from countersign.tui.texts import say
from terminal.language import Language

if TYPE_CHECKING:
    from countersign.tui.desk import Link, Status

LEAST_WORDS, LEAST_WELL = 12, 20
"""Fewer cells would not name what is in trouble, nor tell one address from another."""
_MARKS = {"good": "●", "attention": "!", "trouble": "✗", "unknown": "○"}
_FIRST = ("trouble", "attention")
"""What somebody must see to stands before what is well."""


class Header(Widget):
    """One line; what does not fit beside help and quit is cut or left out from the right."""

    DEFAULT_CSS = """
    Header {
        height: 1; background: $cs-bar;
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    facts: reactive[Status | None] = reactive(None)

    def _parts(self) -> list[list[Piece]]:
        """The facts, the most needed first: a link to be seen to before one that is well."""
        bar = ink_of(self, "header.bar")
        status = self.facts
        if status is None:
            return []
        terminal = say("header.terminal", self.language, id=status.terminal_id)
        links = [("header.bank", status.bank), ("header.printer", status.printer)]
        links.sort(key=lambda link: _rank(link[1]))
        facts = [[(terminal, bar)], *(self._link(*link) for link in links)]
        if status.portal:
            urgent = sum(_rank(link) < len(_FIRST) for _, link in links)
            url = status.portal.removeprefix("http://").removesuffix("/")
            page = say("header.portal", self.language, url=url)
            facts.insert(1 + urgent, [(page, bar)])
        return facts

    def _batch(self) -> list[list[Piece]]:
        """Where there is room; without power nobody knows it."""
        status = self.facts
        if status is None or not status.powered:
            return []
        words = say("header.batch", self.language, batch=f"{status.batch:06d}")
        return [[(words, ink_of(self, "header.bar"))]]

    def _link(self, text: str, link: Link) -> list[Piece]:
        style = ink_of(self, f"header.{link.health}")
        words = say(text, self.language, state=link.words.say(self.language))
        return [(f"{_MARKS[link.health]} {words}", style)]

    def _buttons(self) -> list[tuple[str, str]]:
        return [
            ("help", f" {say('header.help', self.language)} "),
            ("quit", f" {say('header.quit', self.language)} "),
        ]

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        bar = ink_of(self, "header.bar")
        name = ink_of(self, "header.name")
        buttons: list[Piece] = [(words, name) for _, words in self._buttons()]
        room, parts = self.size.width - measure(buttons), self._parts()
        left: list[Piece] = [(" Countersign ", name)]
        if measure(left) + sum(measure(part) + 2 for part in parts) + 1 > room and parts:
            left = []  # what it is called says less than any of them
        for part in [*parts, *self._batch()]:
            free = room - measure(left) - 3
            if measure(part) <= free:
                left += [("  ", bar), *part]
            elif free >= _least(part[0][0]):
                (words, style) = part[0]  # a link is cut rather than left out
                left += [("  ", bar), (cut(words, free), style)]
        left.append((" " * (room - measure(left)), bar))
        return strip([*left, *buttons], self.size.width, bar)

    async def on_click(self, event: events.Click) -> None:
        bar = ink_of(self, "header.bar")
        x = self.size.width
        for action, words in reversed(self._buttons()):
            x -= measure([(words, bar)])
            if event.x >= x:
                await self.run_action(f"app.{action}")
                return


def _rank(link: Link) -> int:
    return _FIRST.index(link.health) if link.health in _FIRST else len(_FIRST)


def _least(words: str) -> float:
    """The cells a fact can be cut to; what is no link is whole or not there."""
    mark = words[0]
    if mark in (_MARKS[health] for health in _FIRST):
        return LEAST_WORDS
    return LEAST_WELL if mark in _MARKS.values() else inf
