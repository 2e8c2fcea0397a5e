"""The painter of the device's display: a View laid out on cells, and where it can be touched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from textual.strip import Strip

from countersign.tui.drawing import Piece, centred, cut, ends, measure, strip, wrapped
from countersign.tui.picture import Inks, Moment, Picture, Touch
from countersign.tui.tall_digits import fitting, tall
from countersign.tui.texts import say
from terminal.keys import Key
from terminal.language import Language
from terminal.screen import Row, Screen, SoftKey, Tone

if TYPE_CHECKING:
    from drivers.board import View

_MARKS = {Tone.CALM: "", Tone.GOOD: "✓ ", Tone.BAD: "✗ ", Tone.ATTENTION: "! "}
_TITLE_INKS = {
    Tone.CALM: "title",
    Tone.GOOD: "good",
    Tone.BAD: "bad",
    Tone.ATTENTION: "attention",
}
_HURRY_S = 10
"""The last seconds of a wait are written so that they are noticed."""
_MANY_LINES = 4
"""From so many lines on a screen is read as a list, from the left."""
_FRAME_LINES = 4
"""Status, title, hint and soft keys."""
_TWO_TITLE_LINES = 10
"""From so many lines on one more can be had for the title."""


class LcdPainter:
    """Paints views on `width` x `height` cells in one language."""

    def __init__(self, width: int, height: int, language: Language, inks: Inks) -> None:
        self._width, self._height = width, height
        self._language: Language = language
        self._inks = inks

    def paint(self, view: View, moment: Moment) -> Picture:
        """The whole display."""
        screen = view.screen
        head = [self.status(moment), *self._titles(screen, moment)]
        room = max(0, self._height - _FRAME_LINES + 2 - len(head))
        body, touches = self._body(screen, room, len(head))
        soft, soft_touches = self.soft_keys(screen.soft_keys)
        lines = [*head, *body]
        lines += [self.hint(view, moment), soft]
        return Picture(tuple(lines[: self._height]), (*touches, *soft_touches))

    def _say(self, id: str, **blanks: str | int) -> str:
        return say(id, self._language, **blanks)

    def _blank(self) -> Strip:
        return strip((), self._width, self._inks["ink"])

    def status(self, moment: Moment) -> Strip:
        """The time and who is logged in; at the right what waits."""
        status, dim = moment.status, self._inks["dim"]
        if status is None:
            return strip((), self._width, dim)
        operator = status.operator
        who = self._say("status.operator", operator=operator) if operator else ""
        left = [(f" {status.now:%H:%M}  {who or self._say('status.nobody')}", dim)]
        right: list[Piece] = []
        if status.unsigned:
            words = self._say("status.unsigned", count=status.unsigned)
            right.append((f" {words} ", self._inks["attention"]))
        outbox = (self._say("status.outbox", count=status.outbox) + " ", dim)
        if status.outbox and measure([*left, outbox, *right]) < self._width:
            right.insert(0, outbox)
        return ends(left, right, self._width, dim)

    def title(self, screen: Screen, moment: Moment) -> Strip:
        """The title in the colour and with the mark of its tone; at the right the countdown."""
        words, right = self._title_words(screen), self._countdown(screen, moment)
        return self._title_line(words, right, self._inks[_TITLE_INKS[screen.tone]])

    def _titles(self, screen: Screen, moment: Moment) -> list[Strip]:
        """The title on two lines where one does not hold it beside the countdown."""
        words, right = self._title_words(screen), self._countdown(screen, moment)
        ink = self._inks[_TITLE_INKS[screen.tone]]
        first, *rest = wrapped(words, self._width - measure(right))
        if not rest or self._height < _TWO_TITLE_LINES:
            return [self._title_line(words, right, ink)]
        return [self._title_line(first, right, ink), self._title_line(" ".join(rest), [], ink)]

    def _title_words(self, screen: Screen) -> str:
        return _MARKS[screen.tone] + screen.title.say(self._language)

    def _countdown(self, screen: Screen, moment: Moment) -> list[Piece]:
        left = moment.seconds_left
        if left is None:
            return []
        calm = self._inks[_TITLE_INKS[screen.tone]]
        hurry = self._inks["attention"] if left <= _HURRY_S else calm
        return [(f" {self._say('lcd.seconds', left=int(left + 0.999))} ", hurry)]

    def _title_line(self, words: str, right: list[Piece], ink: Style) -> Strip:
        title: list[Piece] = [(words, ink)]
        before = min(self._width - measure(title), 2 * (self._width - measure(title + right))) // 2
        return ends([(" " * max(0, before), ink), *title], right, self._width, ink)

    def hint(self, view: View, moment: Moment, more: str = "") -> Strip:
        """What to do next, or why the last key was refused; `more` at the right."""
        dim = self._inks["dim"]
        right: list[Piece] = [(f"{more} ", dim)] if more else []
        if moment.notice:
            bad = self._inks["bad"]
            return strip([(cut(f" ! {moment.notice}", self._width), bad)], self._width, bad)
        if view.screen.hint is not None:
            return ends(
                [(" " + view.screen.hint.say(self._language), dim)], right, self._width, dim
            )
        if not view.asking:
            dots = "".join("●" if place == moment.tick % 3 else "·" for place in range(3))
            return centred([(f"{self._say('lcd.wait')} {dots}", dim)], self._width, dim)
        return ends((), right, self._width, dim)

    def soft_keys(self, soft_keys: Sequence[SoftKey]) -> tuple[Strip, list[Touch]]:
        """The last line of the display, and where it is touched."""
        ink, pieces, touches = self._inks["ink"], list[Piece](), list[Touch]()
        for soft in soft_keys:
            start = measure(pieces)
            name = soft.key.value
            if name in ("CANCEL", "CLEAR", "ENTER"):
                name = self._say(f"key.{name}")
            pieces.append((f" {name} ", self._inks["key"]))
            pieces.append((f" {soft.label.say(self._language)} ", ink))
            touches.append(Touch(self._height - 1, start, measure(pieces), (soft.key,)))
        return strip(pieces, self._width, ink), touches

    def _body(self, screen: Screen, room: int, top: int) -> tuple[list[Strip], list[Touch]]:
        if screen.rows:
            return self._listed(screen, room, top)
        return self._spoken(screen, room), []

    def _spoken(self, screen: Screen, room: int) -> list[Strip]:
        """The big words and the lines below them, in the middle of the room."""
        many = len(screen.lines) >= _MANY_LINES
        lines = [
            self._line(words, many)
            for line in screen.lines
            for words in wrapped(line.say(self._language), self._width - 2)
        ]
        big = self._big(screen, room - len(lines))
        free = room - len(big) - len(lines)
        gap = [self._blank()] if big and lines and free >= 1 else []
        free -= len(gap)
        above = max(0, free) // 2
        body = [*[self._blank()] * above, *big, *gap, *lines]
        body += [self._blank()] * max(0, room - len(body))
        return body[:room]

    def _line(self, words: str, from_left: bool) -> Strip:
        ink = self._inks["ink"]
        if from_left:
            return strip([(f" {words}", ink)], self._width, ink)
        return centred([(words, ink)], self._width, ink)

    def _big(self, screen: Screen, room: int) -> list[Strip]:
        words = screen.big.say(self._language) if screen.big else ""
        if not words:
            return []
        ink = self._inks["ink"] + Style(bold=True)
        face = fitting(words, self._width - 1, room - 1)
        if face is not None:
            return [centred([(line, ink)], self._width, ink) for line in tall(words, face)]
        if not words.strip("*"):
            words = "● " * len(words)
        return [centred([(words.rstrip(), ink)], self._width, ink)]

    def _listed(self, screen: Screen, room: int, y: int) -> tuple[list[Strip], list[Touch]]:
        """Lines, then the rows; as many rows as there is room for, the chosen one among them.

        `y` is the display's line that they begin on.
        """
        dim = self._inks["dim"]
        lines = [
            centred([(line.say(self._language), dim)], self._width, dim) for line in screen.lines
        ]
        rows = screen.rows
        if len(lines) + len(rows) < room:
            lines.append(self._blank())
        shown = max(1, room - len(lines))
        chosen = next((place for place, row in enumerate(rows) if row.chosen), None)
        top = max(0, min((chosen or 0) - shown // 2, len(rows) - shown))
        touches = []
        below = top + shown
        for place, row in enumerate(rows[top:below], top):
            if keys := _keys_for(row, place, chosen):
                touches.append(Touch(y + len(lines), 0, self._width, keys))
            above_more, below_more = place == top > 0, place == below - 1 < len(rows) - 1
            lines.append(self._row(row, "▴" if above_more else "▾" if below_more else " "))
        lines += [self._blank()] * max(0, room - len(lines))
        return lines[:room], touches

    def _row(self, row: Row, more: str) -> Strip:
        """A row with the mark of the chosen one, else that there are `more` in its direction."""
        ink = self._inks["chosen" if row.chosen else "ink"]
        mark = "▸" if row.chosen else more
        left: list[Piece] = [(f"{mark} ", ink)]
        if row.key:
            left += [(f" {row.key} ", self._inks["key"]), (" ", ink)]
        left.append((row.text.say(self._language), ink))
        right = [(f"{row.right.say(self._language)} ", ink)] if row.right else []
        return ends(left, right, self._width, ink)


def _keys_for(row: Row, place: int, chosen: int | None) -> tuple[Key, ...]:
    """What chooses this row: its digit, ENTER where it is chosen already, else the way there.

    Nothing does where none is chosen: those rows are only to be read.
    """
    if row.key:
        return (Key(row.key),)
    if chosen is None:
        return ()
    if place == chosen:
        return (Key.ENTER,)
    return (Key.DOWN if place > chosen else Key.UP,) * abs(place - chosen)
