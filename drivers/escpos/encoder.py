"""Commands by name, with their arguments by name, to bytes: what the table says, written."""

from __future__ import annotations

from dataclasses import replace

from drivers.escpos.fields import Value
from drivers.escpos.table import BY_NAME


def command(name: str, /, **arguments: Value) -> bytes:
    """The bytes of one command, its arguments named as in docs/escpos-commands.md.

    `command("ESC p", connector="pin 2", on_ms=50, off_ms=500)`. Errors: UnfitError, which names
    the command and the argument that does not fit.
    """
    return BY_NAME[name].write(arguments)


def opening(name: str, /, **arguments: Value) -> bytes:
    """The same without the data that the command ends with: those follow, as many as it says."""
    row = BY_NAME[name]
    assert not row.length_bytes, f"{name} counts its data before them"
    return replace(row, fields=row.fields[:-1]).write(arguments)
