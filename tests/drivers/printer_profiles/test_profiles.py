"""Every profile reads, and a wrong name is answered with the right ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers import printer_profiles
from drivers.printer_profiles import UnknownProfileError
from receipts.paper import MM58, MM80


@pytest.mark.parametrize("name", printer_profiles.names())
def test_every_profile_reads(name: str) -> None:
    profile = printer_profiles.load(name)
    assert profile.name == name
    assert profile.title
    assert profile.receive_buffer_bytes >= 1024
    assert profile.speed_mm_s > 0


def test_there_is_one_for_each_roll_and_one_that_is_dumb() -> None:
    assert printer_profiles.load(printer_profiles.DEFAULT).paper is MM58
    assert printer_profiles.load("generic80").paper is MM80
    dumb = printer_profiles.load("dumb58")
    assert (dumb.answers, dumb.dialect.cutter) == (False, False)


def test_an_unknown_name_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownProfileError, match=r"no printer profile 'epson'.*generic58"):
        printer_profiles.load("epson")


def test_a_profile_of_ones_own_is_read_from_its_file() -> None:
    own = Path(printer_profiles.__file__).with_name("epson80.toml")
    assert printer_profiles.load(str(own)) == printer_profiles.load("epson80")
