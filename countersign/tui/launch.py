"""Open the desk on this terminal; everything heavy is imported here and not before."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

from terminal.language import Language

if TYPE_CHECKING:
    from countersign.tui.desk import Desk
    from countersign.tui.printer_desk import PrinterDesk

ESCAPE_WAIT_MS = 25
"""How long a lone Escape may begin something longer; CANCEL must feel instant."""


def run(desk: Desk, language: Language = "zh") -> None:
    """Show the desk until somebody quits, then put it away."""
    os.environ.setdefault("ESCDELAY", str(ESCAPE_WAIT_MS))
    gc.disable()  # nothing of the start-up is garbage; looking for some costs a fifth of it
    from countersign.tui.app import CountersignApp
    from countersign.tui.window import WindowDriver

    try:
        app = CountersignApp(desk, language, first_picture=_collect_from_now_on)
        app.driver_class = WindowDriver
        app.run()
    finally:
        gc.enable()
        desk.stop()
    _end_as(app.return_code)


def show_printer(desk: PrinterDesk, language: Language = "zh") -> None:
    """Show a served printer until somebody quits."""
    from countersign.tui.printer_app import PrinterApp
    from countersign.tui.window import WindowDriver

    app = PrinterApp(desk, language)
    app.driver_class = WindowDriver
    app.run()
    _end_as(app.return_code)


def _end_as(return_code: int | None) -> None:
    """A screen that fell over has told its story; the program must not end as if all were well."""
    if return_code:
        raise SystemExit(return_code)


def _collect_from_now_on() -> None:
    gc.freeze()
    gc.enable()
