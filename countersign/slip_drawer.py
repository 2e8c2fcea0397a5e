"""The slips that came out of the virtual printer, kept to be saved as a picture and as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from countersign.tui.desk import SavedSlip
from drivers import durable
from drivers.refusals import naming
from drivers.virtual_printer.machine import MAX_KEPT_SLIPS
from drivers.virtual_printer.paper import Slip
from receipts.slip import Document


@dataclass(frozen=True, slots=True)
class _Kept:
    """A slip, when it was cut off, and what was printed; None where that is not known."""

    slip: Slip
    at: datetime
    document: Document | None


class SlipDrawer:
    """Keeps the newest slips under their numbers, 1 for the first that came out.

    `printing` is called before a document goes to the printer, `cut` when a slip falls off.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now
        self._kept: dict[int, _Kept] = {}
        self._count = 0
        self._document: Document | None = None
        self._stump = False

    def printing(self, document: Document, *, stump: bool) -> None:
        """`stump`: part of an abandoned slip hangs out; it is what falls off first."""
        self._document, self._stump = document, stump

    def cut(self, slip: Slip) -> None:
        """A slip fell off."""
        document = None if self._stump else self._document
        self._stump = False
        self._count += 1
        self._kept[self._count] = _Kept(slip, self._now(), document)
        self._kept.pop(self._count - MAX_KEPT_SLIPS, None)

    def save(self, number: int) -> SavedSlip:
        """Write slip `number` as PNG and PDF, each time to the same two files. Errors: OSError."""
        from receipts import pdf

        kept = self._kept.get(number)
        if kept is None:
            raise OSError(f"the newest {MAX_KEPT_SLIPS} slips are kept: reprint it from the menu")
        slip, document = kept.slip, kept.document
        durable.make_directory(self._folder)
        name = f"{kept.at:%Y%m%d-%H%M%S}-slip-{number:04d}"
        saved = SavedSlip(self._folder / f"{name}.png", self._folder / f"{name}.pdf")
        page = pdf.render(document, slip.paper) if document else slip.pdf(f"slip {number}")
        with naming(self._folder / name):
            saved.png.write_bytes(slip.png)
            saved.pdf.write_bytes(page)
        return saved
