"""A worn stripe: the same damage for the same swipe, and damage that a reader can always see."""

from functools import reduce
from operator import xor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim_cards.faults import Reading, StripeFault, as_read
from sim_cards.magstripe import FIRST_OF_FOUR_BITS, FIRST_OF_SIX_BITS, with_lrc

# Sentinels around what ISO/IEC 7813 makes at least: a 13-digit number, expiry and service code.
lines = st.one_of(
    st.tuples(
        st.just(FIRST_OF_FOUR_BITS),
        st.text("0123456789=", min_size=21, max_size=37).map(";{}?".format),
    ),
    st.tuples(
        st.just(FIRST_OF_SIX_BITS),
        st.text([chr(code) for code in range(0x20, 0x60)], min_size=21, max_size=76).map(
            "%{}?".format
        ),
    ),
)


def lrc_right(characters: str, first: str) -> bool:
    return reduce(xor, (ord(character) - ord(first) for character in characters)) == 0


def test_the_last_reading_lasts() -> None:
    fault = StripeFault((2,), (Reading.DAMAGED, Reading.BLANK, Reading.WHOLE))
    readings = [fault.reading(2, attempt) for attempt in range(5)]
    assert readings == [Reading.DAMAGED, Reading.BLANK, *[Reading.WHOLE] * 3]


def test_a_track_that_is_not_worn_reads_whole() -> None:
    fault = StripeFault((1,), (Reading.BLANK,))
    assert [fault.reading(track, 0) for track in (1, 2, 3)] == ["blank", "whole", "whole"]


def test_a_card_without_a_fault_reads_whole() -> None:
    assert StripeFault().reading(2, 7) is Reading.WHOLE


@given(lines, st.text(max_size=20))
def test_misread_characters_are_of_the_alphabet_and_never_pass_the_lrc(
    line: tuple[str, str], seed: str
) -> None:
    first, characters = line
    whole = with_lrc(characters, first)
    read = as_read(whole, Reading.DAMAGED, first, seed)
    size = 16 if first == FIRST_OF_FOUR_BITS else 64
    assert all(0 <= ord(character) - ord(first) < size for character in read)
    assert not lrc_right(read, first)
    assert (read[0], read[-2:], len(read)) == (whole[0], whole[-2:], len(whole))


@given(lines, st.sampled_from(Reading), st.text(max_size=20))
def test_the_same_swipe_always_reads_the_same(
    line: tuple[str, str], reading: Reading, seed: str
) -> None:
    first, characters = line
    once, again = (as_read(characters, reading, first, seed) for _ in range(2))
    assert once == again


def test_another_swipe_misreads_other_characters() -> None:
    whole = with_lrc(";4000000000000010=49121010000012300000?", FIRST_OF_FOUR_BITS)
    reads = {as_read(whole, Reading.DAMAGED, FIRST_OF_FOUR_BITS, f"card/{n}/2") for n in range(20)}
    assert len(reads) > 10


@pytest.mark.parametrize(
    ("reading", "expected"),
    [(Reading.WHOLE, ";123?9"), (Reading.SHORT, ";12"), (Reading.BLANK, "")],
)
def test_other_readings_are_what_they_are_called(reading: Reading, expected: str) -> None:
    assert as_read(";123?9", reading, FIRST_OF_FOUR_BITS, "seed") == expected
