"""Documents in the bytes one printer understands: its commands as far as it has them, else dots."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from drivers.escpos import slip as escpos
from drivers.escpos.encoder import command
from drivers.escpos.table import BY_NAME
from drivers.printer_profiles import PrinterProfile
from drivers.printer_profiles.profile import Hanzi
from receipts import strip
from receipts.notices import printer_test_slip
from receipts.qr import symbol
from receipts.slip import Align, Block, Cut, Document, Picture, Qr

COMMON_PAGES = (0, 2, 16, 17, 19)
"""The United States, Western Europe thrice, Russia; every maker has most of them."""
SAMPLE_LETTERS = 12

_COMMON, _RARE, _FOUR_BYTES = "银联", "镕堃", "㐀"
_BARCODE = b"COUNTERSIGN"
_REVERSED = "反白 REVERSED"
_UNDERLINED = "下划线 UNDERLINE"


def slip_steps(document: Document, profile: PrinterProfile) -> list[bytes]:
    """A document in steps, each a line with its end or whole commands (see drivers.escpos.slip).

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
    hanzi = profile.hanzi is not Hanzi.NONE
    lines = _hanzi_lines() if hanzi else []
    for page in COMMON_PAGES:
        if page in profile.code_pages:
            codec = profile.code_pages[page]
            sample = _sample(codec)
            select = command("FS .") * hanzi + BY_NAME["ESC t"].raw(bytes((page,)))
            shown = f"page {page} {sample}"
            lines.append((select + shown.encode(codec), f"{shown}: {codec}"))
    return lines


def _hanzi_lines() -> list[tuple[bytes, str]]:
    return [
        (b"1 " + _COMMON.encode("gbk"), f"1 {_COMMON}: Hanzi are on from power on"),
        (
            escpos.HANZI_ON + b"2 " + _COMMON.encode("gbk"),
            f"2 {_COMMON}: Hanzi after FS &, as slips switch them on",
        ),
        (b"3 " + _RARE.encode("gbk"), f"3 {_RARE}: GBK, beyond GB 2312"),
        (b"4 " + _FOUR_BYTES.encode("gb18030"), f"4 {_FOUR_BYTES}: four bytes of GB 18030"),
    ]


def character_strip_steps(profile: PrinterProfile) -> list[bytes]:
    """The lines of `character_lines` as a slip."""
    lines = [line + escpos.LINE_FEED.encode() for line, _ in character_lines(profile)]
    return [escpos.INITIALISE, *lines, *slip_steps(Document((Cut(),), ""), profile)]


def _sample(codec: str) -> str:
    """The first letters of a code page that ASCII has not."""
    letters = bytes(range(0x80, 0x100)).decode(codec, "ignore")
    return "".join(char for char in letters if char.isalpha())[:SAMPLE_LETTERS]


def _end(document: Document, profile: PrinterProfile) -> list[bytes]:
    """The knife or the feed to the tear bar, where the document ends in one."""
    if not any(isinstance(block, Cut) for block in document.blocks):
        return []
    return [escpos.end_of_slip(profile.dialect)]


def _drawn(block: Block) -> Block:
    return Picture(symbol(block.data, block.module_dots)) if isinstance(block, Qr) else block


def _extras(profile: PrinterProfile) -> list[bytes]:
    """What no slip needs and a programmer asks for: fonts, underline, reverse, a bar code."""
    steps = []
    if profile.knows("ESC M"):
        for font, columns in sorted(profile.fonts.items()):
            ruler = "".join(str(column % 10) for column in range(1, columns + 1))
            steps += [
                command("ESC M", font=font),
                _line(f"FONT {font}, {columns} COLUMNS\n{ruler}"),
            ]
        steps.append(command("ESC M", font="A"))
    if profile.knows("ESC -"):
        for dots in ("1 dot", "2 dots"):
            steps += [*_underlined(dots, profile), _line(_words(f"{_UNDERLINED} {dots}", profile))]
        steps += _underlined("off", profile)
    if profile.knows("GS B"):
        reverse, words = command("GS B", reverse="on"), _words(f" {_REVERSED} ", profile)
        steps += [reverse, _line(words), command("GS B", reverse="off")]
    if profile.knows("GS k"):
        steps.append(_bar_code())
    return steps


def _underlined(dots: str, profile: PrinterProfile) -> list[bytes]:
    hanzi = profile.hanzi is not Hanzi.NONE and profile.knows("FS -")
    commands = ["ESC -", "FS -"] if hanzi else ["ESC -"]
    return [command(name, underline=dots) for name in commands]


def _line(text: str) -> bytes:
    return (text + escpos.LINE_FEED).encode("gbk")


def _words(text: str, profile: PrinterProfile) -> str:
    """The text, or its ASCII alone where the printer has no Hanzi."""
    if profile.hanzi is not Hanzi.NONE:
        return text
    return "".join(char for char in text if char.isascii())


def _bar_code() -> bytes:
    """CODE128 in its code set B, with its text beneath it."""
    return (
        escpos.ALIGN[Align.CENTRE]
        + command("GS h", height_dots=64)
        + command("GS w", module_dots=2)
        + command("GS H", text="below")
        + command("GS k", system="CODE128", contents=b"{B" + _BARCODE)
        + escpos.LINE_FEED.encode()
        + escpos.ALIGN[Align.LEFT]
    )
