"""A file of ESC/POS bytes becomes its slips, and what was skipped is named."""

from __future__ import annotations

import tracemalloc

import pytest

from drivers import printer_profiles
from drivers.virtual_printer import decode as decoding
from drivers.virtual_printer.decode import MAX_PAPER_M, MAX_REPORTED, Stop, decode
from drivers.virtual_printer.motor import DOTS_PER_MM
from tests.drivers.virtual_printer.bench import CUT, gbk


def test_each_cut_ends_a_slip_and_the_rest_is_the_last_one() -> None:
    decoded = decode(gbk("一\n") + CUT + gbk("二\n"))
    assert [slip.text for slip in decoded.slips] == ["一\n", "二\n"]
    assert decoded.text == "一\n- - - 8< - - -\n二\n"


def test_every_slip_of_a_long_file_is_there() -> None:
    assert len(decode((b"A\n" + CUT) * 500).slips) == 500


def test_what_is_not_understood_is_named_with_its_place() -> None:
    (skipped,) = decode(b"A\n\x1bzB\n").not_understood
    assert (skipped.name, skipped.raw, skipped.offset) == ("unknown", b"\x1bz", 2)


def test_a_file_that_is_something_else_is_reported_within_limits() -> None:
    assert len(decode(b"\x1bz" * 5000).not_understood) == MAX_REPORTED


def test_half_a_command_at_the_end_is_told() -> None:
    assert decode(b"A\n\x1dv0\x00").unfinished_bytes == 4
    assert decode(b"A\n").unfinished_bytes == 0


def test_the_width_is_the_profiles() -> None:
    slip, *_ = decode(b"A\n", printer_profiles.load("generic80")).slips
    assert slip.bitmap.width == 576


# Files that ask for more than their length

FEED = b"\x1b3\xff" + b"\x1bd\xff" * 10_000
MACRO = b"\x1d:%b\x1d:" + b"\x1d^\xff\x00\x00" * 5_000
PAGE = b"\x1bL" + b"A\x1bT\x00" * 4_000 + b"\x1b\x0c" * 20_000
PICTURE = b"\x1d*\x01\xff" + b"\x55" * (8 * 255)


def test_paper_ends_and_the_place_in_the_file_is_told() -> None:
    decoded = decode(FEED)
    feeds = MAX_PAPER_M * 1000 * DOTS_PER_MM // (255 * 255) + 1
    assert (decoded.stop, decoded.stopped_at) == (Stop.PAPER, 3 + 3 * feeds)
    assert sum(slip.bitmap.height for slip in decoded.slips) == 255 * 255 * feeds


def test_what_stands_before_the_place_prints_alone_and_is_the_same() -> None:
    whole = decode(FEED)
    before = decode(FEED[: whole.stopped_at - 3])
    assert before.stop is None
    assert before.slips == whole.slips[: len(before.slips)]


GREEDY = {
    "feeds": FEED,
    "a macro of feeds": MACRO % (b"\x1bd\xff" * 600),
    "a macro of nothing": MACRO % (b"\x00" * 2_000),
    "a macro back and forth": MACRO % (b"A\n\x1bK\x1e" * 400),
    "a picture on a page": b"\x1bL" + PICTURE + b"\x1bT\x01" + b"\x1d/\x03" * 20_000,
    "a page": PAGE,
}


@pytest.mark.slow
@pytest.mark.parametrize("what", GREEDY)
def test_a_small_file_that_asks_for_much_is_left_where_it_does(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "MAX_STEPS", 50_000)
    monkeypatch.setattr(decoding, "MAX_STEPS_A_BYTE", 4)
    data = GREEDY[what]
    decoded = decode(data)
    assert decoded.stop in (Stop.PAPER, Stop.WORK)
    assert 0 < decoded.stopped_at < len(data)


@pytest.mark.slow
@pytest.mark.parametrize("what", GREEDY)
def test_a_small_file_never_takes_more_than_its_share_of_memory(what: str) -> None:
    tracemalloc.start()
    decoded = decode(GREEDY[what])
    most_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert decoded.stop is not None
    assert most_bytes < 300e6


def test_a_long_file_may_do_as_much_as_it_says() -> None:
    assert decode(b"\x1d:A\n\x1d:" + b"\x1d^\x0a\x00\x00\x1dV\x00" * 200).stop is None


def test_a_macro_that_waits_for_the_feed_button_gets_it() -> None:
    decoded = decode(b"\x1d:A\n\x1d:\x1d^\x03\x00\x01" + b"B\n" * 5_000)
    assert decoded.text.startswith("A\n" * 4 + "B\n")
    assert decoded.unfinished_bytes == 0


def test_a_printer_that_is_switched_off_prints_no_more_and_that_is_told() -> None:
    let, off = b"\x1d(D\x03\x00\x14\x02\x01", b"\x10\x14\x02\x01\x08"
    decoded = decode(let + b"A\n" * 3_000 + off + b"B\n" * 9_000)
    assert decoded.stop is Stop.OFF
    assert "B" not in decoded.text
