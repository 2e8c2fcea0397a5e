"""The engine burns the dots that the slip's own picture has, and refuses what it cannot draw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.slip import encode
from drivers.escpos.table import COMMANDS
from receipts import strip, text
from receipts.paper import MM58
from receipts.slip import Align, Document, Feed, Pair, Picture, Qr, Rule, Size, Text
from tests.drivers.virtual_printer.bench import CUT, feed, gbk, printed, printer, skipped
from tests.receipts.facts import DOCUMENTS
from wire.bitmap import Bitmap

WIDTH = MM58.width_dots
ROW = WIDTH // 8
PROFILES = {58: "generic58", 80: "generic80"}
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([command.prefix for command in COMMANDS]),
    st.sampled_from([b"\n", gbk("签购单"), b"\x1dv0\x00\x02\x00\x02\x00abcd", CUT, b"\x1d(k"]),
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_slip_comes_out_dot_for_dot_as_it_was_designed(name: str) -> None:
    document, paper = DOCUMENTS[name]
    slip = printed(encode(document, paper), PROFILES[paper.width_mm])
    assert slip.bitmap == strip.render(document, paper)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_slip_reads_as_it_was_written(name: str) -> None:
    document, paper = DOCUMENTS[name]
    slip = printed(encode(document, paper), PROFILES[paper.width_mm])
    assert slip.text == text.render(document, paper)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_our_slips_say_is_skipped(name: str) -> None:
    document, paper = DOCUMENTS[name]
    assert skipped(encode(document, paper)) == []


TEXTS = st.text(st.sampled_from("银联签购单，。（）(): ABCabc019.￥"), max_size=40)
BLOCKS = st.one_of(
    st.builds(Text, TEXTS, st.sampled_from(Size), st.sampled_from(Align), st.booleans()),
    st.builds(Pair, TEXTS, TEXTS, st.booleans()),
    st.just(Rule()),
    st.builds(Feed, st.integers(1, 4)),
    st.builds(Qr, st.just("https://example.test/s/1"), st.integers(1, 6)),
    st.builds(
        Picture,
        st.tuples(st.integers(1, ROW), st.integers(1, 40)).map(lambda size: dotted(*size)),
        st.sampled_from(Align),
    ),
)


def dotted(stride: int, height: int) -> Bitmap:
    """Every eighth dot black: the bytes spell no command. GS v 0 knows whole bytes only."""
    return Bitmap(stride * 8, height, b"\x01" * stride * height)


@given(st.lists(BLOCKS, min_size=1, max_size=6).map(lambda b: Document(tuple(b), "test")))
def test_any_document_comes_out_as_it_was_designed(document: Document) -> None:
    got, wanted = printed(encode(document, MM58)).bitmap, strip.render(document, MM58)
    assert got.height == wanted.height
    assert got == wanted


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1b*\x02\x01\x00\xff", "ESC *"),
        (b"\x1dk\x02123\x00", "GS k"),
        (b"\x1dv0\x07\x01\x00\x01\x00\xff", "GS v 0"),
        (b"\x1dV\x09\x00", "GS V"),
        (b"\x1d(k\x04\x00412\x00", "GS ( k"),
        (b"\x1dI\x50", "GS I"),
        (b"\x1dr\x09", "GS r"),
        (b"\x1bz", "unknown"),
    ],
)
def test_what_it_cannot_do_is_reported_and_not_guessed(data: bytes, name: str) -> None:
    assert skipped(data) == [name]


@given(st.lists(PIECES, max_size=10).map(b"".join))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    machine = printer()
    feed(machine, data)
    assert machine.piece.bitmap.width == WIDTH
