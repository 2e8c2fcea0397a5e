"""The arguments of fixed size that commands have: numbers, choices, flags, key codes.

Fields are named tuples: a class of these is made in an eighth of a dataclass's time at start-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeAlias

Value: TypeAlias = "int | str | bytes | tuple[Value, ...] | Mapping[str, Value]"
"""A number, a choice's word, data; flags and repeated groups are tuples, one group a mapping."""

Seen = dict[str, int]
"""The numbers read or written so far, by name: later fields are as long as they say."""

Held: TypeAlias = "bytes | bytearray"


class UnfitError(ValueError):
    """An argument that its field cannot take; the sentence names both."""


class Field(Protocol):
    """One argument: where its bytes end, what they mean, which bytes mean a value."""

    @property
    def name(self) -> str:
        """The argument's name with its unit, '' where there is nothing to choose."""

    @property
    def fixed(self) -> int | None:
        """Its size in bytes, where it is always the same."""

    def end(self, held: Held, at: int, seen: Seen) -> int:
        """Where the field that begins at `at` ends, or at least must end: it may not be here yet.

        A number notes itself in `seen`.
        """

    def read(self, chunk: bytes, seen: Seen) -> Value:
        """What its bytes mean, whatever they are."""

    def write(self, value: Value, seen: Seen) -> bytes:
        """The bytes of a value. Errors: UnfitError."""


class Number(NamedTuple):
    """`low` to `high` on the wire, little-endian; each of them is `each` units.

    ESC p counts pulses of 2 ms: `Number("on", "ms", each=2)` is 50 ms where the byte is 25.
    """

    noun: str
    unit: str = ""
    low: int = 0
    high: int = 255
    size: int = 1
    signed: bool = False
    each: int = 1

    @property
    def name(self) -> str:
        return f"{self.noun}_{self.unit}" if self.unit else self.noun

    @property
    def fixed(self) -> int:
        return self.size

    def end(self, held: Held, at: int, seen: Seen) -> int:
        end = at + self.size
        if end <= len(held):
            seen[self.name] = int.from_bytes(held[at:end], "little")
        return end

    def read(self, chunk: bytes, _: Seen) -> int:
        return int.from_bytes(chunk, "little", signed=self.signed) * self.each

    def write(self, value: Value, seen: Seen) -> bytes:
        low, high = self.low * self.each, self.high * self.each
        if not isinstance(value, int) or not low <= value <= high or value % self.each:
            steps = f" in steps of {self.each}" if self.each > 1 else ""
            raise UnfitError(f"{self.name} is {value!r}, not {low} to {high}{steps}")
        number = value // self.each
        seen[self.name] = number
        return number.to_bytes(self.size, "little", signed=self.signed)


def word(noun: str, unit: str = "", low: int = 0, high: int = 0xFFFF) -> Number:
    """nL nH."""
    return Number(noun, unit, low, high, size=2)


def signed_word(noun: str, unit: str) -> Number:
    """nL nH, where more than 32767 is a negative number."""
    return Number(noun, unit, -0x8000, 0x7FFF, size=2, signed=True)


class Choice(NamedTuple):
    """One byte and what it means; `mask` tells which bits count.

    An `open` choice has names for some numbers only: the others stand for themselves.
    """

    name: str
    words: Mapping[int, str]
    mask: int = 0xFF
    open: bool = False

    @property
    def fixed(self) -> int:
        return 1

    def end(self, _: Held, at: int, _seen: Seen) -> int:
        return at + 1

    def read(self, chunk: bytes, _: Seen) -> int | str:
        return self.words.get(chunk[0] & self.mask, chunk[0])

    def write(self, value: Value, _: Seen) -> bytes:
        for number, word in self.words.items():
            if word == value:
                return bytes((number,))
        if self.open and isinstance(value, int) and 0 <= value <= 0xFF:
            return bytes((value,))
        words = ", ".join(dict.fromkeys(self.words.values()))
        raise UnfitError(f"{self.name} is {value!r}, not one of: {words}")


def digits(*words: str, first: int = 0) -> dict[int, str]:
    """Choices that a number and its ASCII digit both stand for: 0 or '0', 1 or '1', ..."""
    plain = dict(enumerate(words, first))
    return plain | {48 + number: word for number, word in plain.items()}


def on_off(name: str) -> Choice:
    """The lowest bit of n."""
    return Choice(name, {0: "off", 1: "on"}, mask=1)


class Flags(NamedTuple):
    """A byte of bits, each with its word; `base` is always set on the wire."""

    name: str
    words: Mapping[int, str]
    base: int = 0

    @property
    def fixed(self) -> int:
        return 1

    def end(self, _: Held, at: int, _seen: Seen) -> int:
        return at + 1

    def read(self, chunk: bytes, _: Seen) -> tuple[Value, ...]:
        bits = chunk[0] & ~self.base
        return tuple(self.words.get(1 << bit, f"bit {bit}") for bit in range(8) if bits & 1 << bit)

    def write(self, value: Value, _: Seen) -> bytes:
        bits = {word: bit for bit, word in self.words.items()}
        if not isinstance(value, tuple) or not bits.keys() >= set(value):
            raise UnfitError(f"{self.name} is {value!r}, not a tuple of: {', '.join(bits)}")
        return bytes((self.base | sum(bits[word] for word in set(value) if isinstance(word, str)),))


class Characters(NamedTuple):
    """So many ASCII characters: the two of a key code, the four of a process id."""

    name: str
    size: int

    @property
    def fixed(self) -> int:
        return self.size

    def end(self, _: Held, at: int, _seen: Seen) -> int:
        return at + self.size

    def read(self, chunk: bytes, _: Seen) -> str:
        return chunk.decode("latin-1")

    def write(self, value: Value, _: Seen) -> bytes:
        if not isinstance(value, str) or len(value) != self.size or not _printable(value):
            raise UnfitError(f"{self.name} is {value!r}, not {self.size} ASCII characters")
        return value.encode("ascii")


def _printable(text: str) -> bool:
    return all(" " <= char <= "~" for char in text)


class Constant(NamedTuple):
    """Bytes that are always the same: 'CLR', a reserved m. Some printers take `also` others."""

    value: bytes
    also: tuple[bytes, ...] = ()
    name: str = ""

    @property
    def fixed(self) -> int:
        return len(self.value)

    def end(self, _: Held, at: int, _seen: Seen) -> int:
        return at + len(self.value)

    def read(self, chunk: bytes, _: Seen) -> bytes:
        return chunk

    def write(self, _: Value, _seen: Seen) -> bytes:
        return self.value


ZERO = Constant(b"0", also=(b"\x00",))
"""m, reserved: '0' or 0."""


class Fixed(NamedTuple):
    """Always so many bytes of data."""

    name: str
    size: int

    @property
    def fixed(self) -> int:
        return self.size

    def end(self, _: Held, at: int, _seen: Seen) -> int:
        return at + self.size

    def read(self, chunk: bytes, _: Seen) -> bytes:
        return chunk

    def write(self, value: Value, _: Seen) -> bytes:
        if not isinstance(value, bytes) or len(value) != self.size:
            raise UnfitError(f"{self.name} must be {self.size} bytes")
        return value
