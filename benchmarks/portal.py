"""Signatures from a phone, strokes to commit, beside a bare Starlette that commits the same rows.

Both sides are served by uvicorn on this machine and asked by one phone after another request over
one connection that stays open; both get the same strokes and flush the same bytes to SQLite (WAL,
FULL). The portal also knows who asks, reads the strokes, draws and looks at the picture, packs
and seals it, decides, countersigns and writes the audit. The bare side replays, statement by
statement, what the portal's bank wrote.
"""

from __future__ import annotations

import gc
import json
import re
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import perf_counter
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from acquirer.front_office import FrontOffice
from acquirer.host import Bank
from acquirer.records import Signature
from acquirer.settings import Settings
from acquirer.store import SqlStore
from benchmarks.side_by_side import in_turns
from portal.serving import PortalServer
from portal.settings import PortalSettings
from receipts.signature import sample
from tests.acquirer.till import ROOT_KEY, Till, a_till
from tests.portal.shop import LOGIN, PASSWORD

SIGNATURES = 20
"""A block; so many bare requests are made in turn with it."""
ROUNDS = 10
AT_LEAST = 0.5
SAMPLES = 5
ATTEMPT = "INSERT INTO signature_attempt"
TOKEN = re.compile(r'name="forgery_token" value="(\w+)"')

Commit = list[tuple[str, Any]]


@dataclass
class Phone:
    """A browser of one connection, as far as signing needs one."""

    connection: HTTPConnection
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def send(self, method: str, path: str, body: str = "", kind: str = "") -> tuple[int, str]:
        """One request; the answer's status and body."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        headers |= {"Content-Type": kind, "X-Forgery-Token": self.token}
        self.connection.request(method, path, body.encode(), headers)
        response = self.connection.getresponse()
        for cookie in response.headers.get_all("set-cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.read().decode()

    def form(self, path: str, **fields: str) -> None:
        """Fill in a form."""
        said = "&".join(f"{k}={v}" for k, v in {"forgery_token": self.token, **fields}.items())
        status, _ = self.send("POST", path, said, "application/x-www-form-urlencoded")
        assert status == 303, (path, status)

    def see_token(self, path: str) -> None:
        """Open a page and keep its anti-forgery token."""
        found = TOKEN.search(self.send("GET", path)[1])
        assert found, path
        self.token = found[1]


class Recorder:
    """A cursor that notes what it writes, commit by commit."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.commits: list[Commit] = []
        self._open = False

    def execute(self, sql: Any, parameters: Any) -> object:
        """Obey one statement, and note it where it stands between BEGIN and COMMIT."""
        if sql.startswith("BEGIN"):
            self._open = True
            self.commits.append([])
        elif sql.startswith("COMMIT"):
            self._open = False
        elif self._open:
            self.commits[-1].append((sql, parameters))
        return self._cursor.execute(sql, parameters)

    def fetchall(self) -> Any:
        """The rows it gave."""
        return self._cursor.fetchall()


@dataclass
class Shop:
    """A bank on a disk, its terminal, its pages."""

    till: Till
    store: SqlStore
    url: str

    def sell(self, count: int) -> list[str]:
        """Sales nobody signed: where their pages are."""
        paths = []
        for _ in range(count):
            self.till.sell(1200)
            key = self.till.key()
            paths.append(f"/sales/{key.terminal_id}/{key.batch}/{key.trace}")
        return paths


def main() -> None:
    """Print signatures a second, and what share of the bare server's requests they are."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(".portal", dir=".")))
        commits = _written_commits(folder / "recorded.db")
        shop = stack.enter_context(_shop(folder / "bank.db"))
        bare = stack.enter_context(_served(_bare(folder / "bare.db", commits)))
        gc.collect()
        gc.freeze()  # as the product does once its pages are served
        comparison = in_turns(
            f"{SIGNATURES} signatures / {SIGNATURES} bare requests",
            _signatures(shop),
            _requests(bare),
            rounds=ROUNDS,
            at_most=1 / AT_LEAST,
        )
    share = 1 / comparison.ratio
    verdict = "ok" if share >= AT_LEAST else "BELOW TARGET"
    print(comparison.line)
    print(
        f"    {SIGNATURES / comparison.ours_s:.0f} signatures/s,"
        f" {SIGNATURES / comparison.yardstick_s:.0f} bare requests/s:"
        f" ours does {share:.2f} of it   >= {AT_LEAST} {verdict}"
    )


@contextmanager
def _shop(path: Path) -> Iterator[Shop]:
    store = SqlStore.open(f"sqlite:///{path}")
    bank = Bank(
        store, Settings(root_key=ROOT_KEY), lambda size: sha256(path.name.encode()).digest()[:size]
    )
    till = a_till(bank)
    settings = PortalSettings(now=lambda: till.now)
    server = PortalServer(FrontOffice(bank), settings)
    try:
        yield Shop(till, store, server.start())
    finally:
        server.stop()
        store.close()


def _signatures(shop: Shop) -> Callable[[], float]:
    """Blocks of signatures: only the strokes' way is on the clock, not the handing over."""
    phone = Phone(_connected(shop.url))
    phone.see_token("/")
    phone.form("/log-in", login=LOGIN, password=PASSWORD)
    phone.see_token("/device")

    def block() -> float:
        took = 0.0
        for number, path in enumerate(shop.sell(SIGNATURES)):
            phone.form(f"{path}/hand")
            strokes = json.dumps(sample(number % SAMPLES))
            start = perf_counter()
            status, said = phone.send("POST", f"{path}/strokes", strokes, "application/json")
            took += perf_counter() - start
            assert status == 200, said
            phone.send("GET", json.loads(said)["next"])  # which gives the phone back
        last = shop.store.sales_of(shop.till.merchant_id, SIGNATURES)
        assert {sale.signature for sale in last} == {Signature.SIGNED}
        return took

    return block


def _requests(url: str) -> Callable[[], float]:
    """Blocks of the same strokes to the bare server."""
    phone = Phone(_connected(url))

    def block() -> float:
        took = 0.0
        for number in range(SIGNATURES):
            strokes = json.dumps(sample(number % SAMPLES))
            start = perf_counter()
            status, said = phone.send("POST", "/sign", strokes, "application/json")
            took += perf_counter() - start
            assert status == 200, said
        return took

    return block


def _written_commits(path: Path) -> list[Commit]:
    """What the bank writes for each signature of all blocks."""
    with _shop(path) as shop:
        recorder = Recorder(shop.store._driver.cursor)
        shop.store._driver.cursor = recorder
        sign = _signatures(shop)
        for _ in range(ROUNDS + 1):
            sign()
    return [c for c in recorder.commits if any(ATTEMPT in sql for sql, _ in c)]


def _bare(path: Path, commits: list[Commit]) -> Starlette:
    """Starlette and SQLite alone: a route that takes strokes and commits the next rows."""
    SqlStore.open(f"sqlite:///{path}").close()
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous = FULL")
    left = iter(commits)

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for sql, values in next(left):
            connection.execute(sql, values)
        connection.execute("COMMIT")

    async def sign(request: Request) -> JSONResponse:
        strokes = await request.json()
        await run_in_threadpool(commit)
        return JSONResponse({"next": f"/{len(strokes)}"})

    return Starlette(routes=[Route("/sign", sign, methods=["POST"])])


@contextmanager
def _served(app: Starlette) -> Iterator[str]:
    """An app behind uvicorn, set as the portal's server is."""
    config = uvicorn.Config(app, access_log=False, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    thread = Thread(target=lambda: server.run([listening]), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def _connected(url: str) -> HTTPConnection:
    return HTTPConnection(url.removeprefix("http://").rstrip("/"), timeout=30)


if __name__ == "__main__":
    main()
