"""`countersign play`: run `.pos` scripts headless, each on a fresh desk, on a virtual clock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.commands.exits import DEVICE_FAULT, NOT_SO, WRONG_USAGE, fail, faults

if TYPE_CHECKING:
    from terminal.config import Config


def play(  # noqa: PLR0913 - an option each
    files: Annotated[list[Path], typer.Argument(help="Scripts (.pos).")],
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")] = 0,
    lang: Annotated[str, typer.Option(help="zh or en.")] = "en",
    printer: Annotated[
        str, typer.Option(help="memory: (fast) or virtual: (a real pty).")
    ] = "memory:",
    config: Annotated[
        Path | None, typer.Option(help="The terminal's parameters, as run takes them.")
    ] = None,
    junit: Annotated[Path | None, typer.Option(help="Write a JUnit report.")] = None,
    record: Annotated[
        Path | None, typer.Option(help="Write journal, host traffic and paper into this folder.")
    ] = None,
) -> None:
    """Run scripts. Exit code 1: a line did not hold; 2: a script cannot be read."""
    from countersign.junit import Case, write_report
    from countersign.rig import Rig
    from countersign.script import ScriptError, parse, run
    from countersign.settings import SettingsError
    from drivers.transport.addresses import PrinterAddressError, read_address

    if lang not in ("zh", "en"):
        fail(f"--lang {lang}: the terminal speaks zh and en", WRONG_USAGE)
    with faults(WRONG_USAGE, ScriptError, PrinterAddressError, SettingsError):
        read_address(printer)
        parameters = _parameters(config)
        scripts = [(path, parse(path)) for path in files]
    names = [path.stem for path in files]
    if record is not None and len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        fail(f"two scripts are called {twice}: each records into a folder of its name", WRONG_USAGE)
    cases: list[Case] = []
    for path, steps in scripts:
        failure = ""
        with Rig(
            seed=seed, lang="zh" if lang == "zh" else "en", printer=printer, config=parameters
        ) as rig:
            try:
                run(steps, rig)
            except ScriptError as error:
                failure = str(error)
            if record is not None:
                with faults(DEVICE_FAULT, OSError):
                    _write(record / path.stem, rig.recording())
        cases.append(Case(path, len(steps), failure))
        count = f"{len(steps)} {'step' if len(steps) == 1 else 'steps'}"
        typer.echo(f"{'FAILED' if failure else 'ok    '} {path}  ({count})")
        if failure:
            typer.echo(failure, err=True)
    if junit is not None:
        with faults(DEVICE_FAULT, OSError):
            write_report(junit, cases)
    if any(case.failure for case in cases):
        raise typer.Exit(NOT_SO)


def _parameters(file: Path | None) -> Config | None:
    if file is None:
        return None
    from countersign.config_file import read  # late: it costs pydantic

    return read(file)


def _write(folder: Path, recording: dict[str, bytes]) -> None:
    from drivers.refusals import naming

    folder.mkdir(parents=True, exist_ok=True)
    for name, content in recording.items():
        with naming(folder / name):
            (folder / name).write_bytes(content)
