"""Obeys ESC/POS commands: each goes to the family that knows it, all work on one press."""

from __future__ import annotations

from collections.abc import Callable

from drivers.escpos.table import TEXT
from drivers.escpos.tokenizer import Token
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.commands import (
    answers,
    characters,
    codes,
    feed,
    hanzi,
    page,
    pictures,
    position,
    text,
)
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.press import Handlers, Press

FAMILIES = (
    *(text.COMMANDS, characters.COMMANDS, hanzi.COMMANDS, position.COMMANDS, feed.COMMANDS),
    page.COMMANDS,
    *(pictures.COMMANDS, codes.COMMANDS, answers.COMMANDS),
)
OBEYED: Handlers = {name: handler for family in FAMILIES for name, handler in family.items()}
"""Every command a virtual printer obeys."""


class Engine:
    """One printer's interpreter; `obey` is called when the mechanics are idle."""

    def __init__(
        self, profile: PrinterProfile, mechanics: Mechanics, answer: Callable[[bytes], None]
    ) -> None:
        self._press = Press(profile, mechanics, answer)

    def reset(self) -> None:
        """As after power on: nothing gathered, every setting back."""
        self._press.reset()

    def forget_line(self) -> None:
        """Drop the characters gathered for a line that was not printed."""
        self._press.forget_line()

    def obey(self, token: Token) -> bool:
        """Do what the token says; False if this printer does not know how."""
        command, parameters, _, skipped = token
        handler = OBEYED.get(command.name)
        if handler is None or skipped:
            return False
        if self._press.half and command is not TEXT:
            self._press.finish_character()
        return handler(self._press, parameters) is not False
