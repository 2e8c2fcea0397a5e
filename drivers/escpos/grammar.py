"""How a command's arguments follow each other: measured, read and written field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import NamedTuple

from drivers.escpos.fields import Choice, Constant, Field, Held, Seen, UnfitError, Value

MAX_PARAMETER_BYTES = 1 << 19
"""What one command may hold in memory: more than a printer keeps pictures in (384 KB). Of a longer
one the rest is skipped unread."""


class Block(NamedTuple):
    """As many bytes as the numbers named in `of` make when multiplied, times `times`."""

    name: str
    of: tuple[str, ...]
    times: int = 1

    @property
    def fixed(self) -> None:
        return None

    def end(self, _: Held, at: int, seen: Seen) -> int:
        return at + self._size(seen)

    def read(self, chunk: bytes, _: Seen) -> bytes:
        return chunk

    def write(self, value: Value, seen: Seen) -> bytes:
        size = self._size(seen)
        if not isinstance(value, bytes) or len(value) != size:
            raise UnfitError(f"{self.name} must be {size} bytes, as {' and '.join(self.of)} say")
        return value

    def _size(self, seen: Seen) -> int:
        return prod(seen[name] for name in self.of) * self.times


class Counted(NamedTuple):
    """A count of `size` bytes, and so many bytes of data."""

    name: str
    size: int = 1

    @property
    def fixed(self) -> None:
        return None

    @property
    def most(self) -> int:
        return (1 << 8 * self.size) - 1

    def end(self, held: Held, at: int, _: Seen) -> int:
        begin = at + self.size
        if begin > len(held):
            return begin
        return begin + int.from_bytes(held[at:begin], "little")

    def read(self, chunk: bytes, _: Seen) -> bytes:
        return chunk[self.size :]

    def write(self, value: Value, _: Seen) -> bytes:
        if not isinstance(value, bytes) or len(value) > self.most:
            raise UnfitError(f"{self.name} must be at most {self.most} bytes")
        return len(value).to_bytes(self.size, "little") + value


class Ended(NamedTuple):
    """Data up to the byte `ender`. After `most` bytes a printer waits no longer for it."""

    name: str
    most: int
    ender: bytes = b"\x00"

    @property
    def fixed(self) -> None:
        return None

    def end(self, held: Held, at: int, _: Seen) -> int:
        found = held.find(self.ender, at, at + self.most + 1)
        if found >= 0:
            return found + 1
        return at + self.most if len(held) >= at + self.most + 1 else len(held) + 1

    def read(self, chunk: bytes, _: Seen) -> bytes:
        return chunk.removesuffix(self.ender)

    def write(self, value: Value, _: Seen) -> bytes:
        if not isinstance(value, bytes) or len(value) > self.most or self.ender in value:
            raise UnfitError(
                f"{self.name} must be at most {self.most} bytes without {self.ender.hex()}"
            )
        return value + self.ender


class Columns(NamedTuple):
    """Numbers from 1 to 255 up to a NUL; after `most` of them a printer waits no longer for it."""

    name: str
    most: int

    @property
    def fixed(self) -> None:
        return None

    def end(self, held: Held, at: int, seen: Seen) -> int:
        return Ended(self.name, self.most).end(held, at, seen)

    def read(self, chunk: bytes, _: Seen) -> tuple[Value, ...]:
        return tuple(chunk.removesuffix(b"\x00"))

    def write(self, value: Value, _: Seen) -> bytes:
        columns = value if isinstance(value, tuple) and len(value) <= self.most else (None,)
        numbers = [number for number in columns if isinstance(number, int) and 0 < number < 256]
        if len(numbers) < len(columns):
            raise UnfitError(f"{self.name} must be a tuple of at most {self.most} of 1 to 255")
        return bytes(numbers) + b"\x00"


class Rest(NamedTuple):
    """All that is left of a command that carries its length; `least` of it must be there."""

    name: str
    least: int = 0

    @property
    def fixed(self) -> None:
        return None

    def end(self, held: Held, at: int, _: Seen) -> int:
        return max(at + self.least, len(held))

    def read(self, chunk: bytes, _: Seen) -> bytes:
        return chunk

    def write(self, value: Value, _: Seen) -> bytes:
        if not isinstance(value, bytes) or len(value) < self.least:
            raise UnfitError(f"{self.name} must be at least {self.least} bytes")
        return value


class SelfSized(NamedTuple):
    """A file of Windows BMP, whose bytes 2 to 5 say how long it is."""

    name: str

    @property
    def fixed(self) -> None:
        return None

    def end(self, held: Held, at: int, _: Seen) -> int:
        if len(held) < at + _BMP_HEAD:
            return at + _BMP_HEAD
        return at + max(_BMP_HEAD, int.from_bytes(held[at + 2 : at + _BMP_HEAD], "little"))

    def read(self, chunk: bytes, _: Seen) -> bytes:
        return chunk

    def write(self, value: Value, seen: Seen) -> bytes:
        if not isinstance(value, bytes) or self.end(value, 0, seen) != len(value):
            raise UnfitError(f"{self.name} must be a BMP file as long as it says")
        return value


_BMP_HEAD = 6


class Repeated(NamedTuple):
    """A group of fields over and over: as often as `number` says, or from `number` to
    `last` inclusive, or without a `number` to the end of a command that carries its length."""

    name: str
    fields: tuple[Field, ...]
    number: str = ""
    last: str = ""

    @property
    def fixed(self) -> None:
        return None

    def end(self, held: Held, at: int, seen: Seen) -> int:
        times, enough = self._times(seen), at + MAX_PARAMETER_BYTES
        while at < len(held) if times is None else times > 0:
            at = end_of(self.fields, held, at, seen)
            if at > len(held) or at > enough:
                break
            times = None if times is None else times - 1
        return at

    def read(self, chunk: bytes, seen: Seen) -> tuple[Value, ...]:
        groups: list[Value] = []
        at = 0
        while at < len(chunk):
            values, end = _values(self.fields, chunk, at, dict(seen))
            if end == at:
                break
            groups.append(values)
            at = end
        return tuple(groups)

    def write(self, value: Value, seen: Seen) -> bytes:
        times = self._times(seen)
        if not isinstance(value, tuple) or (times is not None and len(value) != times):
            raise UnfitError(f"{self.name} must be a tuple of {times or 'some'} groups")
        groups = [group for group in value if isinstance(group, Mapping)]
        if len(groups) < len(value):
            raise UnfitError(f"{self.name} must be a tuple of arguments by name")
        return b"".join(write(self.fields, group, dict(seen)) for group in groups)

    def _times(self, seen: Seen) -> int | None:
        if not self.number:
            return None
        if not self.last:
            return seen[self.number]
        return max(0, seen[self.last] - seen[self.number] + 1)


class Switch(NamedTuple):
    """A choice that decides which fields follow; where it has no case, none do."""

    choice: Choice
    cases: Mapping[int, tuple[Field, ...]]

    @property
    def fixed(self) -> None:
        return None

    @property
    def name(self) -> str:
        return self.choice.name

    def end(self, _: Held, at: int, _seen: Seen) -> int:
        return at + 1

    def read(self, chunk: bytes, seen: Seen) -> Value:
        return self.choice.read(chunk, seen)

    def write(self, value: Value, seen: Seen) -> bytes:
        return self.choice.write(value, seen)


def parts(
    fields: tuple[Field, ...], held: Held, at: int, seen: Seen
) -> Iterator[tuple[Field, int, int]]:
    """Each field with its beginning and end; the first that is not whole is the last one told."""
    waiting = list(reversed(fields))
    while waiting:
        field = waiting.pop()
        end = field.end(held, at, seen)
        yield field, at, end
        if end > len(held):
            return
        if isinstance(field, Switch):
            waiting.extend(reversed(field.cases.get(held[at], ())))
        at = end


def end_of(fields: tuple[Field, ...], held: Held, at: int, seen: Seen) -> int:
    """Where the fields that begin at `at` end; beyond the bytes held, where they end at least."""
    for _, _, end in parts(fields, held, at, seen):
        at = end
    return at


def read(fields: tuple[Field, ...], parameters: bytes, at: int = 0) -> tuple[dict[str, Value], int]:
    """The arguments by name, and how many of the parameters they take.

    Too short parameters end the reading at the first field of fixed size that is not whole.
    """
    return _values(fields, parameters, at, {})


def _values(
    fields: tuple[Field, ...], parameters: bytes, at: int, seen: Seen
) -> tuple[dict[str, Value], int]:
    values: dict[str, Value] = {}
    for field, begin, end in parts(fields, parameters, at, seen):
        if end > len(parameters) and (field.fixed is not None or isinstance(field, Switch)):
            break
        chunk = parameters[begin:end]
        at = begin + len(chunk)
        if not isinstance(field, Constant):
            values[field.name] = field.read(chunk, seen)
        elif chunk not in (field.value, *field.also):
            values[f"not {field.value!r} but"] = chunk
    return values, at


def write(fields: tuple[Field, ...], arguments: Mapping[str, Value], seen: Seen) -> bytes:
    """The bytes that mean these arguments. Errors: UnfitError."""
    left, out = dict(arguments), bytearray()
    waiting = list(reversed(fields))
    while waiting:
        field = waiting.pop()
        if field.name and field.name not in left:
            raise UnfitError(f"{field.name} is missing")
        chunk = field.write(left.pop(field.name, b""), seen)
        if isinstance(field, Switch):
            waiting.extend(reversed(field.cases.get(chunk[0], ())))
        out += chunk
    if left:
        raise UnfitError(f"there is no argument {', '.join(left)}")
    return bytes(out)


def least_bytes(fields: tuple[Field, ...]) -> int:
    """How many bytes the fields take at least, before any data."""
    return sum(_least(field) for field in fields)


def _least(field: Field) -> int:
    if isinstance(field, Rest):
        return field.least
    if isinstance(field, Switch):
        return 1
    return field.fixed or 0
