"""`countersign host`: a bank other terminals reach, and its books for people and programs."""

from __future__ import annotations

import json
import re
import signal
import socket
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from acquirer.countersigning import public_key_pem
from acquirer.host import Bank
from acquirer.keys import BankKeys
from acquirer.prepared import DriverError
from acquirer.settings import Settings
from acquirer.store import SqlStore
from countersign.commands import host
from countersign.commands.host import app
from countersign.state import StateFolder
from drivers.host_server import HostServer
from tests.acquirer.till import PIN_CARD, ROOT_KEY, SIGNATURE_CARD, Till, entropy
from tests.countersign.commands.served import ended, served
from wire import iso8583
from wire.cup_fields import Field48Totals, Totals
from wire.framing import FrameParser

BANK_KEY = ROOT_KEY.hex() + "\n"
COLUMNS = ["time", "entry", "amount", "card", "payment", "code", "signature", "payout", "why"]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def a_day(folder: Path) -> Till:
    """One sale unsigned, one signed after a refused try, one by PIN; the bank still open."""
    bank = Bank(SqlStore.open(StateFolder(folder).bank_url), Settings(ROOT_KEY), entropy)
    till = Till(bank)
    till.sign_on()
    till.sell(1000)
    sale, answer = till.sell(2000)
    till.send(till.upload(sale, answer, b"x"))
    till.send(till.upload(sale, answer))
    till.sell(4000, PIN_CARD)
    return till


def a_closed_day(folder: Path) -> Path:
    """The books of that day with their key beside them, as a bank leaves them."""
    close(a_day(folder))
    StateFolder(folder).bank_key.write_text(BANK_KEY, "ascii")
    return folder


def close(till: Till) -> None:
    assert isinstance(till.bank.store, SqlStore)
    till.bank.store.close()


def test_the_report_says_what_is_held_and_why_and_until_when(tmp_path: Path) -> None:
    close(a_day(tmp_path))
    lines = run("report", "--state", tmp_path).stdout.splitlines()
    assert lines[0].split() == COLUMNS
    held = lines[3]
    assert held.split()[3:9] == ["10.00", "621234******0019", "APPROVED", "00", "UNSIGNED", "HELD"]
    assert "UNSIGNED: no signature yet; late after 03-03 23:59" in held
    assert held.endswith("; to be signed until 03-09 12:00, then at the desk alone")
    assert lines[-1] == "Sales 3, approved 70.00. Held 1 (10.00), released 60.00, paid out 0.00"


def test_the_report_says_where_a_sale_of_a_settled_batch_can_still_be_signed(
    tmp_path: Path,
) -> None:
    till = a_day(tmp_path)
    till.send(till.settlement(Field48Totals(Totals(7000, 3), Totals())))
    close(till)
    told = "to be signed (batch settled: on the phone page) until 03-09 12:00, then at the desk"
    assert told in run("report", "--state", tmp_path).stdout


def test_a_signature_that_was_refused_before_it_was_taken_is_told(tmp_path: Path) -> None:
    close(a_day(tmp_path))
    assert "SIGNED (1 refused: SIZE)" in run("report", "--state", tmp_path).stdout


def test_nobody_owes_the_signature_of_a_sale_that_was_voided(tmp_path: Path) -> None:
    till = a_day(tmp_path)
    till.send(till.void(*till.sell(3000)))
    close(till)
    rows = run("report", "--state", tmp_path).stdout.splitlines()
    (voided,) = [row.split() for row in rows if " VOIDED " in row]
    assert voided[3:8] == ["30.00", "621234******0019", "VOIDED", "00", "NOT_REQUIRED"]
    written = json.loads(run("report", "--state", tmp_path, "--json").stdout)
    raw = {sale["payment"]: sale["signature"] for sale in written["sales"]}
    assert raw["VOIDED"] == "UNSIGNED"


def test_the_report_for_programs_holds_the_same_facts(tmp_path: Path) -> None:
    close(a_day(tmp_path))
    written = json.loads(run("report", "--state", tmp_path, "--json").stdout)
    assert [
        (s["amount_minor"], s["signature"], s["payout"]["state"]) for s in written["sales"]
    ] == [
        (4000, "NOT_REQUIRED", "RELEASED"),
        (2000, "SIGNED", "RELEASED"),
        (1000, "UNSIGNED", "HELD"),
    ]
    assert (written["totals"]["held"], written["totals"]["held_minor"]) == (1, 1000)


def test_paid_money_says_when_it_went_out(tmp_path: Path) -> None:
    till = a_day(tmp_path)
    till.bank.tick(till.now + timedelta(minutes=6))
    close(till)
    assert run("report", "--state", tmp_path).stdout.count("paid 03-02 12:06") == 2


def test_the_report_reads_the_books_while_the_bank_writes_them(tmp_path: Path) -> None:
    till = a_day(tmp_path)
    url = StateFolder(tmp_path).bank_url
    assert "Sales 3" in run("report", "--db", url).stdout
    till.sell(500)
    assert "Sales 4" in run("report", "--db", url).stdout
    close(till)


def test_the_newest_sales_come_first_and_only_so_many(tmp_path: Path) -> None:
    close(a_day(tmp_path))
    written = json.loads(run("report", "--state", tmp_path, "--limit", 1, "--json").stdout)
    assert [sale["amount_minor"] for sale in written["sales"]] == [4000]


def test_the_totals_are_of_all_sales_however_few_are_shown(tmp_path: Path) -> None:
    a_closed_day(tmp_path)
    few, every = (
        json.loads(run("report", "--state", tmp_path, "--json", *more).stdout)
        for more in (("--limit", "1"), ())
    )
    assert len(few["sales"]) == 1
    assert few["totals"] == every["totals"]


def test_no_card_number_is_in_a_report(tmp_path: Path) -> None:
    close(a_day(tmp_path))
    for words in (["report"], ["report", "--json"]):
        shown = run(*words, "--state", tmp_path).stdout
        assert SIGNATURE_CARD not in shown
        assert PIN_CARD not in shown


def test_a_bank_that_is_not_there_is_a_sentence_and_nothing_is_made(tmp_path: Path) -> None:
    result = run("report", "--state", tmp_path)
    assert (result.exit_code, "there is no bank at" in result.stderr) == (3, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["nonsense", "mysql://root@there/bank"])
def test_an_address_of_no_database_we_know_is_a_sentence(url: str) -> None:
    result = run("report", "--db", url)
    assert (result.exit_code, "sqlite:///PATH" in result.stderr) == (3, True)


@pytest.mark.parametrize(
    "url",
    ["sqlite:///", "sqlite:///?timeout=9", "sqlite://", "sqlite://bank.db", "sqlite:///:memory:"],
)
@pytest.mark.parametrize("command", ["serve", "report", "verify", "key"])
def test_books_in_no_file_are_wrong_usage_for_nobody_finds_them_again(
    command: str, url: str
) -> None:
    result = run(command, "--db", url)
    assert (result.exit_code, result.stderr) == (
        2,
        f"countersign: --db {url} names no file: write sqlite:///PATH, such as sqlite:///bank.db\n",
    )


@pytest.mark.parametrize("command", ["serve", "report", "verify", "key"])
def test_two_places_at_once_are_wrong_usage(command: str, tmp_path: Path) -> None:
    result = run(command, "--db", "sqlite:///b", "--state", tmp_path)
    assert (result.exit_code, result.stderr) == (
        2,
        "countersign: --db and --state: name one of them\n",
    )


@pytest.mark.slow
def test_the_bank_of_a_terminal_is_served_from_its_state_folder(tmp_path: Path) -> None:
    words = ["host", "serve", "--listen", "127.0.0.1:0", "--state", str(tmp_path)]
    with served(*words, data_home=tmp_path / "home") as (process, line):
        assert line.endswith(f"its books: {StateFolder(tmp_path).bank_url}\n")
        assert ended(process) == (0, "", "")


def test_books_that_are_whole_are_verified(tmp_path: Path) -> None:
    result = run("verify", "--state", a_closed_day(tmp_path))
    assert result.exit_code == 0
    assert re.search(r"^\d+ audit rows .+ all right\. [0-9a-f]{64}$", result.stdout)


def test_books_are_verified_while_the_bank_writes_them(tmp_path: Path) -> None:
    till = a_day(tmp_path)
    StateFolder(tmp_path).bank_key.write_text(BANK_KEY, "ascii")
    assert run("verify", "--state", tmp_path).exit_code == 0
    close(till)


def test_a_changed_record_is_named_with_its_table_and_key(tmp_path: Path) -> None:
    with sqlite3.connect(StateFolder(a_closed_day(tmp_path)).bank) as books:
        books.execute("UPDATE bank_transaction SET amount_minor = 1 WHERE amount_minor = 2000")
    result = run("verify", "--state", tmp_path)
    place = "104110054110001/10000001/1/3"
    assert result.exit_code == 1
    assert f"Bad: bank_transaction {place}: it was changed" in result.stdout
    written = json.loads(run("verify", "--state", tmp_path, "--json").stdout)
    broken = {"table": "bank_transaction", "key": place, "reason": "it was changed"}
    assert (written["ok"], written["broken"]) == (False, [broken])


def test_the_public_key_of_the_bank_is_printed_and_nothing_else(tmp_path: Path) -> None:
    result = run("key", "--state", a_closed_day(tmp_path))
    assert result.stdout == public_key_pem(BankKeys(ROOT_KEY))
    assert result.stdout.startswith("-----BEGIN PUBLIC KEY-----")


@pytest.mark.parametrize("command", ["verify", "key"])
def test_books_without_their_key_are_a_sentence_and_no_key_is_made(
    tmp_path: Path, command: str
) -> None:
    close(a_day(tmp_path))
    result = run(command, "--state", tmp_path)
    assert (result.exit_code, "bank.key is missing" in result.stderr) == (3, True)
    assert not StateFolder(tmp_path).bank_key.exists()


@pytest.mark.parametrize("listen", ["9583", "localhost:http"])
def test_an_address_that_is_none_is_wrong_usage_and_starts_no_bank(
    tmp_path: Path, listen: str
) -> None:
    result = run("serve", "--listen", listen, "--db", f"sqlite:///{tmp_path}/bank.db")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])


def test_an_address_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        result = run("serve", "--listen", listen, "--db", f"sqlite:///{tmp_path}/bank.db")
    assert (result.exit_code, f"cannot listen on {listen}" in result.stderr) == (3, True)


def test_a_second_bank_on_the_same_books_is_a_sentence(tmp_path: Path) -> None:
    till = a_day(tmp_path)
    url = StateFolder(tmp_path).bank_url
    result = run("serve", "--listen", "127.0.0.1:0", "--db", url)
    close(till)
    assert (result.exit_code, "another bank is using" in result.stderr) == (3, True)


def test_a_key_file_that_holds_no_key_is_a_sentence(tmp_path: Path) -> None:
    key = tmp_path / "bank.key"
    key.write_text("no key")
    result = run("serve", "--db", f"sqlite:///{tmp_path}/bank.db", "--key", key)
    assert (result.exit_code, "holds no key" in result.stderr) == (3, True)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_served_bank_answers_terminals_until_it_is_told_to_end(
    tmp_path: Path, number: int
) -> None:
    db = f"sqlite:///{tmp_path}/books/bank.db"
    with served(
        "host", "serve", "--listen", "127.0.0.1:0", "--db", db, data_home=tmp_path / "home"
    ) as (process, line):
        found = re.search(r"tcp://127\.0\.0\.1:(\d+); its books: (.+)", line)
        assert found
        assert found[2] == db
        assert _signed_on(int(found[1])) == "00"
        assert ended(process, number) == (0, "", "")
    assert (tmp_path / "books" / "bank.key").is_file()
    assert not (tmp_path / "home").exists()


def test_a_bank_whose_disk_fails_says_so_once_and_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[HostServer] = []

    class Seen(HostServer):
        def start(self) -> tuple[str, int]:
            started.append(self)
            return super().start()

    def wait(told: threading.Event, *_lines: str) -> None:
        monkeypatch.setattr(SqlStore, "_write", _failing)
        for _ in range(2):
            with suppress(IndexError, ConnectionError):  # hung up on
                _signed_on(started[0].address[1])
        assert told.wait(5)

    def _failing(*_: object) -> None:
        raise DriverError("disk I/O error")

    monkeypatch.setattr("drivers.host_server.HostServer", Seen)
    monkeypatch.setattr(host, "wait_for_the_end", wait)
    result = run("serve", "--listen", "127.0.0.1:0", "--db", f"sqlite:///{tmp_path}/bank.db")
    assert (result.exit_code, result.stderr) == (
        3,
        "countersign: the bank's database failed (disk I/O error), and nobody knows what is on its "
        f"disk: check sqlite:///{tmp_path}/bank.db, then start the bank again\n",
    )


def _signed_on(port: int) -> str:
    """F39 of the answer to a sign-on over TCP."""
    till = Till(Bank(SqlStore.open("sqlite://"), Settings(ROOT_KEY), entropy), trace=1)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(till.frame(till.sign_on_message()).encode())
        frames = FrameParser().feed(line.recv(4096))
    close(till)
    return iso8583.decode(frames[0].message).text(39)


@pytest.mark.parametrize("damage", [b"", b"no database at all, and longer than a header is" * 9])
def test_a_file_that_is_no_bank_any_more_is_named_as_broken(tmp_path: Path, damage: bytes) -> None:
    bank = StateFolder(a_closed_day(tmp_path)).bank
    bank.write_bytes(damage)
    result = run("verify", "--state", tmp_path)
    assert (result.exit_code, result.stdout.startswith("Bad: the file: ")) == (1, True)


@pytest.mark.parametrize("key", [None, "ab" * 32], ids=["lost", "another"])
def test_written_books_are_served_under_their_own_key_alone(
    tmp_path: Path, key: str | None
) -> None:
    """A fresh key would spoil them: nothing after it fits what was sealed before."""
    path = StateFolder(a_closed_day(tmp_path)).bank_key
    path.unlink()
    if key:
        path.write_text(key)
    books = StateFolder(tmp_path).bank.read_bytes()
    result = run("serve", "--listen", "127.0.0.1:0", "--db", StateFolder(tmp_path).bank_url)
    said = "bank.key is missing: put it back" if key is None else "not the key of these books"
    assert (result.exit_code, said in result.stderr) == (3, True)
    assert path.exists() == (key is not None)
    assert StateFolder(tmp_path).bank.read_bytes() == books


def test_a_report_of_damaged_books_is_a_sentence(tmp_path: Path) -> None:
    path = StateFolder(a_closed_day(tmp_path)).bank
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("ALTER TABLE bank_transaction RENAME COLUMN settlement_date TO sett")
        raw.commit()
    result = run("report", "--state", tmp_path)
    assert (result.exit_code, "`countersign host verify` names" in result.stderr) == (3, True)
