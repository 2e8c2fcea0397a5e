"""The page of commands says what the table says, today."""

from __future__ import annotations

import re

from drivers.escpos.table import COMMANDS
from tools.list_commands import PAGE_FILE, page

ROW = re.compile(r"^\| `([^`]+)` \|", re.M)


def test_the_page_is_as_new_as_the_table() -> None:
    assert PAGE_FILE.read_text("utf-8") == page(), "run python -m tools.list_commands"


def test_every_command_has_its_row_and_nothing_else_has() -> None:
    assert ROW.findall(page()) == [row.name for row in COMMANDS]


def test_a_row_tells_bytes_arguments_and_what_is_special() -> None:
    lines = page({"ESC p", "GS ( k 49 67"}).splitlines()
    assert (
        "| `ESC p` | 1b 70 | open the drawer | connector (pin 2, pin 5), on_ms (0 to 510 in steps"
        " of 2), off_ms (0 to 510 in steps of 2) |  | yes | Epson |"
    ) in lines
    assert (
        "| `GS ( k 49 67` | 1d 28 6b pL pH 31 43 | QR code: set the module | module_dots (1 to 16)"
        " |  | yes | Epson |"
    ) in lines
    assert "| `CAN` | 18 | drop the page being built |  | page mode | no | Epson |" in lines


def test_a_choice_tells_what_follows_it() -> None:
    (cut,) = (line for line in page().splitlines() if line.startswith("| `GS V` |"))
    assert "; feed and full, feed and partial, " in cut
    assert ": feed_units (0 to 255)) |" in cut
