"""Obeys ESC/POS commands: each goes to the family that knows it, all work on one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drivers.escpos.table import TEXT
from drivers.escpos.tokenizer import Token
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.commands import (
    answers,
    barcodes,
    characters,
    codes,
    counters,
    feed,
    graphics,
    hanzi,
    logos,
    macro,
    page,
    parts,
    pictures,
    position,
    setting_up,
    text,
    user_memory,
)
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.press import Handlers, Press

FAMILIES = (
    *(text.COMMANDS, characters.COMMANDS, hanzi.COMMANDS),
    *(position.COMMANDS, feed.COMMANDS, page.COMMANDS, logos.COMMANDS),
    *(macro.COMMANDS, counters.COMMANDS),
    *(pictures.COMMANDS, graphics.COMMANDS, barcodes.COMMANDS, codes.COMMANDS),
    *(answers.COMMANDS, setting_up.COMMANDS, user_memory.COMMANDS, parts.COMMANDS),
)
OBEYED: Handlers = {name: handler for family in FAMILIES for name, handler in family.items()}
"""Every command a virtual printer obeys."""


class Engine:
    """One printer's interpreter; `obey` is called when the mechanics are idle."""

    def __init__(
        self,
        profile: PrinterProfile,
        mechanics: Mechanics,
        answer: Callable[[bytes], None],
        hand_over: Callable[[Sequence[bytes]], None],
    ) -> None:
        self.press = Press(profile, mechanics, answer, hand_over)
        self._macro = self.press.memory.macro
        self._obeyed = {name: how for name, how in OBEYED.items() if profile.knows(name)}

    def reset(self) -> None:
        """As after power on: nothing gathered, every setting back."""
        self.press.reset()

    def forget_line(self) -> None:
        """Drop the characters gathered for a line that was not printed."""
        self.press.forget_line()

    def obey(self, token: Token) -> bool:
        """Do what the token says; False if this printer does not know how."""
        command, parameters, _, skipped, _ = token
        press = self.press
        if self._macro.recording and command.in_macro:
            self._macro.note(token)
        handler = self._obeyed.get(command.name)
        if handler is None or skipped:
            return False
        if press.half and command is not TEXT:
            press.finish_character()
        return handler(press, parameters) is not False
