"""A served printer is reached by its doors and leaves every slip in its folder."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from drivers import printer_profiles
from drivers.printer import ThermalPrinter
from drivers.transport.addresses import open_transport
from drivers.virtual_printer.decode import decode
from drivers.virtual_printer.pty_line import LinkTakenError
from drivers.virtual_printer.server import Doors, PrinterServer
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
    with PrinterServer(PROFILE, doors) as server:
        serial, network = server.urls
        assert serial == f"serial://{tmp_path}/port"
        print_to(serial)
        print_to(network)
        assert len(server.machine.slips) == 2


def test_every_slip_is_written_as_text_picture_and_bytes(tmp_path: Path) -> None:
    with PrinterServer(PROFILE, Doors(), tmp_path / "paper") as server:
        print_to(server.urls[0])
    stem = tmp_path / "paper" / "slip-000001"
    assert stem.with_suffix(".txt").read_text("utf-8") == text.render(DOCUMENT, PAPER)
    assert stem.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    (again,) = decode(stem.with_suffix(".bin").read_bytes()).slips
    assert again.text == text.render(DOCUMENT, PAPER)


def test_slips_of_an_earlier_run_are_kept(tmp_path: Path) -> None:
    for _ in range(2):
        with PrinterServer(PROFILE, Doors(), tmp_path) as server:
            print_to(server.urls[0])
    assert sorted(file.name for file in tmp_path.glob("*.txt")) == [
        "slip-000001.txt",
        "slip-000002.txt",
    ]


def test_what_hangs_out_at_the_end_is_written_too(tmp_path: Path) -> None:
    server = PrinterServer(PROFILE, Doors(), tmp_path)
    server.machine.receive(b"half a slip\n")
    server.close()
    assert (tmp_path / "slip-000001.txt").read_text() == "half a slip\n"


def test_a_slip_that_cannot_be_written_does_not_stop_the_printer(tmp_path: Path) -> None:
    with PrinterServer(PROFILE, Doors(), tmp_path) as server:
        (tmp_path / "slip-000001.txt").mkdir()
        print_to(server.urls[0])
        assert isinstance(server.write_error, IsADirectoryError)
        print_to(server.urls[0])
    assert (tmp_path / "slip-000002.txt").exists()


def test_a_door_that_cannot_be_had_leaves_nothing_open(tmp_path: Path) -> None:
    before = threading.active_count()
    (tmp_path / "port").write_text("not a port")
    with pytest.raises(LinkTakenError, match="is no printer port"):
        PrinterServer(PROFILE, Doors(pty=tmp_path / "port"))
    with pytest.raises(OSError, match="assign requested address"):
        PrinterServer(PROFILE, Doors(pty=tmp_path / "other", tcp=("203.0.113.1", 0)))
    assert threading.active_count() == before
    assert not (tmp_path / "other").exists()
