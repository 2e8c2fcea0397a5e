"""A bank or a printer that is not there, is silent or talks nonsense: what the terminal says."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from acquirer.host import Bank
from acquirer.memory_store import MemoryStore
from acquirer.records import Payment as BankPayment
from acquirer.settings import Settings as BankSettings
from countersign.journal_reader import read
from countersign.state import StateFolder
from countersign.tui.desk import Health
from drivers.entropy import SeededEntropy
from drivers.host_server import HostServer
from terminal.config import Config, Waits
from terminal.entry import Entry
from terminal.states import Payment, Signature, SlipState
from tests.countersign.live import Person, desk

PATIENT = Config(copies=1, waits=Waits(notice_s=1, error_s=30, host_s=60))


def last(state: Path) -> Entry:
    """The newest entry of the journal."""
    entry = read(StateFolder(state)).book.last
    assert entry is not None
    return entry


def nobody() -> str:
    """An address at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return f"127.0.0.1:{gone.getsockname()[1]}"


@contextmanager
def silent_port() -> Iterator[str]:
    """A serial port behind which nobody reads and nobody answers."""
    master, slave = os.openpty()
    os.set_blocking(master, False)
    try:
        yield f"serial://{os.ttyname(slave)}"
    finally:
        os.close(slave)
        os.close(master)


@contextmanager
def one_that_takes_no_call() -> Iterator[str]:
    """An address that neither accepts nor refuses: its queue of callers is full."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        address = server.getsockname()
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)
            with suppress(BlockingIOError):
                caller.connect(address)
        try:
            yield f"tcp://{address[0]}:{address[1]}"
        finally:
            for caller in callers:
                caller.close()


# The printer


def _no_device() -> str:
    return "serial:///dev/ttyNOPE"


def _no_network_printer() -> str:
    return f"tcp://{nobody()}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("printer", "advice"),
    [
        (_no_device, "there is no /dev/ttyNOPE: plug the printer in, or name another port"),
        (_no_network_printer, "is the printer on, is that its port?"),
    ],
)
def test_a_printer_that_is_not_there_leaves_the_sale_and_says_what_to_do(
    tmp_path: Path, printer: Callable[[], str], advice: str
) -> None:
    with desk(tmp_path, printer=printer()) as person:
        _gets_no_slip(person, "PRINTER UNPLUGGED", "Plug cable in, press ENTER")
        before = len(person.views)
        person.keys("ENTER")
        person.until(lambda: len(person.views) > before and advice in person.screen, advice)
        _wants_no_slip(person)
    _is_sold_without_a_slip(tmp_path)


@pytest.mark.slow
def test_a_printer_that_never_answers_leaves_the_sale_and_says_what_to_do(tmp_path: Path) -> None:
    with silent_port() as printer, desk(tmp_path, printer=printer) as person:
        _gets_no_slip(person, "PRINTER SILENT", "Check printer, press ENTER")
        _wants_no_slip(person)
    _is_sold_without_a_slip(tmp_path)


def _gets_no_slip(person: Person, trouble: str, advice: str) -> None:
    person.begins_sale()
    person.asked("PLEASE SIGN")
    person.keys("CANCEL")
    person.asked(trouble)
    assert advice in person.screen
    assert "CANCEL: no slip, sale stands" in person.screen
    assert person.desk.status().printer.health is Health.TROUBLE


def _wants_no_slip(person: Person) -> None:
    """Not on paper; and no phone is offered, since nobody serves the bank's pages here."""
    person.keys("CANCEL")
    person.asked("F1 4 1 prints the slip")
    assert not any("phone" in line.say("en") for view in person.views for line in view.screen.lines)
    person.idle()


def _is_sold_without_a_slip(state: Path) -> None:
    entry = last(state)
    assert (entry.payment, entry.slip) == (Payment.APPROVED, SlipState.PRINT_FAILED)
    assert entry.signature is Signature.UNSIGNED


@pytest.mark.slow
def test_quitting_does_not_wait_for_a_printer_that_takes_no_byte(tmp_path: Path) -> None:
    with silent_port() as printer, desk(tmp_path, printer=printer) as person:
        person.begins_sale()
        person.asked("PLEASE SIGN")
        person.keys("CANCEL")
        person.sees("Printing")
        assert put_away(person) < 1


# The bank


@contextmanager
def bank_that_says(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """A server that does `answer` on every connection once it has heard something."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, answer), daemon=True)
        thread.start()
        host, port = server.getsockname()
        try:
            yield f"tcp://{host}:{port}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def _serve(server: socket.socket, answer: Callable[[socket.socket], object]) -> None:
    with suppress(OSError):
        while True:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.settimeout(5)
                while connection.recv(4096):
                    answer(connection)


def _nonsense(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def _length_of_nothing(connection: socket.socket) -> None:
    connection.sendall(bytes.fromhex("0003600000"))


def _silence(_: socket.socket) -> None:
    pass


def _hangs_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (_nonsense, "The bank's answer is garbage"),
        (_length_of_nothing, "The bank's answer is garbage"),
        (_silence, "The bank did not answer"),
        (_hangs_up, "The bank closed the line"),
    ],
)
def test_a_bank_that_talks_nonsense_keeps_the_terminal_from_selling_and_is_named(
    tmp_path: Path, answer: Callable[[socket.socket], object], trouble: str
) -> None:
    with bank_that_says(answer) as host, desk(tmp_path, host=host) as person:
        person.asked(trouble)
        assert host.removeprefix("tcp://") in person.screen
        assert "Check line and address; retry" in person.screen
        assert person.desk.status().bank.health is Health.TROUBLE
        _cannot_sell(person)
    assert read(StateFolder(tmp_path)).book.last is None


def test_a_bank_that_is_not_there_keeps_the_terminal_from_selling_and_is_named(
    tmp_path: Path,
) -> None:
    with desk(tmp_path, host="tcp://127.0.0.1:1") as person:
        person.asked("Could not connect, nothing sent")
        assert "127.0.0.1:1: connection refused" in person.screen
        assert "Check line and address; retry" in person.screen
        _cannot_sell(person)
    assert read(StateFolder(tmp_path)).book.last is None


def _cannot_sell(person: Person) -> None:
    """A sale first tries to sign on again, and says why there is none."""
    person.idle()
    person.keys("1")
    person.asked("SIGN ON")
    person.keys("ENTER")
    person.asked("Sign on first (menu 5)")
    person.idle()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mishap", "told"),
    [
        ("garbage_next", "The bank's answer is garbage"),
        ("close_next", "The bank closed the line"),
        ("wrong_mac_next", "Wrong MAC in the answer"),
        ("silent_next", "The bank did not answer"),
    ],
)
def test_a_bank_that_fails_in_the_middle_of_a_sale_leaves_nothing_charged(
    tmp_path: Path, mishap: str, told: str
) -> None:
    with bank() as (books, host), desk(tmp_path, host=host) as person:
        person.idle()
        getattr(books.faults, mishap)(mti="0200")
        person.begins_sale()
        person.asked("Reversed: nothing charged")
        assert told in person.screen
        person.idle()
        assert sum(t.payment is BankPayment.APPROVED for t in books.store.transactions(9)) == 0
    assert last(tmp_path).payment is Payment.REVERSED


def test_a_bank_that_goes_away_between_two_sales_charges_nothing_and_may_come_back(
    tmp_path: Path,
) -> None:
    with bank() as (books, host), desk(tmp_path, host=host) as person:
        person.sells_unsigned()
        books.faults.refusing = True
        await_door(host, is_open=False)
        person.begins_sale()
        person.asked("Bank not reached: no charge")
        assert "Check line and address; retry" in person.screen
        assert last(tmp_path).payment is Payment.DECLINED
        books.faults.refusing = False
        await_door(host, is_open=True)
        person.sells_unsigned()
    assert last(tmp_path).payment is Payment.APPROVED


def await_door(host: str, *, is_open: bool) -> None:
    """The bank opens and shuts it in a thread of its own."""
    address, port = host.removeprefix("tcp://").split(":")
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            socket.create_connection((address, int(port)), timeout=1).close()
        except ConnectionRefusedError:
            if not is_open:
                return
        else:
            if is_open:
                return
        time.sleep(0.002)


@contextmanager
def bank() -> Iterator[tuple[Bank, str]]:
    """A bank that is served elsewhere."""
    books = Bank(MemoryStore(), BankSettings(bytes(32)), SeededEntropy(1).bytes)
    with HostServer(books) as server:
        host, port = server.address
        yield books, f"tcp://{host}:{port}"


@pytest.mark.slow
def test_quitting_does_not_wait_for_a_bank_that_takes_no_call(tmp_path: Path) -> None:
    with one_that_takes_no_call() as host, desk(tmp_path, host=host, config=PATIENT) as person:
        person.sees("Signing on to the bank")
        time.sleep(0.1)  # it is calling now
        assert put_away(person) < 1


def put_away(person: Person) -> float:
    begun = time.monotonic()
    person.desk.stop()
    return time.monotonic() - begun
