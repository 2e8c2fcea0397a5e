"""Characters that users draw themselves, in place of the printer's own (ESC &, FS 2)."""

from __future__ import annotations

from collections.abc import Iterator

from receipts.dot_file import Rows
from receipts.dots import CELL_ROWS

FIRST, LAST = 0x20, 0x7E
HANZI_LEAD = 0xFE
"""FS 2 in Epson's reference for Chinese models: codes FEA1 to FEFE."""

Cell = tuple[int, int]


class OwnCharacters:
    """At most 95 characters of each font, shown where ESC % says so, and 94 Hanzi."""

    def __init__(self) -> None:
        self.shown = False
        self._characters: dict[tuple[Cell, int], Rows] = {}
        self._hanzi: dict[str, Rows] = {}

    def define(self, cell: Cell, code: int, columns: bytes, column_bytes: int) -> None:
        """A character of a font, in columns from the left, each from the top down."""
        width, height = cell
        self._characters[cell, code] = _rows(columns, column_bytes, width, height)

    def drop(self, cell: Cell, code: int) -> None:
        """Show the printer's own character again."""
        self._characters.pop((cell, code), None)

    def define_hanzi(self, code: bytes, columns: bytes) -> bool:
        """A Hanzi of 24 columns; False where a code is no user's."""
        if not _is_users(code):
            return False
        self._hanzi[code.decode("gb18030")] = _rows(columns, 3, CELL_ROWS, CELL_ROWS)
        return True

    def drop_hanzi(self, code: bytes) -> bool:
        """Forget a Hanzi; False where a code is no user's."""
        if not _is_users(code):
            return False
        self._hanzi.pop(code.decode("gb18030"), None)
        return True

    def in_use(self, cell: Cell, page: str) -> dict[tuple[bool, str], Rows]:
        """What is shown now, for a font and a code page: by whether it is narrow, and the character
        that stands there otherwise.
        """
        found = {(False, char): rows for char, rows in self._hanzi.items()}
        if self.shown:
            found |= {
                (True, page[code]): rows
                for (font, code), rows in self._characters.items()
                if font == cell
            }
        return found


def _is_users(code: bytes) -> bool:
    return code[0] == HANZI_LEAD and 0xA1 <= code[1] <= 0xFE


def _rows(columns: bytes, column_bytes: int, width: int, height: int) -> Rows:
    """Columns as rows of the cell: what is outside is lost, what is missing is white."""
    return tuple(int("".join(row), 2) for row in _turned(columns, column_bytes, width, height))


def _turned(
    columns: bytes, column_bytes: int, width: int, height: int
) -> Iterator[tuple[str, ...]]:
    drawn = [
        f"{int.from_bytes(columns[at : at + column_bytes], 'big'):0{column_bytes * 8}b}"
        for at in range(0, min(len(columns), width * column_bytes), column_bytes)
    ]
    white = "0" * height
    return zip(
        *(column[:height].ljust(height, "0") for column in drawn + [white] * (width - len(drawn))),
        strict=True,
    )
