"""A served printer is reached by its doors and leaves every slip in its folder."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from drivers import printer_profiles
from drivers.printer import ThermalPrinter
from drivers.transport.addresses import open_transport
from drivers.virtual_printer.decode import decode
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pacing import DipSwitches
from drivers.virtual_printer.pty_line import LinkTakenError
from drivers.virtual_printer.server import Doors, PrinterServer
from drivers.virtual_printer.slip_folder import KINDS
from receipts import text
from tests.receipts.facts import DOCUMENTS

PROFILE = printer_profiles.load("generic58")
DOCUMENT, PAPER = DOCUMENTS["unsigned_merchant_both_58"]


def print_to(url: str) -> None:
    printer = ThermalPrinter(lambda: open_transport(url), PROFILE)
    printer.print(DOCUMENT)
    printer.close()


def test_both_doors_lead_to_one_printer(tmp_path: Path) -> None:
    doors = Doors(pty=tmp_path / "port", tcp=("127.0.0.1", 0))
    with PrinterServer(VirtualPrinter(PROFILE), doors) as server:
        serial, network = server.urls
        assert serial == f"serial://{tmp_path}/port"
        print_to(serial)
        print_to(network)
        assert len(server.machine.slips) == 2


def test_all_doors_can_be_had_at_once_and_share_cables_and_faults(tmp_path: Path) -> None:
    here = ("127.0.0.1", 0)
    doors = Doors(tmp_path / "port", here, here, here, DipSwitches(9600, paced=True))
    with PrinterServer(VirtualPrinter(PROFILE), doors) as server:
        schemes = [url.partition(":")[0] for url in server.urls]
        assert schemes == ["serial", "rfc2217", "tcp", "lpd"]
        assert all(line.faults is server.faults for line in server.lines)
        server.pull()
        assert not any(line.plugged for line in server.lines)
        assert not server.plugged
        server.plug()
        assert server.plugged


@pytest.mark.slow
def test_the_answer_goes_to_the_line_that_asked(tmp_path: Path) -> None:
    doors = Doors(pty=tmp_path / "port", tcp=("127.0.0.1", 0))
    with PrinterServer(VirtualPrinter(PROFILE), doors) as server:
        serial_url, network_url = server.urls
        serial = open_transport(serial_url)
        for _ in range(3):
            network = open_transport(network_url)
            for asking in (network, serial):  # who is connected is answered before the port
                asking.write(b"\x10\x04\x01", 1.0)
            assert network.read(10, 10.0) == b"\x12"
            network.close()
            assert serial.read(10, 10.0) == b"\x12"
        serial.close()


def test_every_slip_is_written_as_text_picture_page_and_bytes(tmp_path: Path) -> None:
    with PrinterServer(VirtualPrinter(PROFILE), Doors(), tmp_path / "paper") as server:
        print_to(server.urls[0])
    stem = tmp_path / "paper" / "slip-000001"
    assert {file.suffix for file in stem.parent.iterdir()} == set(KINDS)
    assert stem.with_suffix(".txt").read_text("utf-8") == text.render(DOCUMENT, PAPER)
    assert stem.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    (again,) = decode(stem.with_suffix(".bin").read_bytes()).slips
    assert again.text == text.render(DOCUMENT, PAPER)


def test_what_hangs_out_at_the_end_is_written_too(tmp_path: Path) -> None:
    server = PrinterServer(VirtualPrinter(PROFILE), Doors(), tmp_path)
    server.machine.receive(b"half a slip\n")
    server.close()
    assert (tmp_path / "slip-000001.txt").read_text() == "half a slip\n"


def test_a_door_that_cannot_be_had_leaves_nothing_open(tmp_path: Path) -> None:
    before = threading.active_count()
    (tmp_path / "port").write_text("not a port")
    with pytest.raises(LinkTakenError, match="is no printer port"):
        PrinterServer(VirtualPrinter(PROFILE), Doors(pty=tmp_path / "port"))
    with pytest.raises(OSError, match="assign requested address"):
        PrinterServer(
            VirtualPrinter(PROFILE), Doors(pty=tmp_path / "other", tcp=("203.0.113.1", 0))
        )
    assert threading.active_count() == before
    assert not (tmp_path / "other").exists()
