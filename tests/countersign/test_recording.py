"""A recording names every message, keeps every slip's bytes, and masks what must not be kept."""

from __future__ import annotations

from countersign.rig import Rig
from sim_cards.card import load
from sim_cards.magstripe import tracks


def sold() -> dict[str, bytes]:
    with Rig() as pos:
        pos.keys("12.00 ENTER")
        pos.swipe()
        pos.walk_away()
        return pos.recording()


def test_every_message_of_a_sale_is_named_with_its_fields() -> None:
    lines = sold()["host.txt"].decode().splitlines()
    heads = [line.split()[-1] for line in lines if not line.startswith(" ")]
    assert heads == ["0800", "0810", "0200", "0210"]
    assert any("12.00" in line for line in lines)


def test_nothing_that_must_not_be_kept_is_in_it() -> None:
    card = load("unionpay_credit_signature")
    whole = b"".join(sold().values())
    assert card.pan.masked.encode() in whole
    for secret in (str(card.pan.digits), tracks(card).track2[1:-2]):
        assert secret.encode() not in whole


def test_a_desk_whose_printer_is_not_ours_leaves_no_paper() -> None:
    with Rig(printer="none:") as pos:
        assert pos.recording()["paper.bin"] == b""
