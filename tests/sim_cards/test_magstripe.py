"""Tracks: the published LRCs, what the standards allow, and every field found again."""

import json
import re
from dataclasses import replace
from functools import reduce
from operator import xor
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim_cards.card import Card, Network, load, names
from sim_cards.faults import Reading, StripeFault
from sim_cards.magstripe import (
    FIRST_OF_FOUR_BITS,
    FIRST_OF_SIX_BITS,
    MAX_CHARACTERS,
    swipe,
    tracks,
    with_lrc,
)
from wire.pan import Pan, check_digit

VECTORS = Path(__file__).parents[1] / "vectors" / "magstripe.json"


class Published(NamedTuple):
    line: str
    first: str
    lrc: str


def published() -> list[Published]:
    cases = json.loads(VECTORS.read_text("utf-8"))["cases"]
    ones = [Published(c["track1"], FIRST_OF_SIX_BITS, c["track1_lrc_char"]) for c in cases]
    twos = [Published(c["track2"], FIRST_OF_FOUR_BITS, c["track2_lrc_char"]) for c in cases]
    return ones + twos


@pytest.mark.parametrize("case", published(), ids=lambda case: case.line[0] + case.lrc)
def test_the_lrc_is_the_published_one(case: Published) -> None:
    assert with_lrc(case.line, case.first) == case.line + case.lrc


TRACK_1_TEXT = [chr(code) for code in range(0x20, 0x60) if chr(code) not in "%?^"]


@st.composite
def cards(draw: st.DrawFn) -> Card:
    stem = draw(st.text("0123456789", min_size=12, max_size=18))
    return Card(
        name="drawn",
        title_zh="卡",
        title_en="Card",
        network=draw(st.sampled_from(Network)),
        pan=Pan(stem + check_digit(stem)),
        holder=draw(st.text(TRACK_1_TEXT, min_size=2, max_size=26)),
        expiry_yymm=draw(st.from_regex(r"[0-9]{2}(0[1-9]|1[0-2])", fullmatch=True)),
        service_code=draw(st.from_regex("[125679][024][0-7]", fullmatch=True)),
        discretionary_1=draw(st.text(TRACK_1_TEXT, max_size=10)),
        discretionary_2=draw(st.text("0123456789", max_size=8)),
        discretionary_3=draw(st.text("0123456789=", max_size=20)),
    )


@given(cards())
def test_every_field_of_tracks_1_and_2_is_found_again(card: Card) -> None:
    stripe = tracks(card)
    one = re.fullmatch(r"%B(\d+)\^([^^]*)\^(\d{4})(\d{3})(.*)\?.", stripe.track1, re.S)
    two = re.fullmatch(r";(\d+)=(\d{4})(\d{3})(\d*)\?.", stripe.track2)
    assert one is not None
    assert two is not None
    dates = (card.expiry_yymm, card.service_code)
    assert one.groups() == (card.pan.digits, card.holder, *dates, card.discretionary_1)
    assert two.groups() == (card.pan.digits, *dates, card.discretionary_2)


@given(cards())
def test_every_field_of_track_3_stands_at_its_place(card: Card) -> None:
    # ISO 4909, counted from the separator after the number.
    head, _, tail = tracks(card).track3.partition("=")
    assert head == ";99" + card.pan.digits
    assert tail[:7] == "1561560"
    assert tail[35:39] == card.expiry_yymm
    assert tail[39:43] == "1==="
    assert tail[45:-2] == card.discretionary_3


@given(cards())
def test_each_lrc_makes_the_parity_of_every_column_even(card: Card) -> None:
    firsts = (FIRST_OF_SIX_BITS, FIRST_OF_FOUR_BITS, FIRST_OF_FOUR_BITS)
    for characters, first in zip(tracks(card), firsts, strict=True):
        assert reduce(xor, (ord(character) - ord(first) for character in characters)) == 0


@pytest.mark.parametrize("name", names())
def test_the_tracks_of_the_tray_fit_on_a_stripe(name: str) -> None:
    for number, characters in enumerate(tracks(load(name)), 1):
        assert len(characters) <= MAX_CHARACTERS[number]


@pytest.mark.parametrize("name", names())
def test_no_card_of_the_tray_asks_for_its_chip(name: str) -> None:
    assert load(name).service_code[0] not in "26"


def test_a_track_the_card_does_not_have_is_empty() -> None:
    card = replace(load("visa"), discretionary_1=None, discretionary_2=None)
    assert list(tracks(card)) == ["", "", ""]


def test_a_good_card_reads_whole_at_every_swipe() -> None:
    card = load("unionpay_credit_signature")
    assert {swipe(card, attempt) for attempt in range(5)} == {tracks(card)}


def test_the_worn_card_reads_at_the_third_swipe() -> None:
    card = load("worn_stripe")
    whole = [swipe(card, attempt).track2 == tracks(card).track2 for attempt in range(5)]
    assert whole == [False, False, True, True, True]


def test_the_dead_card_never_reads() -> None:
    card = load("dead_stripe")
    whole = tracks(card)
    for attempt in range(10):
        assert not set(swipe(card, attempt)) & set(whole)


def test_swipes_of_a_worn_card_differ_but_can_be_repeated() -> None:
    card = load("dead_stripe")
    assert swipe(card, 0) != swipe(card, 1)
    assert swipe(card, 0) == swipe(load("dead_stripe"), 0)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_only_the_worn_track_suffers(number: int) -> None:
    card = load("unionpay_debit_pin")
    worn = replace(card, stripe_fault=StripeFault((number,), (Reading.BLANK,)))
    expected = ["" if n == number else track for n, track in enumerate(tracks(card), 1)]
    assert list(swipe(worn, 0)) == expected


def test_no_track_shows_in_a_representation() -> None:
    card = load("unionpay_19")
    assert card.pan.digits not in repr(tracks(card))
