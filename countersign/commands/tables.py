"""Tables for people: framed on a screen, plain columns wherever else the output goes."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import typer

Row = tuple[str, ...]

STYLES = {
    "UNSIGNED": "yellow",
    "HELD": "yellow",
    "REVERSAL_DUE": "red",
    "UPLOAD_FAILED": "red",
    "REJECTED": "red",
    "REFUSED": "red",
}
"""Words that want an eye; they say the same without their colour."""


def show_table(title: str, columns: Row, rows: Iterable[Row]) -> None:
    """Print a table. Plain: a line of headings, then one a row, two blanks between columns."""
    if sys.stdout.isatty():
        _show_framed(title, columns, rows)
        return
    table = [columns, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(columns))]
    for row in table:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def show_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Print labels with their values, one a line."""
    for label, value in facts:
        typer.echo(f"{label:16} {value}".rstrip())


def _show_framed(title: str, columns: Row, rows: Iterable[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in row))
    Console().print(table)
