"""docs/attach-a-printer.md: every way to a printer, and no other."""

from __future__ import annotations

import pytest

from countersign.printer_faults import LETTERS, face
from drivers import printer_profiles
from drivers.serial_urls.address import OPTIONS
from drivers.transport.addresses import PrinterAddressError, read_address
from tests.docs.pages import page, table

PAGE = "attach-a-printer.md"
URLS = [row[0] for row in table(PAGE, "URL")]


@pytest.mark.parametrize("url", URLS)
def test_every_url_it_shows_is_one(url: str) -> None:
    assert read_address(url).url == url


def test_no_way_is_left_out() -> None:
    with pytest.raises(PrinterAddressError) as refused:
        read_address("pigeon:")
    forms = str(refused.value).partition("write one of ")[2].split(", ")
    assert {url.partition(":")[0] for url in URLS} == {form.partition(":")[0] for form in forms}


def test_every_profile_stands_there() -> None:
    named = page(PAGE).partition("Profiles: ")[2].partition(".\n")[0].replace("`", "")
    assert set(named.replace("\n", " ").split(", ")) == set(printer_profiles.names())


def test_every_key_of_the_view_stands_there() -> None:
    shown = [face(name, letter, on=False) for name, letter in LETTERS.items()]
    keys = [(fault.letter, fault.label.en, fault.undo.en) for fault in shown]
    assert [tuple(row) for row in table(PAGE, "key")] == keys


def test_every_option_of_a_printer_in_process_stands_there() -> None:
    named = " ".join(row[0] for row in table(PAGE, "vprinter:// option"))
    assert set(named.split()) == set(OPTIONS)
