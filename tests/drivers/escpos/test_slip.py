"""The bytes for the printer, read back by a decoder written here, and beside a foreign encoder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from escpos.constants import QR_ECLEVEL_M
from escpos.printer import Dummy
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from drivers.escpos import slip
from drivers.escpos.dialect import Dialect
from receipts import layout
from receipts.paper import MM58, MM80, Paper
from receipts.slip import Align, Cut, Document, Feed, Pair, Picture, Qr, Rule, Size, Text
from receipts.slips import Signed
from tests.receipts.facts import DOCUMENTS, SIGNED
from wire.bitmap import Bitmap

# 10 04, 10 05, 10 14: obeyed on reception wherever they stand (escpos.md 2d).
REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")

STYLES = {
    (escpos_n, gs_n, fs_n): size
    for size, escpos_n, gs_n, fs_n in (
        (Size.NORMAL, 0x00, 0x00, 0x00),
        (Size.WIDE, 0x20, 0x10, 0x04),
        (Size.TALL, 0x10, 0x01, 0x08),
        (Size.LARGE, 0x30, 0x11, 0x0C),
    )
}


SETTINGS: dict[bytes, tuple[str, Callable[[int], object]]] = {
    b"\x1b!": ("esc", int),
    b"\x1d!": ("gs", int),
    b"\x1c!": ("fs", int),
    b"\x1bE": ("bold", bool),
    b"\x1ba": ("align", Align),
    b"\x1b3": ("spacing", int),
}


@dataclass
class Decoder:
    """Just enough of a printer to say what our bytes mean; an unknown byte is an error."""

    data: bytes
    at: int = 0
    esc: int = 0
    gs: int = 0
    fs: int = 0
    align: Align = Align.LEFT
    bold: bool = False
    spacing: int | None = None
    text: bytes = b""
    qr: dict[str, bytes] = field(default_factory=dict)
    events: list[object] = field(default_factory=list)

    def take(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        assert len(taken) == count
        self.at += count
        return taken

    def run(self) -> list[object]:
        while self.at < len(self.data):
            byte = self.take(1)
            if byte in (b"\x1b", b"\x1c", b"\x1d"):
                self.command(byte + self.take(1))
            elif byte == b"\n":
                self.line()
            else:
                assert byte >= b" "
                self.text += byte + (self.take(1) if byte >= b"\x81" else b"")
        return self.events

    def line(self) -> None:
        size = STYLES[self.esc, self.gs, self.fs]
        assert self.spacing == (54 if size.down == 2 else None)
        text, self.text = self.text.decode("gbk"), b""
        self.events.append(layout.Line(text, size, self.align, self.bold))

    def command(self, command: bytes) -> None:
        match command:
            case b"\x1b@":
                self.events.append("ESC @")
            case b"\x1c&":
                self.events.append("FS &")
            case b"\x1b2":
                self.spacing = None
            case command if command in SETTINGS:
                name, kind = SETTINGS[command]
                setattr(self, name, kind(self.take(1)[0]))
            case b"\x1bd":
                assert self.spacing is None  # ESC d counts in lines of the spacing set
                self.events.append(Feed(self.take(1)[0]))
            case b"\x1dv":
                self.raster()
            case b"\x1d(":
                self.symbol()
            case b"\x1dV":
                assert self.take(2) == b"B\x00"
                self.events.append(Cut())
            case _:
                raise AssertionError(command)

    def raster(self) -> None:
        assert self.take(2) == b"0\x00"
        stride, rows = (int.from_bytes(self.take(2), "little") for _ in range(2))
        picture = Bitmap(stride * 8, rows, self.take(stride * rows))
        self.events.append(Picture(picture, self.align))

    def symbol(self) -> None:
        assert self.take(1) == b"k"
        parameters = self.take(int.from_bytes(self.take(2), "little"))
        assert parameters[:1] == b"1"
        self.qr[parameters[1:2].decode()] = parameters[2:]
        if parameters[1:2] == b"Q":
            assert self.align is Align.CENTRE
            assert (self.qr["A"], self.qr["E"]) == (b"2\x00", b"1")
            self.events.append(Qr(self.qr["P"][1:].decode(), self.qr["C"][0]))


TEXTS = st.text(
    st.sampled_from("银联签购单，。（）：(): ABCabc019,.*/-￥\u00a5é\x10\x04"), max_size=60
)
BITMAPS = st.integers(1, 48).flatmap(
    lambda stride: st.binary(min_size=stride, max_size=stride * 40).map(
        lambda data: Bitmap(stride * 8, len(data) // stride, data[: len(data) // stride * stride])
    )
)
BLOCKS = st.one_of(
    st.builds(Text, TEXTS, st.sampled_from(Size), st.sampled_from(Align), st.booleans()),
    st.builds(Pair, TEXTS, TEXTS, st.booleans()),
    st.just(Rule()),
    st.builds(Feed, st.integers(1, 255)),
    st.builds(Picture, BITMAPS, st.sampled_from(Align)),
    st.builds(
        Qr,
        st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=213),
        st.integers(1, 6),
    ),
    st.just(Cut()),
)
DOCUMENT = st.lists(BLOCKS, max_size=8).map(lambda blocks: Document(tuple(blocks), "test"))


def same_but_for_dle(printed: object, meant: object) -> bool:
    """Equal, or a picture with a dot more where the dots would have spelled a command."""
    if not (isinstance(printed, Picture) and isinstance(meant, Picture)):
        return printed == meant
    if printed.align is not meant.align or printed.bitmap.width != meant.bitmap.width:
        return False
    ours, theirs = printed.bitmap.data, meant.bitmap.data
    return len(ours) == len(theirs) and all(
        a == b or (a, b, following) in {(0x18, 0x10, 4), (0x18, 0x10, 5), (0x18, 0x10, 0x14)}
        for a, b, following in zip(ours, theirs, theirs[1:] + b"\0", strict=True)
    )


def banded(item: layout.Item) -> list[object]:
    """A picture as the bands it is printed in; anything else as it is."""
    if not isinstance(item, Picture):
        return [item]
    bitmap, bands = item.bitmap, range(0, item.bitmap.height, slip.BAND_ROWS)
    rows = [bitmap.data[top * bitmap.stride :][: slip.BAND_ROWS * bitmap.stride] for top in bands]
    return [
        Picture(Bitmap(bitmap.width, len(band) // bitmap.stride, band), item.align) for band in rows
    ]


@given(DOCUMENT, st.sampled_from([MM58, MM80]))
def test_the_printer_reads_what_the_document_says(document: Document, paper: Paper) -> None:
    initialised, hanzi, *events = Decoder(slip.encode(document, paper)).run()
    assert (initialised, hanzi) == ("ESC @", "FS &")
    meant = [part for item in layout.lines(document, paper) for part in banded(item)]
    assert len(events) == len(meant)
    assert all(map(same_but_for_dle, events, meant))


@given(DOCUMENT)
def test_no_document_spells_a_real_time_command(document: Document) -> None:
    assert not REAL_TIME.search(slip.encode(document, MM58))


@pytest.mark.parametrize("second", [0x04, 0x05, 0x14])
def test_dots_that_spell_a_command_get_one_dot_more(second: int) -> None:
    spelling = Bitmap(24, 2, bytes((0x10, second, 0x10, second, 0x00, 0x10)))
    (band,) = slip.raster(spelling)
    assert band[8:] == bytes((0x18, second, 0x18, second, 0x00, 0x10))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_slip_is_whole_and_ends_with_the_cut(name: str) -> None:
    document, paper = DOCUMENTS[name]
    events = Decoder(slip.encode(document, paper)).run()
    assert events[-1] == Cut()
    assert events.count(Cut()) == 1


def test_without_a_knife_the_slip_is_fed_to_the_tear_bar() -> None:
    printed = slip.encode(Document((Cut(),), "test"), MM58, Dialect(cutter=False))
    assert Decoder(printed).run() == ["ESC @", "FS &", Feed(4)]


def test_a_printer_with_one_size_command_is_sent_no_other() -> None:
    large = Document((Text("大", Size.LARGE),), "test")
    assert b"\x1c!" in slip.encode(large, MM58)
    assert b"\x1c!" not in slip.encode(large, MM58, Dialect(hanzi_sizes=False))


def test_yen_is_sent_as_the_sign_of_the_hanzi_font() -> None:
    assert b"\xa3\xa412" in slip.encode(Document((Text("\u00a512"),), "test"), MM58)


def test_a_foreign_encoder_sends_the_same_picture_and_the_same_code() -> None:
    assert isinstance(SIGNED.signature, Signed)
    bitmap = SIGNED.signature.bitmap
    assert bitmap is not None
    white = bytes(byte ^ 0xFF for byte in bitmap.data)
    foreign = Dummy(profile="TM-T88V")
    picture = Image.frombytes("1", (bitmap.width, bitmap.height), white)
    foreign.image(picture, fragment_height=slip.BAND_ROWS)
    assert b"".join(slip.raster(bitmap)) == foreign.output

    foreign.clear()
    foreign.qr("https://example.test/s/1", ec=QR_ECLEVEL_M, size=6, native=True)
    ours = slip.encode(Document((Qr("https://example.test/s/1"),), "test"), MM58)
    assert foreign.output.rstrip(b"\n") in ours
