"""How everything on the desk is written: one table, its colours by name from the theme of now.

Widgets that draw their own lines ask here instead of in the style sheet: a style sheet's component
classes would be matched anew for every widget at every change, and the first screen would wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.widget import Widget

from countersign.tui.theme import COLOURS, DARK


class Ink(NamedTuple):
    """Colours by their names in the theme; `how` is '', 'bold' or 'bold underline'."""

    colour: str
    ground: str
    how: str = ""


INKS: Mapping[str, Ink] = {
    "tray.desk": Ink("faint", "desk"),
    "tray.card-0": Ink("card-ink", "card-1"),
    "tray.card-1": Ink("card-ink", "card-2"),
    "tray.card-2": Ink("card-ink", "card-3"),
    "tray.card-3": Ink("card-ink", "card-4"),
    "tray.letter": Ink("card-1", "card-ink", "bold"),
    "tray.chosen": Ink("desk", "edge-focus"),
    "display.ink": Ink("lcd-ink", "lcd"),
    "display.dim": Ink("lcd-dim", "lcd"),
    "display.title": Ink("lcd-ink", "lcd-title", "bold"),
    "display.good": Ink("tone-ink", "good", "bold"),
    "display.bad": Ink("tone-ink", "bad", "bold"),
    "display.attention": Ink("tone-ink", "attention", "bold"),
    "display.chosen": Ink("lcd-chosen-ink", "lcd-chosen"),
    "display.key": Ink("lcd-ink", "lcd-key", "bold"),
    "display.off": Ink("body-ink", "lcd-off"),
    "faults.off": Ink("ink", "desk"),
    "faults.letter": Ink("key-ink", "key", "bold"),
    "faults.on": Ink("tone-ink", "bad", "bold"),
    "faults.chosen": Ink("desk", "edge-focus"),
    "header.bar": Ink("bar-ink", "bar"),
    "header.name": Ink("ink", "bar", "bold"),
    "header.good": Ink("in", "bar"),
    "header.attention": Ink("tone-ink", "attention", "bold"),
    "header.trouble": Ink("tone-ink", "bad", "bold"),
    "header.unknown": Ink("faint", "bar"),
    "help.ink": Ink("ink", "bar"),
    "help.head": Ink("edge-focus", "bar", "bold"),
    "help.key": Ink("key-ink", "key", "bold"),
    "notes.ink": Ink("ink", "desk"),
    "notes.strong": Ink("ink", "desk", "bold"),
    "notes.faint": Ink("faint", "desk"),
    "notes.out": Ink("out", "desk"),
    "notes.in": Ink("in", "desk"),
    "notes.bad": Ink("alert", "desk", "bold"),
    "notes.chosen": Ink("bar", "bar"),
    "keypad.body": Ink("body-ink", "body"),
    "keypad.key": Ink("key-ink", "key", "bold"),
    "keypad.cancel": Ink("cancel-ink", "cancel", "bold"),
    "keypad.clear": Ink("clear-ink", "clear", "bold"),
    "keypad.enter": Ink("enter-ink", "enter", "bold"),
    "keypad.down": Ink("desk", "key-down", "bold"),
    "paper.slip": Ink("slip-ink", "slip"),
    "paper.edge": Ink("slip", "desk"),
    "paper.desk": Ink("faint", "desk"),
    "buttons.body": Ink("body", "body"),
    "buttons.CANCEL": Ink("cancel-ink", "cancel", "bold"),
    "buttons.CLEAR": Ink("clear-ink", "clear", "bold"),
    "buttons.ENTER": Ink("enter-ink", "enter", "bold"),
    "buttons.soft": Ink("key-ink", "key", "bold"),
    "sheet.ink": Ink("pad-ink", "pad"),
    "sheet.mark": Ink("pad-mark", "pad"),
    "slot.edge": Ink("body-ink", "lcd-off"),
    "slot.card": Ink("card-ink", "card-1", "bold"),
    "slot.drop": Ink("tone-ink", "attention", "bold"),
    "words.plain": Ink("faint", "desk"),
    "words.chosen": Ink("ink", "bar", "bold underline"),
}


def ink_of(widget: Widget, name: str) -> Style:
    """The style of this name in the theme the widget's application wears."""
    return _style(widget.app.theme, name)


@cache
def _style(theme: str, name: str) -> Style:
    colours, ink = COLOURS.get(theme, COLOURS[DARK]), INKS[name]
    return Style(
        color=colours[ink.colour],
        bgcolor=colours[ink.ground],
        bold="bold" in ink.how,
        underline="underline" in ink.how,
    )
