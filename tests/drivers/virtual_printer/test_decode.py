"""A file of ESC/POS bytes becomes its slips, and what was skipped is named."""

from __future__ import annotations

from drivers import printer_profiles
from drivers.virtual_printer.decode import MAX_REPORTED, decode
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
