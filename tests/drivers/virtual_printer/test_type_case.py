"""A case sets each line once, with the font its look asks for, and keeps no more than it may."""

from __future__ import annotations

import pytest

from drivers.printer_profiles.profile import Hanzi
from drivers.virtual_printer import type_case as cases
from drivers.virtual_printer.characters import CodeSet
from drivers.virtual_printer.code_pages import page
from drivers.virtual_printer.glyphs import Scale
from drivers.virtual_printer.look import Look
from drivers.virtual_printer.type_case import TypeCase, type_case
from receipts.dots import ank, hanzi, small_hanzi
from receipts.narrow_dots import narrow

PAPER = 384
GBK = CodeSet(page("cp437"), Hanzi.GBK, utf8=False)
WESTERN = GBK._replace(hanzi=Hanzi.NONE)


def rows(dots: int, height: int, width: int) -> tuple[int, ...]:
    edge = (1 << width) - 1
    spare = PAPER - width
    return tuple(dots >> PAPER * (height - 1 - y) + spare & edge for y in range(height))


def test_a_run_is_its_glyphs_side_by_side() -> None:
    run = TypeCase(PAPER, GBK, Look()).run("A签".encode("gbk"))
    expected = tuple(a << 24 | b for a, b in zip(ank("A"), hanzi("签"), strict=True))
    assert (run.text, run.width, run.height) == ("A签", 36, 24)
    assert rows(run.dots, 24, 36) == expected


@pytest.mark.parametrize("cell", [(9, 17), (9, 24), (8, 16)])
def test_the_font_is_the_one_of_the_look(cell: tuple[int, int]) -> None:
    width, height = cell
    run = TypeCase(PAPER, WESTERN, Look(cell=cell)).run("é".encode("cp437"))
    assert rows(run.dots, height, width) == narrow("é", width, height)


def test_small_hanzi_are_the_look_s_too() -> None:
    run = TypeCase(PAPER, GBK, Look(small_hanzi=True)).run("签".encode("gbk"))
    assert rows(run.dots, 16, 16) == small_hanzi("签")


def test_ascii_and_hanzi_have_sizes_of_their_own() -> None:
    look = Look(ascii_scale=Scale(2, 1), hanzi_scale=Scale(1, 2))
    run = TypeCase(PAPER, GBK, look).run("A签".encode("gbk"))
    assert [glyph[1:] for glyph in run.glyphs] == [(24, 24), (24, 48)]
    assert run.scale == Scale(2, 2)


def test_a_line_of_one_kind_has_that_kind_s_size() -> None:
    case = TypeCase(PAPER, GBK, Look(hanzi_scale=Scale(2, 2)))
    assert case.run(b"A").scale == Scale(1, 1)
    assert case.run("签".encode("gbk")).scale == Scale(2, 2)


def test_users_own_characters_come_first() -> None:
    own = {(True, "A"): (0xFFF,) * 24}
    run = TypeCase(PAPER, GBK, Look(), own).run(b"AB")
    assert rows(run.dots, 24, 24) == tuple(0xFFF << 12 | row for row in ank("B"))


def test_a_code_for_users_hanzi_reads_as_the_mark() -> None:
    assert TypeCase(PAPER, GBK, Look()).run(b"\xfe\xa1").text == "〓"


def test_a_line_seen_before_is_not_set_again() -> None:
    case = TypeCase(PAPER, GBK, Look())
    assert case.runs.get(b"A") is None
    assert case.run(b"A") is case.runs[b"A"]


def test_a_line_wider_than_the_paper_is_not_kept() -> None:
    case = TypeCase(PAPER, GBK, Look())
    case.run(b"A" * 33)
    assert case.runs == {}


@pytest.mark.slow
@pytest.mark.parametrize("scale", [Scale(1, 1), Scale(8, 8)])
def test_what_is_kept_has_a_limit(scale: Scale) -> None:
    case = TypeCase(PAPER, GBK, Look(ascii_scale=scale, hanzi_scale=scale))
    height = 24 * scale.down
    for number in range(2000):
        case.run(b"%d" % number)
    assert 3 * len(case.runs) * height * PAPER // 8 <= cases.MAX_RUN_BYTES
    for lead in range(0x81, 0xFE):
        case.run(bytes(byte for trail in range(0x40, 0x7F) for byte in (lead, trail)))
    for glyphs in (case._narrow, case._mixed):
        assert len(glyphs) * height * PAPER // 8 <= cases.MAX_GLYPH_BYTES


def test_printers_of_one_look_share_a_case() -> None:
    assert type_case(PAPER, GBK, Look().key()) is type_case(PAPER, GBK, Look().key())
    assert type_case(PAPER, GBK, Look().key()) is not type_case(PAPER, GBK, Look(bold=True).key())
