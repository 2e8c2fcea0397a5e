"""The bank's door: many terminals, nonsense, slow readers, and a clean end."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from acquirer.books import StoreError
from acquirer.host import Delivery
from acquirer.records import PayoutState
from drivers import host_server
from drivers.clock import SystemClock, VirtualClock
from drivers.host_server import HostServer, HostServerError
from drivers.link_tcp import TcpLink
from tests.acquirer.till import PIN_CARD, Till, a_bank, a_till
from wire.framing import Frame, FrameParser


@pytest.fixture
def server() -> Iterator[HostServer]:
    with HostServer(a_bank()) as started:
        yield started


def echo() -> Frame:
    till = Till(a_bank())
    return till.frame(till.sign_on_message("301"))


def answered(connection: socket.socket) -> Frame:
    parser = FrameParser()
    connection.settimeout(5)
    while not (frames := parser.feed(connection.recv(4096))):
        pass
    return frames[0]


def is_closed(connection: socket.socket) -> bool:
    connection.settimeout(5)
    try:
        return connection.recv(4096) == b""
    except ConnectionResetError:
        return True


def test_it_says_where_it_listens(server: HostServer) -> None:
    host, port = server.address
    assert host == "127.0.0.1"
    assert port > 0


def test_it_answers_over_a_real_connection(server: HostServer) -> None:
    with socket.create_connection(server.address) as connection:
        connection.sendall(echo().encode())
        assert answered(connection).tpdu == bytes.fromhex("6000000003")


def test_a_request_may_come_byte_by_byte(server: HostServer) -> None:
    with socket.create_connection(server.address) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in echo().encode():
            connection.sendall(bytes([byte]))
        assert answered(connection)


def test_several_requests_may_come_at_once(server: HostServer) -> None:
    with socket.create_connection(server.address) as connection:
        connection.sendall(echo().encode() * 3)
        connection.settimeout(5)
        parser, frames = FrameParser(), list[Frame]()
        while len(frames) < 3:
            frames += parser.feed(connection.recv(4096))


def test_many_terminals_are_served_at_once(server: HostServer) -> None:
    connections = [socket.create_connection(server.address) for _ in range(50)]
    for connection in connections:
        connection.sendall(echo().encode())
    assert all(answered(connection) for connection in connections)
    for connection in connections:
        connection.close()


@pytest.mark.parametrize(
    "nonsense",
    [b"GET / HTTP/1.1\r\n\r\n", b"\x00\x00", b"\xff" * 100, b"\x00\x20" + bytes(32)],
)
def test_nonsense_is_hung_up_on_and_the_next_is_served(
    server: HostServer, nonsense: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection(server.address) as connection:
        connection.sendall(nonsense)
        assert is_closed(connection)
    assert "hanging up" in caplog.text
    with socket.create_connection(server.address) as connection:
        connection.sendall(echo().encode())
        assert answered(connection)


def test_a_good_request_before_nonsense_is_answered(server: HostServer) -> None:
    with socket.create_connection(server.address) as connection:
        connection.sendall(echo().encode() + b"\xff\xff\xff")
        assert answered(connection)
        assert is_closed(connection)


def test_a_terminal_that_goes_away_is_forgotten(server: HostServer) -> None:
    for rude in (False, True):
        connection = socket.create_connection(server.address)
        if rude:  # a reset instead of a goodbye
            linger = bytes([1, 0, 0, 0, 0, 0, 0, 0])
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        connection.sendall(echo().encode()[:7])
        connection.close()
    with socket.create_connection(server.address) as connection:
        connection.sendall(echo().encode())
        assert answered(connection)
    wait_until(lambda: not server._peers)


def test_an_answer_that_is_due_after_its_terminal_left_is_dropped() -> None:
    bank = a_bank()
    with HostServer(bank) as server:
        bank.faults.slow_next(by_s=0.1)
        with socket.create_connection(server.address) as connection:
            connection.sendall(echo().encode())
            wait_until(lambda: bool(server._coming))
        wait_until(lambda: not server._coming)


def test_when_all_places_are_taken_the_quietest_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_server, "MAX_PEERS", 2)
    with HostServer(a_bank()) as server:
        quiet, lively = (socket.create_connection(server.address) for _ in range(2))
        lively.sendall(echo().encode())
        assert answered(lively)
        late = socket.create_connection(server.address)
        late.sendall(echo().encode())
        assert answered(late)
        assert is_closed(quiet)
        lively.sendall(echo().encode())
        assert answered(lively)
        for connection in (quiet, lively, late):
            connection.close()


def test_a_terminal_that_takes_no_answers_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_server, "MAX_UNREAD_BYTES", 10_000)
    bank = a_bank()
    monkeypatch.setattr(bank, "answer", lambda frame, now: (Delivery(bytes(10_000_000)),))
    with HostServer(bank) as server, socket.create_connection(server.address) as connection:
        connection.sendall(echo().encode())
        wait_until(lambda: not server._peers)


def test_a_long_answer_is_sent_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    bank = a_bank()
    size = 20_000_000  # more than the system holds for us
    monkeypatch.setattr(host_server, "MAX_UNREAD_BYTES", size)
    monkeypatch.setattr(bank, "answer", lambda frame, now: (Delivery(bytes(size), 0, True),))
    with HostServer(bank) as server, socket.create_connection(server.address) as connection:
        connection.sendall(echo().encode())
        wait_until(lambda: any(peer.waits_to_send for peer in server._peers))
        received = 0
        while data := connection.recv(100_000):
            received += len(data)
        assert received == size


def test_an_error_in_the_bank_costs_one_connection(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bank = a_bank()
    right = bank.answer
    asked: list[datetime] = []

    def wrong_at_first(frame: Frame, now: datetime) -> tuple[Delivery, ...]:
        asked.append(now)
        if len(asked) == 1:
            raise ZeroDivisionError
        return right(frame, now)

    monkeypatch.setattr(bank, "answer", wrong_at_first)
    with HostServer(bank) as server:
        with socket.create_connection(server.address) as connection:
            connection.sendall(echo().encode() * 2)
            assert is_closed(connection)
        assert len(asked) == 1  # what came after it on the same connection is not looked at
        with socket.create_connection(server.address) as connection:
            connection.sendall(echo().encode())
            assert answered(connection)
    assert "the bank cannot answer" in caplog.text


def test_books_that_take_nothing_more_are_told_of_once_and_not_for_each_who_asks(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bank = a_bank()

    def broken(frame: Frame, now: datetime) -> tuple[Delivery, ...]:
        raise StoreError("the bank's database failed: start the bank again")

    monkeypatch.setattr(bank, "answer", broken)
    told: list[str] = []
    with HostServer(bank, given_up=told.append) as server:
        for _ in range(3):
            with socket.create_connection(server.address) as connection:
                connection.sendall(echo().encode())
                assert is_closed(connection)
    assert told == ["the bank's database failed: start the bank again"]
    assert caplog.text == ""


def test_due_payouts_go_out_while_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_server, "TICK_S", 0.01)
    clock = VirtualClock()
    till = a_till()
    till.sell(card=PIN_CARD)
    clock.sleep((till.now - clock.now()).total_seconds() + 600)
    with HostServer(till.bank, clock=clock):
        wait_until(lambda: till.payout_state() is PayoutState.PAID)


def test_books_that_break_are_told_of_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(host_server, "TICK_S", 0.01)
    bank = a_bank()
    ticks: list[datetime] = []

    def broken(now: datetime) -> None:
        ticks.append(now)
        raise StoreError("the bank's database failed")

    monkeypatch.setattr(bank, "tick", broken)
    with caplog.at_level(logging.ERROR), HostServer(bank):
        wait_until(lambda: bool(ticks))
        time.sleep(0.05)
    assert len(ticks) == 1
    assert [record.message for record in caplog.records] == ["the bank's database failed"]
    assert caplog.records[0].exc_info is None


def test_a_place_that_is_taken_is_named(server: HostServer) -> None:
    host, port = server.address
    with pytest.raises(HostServerError, match=f"cannot listen on {host}:{port}: .*in use"):
        HostServer(a_bank(), host, port).start()


def test_after_stopping_nothing_is_left() -> None:
    before = threading.active_count()
    server = HostServer(a_bank())
    server.start()
    connection = socket.create_connection(server.address)
    connection.sendall(echo().encode())
    answered(connection)
    server.stop()
    assert threading.active_count() == before
    assert is_closed(connection)
    connection.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(server.address)


def test_stopping_twice_or_before_starting_does_no_harm() -> None:
    server = HostServer(a_bank())
    server.stop()
    server.start()
    server.stop()
    server.stop()


def test_it_comes_back_to_the_same_address_after_refusing() -> None:
    bank = a_bank()
    with HostServer(bank) as server:
        bank.faults.refusing = True
        wait_until(lambda: server._listener is None)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(server.address)
        address = server.address
        bank.faults.refusing = False
        wait_until(lambda: server._listener is not None)
        assert server.address == address
        link = TcpLink(*address, SystemClock())
        link.exchange(echo(), lambda frame: frame, 5)
        link.close()


def wait_until(holds: Callable[[], bool], within_s: float = 5.0) -> None:
    until = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.002)
