"""How soon a virtual printer answers DLE EOT, beside a bare thread that answers any byte.

Each way in is asked in turns with the same way without a printer behind it; once more while the
printer is in the middle of a picture.
"""

from __future__ import annotations

import os
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from statistics import median
from time import perf_counter

from drivers import printer_profiles
from drivers.transport.port import Transport
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.tcp_line import TcpLine

ASKED = 2000
AT_MOST_S = 0.002
REQUEST = b"\x10\x04\x01"
PICTURE = b"\x1dv0\x00\x30\x00\xff\xff"
"""The head of a picture of 48 by 65,535 bytes, which is never finished here."""

Bare = Callable[[], AbstractContextManager[Callable[[], object]]]


def main() -> None:
    """Print medians and the slowest in a hundred, in milliseconds."""
    print(f"{'':<26}{'median':>12}{'99 %':>12}{'bare median':>14}")
    ways: tuple[tuple[str, Callable[[VirtualPrinter], Line], Bare], ...] = (
        ("pty", PtyLine, bare_pty),
        ("tcp", TcpLine, bare_tcp),
    )
    for name, make, bare in ways:
        _compare(name, make, bare, b"")
        _compare(f"{name}, inside a picture", make, bare, PICTURE)


def _compare(what: str, make: Callable[[VirtualPrinter], Line], bare: Bare, first: bytes) -> None:
    machine = VirtualPrinter(printer_profiles.load("generic58"))
    line = make(machine)
    transport = line.connect()
    transport.write(first, 1.0)
    with bare() as ask_bare:
        pairs = [(_asked(transport), _timed(ask_bare)) for _ in range(ASKED)]
    transport.close()
    line.close()
    ours = sorted(pair[0] for pair in pairs)
    middle, late = median(ours), ours[len(ours) * 99 // 100]
    verdict = "" if middle < AT_MOST_S else "   ABOVE TARGET"
    print(
        f"{what:<26}{middle * 1e3:9.3f} ms{late * 1e3:9.3f} ms"
        f"{median(pair[1] for pair in pairs) * 1e3:11.3f} ms{verdict}"
    )


def _asked(transport: Transport) -> float:
    start = perf_counter()
    transport.write(REQUEST, 1.0)
    answer = transport.read(1, 1.0)
    took = perf_counter() - start
    assert answer == b"\x12", answer
    return took


def _timed(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


@contextmanager
def bare_pty() -> Iterator[Callable[[], object]]:
    """A pty whose other side answers every reading with one byte."""
    master, slave = os.openpty()
    tty.setraw(slave)
    with _answering(master):
        yield lambda: (os.write(slave, REQUEST), os.read(slave, 1))
        os.write(slave, b"\0")
    os.close(slave)
    os.close(master)


@contextmanager
def bare_tcp() -> Iterator[Callable[[], object]]:
    """A connection whose other side does the same."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        ours = socket.create_connection(server.getsockname())
        theirs, _ = server.accept()
    with ours, theirs:
        for end in (ours, theirs):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with _answering(theirs.fileno()):
            yield lambda: (ours.send(REQUEST), ours.recv(1))
            ours.send(b"\0")


@contextmanager
def _answering(descriptor: int) -> Iterator[None]:
    def answer() -> None:
        while os.read(descriptor, 64) != b"\0":
            os.write(descriptor, b"\x12")

    thread = threading.Thread(target=answer)
    thread.start()
    yield
    thread.join()


if __name__ == "__main__":
    main()
