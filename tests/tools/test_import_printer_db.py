"""The imported profiles are those of the database we have, credited, and read like all others."""

from __future__ import annotations

import pytest

from drivers import printer_profiles
from receipts.paper import MM58, MM80
from tests.house.tree import ROOT
from tools.import_printer_db import FOLDER, MODELS, database, profile

NUMBERS = database()


@pytest.mark.parametrize("name", MODELS)
def test_a_profile_is_as_new_as_the_database(name: str) -> None:
    assert (FOLDER / f"{name}.toml").read_text("utf-8") == profile(name, NUMBERS)


@pytest.mark.parametrize("name", MODELS)
def test_its_source_is_credited_in_the_file_and_in_the_notice(name: str) -> None:
    written = (FOLDER / f"{name}.toml").read_text("utf-8")
    assert "escpos-printer-db, CC BY 4.0" in written
    assert f"{name}.toml" in (ROOT / "NOTICE").read_text("utf-8")


def test_widths_columns_and_pages_are_those_of_the_model() -> None:
    cheap, epson = printer_profiles.load("pos5890"), printer_profiles.load("tm_t20ii")
    assert (cheap.paper, cheap.fonts) == (MM58, {"A": 32, "B": 42})
    assert (epson.paper, epson.fonts) == (MM80, {"A": 48, "B": 64})
    assert (cheap.code_pages[32], epson.code_pages[32]) == ("cp1255", "cp720")


def test_a_page_without_a_codec_is_left_out() -> None:
    known = NUMBERS["profiles"]["POS-5890"]["codePages"]
    assert known["6"] == "Unknown"
    assert 6 not in printer_profiles.load("pos5890").code_pages
