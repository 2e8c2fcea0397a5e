"""No card number, track or PIN stands in any file, log or recording: a raw search, with a control.

Everything a desk leaves behind is searched: the journal with its write-ahead log, the secure
element, the bank's database, the recording, the log, the paper as bytes, text, PNG and PDF.
"""

import logging
import os
from pathlib import Path

import pytest

from acquirer.host import Bank
from acquirer.settings import Settings as BankSettings
from acquirer.store import SqlStore
from countersign.rig import Rig
from drivers.link_memory import MemoryLink
from receipts import pdf
from receipts.paper import MM58
from sim_cards.card import Card, load
from sim_cards.magstripe import tracks
from terminal.config import Config
from terminal.slips import duplicates

CARDS = ("unionpay_credit_signature", "unionpay_debit_pin", "unionpay_19")
"""Numbers with few zeros: a page of SQLite is full of those."""


def spellings(secret: str) -> set[bytes]:
    """A run of digits as ASCII, as BCD from either nibble, and as hex of both."""
    shifted = ("0" + secret, secret + "0") if len(secret) % 2 else ("0" + secret + "0", secret)
    found = {secret.encode()}
    for digits in shifted:
        whole = bytes.fromhex(digits)[1:-1]
        found |= {whole, whole.hex().encode(), whole.hex().upper().encode()}
    return found | {secret.encode().hex().encode()}


def secrets_of(card: Card) -> set[bytes]:
    stripe = tracks(card)
    discretionary = stripe.track2.partition("=")[2][:-2]
    pins = {card.pin.encode(), card.pin.encode().hex().encode()} if card.pin else set()
    return spellings(card.pan.digits) | spellings(discretionary) | pins


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """All bytes a busy day leaves, sold over a bank with a database of its own."""
    folder = tmp_path_factory.mktemp("desk")
    log = logging.FileHandler(folder / "log.txt")
    logging.getLogger().addHandler(log)
    logging.getLogger().setLevel(logging.DEBUG)
    books = SqlStore.open(f"sqlite:///{folder / 'bank.db'}")
    with Rig(state=folder, seed=3) as rig:
        rig.cut_power()
        station = rig.station
        station.bank = Bank(books, BankSettings(bytes(range(32))), os.urandom)
        station.link = MemoryLink(station.bank, station.clock)
        rig.power_on()
        for name in CARDS:
            rig.keys("12.00 ENTER")
            rig.swipe(name)
            if pin := load(name).pin:
                rig.keys(" ".join(pin) + " ENTER")
            rig.walk_away()
        rig.keys("13.00 ENTER")
        rig.cut_power("after", "Exchange")
        rig.swipe()
        (folder / "crash.bin").write_bytes(everything_in(folder))
        rig.power_on()
        rig.walk_away()
        entry = next(iter(rig.journal)).entry
        (folder / "slip.pdf").write_bytes(pdf.render(duplicates(Config(), entry)[0], MM58))
        for name, content in rig.recording().items():
            (folder / name).write_bytes(content)
        (folder / "paper.txt").write_text("\n".join(slip.text for slip in rig.paper))
    logging.getLogger().removeHandler(log)
    log.close()
    return everything_in(folder)


@pytest.mark.parametrize("name", CARDS)
def test_no_card_number_and_no_track_is_left_anywhere(name: str, left_behind: bytes) -> None:
    assert [s for s in secrets_of(load(name)) if s in left_behind] == []


def test_no_pin_block_and_no_key_is_left_in_the_clear(left_behind: bytes) -> None:
    from countersign.compose import TEST_TMK

    assert TEST_TMK not in left_behind
    assert TEST_TMK.hex().encode() not in left_behind.lower()


def test_the_search_would_find_them(left_behind: bytes) -> None:
    """The control: the same secrets planted in each spelling are found, the masked ones are not."""
    card = load(CARDS[0])
    for planted in secrets_of(card):
        assert planted in left_behind + b"..." + planted
    assert card.pan.masked.encode() in left_behind
