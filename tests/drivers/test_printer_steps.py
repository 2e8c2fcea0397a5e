"""What a printer cannot do is drawn for it, or left out; the test page has all it can."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles, printer_steps
from drivers.escpos import slip as escpos
from drivers.escpos.tokenizer import Token, Tokenizer
from drivers.printer_profiles.profile import Hanzi, PrinterProfile
from drivers.printer_steps import slip_steps
from drivers.virtual_printer.decode import decode
from receipts import strip
from receipts.paper import MM58
from receipts.slip import Cut, Document, Feed, Qr, Text
from tests.receipts.facts import DOCUMENTS, NOON

GENERIC = printer_profiles.load("generic58")
RASTER = printer_profiles.load("raster58")
AT = NOON
SLIP, _ = DOCUMENTS["signed_merchant_both_58"]
FONTS = {"A": 32, "B": 42}


def tokens(steps: list[bytes]) -> list[Token]:
    tokenizer = Tokenizer()
    found = []
    for step in steps:
        tokenizer.feed(step)
        while (token := tokenizer.take()) is not None:
            found.append(token)
        assert not tokenizer.inside_command, "each step is whole"
    return found


def names(steps: list[bytes]) -> list[str]:
    return [token.command.name for token in tokens(steps)]


def _black(dots: bytes) -> int:
    return sum(byte.bit_count() for byte in dots)


def without(*commands: str) -> PrinterProfile:
    return replace(GENERIC, lacks=GENERIC.lacks | set(commands))


def test_a_printer_of_characters_is_sent_characters() -> None:
    assert slip_steps(SLIP, GENERIC) == escpos.steps(SLIP, MM58, GENERIC.dialect)


@pytest.mark.parametrize("profile", [RASTER, replace(GENERIC, hanzi=Hanzi.NONE, lacks=frozenset())])
def test_a_printer_without_hanzi_is_sent_the_dots_of_the_slip(profile: PrinterProfile) -> None:
    steps = slip_steps(SLIP, profile)
    assert "text" not in names(steps)
    (slip,) = decode(b"".join(steps), profile).slips
    assert slip.bitmap.data.startswith(strip.render(SLIP, MM58).data)


def test_a_slip_of_dots_ends_like_any_other() -> None:
    line = (Text("签名"),)
    assert slip_steps(Document((*line, Cut()), ""), RASTER)[-1] == b"\x1bd\x04"
    blind = replace(GENERIC, hanzi=Hanzi.NONE)
    assert slip_steps(Document((*line, Cut()), ""), blind)[-1] == escpos.CUT
    assert slip_steps(Document(line, ""), blind)[-1].startswith(b"\x1dv0")


def test_a_printer_without_qr_codes_is_sent_the_dots_of_one() -> None:
    document = Document((Text("A"), Qr("HTTPS://X.INVALID"), Feed(), Cut()), "")
    steps = slip_steps(document, without("GS ( k"))
    assert not any(name.startswith("GS (") for name in names(steps))
    (slip,) = decode(b"".join(steps)).slips
    drawn, printed = strip.render(document, MM58).data, slip.bitmap.data
    assert _black(printed) == _black(drawn)


def test_the_test_page_tries_every_font_and_every_manner_the_model_has() -> None:
    steps = printer_steps.test_page_steps(replace(GENERIC, fonts=FONTS), AT)
    page = b"".join(steps)
    found = names(steps)
    assert found.count("ESC -") == found.count("FS -") == 3
    assert {"GS B", "GS k", "ESC M"} <= set(found)
    assert b"\x1bM\x01FONT B, 42 COLUMNS\n" in page
    assert b"\x1dkI\x0d{BCOUNTERSIGN" in page
    assert "反白 REVERSED".encode("gbk") in page
    assert page.endswith(escpos.INITIALISE + escpos.HANZI_ON + escpos.CUT)
    assert page.count(escpos.CUT) == 1


@pytest.mark.parametrize("name", printer_profiles.names())
def test_a_printer_of_the_model_prints_all_of_its_page(name: str) -> None:
    profile = printer_profiles.load(name)
    printed = decode(b"".join(printer_steps.test_page_steps(profile, AT)), profile)
    assert printed.not_understood == ()
    assert printed.unfinished_bytes == 0
    assert len(printed.slips) == 1


def test_nothing_is_left_set_behind_a_manner() -> None:
    page = b"".join(printer_steps.test_page_steps(replace(GENERIC, fonts=FONTS), AT))
    for command in (b"\x1bM", b"\x1b-", b"\x1c-", b"\x1dB", b"\x1ba"):
        assert page[page.rindex(command) + 2] == 0


@pytest.mark.parametrize("command", ["ESC M", "ESC -", "GS B", "GS k"])
def test_what_the_model_has_not_is_not_tried(command: str) -> None:
    assert command not in names(printer_steps.test_page_steps(without(command), AT))


def test_a_printer_of_pictures_gets_the_page_as_one() -> None:
    steps = printer_steps.test_page_steps(RASTER, AT)
    assert set(names(steps)) == {"ESC @", "GS v 0", "ESC d"}
    assert steps.count(b"\x1bd\x04") == 1


def test_a_printer_without_hanzi_is_shown_no_half_of_one() -> None:
    page = printer_steps.test_page_steps(replace(GENERIC, hanzi=Hanzi.NONE, fonts=FONTS), AT)
    texts = b"".join(token.parameters for token in tokens(page) if token.command.name == "text")
    assert texts.isascii()
    assert b"UNDERLINE 2" in texts


def test_the_strip_shows_what_is_printed_line_by_line() -> None:
    lines = printer_steps.character_lines(GENERIC)
    steps = printer_steps.character_strip_steps(GENERIC)
    assert steps[0] == escpos.INITIALISE
    assert steps[1 : len(lines) + 1] == [line + b"\n" for line, _ in lines]
    assert lines[0] == (b"1 " + "银联".encode("gbk"), "1 银联: Hanzi are on from power on")
    pages = [shown for _, shown in lines if shown.startswith("page")]
    assert pages[2] == "page 16 ƒˆŠŒŽšœžŸªµº: cp1252"


def test_a_printer_of_pictures_has_no_strip_of_characters() -> None:
    assert printer_steps.character_lines(RASTER) == []


def test_a_printer_without_hanzi_shows_its_code_pages_alone() -> None:
    lines = printer_steps.character_lines(replace(GENERIC, hanzi=Hanzi.NONE))
    assert [shown.split()[0] for _, shown in lines] == ["page"] * len(printer_steps.COMMON_PAGES)
    assert not any(b"\x1c." in line for line, _ in lines)
