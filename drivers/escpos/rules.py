"""How many parameters a command takes, derived from its fields, in the form read fastest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from drivers.escpos.command import Command
from drivers.escpos.fields import Field, Held
from drivers.escpos.grammar import Block, end_of


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always so many bytes."""

    size: int


@dataclass(frozen=True, slots=True)
class Sized:
    """`head` bytes; the numbers among them (where, how many bytes), multiplied, count the rest."""

    head: int
    factors: tuple[tuple[int, int], ...]
    times: int = 1

    def body(self, held: Held, start: int) -> int:
        """How many bytes come after the head, which begins at `start` and is all there."""
        size = self.times
        for at, width in self.factors:
            begin = start + at
            size *= int.from_bytes(held[begin : begin + width], "little")
        return size


@dataclass(frozen=True, slots=True)
class Scanned:
    """As far as the fields say when they are looked at one after the other."""

    fields: tuple[Field, ...]

    def least(self, held: Held, start: int) -> int:
        """How many parameters there are, or at least are, going by those held."""
        return end_of(self.fields, held, start, {}) - start


Rule = Fixed | Sized | Scanned


def rule_of(command: Command) -> Rule:
    """The rule for what follows the prefix; for a command that carries its length, by that."""
    if command.length_bytes:
        return Sized(command.length_bytes, ((0, command.length_bytes),))
    return _rule(command.fields)


def _rule(fields: tuple[Field, ...]) -> Rule:
    sizes = [field.fixed for field in fields]
    heads = [size for size in sizes if size is not None]
    if len(heads) == len(fields):
        return Fixed(sum(heads))
    last = fields[-1]
    if isinstance(last, Block) and len(heads) == len(fields) - 1:
        starts = dict(zip((f.name for f in fields), accumulate(heads, initial=0), strict=True))
        widths = {field.name: field.fixed or 0 for field in fields}
        factors = tuple((starts[name], widths[name]) for name in last.of)
        return Sized(sum(heads), factors, last.times)
    return Scanned(fields)
