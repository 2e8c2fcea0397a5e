"""A folder of finished slips: each is written as text, picture, PDF and the bytes it came from."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from drivers.refusals import naming
from drivers.virtual_printer.paper import Slip

KINDS = (".txt", ".png", ".pdf", ".bin")

MAX_WAITING = 100
"""Slips that wait to be written; a printer that cuts faster than that waits for the disk."""


class SlipFolder:
    """Writes in a thread of its own, so that no line of the printer waits for a picture.

    Slips of an earlier run are kept: numbers go on. What cannot be written is said in `error`, and
    the next slip is tried again. Errors of the constructor: OSError.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.error: OSError | None = None
        self._number = _newest(folder)
        self._waiting: queue.Queue[Slip | None] = queue.Queue(MAX_WAITING)
        self._thread = threading.Thread(target=self._write_all, name="slip writer", daemon=True)
        self._thread.start()

    def put(self, slip: Slip) -> None:
        """Write this one too."""
        self._waiting.put(slip)

    def close(self) -> None:
        """Return when all are written."""
        self._waiting.put(None)
        self._thread.join()

    def _write_all(self) -> None:
        while (slip := self._waiting.get()) is not None:
            self._number += 1
            try:
                write_slip(slip, self.folder / f"slip-{self._number:06d}")
            except OSError as error:
                self.error = error


def write_slip(slip: Slip, stem: Path) -> None:
    """Write `stem` with each of KINDS. Errors: OSError."""
    with naming(stem):
        stem.with_suffix(".txt").write_text(slip.text, "utf-8")
        stem.with_suffix(".png").write_bytes(slip.png)
        stem.with_suffix(".pdf").write_bytes(slip.pdf(stem.name))
        stem.with_suffix(".bin").write_bytes(slip.source)


def _newest(folder: Path) -> int:
    """The number of the newest slip written by an earlier run: nothing is written over."""
    numbers = [int(file.stem[5:]) for file in folder.glob("slip-*.txt") if file.stem[5:].isdigit()]
    return max(numbers, default=0)
