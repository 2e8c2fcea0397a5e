"""Write docs/escpos-commands.md from the command table: `python -m tools.list_commands`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from drivers.escpos.command import PAGE, STANDARD, Command
from drivers.escpos.fields import (
    Characters,
    Choice,
    Constant,
    Field,
    Fixed,
    Flags,
    Number,
)
from drivers.escpos.grammar import Block, Columns, Counted, Ended, Repeated, Rest, SelfSized, Switch
from drivers.escpos.table import CHAPTERS
from drivers.virtual_printer.engine import OBEYED

PAGE_FILE = Path(__file__).parents[1] / "docs" / "escpos-commands.md"

MAX_WORDS = 12
"""Of a choice with more words (code pages, sizes) the first few are listed."""

_OPENING = """\
# ESC/POS commands

Written from the table in `drivers/escpos/table.py` by `python -m tools.list_commands`; a test fails
when this page is older than the table. Encoder, tokenizer and `printer decode --listing` read the
same rows.

Bytes are in hex; `pL pH` count the parameters after them, `p1..p4` do so in four bytes. Arguments
have the names, with their units, that the encoder takes them by; their size is 1 byte where nothing
else is said. "Obeyed" says whether the virtual printer does; a model may lack a command yet.
"""


def page(obeyed: Collection[str] = frozenset(OBEYED)) -> str:
    """The whole page; `obeyed` are the names of the commands the virtual printer obeys."""
    parts = [_OPENING]
    for title, rows in CHAPTERS.items():
        parts.append(f"## {title}\n")
        parts.append("\n".join([*_HEADER, *(_row(row, row.name in obeyed) for row in rows), ""]))
    return "\n".join(parts)


_HEADER = (
    "| command | bytes | what it does | arguments | where | obeyed | source |",
    "|---|---|---|---|---|---|---|",
)


def _row(command: Command, obeyed: bool) -> str:
    family = bool(command.length_bytes and not command.selectors and not command.fields)
    cells = (
        f"`{command.name}`",
        _bytes(command),
        command.meaning,
        ", ".join(_arguments(command.fields)),
        _where(command),
        "" if family else "yes" if obeyed else "no",
        command.source,
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _bytes(command: Command) -> str:
    length = {0: (), 2: ("pL", "pH"), 4: ("p1..p4",)}[command.length_bytes]
    selector = command.selectors[0].hex(" ") if command.selectors else ""
    return " ".join((command.prefix.hex(" "), *length, selector)).rstrip()


def _where(command: Command) -> str:
    """In which mode it is obeyed, and what else is special."""
    words = []
    if command.modes != STANDARD | PAGE:
        words.append(f"{'page' if command.modes == PAGE else 'standard'} mode")
    if command.real_time:
        words.append("real time")
    if not command.in_macro:
        words.append("not in a macro")
    return ", ".join(words)


def _arguments(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        if not isinstance(field, Constant):
            yield f"{field.name} ({_kind(field)})"


def _kind(field: Field) -> str:
    match field:
        case Number():
            return _number(field)
        case Choice():
            return _words(field.words.values())
        case Flags():
            return "any of: " + ", ".join(field.words.values())
        case Characters():
            return f"{field.size} characters"
        case Fixed():
            return f"{field.size} bytes"
        case Switch():
            return _switch(field)
        case Repeated():
            return "each: " + ", ".join(_arguments(field.fields))
        case _:
            return _data(field)


def _number(field: Number) -> str:
    size = f", {field.size} bytes" if field.size > 1 else ""
    step = f" in steps of {field.each}" if field.each > 1 else ""
    return f"{field.low * field.each} to {field.high * field.each}{step}{size}"


def _words(words: Iterable[str]) -> str:
    names = list(dict.fromkeys(words))
    more = f" and {len(names) - MAX_WORDS} more" if len(names) > MAX_WORDS else ""
    return ", ".join(names[:MAX_WORDS]) + more


def _switch(switch: Switch) -> str:
    """The choices, and what follows those that something follows."""
    followed: dict[str, list[str]] = {}
    for value, fields in switch.cases.items():
        word = switch.choice.words.get(value, str(value))
        for argument in _arguments(fields):
            followed.setdefault(argument, []).append(word)
    follows = (f"; {_words(words)}: {argument}" for argument, words in followed.items())
    return _words(switch.choice.words.values()) + "".join(follows)


def _data(field: Field) -> str:
    match field:
        case Block():
            times = f" × {field.times}" if field.times > 1 else ""
            return f"{' × '.join(field.of)}{times} bytes"
        case Counted():
            return f"a count of {field.size} byte{'s' * (field.size > 1)}, then the data"
        case Ended():
            return f"at most {field.most} bytes, ended by {field.ender.hex()}"
        case Columns():
            return f"at most {field.most} of 1 to 255, ended by 00"
        case Rest():
            return "all the rest"
        case SelfSized():
            return "a BMP file"
    raise AssertionError(f"no words for {field}")


if __name__ == "__main__":
    PAGE_FILE.write_text(page(), "utf-8")
