"""python-escpos prints on the virtual printer, through a serial port and through the network."""

from __future__ import annotations

from pathlib import Path

import escpos.printer
import pytest
from escpos.escpos import Escpos
from PIL import Image

from tests.clients.doors import PROGRAMS, Served, served
from tests.clients.judges import assert_looks_as_before, codes_on

pytestmark = pytest.mark.slow


def connected(printer: Served, door: str) -> Escpos:
    """A client at this door."""
    if door == "pty":
        return escpos.printer.Serial(str(printer.pty), baudrate=115200, timeout=2, dsrdtr=False)
    return escpos.printer.Network(printer.host, printer.port, timeout=5)


def receipt(client: Escpos, words: str) -> None:
    """One of most things python-escpos can send."""
    client.set(align="center", bold=True, double_width=True, double_height=True)
    client.textln("TICKET 9")
    client.set_with_default(align="left")
    client.textln(words)
    client.set(underline=1)
    client.textln("underlined")
    client.set_with_default(invert=True)
    client.textln("inverted")
    client.set_with_default(font="b")
    client.textln("font b")
    client.set_with_default(align="center")
    client.barcode("4006381333931", "EAN13", 60, 3, "BELOW", "A")
    client.barcode("{BTicket-9", "CODE128", 60, 2, "ABOVE", "A", function_type="B")
    client.qr("https://example.test/t/9", native=True, size=5)
    for way in ("bitImageRaster", "bitImageColumn", "graphics"):
        client.image(Image.open(PROGRAMS / "chequered.png"), impl=way)
    client.cashdraw(2)
    client.cut()


@pytest.mark.parametrize("door", ["tcp", "pty"])
@pytest.mark.parametrize(
    ("profile", "words"),
    [("generic80", "银联签购单 补签名"), ("epson80_west", "Zażółć gęślą jaźń, 5 €")],
)
def test_the_paper_of_python_escpos_is_right(
    profile: str, words: str, door: str, tmp_path: Path
) -> None:
    with served(profile, tmp_path) as printer:
        client = connected(printer, door)
        try:
            receipt(client, words)
            slip = printer.slip()
        finally:
            client.close()
        assert [event.name for event in printer.not_understood] == []
    assert [said for said in ("TICKET 9", words, "inverted", "font b") if not slip.has(said)] == []
    assert codes_on(slip, tmp_path) == {
        "EAN-13:4006381333931",
        "CODE-128:Ticket-9",
        "QR-Code:https://example.test/t/9",
    }
    assert_looks_as_before(slip, f"python_escpos_{profile}", tmp_path)


@pytest.mark.parametrize("door", ["tcp", "pty"])
def test_python_escpos_sees_the_paper_and_the_line(door: str, tmp_path: Path) -> None:
    with served("generic80", tmp_path) as printer:
        client = connected(printer, door)
        try:
            assert (client.is_online(), client.paper_status()) == (True, 2)
            printer.machine.end_paper()
            assert (client.is_online(), client.paper_status()) == (False, 0)
            printer.machine.reload()
            assert (client.is_online(), client.paper_status()) == (True, 2)
        finally:
            client.close()
