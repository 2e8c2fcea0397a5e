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

COMMANDS: tuple[Command, ...] = (
    *table_control.CONTROL,
    *table_control.REAL_TIME,
    *table_control.SMALL_PRINTERS,
    *table_esc.TEXT_STYLE,
    *table_esc.PLACE_AND_FEED,
    *table_esc.PAGE_MODE,
    *table_esc.MACHINE,
    *table_esc_functions.ESC_FUNCTIONS,
    *table_fs.FS_PLAIN,
    *table_fs.FS_FUNCTIONS,
    *table_gs.TEXT_AND_PLACE,
    *table_gs.PICTURES,
    *table_gs.BAR_CODE,
    *table_gs.MECHANICS,
    *table_gs.STATUS,
    *table_gs_functions.GS_FUNCTIONS,
    *table_graphics.GRAPHICS,
    *table_symbols.SYMBOLS,
)

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
