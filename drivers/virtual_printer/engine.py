"""Obeys ESC/POS commands: turns text, pictures and codes into rows for the print head."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, field

from drivers.escpos.status import PrinterStatus
from drivers.escpos.table import TEXT
from drivers.escpos.tokenizer import Token
from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer import pictures
from drivers.virtual_printer.codes import LEVELS, CodeTooLongError, qr
from drivers.virtual_printer.glyphs import NORMAL, Scale, glyph_case
from drivers.virtual_printer.line import PrintLine
from drivers.virtual_printer.mechanics import Mechanics
from drivers.virtual_printer.paper import Mark, MarkKind
from receipts.paper import LINE_DOTS
from receipts.slip import Align
from wire.bitmap import Bitmap

MAX_SCALE = 8
MAX_QR_BYTES = 7089
"""What the largest QR code holds."""

Answer = Callable[[bytes], None]


@dataclass(slots=True)
class _Style:
    """What ESC @ sets back."""

    ascii_scale: Scale = NORMAL
    hanzi_scale: Scale = NORMAL
    bold: bool = False
    align: Align = Align.LEFT
    hanzi: bool = True  # escpos.md 2e: Chinese printers wake up in Hanzi mode
    spacing: int = LINE_DOTS


@dataclass(slots=True)
class _QrSettings:
    module_dots: int = 3
    level: str = "L"
    content: bytes = field(default=b"", repr=False)


class Engine:
    """One printer's interpreter; `obey` is called when the mechanics are idle."""

    def __init__(self, profile: PrinterProfile, mechanics: Mechanics, answer: Answer) -> None:
        self._profile = profile
        self._mechanics = mechanics
        self._answer = answer
        self.reset()
        self._handlers: dict[str, Callable[[bytes], bool | None]] = {
            "text": self._text,
            "LF": self._end_line,
            "FF": self._end_line,
            "HT": lambda _: self._line.tab(),
            "ESC @": lambda _: self.reset(),
            "ESC !": self._select_print_mode,
            "ESC 2": lambda _: self._space_lines(LINE_DOTS),
            "ESC 3": lambda n: self._space_lines(n[0]),
            "ESC E": lambda n: self._embolden(n[0] & 1),
            "ESC G": lambda n: self._embolden(n[0] & 1),
            "ESC J": lambda n: self._print_line(n[0]),
            "ESC a": self._align,
            "ESC d": self._feed_lines,
            "ESC i": lambda _: self._cut(0),
            "ESC m": lambda _: self._cut(0),
            "FS !": self._select_hanzi_mode,
            "FS &": lambda _: self._hanzi_mode(True),
            "FS .": lambda _: self._hanzi_mode(False),
            "FS W": lambda n: self._scale_hanzi(2 if n[0] & 1 else 1, 2 if n[0] & 1 else 1),
            "GS !": self._scale_ascii,
            "GS (": self._function,
            "GS I": self._tell_who,
            "GS V": self._select_cut,
            "GS r": self._tell_status,
            "GS v 0": self._raster,
        }
        self._handlers |= dict.fromkeys(_WITHOUT_EFFECT, lambda _: None)

    def reset(self) -> None:
        """As after power on: nothing gathered, every setting back."""
        self._style = _Style()
        self._qr = _QrSettings()
        self.forget_line()

    def forget_line(self) -> None:
        """Drop the characters gathered for a line that was not printed."""
        self._line = PrintLine(self._profile.paper.width_dots)
        self._decoder = codecs.getincrementaldecoder("gbk")("replace")
        self._has_half = False  # of a Hanzi

    def obey(self, token: Token) -> bool:
        """Do what the token says; False if this printer does not know how."""
        command, parameters, _, skipped = token
        handler = self._handlers.get(command.name)
        if handler is None or skipped:
            return False
        if self._has_half and command is not TEXT:
            self._finish_character()
        return handler(parameters) is not False

    # Text

    def _text(self, data: bytes) -> None:
        if not self._style.hanzi:
            self._write(data.decode("ascii", "replace"))
            return
        self._write(self._decoder.decode(data))
        self._has_half = bool(self._decoder.getstate()[0])

    def _finish_character(self) -> None:
        """The first half of a Hanzi whose second never came is printed as a question mark."""
        self._has_half = False
        self._write(self._decoder.decode(b"", final=True))

    def _write(self, text: str) -> None:
        style = self._style
        case = glyph_case(self._profile.paper.width_dots, style.ascii_scale, style.hanzi_scale)
        text = text.replace("\ufffd", "?").replace("\x7f", "?")
        while text:
            self._line.bold |= style.bold
            self._line.scale = max(self._line.scale, style.ascii_scale, style.hanzi_scale)
            text = self._line.write(text, case, style.bold)
            if text:
                self._print_line(style.spacing)

    def _end_line(self, _: bytes) -> None:
        self._print_line(self._style.spacing)

    def _print_line(self, feed: int) -> None:
        """Print what is gathered and feed: `feed` dots from the top of the line, or its height."""
        line = self._line
        height = max(feed, line.height)
        shift = self._shift(line.used_dots)
        mark = Mark(
            MarkKind.TEXT,
            "".join(line.text),
            self._style.align,
            shift,
            self._mechanics.next_row,
            line.used_dots,
            line.height or height,
            line.scale.across,
            line.scale.down,
            line.bold,
        )
        self._mechanics.print_rows(line.rows(shift, height), mark)
        self._line = PrintLine(self._profile.paper.width_dots)

    def _feed_lines(self, n: bytes) -> None:
        spacing, lines = self._style.spacing, n[0]
        if self._line.used_dots:
            self._print_line(spacing)
            lines -= 1
        if lines > 0:
            self._print_line(lines * spacing)

    def _shift(self, width: int) -> int:
        if self._style.align is Align.LEFT:
            return 0
        spare = self._profile.paper.width_dots - width
        return spare if self._style.align is Align.RIGHT else spare // 2

    # Style

    def _select_print_mode(self, n: bytes) -> None:
        self._style.ascii_scale = Scale(2 if n[0] & 0x20 else 1, 2 if n[0] & 0x10 else 1)
        self._style.bold = bool(n[0] & 0x08)

    def _select_hanzi_mode(self, n: bytes) -> None:
        self._scale_hanzi(2 if n[0] & 0x04 else 1, 2 if n[0] & 0x08 else 1)

    def _scale_hanzi(self, across: int, down: int) -> None:
        self._style.hanzi_scale = Scale(across, down)

    def _scale_ascii(self, n: bytes) -> None:
        across, down = (n[0] >> 4 & 0x0F) + 1, (n[0] & 0x0F) + 1
        if across <= MAX_SCALE and down <= MAX_SCALE:
            self._style.ascii_scale = Scale(across, down)

    def _embolden(self, on: int) -> None:
        self._style.bold = bool(on)

    def _space_lines(self, dots: int) -> None:
        self._style.spacing = dots

    def _hanzi_mode(self, on: bool) -> None:
        self._style.hanzi = on

    def _align(self, n: bytes) -> None:
        """At the beginning of a line only."""
        place = n[0] - 48 if n[0] >= 48 else n[0]
        if place <= Align.RIGHT.value and not self._line.used_dots:
            self._style.align = Align(place)

    # Pictures

    def _raster(self, parameters: bytes) -> bool | None:
        mode = parameters[0] - 48 if parameters[0] >= 48 else parameters[0]
        stride = int.from_bytes(parameters[1:3], "little")
        if mode > 3 or not stride:
            return False
        across, down = 1 + (mode & 1), 1 + (mode >> 1)
        picture = pictures.scaled(parameters[5:], stride, across, down)
        self._print_picture(MarkKind.PICTURE, picture)
        return None

    def _print_picture(
        self, kind: MarkKind, picture: Bitmap, text: str = "", module_dots: int = 0
    ) -> None:
        if self._line.used_dots:
            self._print_line(self._style.spacing)
        paper = self._profile.paper
        width = min(picture.width, paper.width_dots)
        shift = self._shift(width)
        row = self._mechanics.next_row
        mark = Mark(
            kind,
            text,
            self._style.align,
            shift,
            row,
            width,
            picture.height,
            picture=picture,
            module_dots=module_dots,
        )
        self._mechanics.print_rows(pictures.placed(picture, shift, paper.width_dots), mark)

    def _function(self, parameters: bytes) -> bool | None:
        """GS ( k, cn 49: the QR code's functions."""
        if parameters[:1] != b"k" or parameters[3:4] != b"1" or len(parameters) < 6:
            return False
        function, data = parameters[4], parameters[5:]
        match function:
            case 65:
                return None if data[0] in (49, 50) else False
            case 67 if 1 <= data[0] <= 16:
                self._qr.module_dots = data[0]
            case 69 if data[0] in LEVELS:
                self._qr.level = LEVELS[data[0]]
            case 80:
                self._qr.content = data[1 : 1 + MAX_QR_BYTES]
            case 81 if self._qr.content:
                return self._print_qr()
            case _:
                return False
        return None

    def _print_qr(self) -> bool | None:
        try:
            code = qr(self._qr.content, self._qr.level, self._qr.module_dots)
        except CodeTooLongError:
            return False
        if code.width > self._profile.paper.width_dots:
            return False  # real printers print nothing then
        text = self._qr.content.decode("utf-8", "replace")
        self._print_picture(MarkKind.CODE, code, text, self._qr.module_dots)
        return None

    # Paper and answers

    def _select_cut(self, parameters: bytes) -> bool | None:
        if parameters[0] not in (0, 1, 48, 49, 65, 66, 97, 98, 103, 104):
            return False
        self._cut(parameters[1] if len(parameters) > 1 else 0)
        return None

    def _cut(self, feed: int) -> None:
        if self._line.used_dots:
            self._print_line(self._style.spacing)
        self._mechanics.feed(feed)
        if self._profile.dialect.cutter:
            self._mechanics.cut()

    def _tell_status(self, n: bytes) -> bool | None:
        status: PrinterStatus = self._mechanics.status
        if n[0] in (1, 49):
            self._answer(bytes([status.paper_answer]))
        elif n[0] in (2, 50):
            self._answer(b"\x00")
        else:
            return False
        return None

    def _tell_who(self, n: bytes) -> bool | None:
        """GS I: one byte for the old numbers, a block 5F ... 00 for the new ones."""
        if n[0] in (1, 49):
            self._answer(b"\x20")
        elif n[0] in (2, 50):
            self._answer(bytes([0x01 | 0x02 * self._profile.dialect.cutter]))
        elif n[0] in (66, 67):
            self._answer(b"_" + {66: b"Countersign", 67: self._profile.name.encode()}[n[0]] + b"\0")
        else:
            return False
        return None


_WITHOUT_EFFECT = (
    *("NUL", "BEL", "CR", "DLE EOT", "DLE ENQ", "DLE DC4", "DC2 #"),
    *("ESC <", "ESC =", "ESC U", "ESC c 3", "ESC c 4", "ESC c 5", "ESC p"),
)
