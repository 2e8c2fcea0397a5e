"""`countersign host`: the bank for other terminals, and what stands in its books."""

from __future__ import annotations

import json as json_module
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.commands.exits import DEVICE_FAULT, NOT_SO, WRONG_USAGE, fail, faults
from countersign.commands.serving import Ending, address_of, wait_for_the_end
from countersign.commands.tables import show_table
from countersign.state import (
    KEY_BYTES,
    StateError,
    StateFolder,
    default_state,
    found_key,
    key_of_books,
)

if TYPE_CHECKING:
    from acquirer.report import PayoutRow, SaleRow, Totals

app = typer.Typer(help="The bank: serve it to terminals, read its books.", no_args_is_help=True)

LISTEN = "127.0.0.1:9583"
SQLITE_FILE = "sqlite:///"


def _kept_somewhere(url: str | None) -> str | None:
    """SQLite takes an address without a file for books in memory, which nobody finds again."""
    if url is not None and url.startswith("sqlite:"):
        file = url.removeprefix(SQLITE_FILE).partition("?")[0]
        if not url.startswith(SQLITE_FILE) or file in ("", ":memory:"):
            sentence = "names no file: write sqlite:///PATH, such as sqlite:///bank.db"
            fail(f"--db {url} {sentence}", WRONG_USAGE)
    return url


Database = Annotated[
    str | None,
    typer.Option(
        "--db",
        callback=_kept_somewhere,
        help="sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME "
        "(default: the bank in the state folder).",
    ),
]
State = Annotated[
    Path | None, typer.Option("--state", help="The state folder of a terminal with its own bank.")
]
Key = Annotated[
    Path | None,
    typer.Option("--key", help="The file of the bank's own key (default: beside its database)."),
]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
MOST_SHOWN = 10_000
"""Sales of one report: more are read from the database itself."""
COLUMNS = ("time", "entry", "amount", "card", "payment", "code", "signature", "payout", "why")


@app.command()
def serve(
    listen: Annotated[str, typer.Option(help="host:port; port 0 takes a free one.")] = LISTEN,
    db: Database = None,
    state: State = None,
    key: Key = None,
) -> None:
    """Serve terminals until Ctrl+C."""
    address = address_of("--listen", listen)
    url = url_of(db, state)
    from acquirer.books import StoreError
    from acquirer.host import Bank
    from acquirer.settings import Settings
    from acquirer.store import SqlStore
    from drivers.entropy import SystemEntropy
    from drivers.host_server import HostServer, HostServerError

    entropy = SystemEntropy()
    with (
        faults(DEVICE_FAULT, StateError, StoreError, HostServerError),
        closing(SqlStore.open(url)) as store,
    ):
        kept, fresh = key or key_beside(url), entropy.bytes(KEY_BYTES)
        root_key = key_of_books(kept, fresh, store.head().audit_seq)
        end = Ending()
        bank = Bank(store, Settings(root_key), entropy.bytes)
        server = HostServer(bank, *address, given_up=end.because)
        try:
            host, port = server.start()
            where = f"tcp://{host}:{port}"
            wait_for_the_end(end.told, f"The bank listens on {where}; its books: {shown(url)}")
        finally:
            server.stop()
    end.check()


@app.command()
def report(
    db: Database = None,
    state: State = None,
    limit: Annotated[
        int, typer.Option(min=1, max=MOST_SHOWN, help="Show the newest so many; totals are of all.")
    ] = 100,
    json: Json = False,
) -> None:
    """Show sales, held payouts and why, and signatures; also while the bank is serving."""
    url = url_of(db, state)
    from acquirer import report as reports
    from acquirer.books import StoreError
    from acquirer.prepared import DriverError
    from acquirer.store import SqlStore

    with faults(DEVICE_FAULT, StoreError), closing(SqlStore.reader(url)) as books:
        try:
            sales, totals = reports.rows(books, limit), reports.totals(books)
        except (DriverError, ValueError, TypeError) as error:
            raise StoreError(
                f"the bank's books are damaged: {error}. `countersign host verify` names what is"
            ) from error
    if json:
        written = {
            "sales": [reports.as_json(sale) for sale in sales],
            "totals": reports.as_json(totals),
        }
        typer.echo(json_module.dumps(written, ensure_ascii=False))
    else:
        _show(sales, totals)


@app.command()
def verify(db: Database = None, state: State = None, key: Key = None, json: Json = False) -> None:
    """Compute everything anew, also while the bank is serving. Exit code 1 names what is wrong."""
    url = url_of(db, state)
    from dataclasses import asdict

    from acquirer.books import DamagedError, StoreError
    from acquirer.keys import BankKeys
    from acquirer.records import Head
    from acquirer.store import SqlStore
    from acquirer.verification import Broken
    from acquirer.verification import verify as verified

    with faults(DEVICE_FAULT, StateError, StoreError):
        keys = BankKeys(found_key(key or key_beside(url)))
        head = Head()
        try:
            with closing(SqlStore.reader(url)) as books:
                head, broken = books.head(), verified(books, keys)
        except DamagedError as error:
            broken = (Broken("the file", "", str(error)),)
    if json:
        found = {"ok": not broken, "audit_rows": head.audit_seq, "head": head.audit_mac}
        typer.echo(json_module.dumps(found | {"broken": [asdict(each) for each in broken]}))
    elif not broken:
        typer.echo(f"{head.audit_seq} audit rows and all they cover, all right. {head.audit_mac}")
    else:
        for each in broken:
            typer.echo(f"Bad: {each}")
        typer.echo(f"{len(broken)} records are not what was written. Nothing was changed.")
    if broken:
        raise typer.Exit(NOT_SO)


@app.command("key")
def show_key(db: Database = None, state: State = None, key: Key = None) -> None:
    """Print the public key that checks the bank's countersignatures (Ed25519, PEM)."""
    url = url_of(db, state)
    from acquirer.countersigning import public_key_pem
    from acquirer.keys import BankKeys

    with faults(DEVICE_FAULT, StateError):
        typer.echo(public_key_pem(BankKeys(found_key(key or key_beside(url)))), nl=False)


def url_of(db: str | None, state: Path | None) -> str:
    """The address of the bank that is meant; both at once is wrong usage."""
    if db and state:
        fail("--db and --state: name one of them", WRONG_USAGE)
    return db or StateFolder(state or default_state()).bank_url


def shown(url: str) -> str:
    """The address without user and password."""
    return re.sub(r"//[^/@]*@", "//", url)


def key_beside(url: str) -> Path:
    """The key belongs outside the database: beside a SQLite file, else in the state folder."""
    if url.startswith(SQLITE_FILE):
        path = Path(url.removeprefix(SQLITE_FILE).partition("?")[0])
        if path.name:
            return path.with_suffix(".key")
    return StateFolder(default_state()).bank_key


def _show(sales: tuple[SaleRow, ...], totals: Totals) -> None:
    from terminal.money import CNY

    show_table("The bank's books", COLUMNS, [_row(sale) for sale in sales])
    typer.echo(
        f"\nSales {totals.sales}, approved {CNY.show(totals.approved_minor)}. "
        f"Held {totals.held} ({CNY.show(totals.held_minor)}), "
        f"released {CNY.show(totals.released_minor)}, paid out {CNY.show(totals.paid_minor)}"
    )


def _row(sale: SaleRow) -> tuple[str, ...]:
    from terminal.money import CNY

    return (
        f"{sale.at:%Y-%m-%d %H:%M:%S}",
        f"{sale.terminal_id}/{sale.batch:06d}-{sale.trace:06d}",
        CNY.show(sale.amount_minor),
        sale.card_masked,
        str(sale.payment),
        sale.code,
        _signature(sale),
        str(sale.payout.state) if sale.payout else "",
        _why(sale.payout, sale.is_settled) if sale.payout else "",
    )


def _signature(sale: SaleRow) -> str:
    """Its state; and of an open one how often it was refused, and why the last time."""
    from acquirer.records import owed_signature

    state = owed_signature(sale.payment, sale.signature)
    refused = [attempt.reason for attempt in sale.attempts if attempt.reason]
    if not refused:
        return str(state)
    return f"{state} ({len(refused)} refused: {refused[-1]})"


def _why(payout: PayoutRow, is_settled: bool) -> str:
    if payout.late_after and payout.closed_after:
        place = " (batch settled: on the phone page)" if is_settled else ""
        return (
            f"{payout.hold}: {payout.why}; late after {payout.late_after:%m-%d %H:%M}; "
            f"to be signed{place} until {payout.closed_after:%m-%d %H:%M}, then at the desk alone"
        )
    if payout.paid_at:
        return f"paid {payout.paid_at:%m-%d %H:%M}"
    if payout.due_at:
        return f"{payout.why}; due {payout.due_at:%m-%d %H:%M}"
    return payout.why
