"""One suite over every way to a printer: it takes bytes in time, and brings answers if any."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.clock import VirtualClock
from drivers.transport.addresses import open_transport
from drivers.transport.nowhere import NowhereTransport
from drivers.transport.port import (
    LinkDownError,
    PortStatus,
    Transport,
    ready_to_read,
    ready_to_write,
)
from drivers.transport.usb_class import open_usb
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.tcp_line import TcpLine
from tests.drivers.lent_port import LentPort
from tests.drivers.usb_bus import UsbBus
from tests.drivers.virtual_printer.bench import printer

VIRTUAL: dict[str, Callable[[VirtualPrinter], Line | LentPort]] = {
    "pty": PtyLine,
    "tcp": TcpLine,
    "memory": lambda machine: MemoryLine(machine, VirtualClock()),
    "rfc2217": LentPort,
}
OWN = ("virtual:", "memory:", "record:slips.rec+memory:")
MUTE = ("file", "none:")
LIMIT_S = 5.0


@pytest.fixture(params=[*VIRTUAL, *OWN, *MUTE, "usb"])
def transport(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Transport]:
    name: str = request.param
    monkeypatch.chdir(tmp_path)
    if name == "usb":
        opened = open_usb(0x04B8, 0x0202, backend=UsbBus(printer()))
        yield opened
        opened.close()
        return
    line = VIRTUAL[name](printer()) if name in VIRTUAL else None
    url = f"file://{tmp_path}/slips.bin" if name == "file" else name
    opened = line.connect() if line else open_transport(url)
    yield opened
    opened.close()
    if line:
        line.close()


def test_a_whole_slip_is_taken(transport: Transport) -> None:
    slip = b"0123456789\n" * 1000
    taken = 0
    while taken < len(slip):
        count = transport.write(slip[taken:], LIMIT_S)
        assert count > 0
        taken += count


def test_nothing_to_write_is_written_at_once(transport: Transport) -> None:
    assert transport.write(b"", 0) == 0


def test_answers_come_back_where_they_can(transport: Transport) -> None:
    transport.write(b"\x10\x04\x01\x1dr\x01", LIMIT_S)
    answers = b""
    while transport.answers and len(answers) < 2:
        part = transport.read(1, LIMIT_S)
        assert len(part) == 1
        answers += part
    assert answers == (b"\x12\x00" if transport.answers else b"")


def test_reading_what_never_comes_ends_in_time(transport: Transport) -> None:
    began = time.monotonic()
    assert transport.read(100, 0.05) == b""
    assert time.monotonic() - began < LIMIT_S


def test_a_closed_way_is_down_or_leads_nowhere(transport: Transport) -> None:
    transport.close()
    transport.close()
    if isinstance(transport, NowhereTransport):
        assert transport.write(b"A", 0.1) == 1
        return
    with pytest.raises(LinkDownError):
        transport.write(b"A", 0.1)


def test_readiness_is_told_without_waiting_longer_than_asked(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w+b") as file:
        assert ready_to_read(file.fileno(), 0)
        assert ready_to_write(file.fileno(), -1)


@pytest.mark.parametrize(
    ("byte", "status"),
    [
        (0x18, PortStatus(paper_empty=False, error=False)),
        (0x38, PortStatus(paper_empty=True, error=False)),
        (0x10, PortStatus(paper_empty=False, error=True)),
        (0x00, PortStatus(paper_empty=False, error=False)),
    ],
)
def test_a_usb_port_tells_paper_and_error_by_the_bits_of_its_class(
    byte: int, status: PortStatus
) -> None:
    assert PortStatus.of(byte) == status
