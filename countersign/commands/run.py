"""`countersign run`: the terminal in the terminal, with embedded bank and virtual printer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.commands.exits import DEVICE_FAULT, WRONG_USAGE, fail
from countersign.commands.serving import leave_as_on_ctrl_c

if TYPE_CHECKING:
    from countersign.settings import Settings
    from terminal.language import Language


def run(  # noqa: PLR0913 - an option each
    state: Annotated[
        Path | None, typer.Option(help="Where journal and keys live (default: your data folder).")
    ] = None,
    lang: Annotated[str, typer.Option(help="zh or en; ctrl+l switches while running.")] = "zh",
    printer: Annotated[
        str,
        typer.Option(
            help="virtual: serial:///dev/ttyUSB0?baud=115200 usb:///dev/usb/lp0 "
            "tcp://host:9100 file:///path none:"
        ),
    ] = "virtual:",
    host: Annotated[str, typer.Option(help="embedded, or tcp://host:port.")] = "embedded",
    paper: Annotated[int, typer.Option(help="58 or 80 mm.")] = 58,
    seed: Annotated[
        int | None, typer.Option(help="Fixed keys for a fresh state; for demonstrations.")
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The terminal's parameters (default: terminal.toml in the state folder)."
        ),
    ] = None,
    portal: Annotated[
        bool,
        typer.Option("--portal", help="Open the embedded bank's pages for a browser, on loopback."),
    ] = False,
    training: Annotated[
        bool,
        typer.Option("--training", help="Guided lessons in a practice shop, with its own books."),
    ] = False,
) -> None:
    """Start the terminal."""
    from countersign.settings import Settings, SettingsError, terminal_config
    from countersign.state import StateFolder, default_state
    from terminal.config import practice_shop

    if lang not in ("zh", "en"):
        fail(f"--lang {lang}: the terminal speaks zh and en", WRONG_USAGE)
    try:
        folder = StateFolder(state or default_state())
        parameters = terminal_config(folder, config)
        settings = Settings(
            state=folder.training if training else folder.path,
            printer=printer,
            host=host,
            paper_mm=paper,
            seed=seed,
            config=practice_shop(parameters) if training else parameters,
            portal=portal,
            training=training,
        )
    except SettingsError as error:
        fail(error, WRONG_USAGE)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        fail("the terminal needs a screen and a keyboard; play runs scripts without", WRONG_USAGE)
    _open(settings, "zh" if lang == "zh" else "en")


def _open(settings: Settings, language: Language) -> None:
    """The screens, until somebody quits."""
    from countersign.opening_desk import OpeningDesk
    from countersign.tui import launch

    leave_as_on_ctrl_c(sys.stdin.fileno())
    desk = OpeningDesk(settings)
    launch.run(desk, language)
    if desk.trouble:
        fail(desk.trouble, DEVICE_FAULT)
