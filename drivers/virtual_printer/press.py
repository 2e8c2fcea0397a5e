"""What all commands of one virtual printer work on: its parts, its settings, the mode it is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from drivers.printer_profiles import PrinterProfile
from drivers.printer_profiles.profile import Hanzi
from drivers.virtual_printer.characters import CodeSet
from drivers.virtual_printer.code_pages import page
from drivers.virtual_printer.look import Look
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.memory import Memory
from drivers.virtual_printer.mode import Mode
from drivers.virtual_printer.own_characters import OwnCharacters
from drivers.virtual_printer.page_mode import PageMode
from drivers.virtual_printer.settings import Settings, factory_settings
from drivers.virtual_printer.standard_mode import StandardMode
from drivers.virtual_printer.stored_pictures import drop_lettered
from drivers.virtual_printer.type_case import MAX_CASES, TypeCase, type_case


class Press:
    """`settings` and `mode` are new objects after each `reset`: nobody keeps them.

    `memory` is what outlives a `reset`; a part of it outlives the power. `answer` says something to
    the computer, `hand_over` says it in parts, each after the computer has taken the one before.
    """

    settings: Settings
    mode: Mode
    page: PageMode | None
    """The mode, where it is page mode."""
    half: bytes
    """The beginning of a character whose end has not come."""

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
        self._cases: dict[tuple[Any, ...], TypeCase] = {}
        self.settings = self.memory.kept_settings() if kept else factory_settings(self.profile)
        self.mechanics.parts.set_back()
        drop_lettered(self.memory.downloaded)
        self._standard = StandardMode(self.profile, self.mechanics, self.settings)
        self.mode = self._standard
        self.page = None
        self.half = b""
        self._case: TypeCase | None = None

    def forget_line(self) -> None:
        """Drop what is gathered for a line or a page and not printed, and what a macro has left."""
        self.leave_page_mode()
        self.mode.begin_line()
        self.memory.macro.stop()
        self.half = b""

    def enter_page_mode(self) -> None:
        """From here on everything goes to a page."""
        self.mode = self.page = PageMode(self.profile.paper, self.mechanics, self.settings)
        self.restyle().turned = False

    def leave_page_mode(self) -> None:
        """Back to standard mode; what is on the page is forgotten, and its area."""
        self.settings.page.area = None
        self.mode, self.page = self._standard, None
        self.restyle().turned = self.settings.turned

    def set_line_area(self) -> None:
        """The margin or the width of lines in standard mode has changed."""
        self._standard.begin_line()

    def restyle(self) -> Look:
        """The look of the characters to come, for a command to change."""
        self._case = None
        return self.settings.look

    def reread(self) -> Settings:
        """The settings, for a command to change how bytes are read."""
        self._case = None
        self._cases.clear()
        return self.settings

    def redraw(self) -> OwnCharacters:
        """The user's own characters, for a command to change."""
        self._case = None
        self._cases.clear()
        return self.settings.own

    def write(self, characters: bytes) -> None:
        """Print characters in the code set; half a Hanzi waits for its other half."""
        case = self._case or self._choose_case()
        if self.half:
            characters, self.half = self.half + characters, b""
        run = case.runs.get(characters) or case.run(characters)
        if run.rest:
            self.half = run.rest
        self.mode.write(run)

    def finish_character(self) -> None:
        """The first half of a Hanzi whose second never came is printed as a question mark."""
        case, half = self._case or self._choose_case(), self.half
        self.half = b""
        self.mode.write(case.run(half, last=True))

    def along(self, units: int) -> int:
        """Dots along the line, of so many units of motion (GS P)."""
        return self.settings.down(units) if self.mode.sideways else self.settings.across(units)

    def below(self, units: int) -> int:
        """Dots from line to line, of so many units of motion."""
        return self.settings.across(units) if self.mode.sideways else self.settings.down(units)

    def _choose_case(self) -> TypeCase:
        """The type case for what has been set; kept until a command sets something else."""
        settings = self.settings
        waits = settings.waits_for_line_end and self._change_at_line_end()
        key = settings.look.key()
        case = self._cases.get(key)
        if case is None:
            if len(self._cases) >= MAX_CASES:
                self._cases.clear()
            case = self._cases[key] = self._case_of(key)
        if not waits:
            self._case = case
        return case

    def _case_of(self, key: tuple[Any, ...]) -> TypeCase:
        settings, paper_dots = self.settings, self.profile.paper.width_dots
        hanzi = self.profile.hanzi if settings.hanzi else Hanzi.NONE
        codes = CodeSet(page(settings.codec, settings.national), hanzi, settings.utf8)
        own = settings.own.in_use(settings.look.cell, codes.page)
        if own:
            return TypeCase(paper_dots, codes, replace(settings.look), own)
        return type_case(paper_dots, codes, key)

    def _change_at_line_end(self) -> bool:
        """Do what waits for the end of a line (FS & and FS SO of SPRT's printers), if it has come.

        True while something waits.
        """
        settings, line = self.settings, self.mode.lines
        if settings.hanzi_next is not None and line != settings.hanzi_since:
            settings.hanzi, settings.hanzi_next = settings.hanzi_next, None
            self._cases.clear()
        if settings.wide_hanzi_line not in (None, line):
            settings.wide_hanzi_line = None
            settings.look.wide_hanzi = False
        return settings.waits_for_line_end


Handler = Callable[[Press, bytes], bool | None]
"""Obeys one command, given its parameters; False where this printer does not know how."""
Handlers = Mapping[str, Handler]
"""A family of commands: the name in drivers.escpos.table, and who obeys it."""
