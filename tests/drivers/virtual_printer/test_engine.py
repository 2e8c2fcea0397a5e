"""The engine burns the dots that the slip's own picture has, and refuses what it cannot draw."""

from __future__ import annotations

import tracemalloc

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
MOST_BYTES = 40 << 20
"""More than any stream may take: what is kept of looks, glyphs and paper has its limits."""
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


SETTINGS = st.one_of(
    st.tuples(
        st.sampled_from(
            [
                *(b"\x1b!", b"\x1b-", b"\x1bE", b"\x1bG", b"\x1bM", b"\x1bV", b"\x1ba", b"\x1b{"),
                *(b"\x1d!", b"\x1dB", b"\x1c!", b"\x1c-", b"\x1cW", b"\x1b ", b"\x1b3", b"\x1bR"),
            ]
        ),
        st.integers(0, 255).map(lambda n: bytes([n])),
    ),
    st.tuples(
        st.sampled_from([b"\x1dL", b"\x1dW", b"\x1b$", b"\x1b\\", b"\x1cS", b"\x1dP"]),
        st.binary(min_size=2, max_size=2),
    ),
).map(b"".join)
WORDS = st.text(st.sampled_from("银联签购单ABCabc019"), min_size=1, max_size=12)


@given(st.lists(st.tuples(SETTINGS, WORDS), min_size=1, max_size=6))
def test_whatever_is_set_every_word_is_on_the_paper_and_nothing_beside_it(
    lines: list[tuple[bytes, str]],
) -> None:
    data = b"".join(setting + gbk(words) + b"\n" for setting, words in lines)
    slip = printed(data)
    read = "".join(mark.text for mark in slip.marks).replace(" ", "")
    assert read == "".join(words for _, words in lines)
    for mark in slip.marks:
        assert 0 <= mark.x_dots <= mark.x_dots + mark.width_dots <= WIDTH
        assert 0 <= mark.y_dots <= mark.y_dots + mark.height_dots <= slip.bitmap.height


OWN = [b"\x1b&\x03AA\x01" + bytes([n, n, n]) + b"\x1b%\x01A\n" for n in range(256)]
LOOKS = [bytes([0x1B, 0x20, n, 0x1D, 0x21, n & 0x77]) + gbk("签A") for n in range(256)]
STREAMS = {
    "printed over": b"A\x1b$\x00\x00" * 10_000,
    "without a line feed": b"A" * 100_000,
    "in every look": b"".join(LOOKS) * 8,
    "on one page": b"\x1bL" + b"\x1b$\x00\x00A" * 10_000,
    "in pictures on one page": b"\x1bL" + (b"\x1dv0\x00\x30\x00\x64\x00" + bytes(4800)) * 500,
    "in one's own characters": b"".join(OWN) * 10,
}


@pytest.mark.slow
@pytest.mark.parametrize("what", STREAMS)
def test_a_stream_without_end_takes_no_memory_without_end(what: str) -> None:
    machine = printer()
    feed(machine, STREAMS[what])
    tracemalloc.start()
    feed(machine, STREAMS[what])
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < MOST_BYTES
