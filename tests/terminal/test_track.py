"""Reading a stripe: the vectors read, damage does not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim_cards.card import load, names
from sim_cards.magstripe import tracks
from terminal.dialogue import CardSwiped
from terminal.faults import CardFault
from terminal.track import TRACK_1_BASE, TRACK_2_BASE, checked, read

CASES = json.loads((Path(__file__).parents[1] / "vectors/magstripe.json").read_text())["cases"]
GOOD = tracks(load("unionpay_credit_signature"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["pan"])
def test_the_published_tracks_check(case: dict[str, str]) -> None:
    assert checked(case["track1"] + case["track1_lrc_char"], "%", TRACK_1_BASE)
    assert checked(case["track2"] + case["track2_lrc_char"], ";", TRACK_2_BASE)


def test_every_card_of_the_tray_reads_as_what_it_is() -> None:
    for name in names():
        card = load(name)
        stripe = tracks(card)
        data = read(CardSwiped(stripe.track1, stripe.track2, stripe.track3))
        assert (data.pan.digits, data.expiry) == (card.pan.digits, card.expiry_yymm)
        assert data.service_code == card.service_code


@given(st.integers(0, len(GOOD.track2) - 1), st.sampled_from("0123456789:;<=>?"))
def test_one_wrong_character_is_never_read(place: int, wrong: str) -> None:
    damaged = GOOD.track2[:place] + wrong + GOOD.track2[place + 1 :]
    if damaged == GOOD.track2:
        return
    with pytest.raises(CardFault):
        read(CardSwiped("", damaged, ""))


@given(st.text(max_size=120), st.text(max_size=120))
def test_nonsense_is_a_card_fault_and_nothing_else(track2: str, track3: str) -> None:
    with pytest.raises(CardFault):
        read(CardSwiped("", track2, track3))


def test_the_service_code_says_whether_a_pin_is_asked_for() -> None:
    asked = {}
    for name in ("unionpay_credit_signature", "unionpay_debit_pin"):
        stripe = tracks(load(name))
        data = read(CardSwiped("", stripe.track2, stripe.track3))
        asked[name] = data.asks_pin or data.prompts_pin
    assert asked == {"unionpay_credit_signature": False, "unionpay_debit_pin": True}


def test_no_track_shows_in_a_repr() -> None:
    swiped = CardSwiped(GOOD.track1, GOOD.track2, GOOD.track3)
    assert GOOD.track2[1:17] not in repr(swiped) + repr(read(swiped))
