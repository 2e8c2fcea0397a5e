"""`countersign evidence`: a transaction's slip, signature and audit trail, as PDF or JSON."""

from __future__ import annotations

import getpass
import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.commands.exits import DEVICE_FAULT, NOT_SO, WRONG_USAGE, fail, faults
from countersign.commands.host import Database, Json, Key, key_beside
from countersign.state import StateError, StateFolder, default_state

if TYPE_CHECKING:
    from countersign.evidence.bank_side import Seen, Viewer
    from countersign.evidence.dossier import Dossier


def evidence(  # noqa: PLR0913 - an option each
    ref: Annotated[str, typer.Argument(help="A reference, batch-voucher, voucher, or last.")],
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write the document here.")] = None,
    statements: Annotated[
        Path | None,
        typer.Option(
            help="Write what the bank countersigned, and its signatures, into this folder;"
            " with --show-handwriting what it has of the hand too."
        ),
    ] = None,
    state: Annotated[
        Path | None, typer.Option("--state", help="The state folder (default: your data folder).")
    ] = None,
    db: Database = None,
    key: Key = None,
    show_handwriting: Annotated[
        str, typer.Option(metavar="WHY", help="Print the handwriting; the bank's audit notes why.")
    ] = "",
    json: Json = False,
) -> None:
    """Gather one transaction's evidence from journal and bank. Exit code 1: something is not so."""
    if pdf is None and statements is None and not json:
        fail("say what to make: --pdf FILE, --statements FOLDER or --json", WRONG_USAGE)
    from acquirer.books import StoreError
    from countersign.evidence.dossier import NothingToReadError, Sources, gather
    from countersign.journal_reader import UnknownEntryError
    from countersign.settings import SettingsError
    from drivers.clock import SystemClock

    folder = StateFolder(state or default_state())
    url = db or folder.bank_url
    sources = Sources(folder, url, key or key_beside(url))
    viewer = _viewer(show_handwriting)
    with (
        faults(NOT_SO, UnknownEntryError),
        faults(WRONG_USAGE, SettingsError),
        faults(DEVICE_FAULT, NothingToReadError, StoreError, StateError),
    ):
        dossier = gather(sources, ref, SystemClock().now(), viewer)
    with faults(DEVICE_FAULT, OSError):
        _write(dossier, pdf, statements)
    if not _tell(dossier, pdf, json):
        raise typer.Exit(NOT_SO)


def _viewer(why: str) -> Viewer | None:
    if not why.strip():
        return None
    from countersign.evidence.bank_side import Viewer

    return Viewer(f"user {getpass.getuser()}", why)


def _write(dossier: Dossier, pdf: Path | None, statements: Path | None) -> None:
    if pdf is not None:
        from countersign.evidence.page import page
        from receipts.sheet_pdf import render

        _write_private(pdf, render(page(dossier)))
    if statements is not None:
        from countersign.evidence.bank_side import BankSide

        statements.mkdir(parents=True, exist_ok=True)
        signed = dossier.bank.countersigned if isinstance(dossier.bank, BankSide) else ()
        for each in signed:
            place = statements / f"statement-{each.number}"
            place.with_suffix(".txt").write_bytes(each.statement.encode("ascii"))
            place.with_suffix(".sig").write_bytes(bytes.fromhex(each.signature))
        if dossier.seen is not None:
            _write_hands(dossier.seen, statements)


def _write_hands(seen: Seen, folder: Path) -> None:
    from receipts.png import SIGNATURE

    for number, hand in seen.hands.items():
        kind = ".png" if hand.image.startswith(SIGNATURE) else ".jbg"
        _write_private(folder / f"image-{number}{kind}", hand.image)
        if hand.strokes:
            _write_private(folder / f"strokes-{number}.bin", hand.strokes)
    for number, photo in seen.photos.items():
        _write_private(folder / f"paper-{number}.jpg", photo)


def _write_private(path: Path, content: bytes) -> None:
    """For its owner alone: a hand's writing is, in many places, biometric data."""
    from drivers.refusals import naming

    with naming(path):
        path.touch(mode=0o600)
        path.write_bytes(content)


def _tell(dossier: Dossier, pdf: Path | None, json: bool) -> bool:
    """Say what was found; return whether nothing failed."""
    from countersign.evidence.as_json import as_json

    told = as_json(dossier)
    if json:
        typer.echo(json_module.dumps(told, ensure_ascii=False))
    else:
        marks = {True: "ok ", False: "BAD", None: "-  "}
        for finding in told["findings"]:
            detail = f" ({finding['detail']})" if finding["detail"] else ""
            typer.echo(f"{marks[finding['holds']]} {finding['en']}{detail}")
        if pdf is not None:
            typer.echo(f"saved in {pdf}", err=True)
    return bool(told["ok"])
