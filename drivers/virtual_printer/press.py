"""What all commands of one virtual printer work on: its parts, its settings, the mode it is in."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping, Sequence

from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.memory import Memory
from drivers.virtual_printer.mode import Mode
from drivers.virtual_printer.settings import Settings
from drivers.virtual_printer.standard_mode import StandardMode
from drivers.virtual_printer.stored_pictures import drop_lettered


class Press:
    """`settings` and `mode` are new objects after each `reset`: nobody keeps them.

    `memory` is what outlives a `reset`; a part of it outlives the power. `answer` says something to
    the computer, `hand_over` says it in parts, each after the computer has taken the one before.
    """

    settings: Settings
    mode: Mode

    def __init__(
        self,
        profile: PrinterProfile,
        mechanics: Mechanics,
        answer: Callable[[bytes], None],
        hand_over: Callable[[Sequence[bytes]], None],
    ) -> None:
        self.profile = profile
        self.mechanics = mechanics
        self.answer = answer
        self.hand_over = hand_over
        self.memory = Memory(profile)
        self.reset()

    def reset(self, kept: bool | None = None) -> None:
        """As after power on: nothing gathered, every setting back (ESC @).

        `kept` takes the settings kept by GS ( M, or those of the factory; None as GS ( M 3 says.
        """
        kept = self.memory.reset_loads_kept if kept is None else kept
        self.settings = self.memory.kept_settings() if kept else Settings()
        self.mechanics.parts.set_back()
        drop_lettered(self.memory.downloaded)
        self.mode = StandardMode(self.profile, self.mechanics, self.settings)
        self._forget_half()

    def forget_line(self) -> None:
        """Drop the characters gathered for a line that was not printed."""
        self.mode.forget()
        self._forget_half()

    def write(self, characters: bytes) -> None:
        """Print characters in the code set; half a Hanzi waits for its other half."""
        if not self.settings.hanzi:
            self._put(characters.decode("ascii", "replace"))
            return
        self._put(self._decoder.decode(characters))
        self.has_half = bool(self._decoder.getstate()[0])

    def finish_character(self) -> None:
        """The first half of a Hanzi whose second never came is printed as a question mark."""
        self.has_half = False
        self._put(self._decoder.decode(b"", final=True))

    def _put(self, text: str) -> None:
        self.mode.write(text.replace("\ufffd", "?").replace("\x7f", "?"))

    def _forget_half(self) -> None:
        self._decoder = codecs.getincrementaldecoder("gbk")("replace")
        self.has_half = False


Handler = Callable[[Press, bytes], bool | None]
"""Obeys one command, given its parameters; False where this printer does not know how."""
Handlers = Mapping[str, Handler]
"""A family of commands: the name in drivers.escpos.table, and who obeys it."""
