"""One row of the command table: what a command is called, how it looks, what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Flag

from drivers.escpos import grammar
from drivers.escpos.fields import Field, UnfitError, Value

ESC, FS, GS, DLE, DC2 = b"\x1b", b"\x1c", b"\x1d", b"\x10", b"\x12"

EPSON = "Epson"
"""Epson's ESC/POS reference, which most of the table follows."""
SPRT = "SPRT"
"""The manuals of SPRT's POS and SP series."""
CHINA = "Chinese 58 mm"
"""What the manuals of cheap printers have beyond Epson's: buzzer, density, test page."""
BIXOLON = "Bixolon"


class Mode(Flag):
    """Where a command is obeyed: printing line by line, or while a page is being put together."""

    STANDARD = 1
    PAGE = 2


STANDARD, PAGE = Mode.STANDARD, Mode.PAGE
BOTH = STANDARD | PAGE


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Command:
    """`name` as manuals write it; after `prefix` come the parameters, as `fields` describe them.

    A command with `length_bytes` carries its length: that many bytes after the prefix count the
    parameters. Such a command is a family by its prefix, or one function of it: its parameters
    begin with one of `selectors` (the first is what we write), and `fields` come after them.
    """

    name: str
    prefix: bytes
    meaning: str
    fields: tuple[Field, ...] = ()
    modes: Mode = BOTH
    real_time: bool = False
    in_macro: bool = True
    source: str = EPSON
    length_bytes: int = 0
    selectors: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def head_bytes(self) -> int:
        """How many parameters select the function."""
        return len(self.selectors[0]) if self.selectors else 0

    def read(self, parameters: bytes) -> tuple[dict[str, Value], bytes]:
        """The arguments by name, and the parameters that fit no field: too many, or too few."""
        values, end = grammar.read(self.fields, parameters, self.head_bytes)
        return values, parameters[end:]

    def write(self, arguments: Mapping[str, Value]) -> bytes:
        """The whole command. Errors: UnfitError."""
        selector = self.selectors[0] if self.selectors else b""
        try:
            parameters = selector + grammar.write(self.fields, arguments, {})
            length = self._length(len(parameters))
        except UnfitError as error:
            raise UnfitError(f"{self.name}: {error}") from None
        return self.prefix + length + parameters

    def raw(self, parameters: bytes, skipped: int = 0) -> bytes:
        """The bytes as they stand on the line; of the parameters, `skipped` are not at hand."""
        if not self.length_bytes:
            return self.prefix + parameters
        return self.prefix + self._length(len(parameters) + skipped) + parameters

    def _length(self, size: int) -> bytes:
        if size >= 1 << 8 * self.length_bytes and self.length_bytes:
            raise UnfitError(f"{size} bytes of parameters are more than its length can count")
        return size.to_bytes(self.length_bytes, "little") if self.length_bytes else b""


def family(name: str, prefix: bytes, meaning: str, source: str = EPSON) -> Command:
    """A family of functions: two bytes after the prefix count the parameters."""
    return Command(name, prefix, meaning, source=source, length_bytes=2)


def function(
    of: Command, number: int, meaning: str, *fields: Field, before: bytes = b"", also: int = -1
) -> Command:
    """One function of a family, selected by `before` and its number, or by `also` in its place."""
    numbers = (number,) if also < 0 else (number, also)
    selectors = tuple(before + bytes((one,)) for one in numbers)
    return replace(
        of, name=f"{of.name} {number}", meaning=meaning, fields=fields, selectors=selectors
    )
