"""docs/attach-a-host.md: the messages and parameters are the terminal's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from receipts.watermark import read_watermark
from terminal import host
from terminal.config import Config
from terminal.entry import EntryKey
from terminal.events import Approved, ReversalDue, Signed
from tests.docs.pages import blocks, page, table
from tests.terminal.deeds import IMAGE, NOON, PAN, YES, attempt, book_of, intended
from wire.bitmap import Bitmap
from wire.iso8583 import Message
from wire.mac import BY_NAME

PAGE = "attach-a-host.md"
KEY = EntryKey(1, 1)


def messages() -> dict[str, Message]:
    """Each message with everything it can say."""
    config = Config()
    approved = book_of([intended(1), Approved(KEY, YES, NOON), Signed(KEY, attempt(), IMAGE)])
    unknown = book_of([intended(1), ReversalDue(KEY, "98", NOON)])
    head = host.SaleHead(KEY, 1200, "156", PAN, "3012", "021")
    return {
        "0800 sign-on": host.sign_on_request(config, 1, 1, "01"),
        "0200 sale": host.sale_request(config, head, host.SaleFacts("1=1", "2=2", bytes(8))),
        "0400 reversal": host.reversal_request(config, unknown[KEY]),
        "0820 e-signature": host.signature_upload(config, approved[KEY]),
    }


def test_each_message_has_the_fields_the_page_lists() -> None:
    listed = {row[0]: set(row[1].split()) for row in table(PAGE, "message")}
    sent = {name: {str(n) for n in message.fields} for name, message in messages().items()}
    sent["0400 reversal"].add("38")  # where the bank had approved before it was unknown
    assert listed == sent


def test_the_defaults_are_the_terminals() -> None:
    config = Config()
    defaults = [row[2] for row in table(PAGE, "what")]
    assert defaults[0] == f"{config.terminal_id}, {config.merchant_id}"
    assert defaults[1] == f"{config.tpdu.hex()}, {config.software}"
    waits = f"{config.waits.host_s} s, {config.reversal_tries}, {config.sign_on_every_h} h"
    assert defaults[4] == waits


def test_every_mac_algorithm_stands_there() -> None:
    assert [name for name in BY_NAME if f"`{name}`" not in page(PAGE)] == []


def test_its_python_makes_a_terminal_of_another_master_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = blocks(PAGE, "python")
    exec(compile(code, PAGE, "exec"), {})
    assert (tmp_path / "shop" / "secure_element.json").is_file()


def stamped_by_the_page(code: str) -> Bitmap:
    """A picture with the code in its corner, made of nothing but what the page says."""
    found = re.findall(r"^    ([0-9A-F])  ((?:[.#]{5} ?){7})$", page(PAGE), re.MULTILINE)
    shapes = {digit: shape.split() for digit, shape in found}
    width, height = 384, 160
    dots = [[0] * width for _ in range(height)]
    for place, digit in enumerate(code):
        left = width - 3 - 10 - 12 * (7 - place)
        for y, row in enumerate(shapes[digit]):
            for x, square in enumerate(row):
                for dy, dx in ((0, 0), (0, 1), (1, 0), (1, 1)):
                    dots[2 + 2 * y + dy][left + 2 * x + dx] = int(square == "#")
    rows = (int("".join(map(str, row)), 2).to_bytes(width // 8, "big") for row in dots)
    return Bitmap(width, height, b"".join(rows))


@pytest.mark.parametrize("code", ["01234567", "89ABCDEF"])
def test_a_picture_made_by_the_page_has_the_code_that_the_bank_reads(code: str) -> None:
    assert read_watermark(stamped_by_the_page(code)) == code
