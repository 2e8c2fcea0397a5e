"""Hypothesis strategies over the command table: lawful commands, whole jobs, bytes of ill will.

@given(commands())          one command with lawful arguments, as `Lawful`
@given(jobs())              the bytes of a job: text and lawful commands
@given(hostile_bytes())     beginnings, lies about lengths, real-time commands in data, noise
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from hypothesis import strategies as st

from drivers.escpos.command import Command
from drivers.escpos.fields import (
    Characters,
    Choice,
    Constant,
    Field,
    Fixed,
    Flags,
    Number,
    Seen,
    Value,
)
from drivers.escpos.grammar import Block, Columns, Counted, Ended, Repeated, Rest, SelfSized, Switch
from drivers.escpos.table import BY_PREFIX, COMMANDS

MAX_GROUPS = 3

PRINTABLE = st.characters(min_codepoint=0x20, max_codepoint=0x7E)


@dataclass(frozen=True, slots=True)
class Lawful:
    """A command and arguments that it can have."""

    command: Command
    arguments: Mapping[str, Value]

    @property
    def raw(self) -> bytes:
        return self.command.write(self.arguments)


@st.composite
def commands(draw: st.DrawFn, rows: tuple[Command, ...] = COMMANDS) -> Lawful:
    """One of the rows, a family without fields left out, and arguments for it."""
    command = draw(st.sampled_from([row for row in rows if not _is_family(row)]))
    return Lawful(command, _arguments(draw, command.fields, {}))


def jobs(max_size: int = 12) -> st.SearchStrategy[bytes]:
    """Text, line feeds and lawful commands, in any order."""
    text = st.text(st.sampled_from("银联签购单 (ABC)019,.é"), max_size=20).map(
        lambda words: words.encode("gb18030") + b"\n"
    )
    parts = st.one_of(text, commands().map(lambda lawful: lawful.raw))
    return st.lists(parts, max_size=max_size).map(b"".join)


def hostile_bytes(max_size: int = 16) -> st.SearchStrategy[bytes]:
    """What no client sends on purpose."""
    prefixes = sorted(BY_PREFIX)
    parts = st.one_of(
        st.binary(max_size=12),
        st.sampled_from(prefixes),
        st.sampled_from([prefix[:1] for prefix in prefixes]),
        st.builds(_cut_off, commands().map(lambda lawful: lawful.raw), st.integers(0, 40)),
        st.builds(_with_a_lie, commands().map(lambda lawful: lawful.raw), st.integers(0, 8)),
        st.sampled_from([b"\x10\x04\x01", b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", b"\x10"]),
        st.sampled_from(
            [bytes(40), b"\xff" * 40, b"\x1d(k\xff\xff", b"\x1dv0\x00\xff\xff\xff\xff"]
        ),
    )
    return st.lists(parts, max_size=max_size).map(b"".join)


def _is_family(command: Command) -> bool:
    return bool(command.length_bytes and not command.selectors and not command.fields)


def _cut_off(raw: bytes, size: int) -> bytes:
    return raw[:size]


def _with_a_lie(raw: bytes, at: int) -> bytes:
    """One of its first bytes is another: a count, a mode, a letter."""
    return raw[:at] + b"\xff" + raw[at + 1 :]


def _arguments(draw: st.DrawFn, fields: tuple[Field, ...], seen: Seen) -> dict[str, Value]:
    arguments: dict[str, Value] = {}
    waiting = list(reversed(fields))
    while waiting:
        field = waiting.pop()
        if isinstance(field, Constant):
            continue
        value = arguments[field.name] = _value(draw, field, _sizes(fields, field), seen)
        number = field.write(value, seen)  # notes it in `seen`
        if isinstance(field, Switch):
            waiting.extend(reversed(field.cases.get(number[0], ())))
    return arguments


def _sizes(fields: tuple[Field, ...], field: Field) -> bool:
    """Whether something that follows is as long as this number says."""
    names = {name for other in fields if isinstance(other, Block) for name in other.of}
    names |= {other.number for other in fields if isinstance(other, Repeated)}
    return field.name in names


def _value(draw: st.DrawFn, field: Field, sizes: bool, seen: Seen) -> Value:
    """A value for one field: drawn small where it counts what follows."""
    match field:
        case Number():
            high = min(field.high, field.low + 12) if sizes else field.high
            return draw(st.integers(field.low, high)) * field.each
        case Choice():
            return draw(_words(field))
        case Switch():
            return draw(_words(field.choice))
        case Flags():
            chosen: set[str] = draw(st.sets(st.sampled_from(list(field.words.values()))))
            return tuple(word for word in field.words.values() if word in chosen)
        case Characters():
            return draw(st.text(PRINTABLE, min_size=field.size, max_size=field.size))
        case Repeated():
            return _groups(draw, field, seen)
        case Columns():
            return tuple(draw(st.lists(st.integers(1, 255), max_size=field.most)))
        case _:
            return draw(_bytes_of(field, seen))


def _words(choice: Choice) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(set(choice.words.values())))


def _bytes_of(field: Field, seen: Seen) -> st.SearchStrategy[bytes]:
    match field:
        case Fixed():
            return st.binary(min_size=field.size, max_size=field.size)
        case Block():
            size = prod(seen[name] for name in field.of) * field.times
            return st.binary(min_size=size, max_size=size)
        case Counted():
            return st.binary(max_size=min(field.most, 60))
        case Ended():
            kept = st.binary(max_size=min(field.most, 30))
            return kept.map(lambda data: data.replace(field.ender, b"\x7f"))
        case Rest():
            return st.binary(min_size=field.least, max_size=60)
        case SelfSized():
            return st.binary(max_size=40).map(_bmp)
    raise AssertionError(f"no strategy for {field}")


def _bmp(pixels: bytes) -> bytes:
    return b"BM" + (6 + len(pixels)).to_bytes(4, "little") + pixels


def _groups(draw: st.DrawFn, field: Repeated, seen: Seen) -> Value:
    if field.last:
        times = max(0, seen[field.last] - seen[field.number] + 1)
    elif field.number:
        times = seen[field.number]
    else:
        times = draw(st.integers(0, MAX_GROUPS))
    return tuple(_arguments(draw, field.fields, dict(seen)) for _ in range(times))
