"""What a test claims of a desk holds, or says what was there instead."""

from __future__ import annotations

import pytest

from countersign.rig import Rig, RigError


def test_claims_that_hold_are_silent_and_others_say_what_is_there() -> None:
    with Rig() as pos:
        pos.keys("12.00 ENTER")
        pos.swipe()
        pos.walk_away()
        pos.unsigned_are(1)
        pos.held_are(1)
        pos.charged_is("12.00")
        pos.slips_are(2)
        pos.paper_has("CARDHOLDER COPY")
        pos.paper_has_not("RE-SIGNED")
        pos.journal_has("last", "amount", "12.00")


@pytest.mark.parametrize(
    ("claim", "said", "words"),
    [
        ("unsigned_are", (2,), "unsigned: 0, not 2"),
        ("charged_is", ("8.00",), "charged: 0.00, not 8.00"),
        ("paper_has", ("RE-SIGNED",), "the newest slip lacks"),
        ("slips_are", (3,), "slips: 0, not 3"),
        ("journal_has", ("last", "route", "BANK"), "the journal has no entry yet"),
    ],
)
def test_a_claim_that_does_not_hold_says_what_is_there(
    claim: str, said: tuple[object, ...], words: str
) -> None:
    with Rig() as pos, pytest.raises(RigError, match=words):
        getattr(pos, claim)(*said)


def test_an_amount_is_claimed_as_the_screen_shows_it_or_plain() -> None:
    with Rig() as pos:
        pos.keys("1,234.50 ENTER")
        pos.swipe()
        pos.walk_away()
        pos.charged_is("1,234.50")
        pos.charged_is("1234.50")
        pos.journal_has("last", "amount", "1,234.50")
        pos.journal_has("last", "amount", "1234.50")
        with pytest.raises(RigError, match=r"charged: 1,234\.50, not 1,234\.05"):
            pos.charged_is("1234.05")
        with pytest.raises(RigError, match=r"amount is 1,234\.50, not 1,234\.05"):
            pos.journal_has("last", "amount", "1234.05")
        with pytest.raises(RigError, match=r"'1,2345\.0' is no amount"):
            pos.journal_has("last", "amount", "1,2345.0")


def test_a_place_the_journal_lacks_is_told_with_how_many_it_has() -> None:
    with Rig() as pos:
        pos.keys("12.00 ENTER")
        pos.swipe()
        pos.walk_away()
        with pytest.raises(RigError, match="the journal has 1 entry, no number 7"):
            pos.journal_has("7", "amount", "12.00")


def test_what_was_brought_for_another_terminal_is_claimed_by_its_place() -> None:
    with Rig() as pos:
        pos.keys("1,200.00 ENTER")
        pos.swipe()
        pos.walk_away()
        spare = pos.at("10000002")
        with pytest.raises(RigError, match="nothing stands at 'last' of 0"):
            spare.brought_has("last", "signature", "UPLOADED")
        spare.menu("By reference")
        spare.scan_slip("10000001")
        spare.keys("ENTER")
        spare.sign()
        spare.brought_has("1", "signature", "UPLOADED")
        spare.brought_has("1", "amount", "1,200.00")
        spare.brought_has("1", "amount", "1200.00")
        with pytest.raises(RigError, match="signature: UPLOADED, not SIGNED"):
            spare.brought_has("last", "signature", "SIGNED")
        with pytest.raises(RigError, match="there is no 'colour'"):
            spare.brought_has("last", "colour", "red")
