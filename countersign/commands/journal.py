"""`countersign journal`: read a terminal's journal, also while it runs or when it is damaged."""

from __future__ import annotations

import json as json_module
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from countersign.commands.exits import DEVICE_FAULT, NOT_SO, WRONG_USAGE, fail, faults
from countersign.commands.tables import show_facts, show_table
from countersign.state import StateFolder, default_state

if TYPE_CHECKING:
    from countersign.journal_reader import Reading
    from terminal.entry import Entry

app = typer.Typer(
    help="The terminal's journal. Nothing here writes to it or stops a running terminal.",
    no_args_is_help=True,
)

State = Annotated[
    Path | None, typer.Option("--state", help="The state folder (default: your data folder).")
]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]

ATTEMPT_COLUMNS = (
    "generation",
    "route",
    "outcome",
    "why",
    "at",
    "operator",
    "redos",
    "feature_code",
)
BROUGHT_COLUMNS = ("of", "at", "amount", "card", "reference", "signature", "upload_code")
COLUMNS = ("entry", "time", "kind", "amount", "card", "payment", "slip", "signature", "code")


@app.command("list")
def list_entries(state: State = None, json: Json = False) -> None:
    """List all transactions, newest first."""
    reading = _read(state)
    _show_entries("Journal", list(reading.book.newest()), json)
    _tell_damage(reading)


@app.command()
def unsigned(state: State = None, json: Json = False) -> None:
    """List what still has to be signed, newest first: SETTLED on a phone or through support."""
    reading = _read(state)
    found = [e for e in reading.book.newest() if e.is_open or e.was_settled_unsigned]
    _show_entries("Unsigned", found, json)
    _tell_damage(reading)


@app.command()
def show(
    ref: Annotated[str, typer.Argument(help="A voucher, batch-voucher, reference, or last.")],
    state: State = None,
    json: Json = False,
) -> None:
    """Show one transaction with every attempt to have it signed."""
    from countersign.journal_reader import UnknownEntryError, as_json, find

    reading = _read(state)
    try:
        entry = find(reading.book, ref)
    except UnknownEntryError as error:
        _tell_damage(reading)  # it may stand after it
        fail(error, NOT_SO)
    if json:
        typer.echo(json_module.dumps(as_json(entry), ensure_ascii=False))
    else:
        # as the table has it: nobody owes a signature for what took no money
        told = {"payment": str(entry.told_payment), "signature": str(entry.owed_signature)}
        _show_entry(as_json(entry) | told)
    _tell_damage(reading)


@app.command()
def brought(state: State = None, json: Json = False) -> None:
    """What was signed here for other terminals of the merchant."""
    from countersign.journal_reader import brought_as_json
    from terminal.money import CNY

    reading = _read(state)
    found = [brought_as_json(one) for one in reading.book.brought()]
    if json:
        typer.echo(json_module.dumps(found, ensure_ascii=False))
    else:
        shown = (one | {"amount": CNY.show(one["amount_minor"])} for one in found)
        rows = [tuple(str(one[column]) for column in BROUGHT_COLUMNS) for one in shown]
        show_table("Signed for other terminals", BROUGHT_COLUMNS, rows)
    _tell_damage(reading)


@app.command()
def verify(state: State = None, json: Json = False) -> None:
    """Compute everything anew. Exit code 1 names the first record that is not right."""
    from dataclasses import asdict

    from countersign.journal_reader import keys_of
    from drivers.chip_memory import ChipFileError
    from drivers.journal import audit
    from drivers.journal.errors import JournalError

    folder = _folder(state)
    with faults(DEVICE_FAULT, JournalError, ChipFileError):
        report = audit.verify(folder.journal, keys_of(folder))
    if json:
        typer.echo(json_module.dumps({"ok": report.ok} | asdict(report)))
    elif report.ok:
        typer.echo(f"{report.events} events, all right. Head {report.head}")
    else:
        typer.echo(f"Bad: {report.where}: {report.why}")
        typer.echo(f"{report.events} events before it are right. Nothing was changed.")
        typer.echo(_what_to_do(folder))
    if not report.ok:
        raise typer.Exit(NOT_SO)


def _what_to_do(folder: StateFolder) -> str:
    """What can be done about a damaged journal: how much of it is left decides."""
    from drivers.journal.errors import WITHOUT_IT
    from drivers.journal.exporting import count_readable

    left = count_readable(folder.journal)
    if left:
        return f"`countersign journal export` saves the {left} events that are readable."
    return f"No event can be read from it: {WITHOUT_IT}."


@app.command()
def export(
    state: State = None,
    to: Annotated[Path | None, typer.Option(help="Write here (default: standard output).")] = None,
) -> None:
    """Save what is readable as JSON lines: masked, and checked where the keys are there."""
    from drivers.journal.errors import JournalError
    from drivers.refusals import naming

    folder = _folder(state)
    with faults(DEVICE_FAULT, JournalError, OSError):
        lines = _exported(folder)
        if to is None:
            for line in lines:
                typer.echo(line)
            return
        if to.resolve().parent == folder.path.resolve():
            fail(f"{to}: choose a place outside the state folder", WRONG_USAGE)
        with naming(to), to.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        typer.echo(f"saved in {to}", err=True)


def _exported(folder: StateFolder) -> Iterator[str]:
    from countersign.journal_reader import keys_of
    from drivers.chip_memory import ChipFileError
    from drivers.journal import exporting

    try:
        keys = keys_of(folder)
    except ChipFileError as error:
        typer.echo(f"countersign: {error}; exported without checking", err=True)
        keys = None
    for line in exporting.export(folder.journal, keys):
        yield json_module.dumps(line, ensure_ascii=False)


def _folder(state: Path | None) -> StateFolder:
    folder = StateFolder(state or default_state())
    if not folder.journal.is_file():
        fail(
            f"there is no journal in {folder.path}: name a terminal's state folder with --state",
            DEVICE_FAULT,
        )
    return folder


def _read(state: Path | None) -> Reading:
    from countersign.journal_reader import read
    from drivers.chip_memory import ChipFileError
    from drivers.journal.errors import JournalError

    folder = _folder(state)
    with faults(DEVICE_FAULT, JournalError, ChipFileError):
        return read(folder)


def _tell_damage(reading: Reading) -> None:
    """What was shown is true, and not all of it: the exit code says so too."""
    if reading.damage:
        fail(
            f"the journal is damaged at {reading.damage}: shown is what stands before it; "
            "`countersign journal export` saves what is readable",
            DEVICE_FAULT,
        )


def _show_entries(title: str, entries: list[Entry], json: bool) -> None:
    from countersign.journal_reader import as_json

    if json:
        facts = [as_json(entry) for entry in entries]
        typer.echo(json_module.dumps(facts, ensure_ascii=False))
    else:
        show_table(title, COLUMNS, [_row(entry) for entry in entries])


def _row(entry: Entry) -> tuple[str, ...]:
    from terminal.money import CNY

    return (
        str(entry.key),
        f"{entry.started_at:%Y-%m-%d %H:%M:%S}",
        entry.kind,
        CNY.show(entry.amount_minor),
        entry.pan.masked,
        str(entry.told_payment),
        str(entry.slip),
        str(entry.owed_signature),
        entry.answer.code if entry.answer else "",
    )


def _show_entry(facts: dict[str, Any]) -> None:
    from terminal.money import CNY

    shown = facts | {"amount": CNY.show(facts["amount_minor"])}
    attempts = shown.pop("attempts")
    hidden = {"amount_minor", "currency", "batch", "voucher"}
    show_facts((name, str(value)) for name, value in shown.items() if name not in hidden)
    if attempts:
        rows = [tuple(str(attempt[column]) for column in ATTEMPT_COLUMNS) for attempt in attempts]
        typer.echo("")
        show_table("Attempts", ATTEMPT_COLUMNS, rows)
