"""The roll of paper in the printer: how much is left on it, and the black marks on its back."""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.virtual_printer.motor import DOTS_PER_MM


@dataclass(slots=True)
class Roll:
    """`rows_left` None is a roll that does not end while anybody looks.

    `near_end_rows` is where the near-end sensor sees it; 0 where there is none. Marks come every
    `mark_every_rows`; 0 is plain paper, and a fresh roll lies with a mark at the head.
    """

    near_end_rows: int = 0
    rows_left: int | None = None
    mark_every_rows: int = 0
    _since_mark: int = field(default=0, init=False)

    @property
    def plain(self) -> bool:
        """Whether nothing about it needs to be counted."""
        return self.rows_left is None and not self.mark_every_rows

    @property
    def out(self) -> bool:
        """Whether the end sensor sees no paper."""
        return self.rows_left == 0

    @property
    def low(self) -> bool:
        """Whether the near-end sensor sees that little is left."""
        return self.rows_left is not None and self.rows_left <= self.near_end_rows

    @property
    def rows_to_mark(self) -> int:
        """How far the next mark is from the head; a whole pitch when one is at it."""
        return self.mark_every_rows - self._since_mark

    def replace(self, rows: int | None = None, mark_every_mm: int = 0) -> None:
        """Another roll, of so many rows."""
        self.rows_left = rows
        self.mark_every_rows = mark_every_mm * DOTS_PER_MM
        self._since_mark = 0

    def turn(self, rows: int) -> None:
        """So many rows have gone past the head."""
        if self.rows_left is not None:
            self.rows_left -= rows
        if self.mark_every_rows:
            self._since_mark = (self._since_mark + rows) % self.mark_every_rows
