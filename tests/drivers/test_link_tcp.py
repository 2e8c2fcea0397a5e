"""What the TCP link has of its own; what all links share is in test_links.py."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread, Timer

import pytest

from acquirer.mishaps import GARBAGE
from drivers.clock import SystemClock
from drivers.link_tcp import TcpLink
from terminal.faults import HostFault, HostTrouble
from tests.acquirer.till import Till, a_bank
from tests.drivers.lines import tcp_line
from wire.framing import Frame

TILL = Till(a_bank())
ECHO = TILL.frame(TILL.sign_on_message("301"))


def exchange(link: TcpLink, within_s: float = 2.0) -> Frame:
    return link.exchange(ECHO, lambda frame: frame, within_s)


@contextmanager
def a_bank_that(*chunks: bytes) -> Iterator[TcpLink]:
    """A server that takes one connection, reads one request, sends `chunks`, and closes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            for chunk in chunks:
                connection.sendall(chunk)

    thread = Thread(target=serve)
    thread.start()
    host, port = listener.getsockname()
    link = TcpLink(host, port, SystemClock())
    yield link
    link.close()
    thread.join(5)
    listener.close()


def test_an_answer_may_come_in_any_pieces() -> None:
    answer = ECHO.answered(ECHO.message)
    with a_bank_that(*(bytes([byte]) for byte in answer.encode())) as link:
        assert exchange(link) == answer


def test_an_answer_that_is_cut_off_is_a_closed_connection() -> None:
    with a_bank_that(ECHO.encode()[:-1]) as link, pytest.raises(HostFault) as fault:
        exchange(link)
    assert fault.value.trouble is HostTrouble.CLOSED


def test_a_good_answer_before_garbage_counts() -> None:
    answer = ECHO.answered(ECHO.message)
    with a_bank_that(answer.encode() + GARBAGE) as link:
        assert exchange(link) == answer


def test_nothing_is_sent_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host, port = listener.getsockname()
    with pytest.raises(HostFault, match=f"nothing was sent.*127.0.0.1:{port}") as fault:
        exchange(TcpLink(host, port, SystemClock()))
    assert fault.value.trouble is HostTrouble.NOT_SENT


def test_a_name_nobody_knows_is_not_sent() -> None:
    with pytest.raises(HostFault) as fault:
        exchange(TcpLink("no-such-bank.invalid", 1, SystemClock()))
    assert fault.value.trouble is HostTrouble.NOT_SENT


def test_hanging_up_ends_an_exchange_that_waits_in_another_thread() -> None:
    with tcp_line() as line:
        line.bank.faults.silent_next()
        Timer(0.05, line.link.close).start()
        assert line.trouble(line.till.sale(), 10) is HostTrouble.CLOSED


def test_a_connection_the_bank_has_dropped_is_noticed_before_anything_is_sent() -> None:
    with tcp_line() as line:
        line.bank.faults.refusing = True  # the bank goes away ...
        line.clock.sleep(line.short_s)
        line.bank.faults.refusing = False  # ... and comes back
        line.clock.sleep(line.short_s)
        assert line.ask(line.till.sale()).text(39) == "00"


def test_small_messages_are_not_held_back() -> None:
    with tcp_line() as line:
        line.ask(line.till.sale())
        assert isinstance(line.link, TcpLink)
        assert line.link._line is not None
        end = line.link._line._socket
        assert end.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
