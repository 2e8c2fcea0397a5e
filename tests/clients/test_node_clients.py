"""Printing programs from npm, none of them ours, print on the virtual printer and are right."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from drivers.virtual_printer.paper import Slip
from tests.clients.doors import PROGRAMS, npm_program, run, served
from tests.clients.judges import assert_looks_as_before, codes_on

pytestmark = pytest.mark.slow

MARKDOWN = (PROGRAMS / "receipt.md").read_bytes()


class Client(NamedTuple):
    """A program, what it is given, and what must stand on its paper."""

    script: str
    profile: str
    arguments: tuple[str, ...]
    stdin: bytes
    words: tuple[str, ...]
    codes: frozenset[str]
    not_understood: tuple[str, ...] = ()


CLIENTS = {
    "receiptline": Client(
        "receiptline.mjs",
        "generic80",
        ("escpos", "48", "gb18030"),
        MARKDOWN,
        ("龙井茶", "10.00", "TOTAL", "12.00", "谢谢惠顾"),
        frozenset(
            {"EAN-13:4006381333931", "CODE-128:SLIP-12", "QR-Code:https://example.test/r/12"}
        ),
    ),
    "receipt_printer_encoder": Client(
        "receipt_printer_encoder.mjs",
        "epson80_west",
        (),
        b"",
        ("CAFE 12", "Grüße aus Zürich", "€ 2,50", "Crème brûlée", "inverted"),
        frozenset({"EAN-13:4006381333931", "QR-Code:https://example.test/r/12"}),
        not_understood=("FS .",),  # it switches Hanzi off first, and this printer has none
    ),
    "node_thermal_printer": Client(
        "node_thermal_printer.mjs",
        "epson80_west",
        (str(PROGRAMS / "chequered.png"),),
        b"",
        ("SLIP 7", "Příliš žluťoučký kůň", "Bread", "4.50", "small print in font B"),
        frozenset({"CODE-128:Slip-7", "QR-Code:https://example.test/s/7"}),
        # It sends ESC p without its two times, so the next command is eaten, and ends in the air.
        not_understood=("unknown", "ESC B"),
    ),
}


def printed(client: Client, door: str, folder: Path) -> Slip:
    """What the program's printing makes of the paper; every command it sent was obeyed, but for
    those that cannot be.
    """
    with served(client.profile, folder) as printer:
        address = printer.address(door)
        done = run(
            npm_program(f"programs/{client.script}", address, *client.arguments), client.stdin
        )
        assert done.returncode == 0, done.stderr.decode()
        slip = printer.slip()
        assert tuple(event.name for event in printer.not_understood) == client.not_understood
        return slip


@pytest.mark.parametrize("door", ["tcp", "pty"])
@pytest.mark.parametrize("name", CLIENTS)
def test_the_paper_of_another_program_is_right(name: str, door: str, tmp_path: Path) -> None:
    client = CLIENTS[name]
    slip = printed(client, door, tmp_path)
    assert [words for words in client.words if not slip.has(words)] == []
    assert codes_on(slip, tmp_path) == client.codes
    assert_looks_as_before(slip, name, tmp_path)
