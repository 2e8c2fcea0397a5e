"""Documents in the bytes one printer understands: its commands as far as it has them, else dots."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from drivers.printer_profiles import PrinterProfile
from drivers.printer_profiles.profile import Hanzi
from receipts import escpos, strip
from receipts.notices import printer_test_slip
from receipts.qr import symbol
from receipts.slip import Align, Block, Cut, Document, Picture, Qr

COMMON_PAGES = (0, 2, 16, 17, 19)
"""The United States, Western Europe thrice, Russia; every maker has most of them."""
SAMPLE_LETTERS = 12

_COMMON, _RARE, _FOUR_BYTES = "银联", "镕堃", "㐀"
_BARCODE = b"COUNTERSIGN 128"
_REVERSED = "反白 REVERSED"
_UNDERLINED = "下划线 UNDERLINE"


def slip_steps(document: Document, profile: PrinterProfile) -> list[bytes]:
    """A document in steps, each a line with its end or whole commands (see receipts.escpos).

    A printer without characters, or without Chinese ones, is sent the dots of the whole slip; one
    without QR codes those of the code.
    """
    if not profile.knows("text") or profile.hanzi is Hanzi.NONE:
        dots = strip.render(document, profile.paper)
        return [escpos.INITIALISE, *escpos.raster(dots), *_end(document, profile)]
    if not profile.knows("GS ( k"):
        document = replace(document, blocks=tuple(map(_drawn, document.blocks)))
    return escpos.steps(document, profile.paper, profile.dialect)


def test_page_steps(profile: PrinterProfile, at: datetime) -> list[bytes]:
    """All that slips are made of, and all else the model should be able to, on one page."""
    rare = profile.hanzi is not Hanzi.GB2312
    slip = printer_test_slip(profile.title, profile.paper, at, rare=rare)
    *blocks, cut = slip.blocks
    return [
        *slip_steps(Document(tuple(blocks), slip.title), profile),
        *(_extras(profile) if profile.knows("text") else []),
        *slip_steps(Document((cut,), slip.title), profile),
    ]


def character_lines(profile: PrinterProfile) -> list[tuple[bytes, str]]:
    """A strip that shows which characters a printer has: each line's bytes, and what it must show.

    The first line tells whether Hanzi are on from power on, so nothing switches them on before it.
    """
    if not profile.knows("text"):
        return []
    lines = []
    if profile.hanzi is not Hanzi.NONE:
        lines = [
            (b"1 " + _COMMON.encode("gbk"), f"1 {_COMMON}: Hanzi are on from power on"),
            (
                escpos.HANZI_ON + b"2 " + _COMMON.encode("gbk"),
                f"2 {_COMMON}: Hanzi after FS &, as slips switch them on",
            ),
            (b"3 " + _RARE.encode("gbk"), f"3 {_RARE}: GBK, beyond GB 2312"),
            (b"4 " + _FOUR_BYTES.encode("gb18030"), f"4 {_FOUR_BYTES}: four bytes of GB 18030"),
        ]
        off = b"\x1c."
    else:
        off = b""
    for page in COMMON_PAGES:
        if page in profile.code_pages:
            codec = profile.code_pages[page]
            sample = _sample(codec)
            shown = f"page {page} {sample}: {codec}"
            lines.append((off + b"\x1bt%cpage %d " % (page, page) + sample.encode(codec), shown))
    return lines


def character_strip_steps(profile: PrinterProfile) -> list[bytes]:
    """The lines of `character_lines` as a slip."""
    lines = [line + escpos.LINE_FEED for line, _ in character_lines(profile)]
    return [escpos.INITIALISE, *lines, *slip_steps(Document((Cut(),), ""), profile)]


def _sample(codec: str) -> str:
    """The first letters of a code page that ASCII has not."""
    letters = bytes(range(0x80, 0x100)).decode(codec, "ignore")
    return "".join(char for char in letters if char.isalpha())[:SAMPLE_LETTERS]


def _end(document: Document, profile: PrinterProfile) -> list[bytes]:
    """The knife or the feed to the tear bar, where the document ends in one."""
    if not any(isinstance(block, Cut) for block in document.blocks):
        return []
    if profile.cutter and profile.knows("GS V"):
        return [escpos.CUT]
    return [b"\x1bd" + bytes((escpos.TEAR_OFF_LINES,))]


def _drawn(block: Block) -> Block:
    return Picture(symbol(block.data, block.module_dots)) if isinstance(block, Qr) else block


def _extras(profile: PrinterProfile) -> list[bytes]:
    """What no slip needs and a programmer asks for: fonts, underline, reverse, a bar code."""
    hanzi = profile.hanzi is not Hanzi.NONE
    steps = []
    if profile.knows("ESC M"):
        for number, (font, columns) in enumerate(sorted(profile.fonts.items())):
            ruler = "".join(str(column % 10) for column in range(1, columns + 1))
            steps += [b"\x1bM%c" % number, f"FONT {font}, {columns} COLUMNS\n{ruler}\n".encode()]
        steps.append(b"\x1bM\x00")
    if profile.knows("ESC -"):
        for dots in (1, 2):
            on, off = (b"\x1b-%c" % d + b"\x1c-%c" % d * hanzi for d in (dots, 0))
            steps.append(on + _words(f"{_UNDERLINED} {dots}", profile) + off + escpos.LINE_FEED)
    if profile.knows("GS B"):
        steps.append(
            b"\x1dB\x01" + _words(f" {_REVERSED} ", profile) + b"\x1dB\x00" + escpos.LINE_FEED
        )
    if profile.knows("GS k"):
        steps.append(_bar_code())
    return steps


def _words(text: str, profile: PrinterProfile) -> bytes:
    """The text, or its ASCII alone where the printer has no Hanzi."""
    if profile.hanzi is Hanzi.NONE:
        return "".join(char for char in text if char.isascii()).encode()
    return text.encode("gbk")


def _bar_code() -> bytes:
    """CODE128, its text beneath it: GS h, GS w, GS H, GS k 73 (Epson's reference, code set B)."""
    data = b"{B" + _BARCODE
    return (
        escpos.ALIGN[Align.CENTRE]
        + b"\x1dh\x40\x1dw\x02\x1dH\x02\x1dkI%c" % len(data)
        + data
        + b"\n"
        + escpos.ALIGN[Align.LEFT]
    )
