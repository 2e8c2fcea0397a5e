"""What a person may choose when starting the terminal, checked before anything is started."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from countersign.state import StateFolder
from terminal.config import Config

EMBEDDED = "embedded"
VIRTUAL = "virtual:"
PROFILES = {58: "generic58", 80: "generic80"}
"""Which printer stands on the desk for each width of paper."""


class SettingsError(ValueError):
    """Theirs: an option cannot be meant so; the sentence says what would be right."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may choose when starting the terminal."""

    state: Path
    printer: str = VIRTUAL
    host: str = EMBEDDED
    paper_mm: int = 58
    seed: int | None = None
    config: Config = field(default_factory=Config)
    portal: bool = False
    """Whether the embedded bank has its pages open in a browser."""
    training: bool = False
    """Whether the desk is for practice alone; its state folder is then one of its own."""

    def __post_init__(self) -> None:
        if self.paper_mm not in PROFILES:
            raise SettingsError(f"--paper {self.paper_mm}: the printer takes 58 or 80 mm")
        if self.printer != VIRTUAL:
            _check_printer(self.printer)
        if self.host != EMBEDDED:
            host_address(self.host)
            if self.training:
                raise SettingsError("--training: one practises with the embedded bank alone")
            if self.portal:
                raise SettingsError(
                    "--portal: the pages belong to the embedded bank; a bank elsewhere has its "
                    "own (countersign portal serve)"
                )


def _check_printer(url: str) -> None:
    from drivers.transport.addresses import PrinterAddressError, read_address  # late: all the ways

    try:
        read_address(url)
    except PrinterAddressError as error:
        raise SettingsError(f"--printer: {error}") from None


def host_address(url: str) -> tuple[str, int]:
    """`tcp://host:port` as address. Errors: SettingsError."""
    try:
        parts = urlsplit(url)
        if parts.scheme == "tcp" and parts.hostname and parts.port:
            return parts.hostname, parts.port
    except ValueError:
        pass
    raise SettingsError(f"--host {url}: write embedded, or tcp://127.0.0.1:9583")


def terminal_config(folder: StateFolder, file: Path | None = None) -> Config:
    """The parameters in `file`, else in the folder's own file, else the defaults.

    Errors: SettingsError.
    """
    if file is None and not os.path.lexists(folder.config):
        return Config()
    from countersign.config_file import read  # late: it costs pydantic

    return read(file or folder.config)
