"""Both ways to the bank under one handle, so that one suite holds them to the same promises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from acquirer.host import Bank
from drivers.clock import SystemClock, VirtualClock
from drivers.host_server import HostServer
from drivers.link_memory import MemoryLink
from drivers.link_tcp import TcpLink
from drivers.ports import Clock
from drivers.traffic import Direction, Traffic
from terminal.faults import HostFault, HostTrouble
from tests.acquirer.till import Till, a_bank
from wire import iso8583
from wire.cup_fields import WorkingKeys62
from wire.framing import Frame
from wire.iso8583 import Message


@dataclass
class Line:
    """A link with its bank and a till that speaks on it; `long_s` is later than `short_s`."""

    bank: Bank
    link: MemoryLink | TcpLink
    clock: Clock
    till: Till
    seen: list[Traffic]
    short_s: float
    long_s: float
    within_s: float = field(default=5.0)

    def ask(self, message: Message, within_s: float | None = None) -> Message:
        """The answer under the message's own trace. Errors: HostFault."""
        trace = message.get(11)

        def read(frame: Frame) -> Message | None:
            answer = iso8583.decode(frame.message)
            return answer if answer.get(11) == trace else None

        return self.link.exchange(self.till.frame(message), read, within_s or self.within_s)

    def trouble(self, message: Message, within_s: float | None = None) -> HostTrouble:
        """What goes wrong with an exchange that must fail."""
        try:
            self.ask(message, within_s)
        except HostFault as fault:
            return fault.trouble
        raise AssertionError("the exchange did not fail")

    def directions(self) -> list[Direction]:
        """Which way each message went so far."""
        return [traffic.direction for traffic in self.seen]

    def sign_on(self) -> None:
        """Sign the till on through the link."""
        self.till.trace += 1
        answer = self.ask(self.till.sign_on_message())
        self.till.keys = WorkingKeys62.decode(answer.binary(62)).open(self.till.tmk)
        self.seen.clear()


@contextmanager
def memory_line() -> Iterator[Line]:
    """On a virtual clock."""
    bank, clock = a_bank(), VirtualClock()
    seen: list[Traffic] = []
    link = MemoryLink(bank, clock, seen.append)
    line = Line(bank, link, clock, Till(bank), seen, short_s=20, long_s=60, within_s=60)
    line.sign_on()
    yield line
    link.close()


@contextmanager
def tcp_line() -> Iterator[Line]:
    """Through a real server on loopback, in real time."""
    bank, clock = a_bank(), SystemClock()
    seen: list[Traffic] = []
    with HostServer(bank) as server:
        host, port = server.address
        link = TcpLink(host, port, clock, seen.append)
        line = Line(bank, link, clock, Till(bank), seen, short_s=0.1, long_s=0.5)
        line.sign_on()
        yield line
        link.close()
