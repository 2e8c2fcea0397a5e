"""The command table: every ESC/POS command we know, put together from its families.

Tokenizer, encoder, listing and docs/escpos-commands.md are all made from these rows. What the table
does not name is consumed by the rule of `UNKNOWN`, and reported.
"""

from __future__ import annotations

from collections.abc import Mapping

from drivers.escpos import (
    table_control,
    table_esc,
    table_esc_functions,
    table_fs,
    table_graphics,
    table_gs,
    table_gs_functions,
    table_symbols,
)
from drivers.escpos.command import Command

TEXT = Command("text", b"", "characters to print")

# A control byte the table does not have is consumed alone; after ESC, FS, GS, DLE and DC2 the next
# byte goes with it, unless that opens a command itself. A letter after GS (, ESC ( or FS ( that the
# table does not have carries its length as its neighbours do, and is consumed with all it counts.
UNKNOWN = Command("unknown", b"", "no command of this table; skipped")

CHAPTERS: Mapping[str, tuple[Command, ...]] = {
    "Control bytes and real-time commands": (
        *table_control.CONTROL,
        *table_control.REAL_TIME,
        *table_control.SMALL_PRINTERS,
    ),
    "ESC: the style of text": table_esc.TEXT_STYLE,
    "ESC: place and feed": table_esc.PLACE_AND_FEED,
    "ESC: page mode": table_esc.PAGE_MODE,
    "ESC: pictures, cutting, drawer, sensors": table_esc.MACHINE,
    "ESC (: buzzer and batches": table_esc_functions.ESC_FUNCTIONS,
    "FS: Hanzi and memory": table_fs.FS_PLAIN,
    "FS (: encoding, logos, labels": table_fs.FS_FUNCTIONS,
    "GS: sizes, margins, places": table_gs.TEXT_AND_PLACE,
    "GS: pictures": table_gs.PICTURES,
    "GS: bar codes": table_gs.BAR_CODE,
    "GS: cutting, macros, counters": table_gs.MECHANICS,
    "GS: answers": table_gs.STATUS,
    "GS (: setting up, asking, drawing": table_gs_functions.GS_FUNCTIONS,
    "GS ( L and GS 8 L: graphics": table_graphics.GRAPHICS,
    "GS ( k: two-dimensional codes": table_symbols.SYMBOLS,
}
"""The rows by what they are for, as docs/escpos-commands.md has them."""

COMMANDS: tuple[Command, ...] = tuple(row for rows in CHAPTERS.values() for row in rows)

BY_NAME: Mapping[str, Command] = {command.name: command for command in COMMANDS}

BY_PREFIX: Mapping[bytes, Command] = {
    command.prefix: command for command in COMMANDS if not command.selectors
}
"""What a prefix alone says: a command, or a family of functions."""

FUNCTIONS: Mapping[bytes, Mapping[bytes, Command]] = {
    prefix: {
        selector: command
        for command in COMMANDS
        if command.prefix == prefix
        for selector in command.selectors
    }
    for prefix in {command.prefix for command in COMMANDS if command.selectors}
}
"""The functions of a family, by the family's prefix and then by the parameters that select one."""

LETTERED = tuple(
    dict.fromkeys(prefix[:2] for prefix in BY_PREFIX if len(prefix) == 3 and prefix[1:2] == b"(")
)
"""ESC (, FS ( and GS (: any letter may follow, and then two bytes that count the parameters."""

OPENINGS = frozenset(prefix[:size] for prefix in BY_PREFIX for size in range(1, len(prefix)))
"""Beginnings of prefixes, which need one byte more to be a command."""
