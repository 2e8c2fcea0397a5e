"""Commands that begin with FS: Hanzi and Kanji, pictures in memory, the user's memory, logos."""

from __future__ import annotations

from drivers.escpos.command import FS, SPRT, STANDARD, Command, family, function
from drivers.escpos.fields import (
    Characters,
    Choice,
    Constant,
    Field,
    Fixed,
    Flags,
    Number,
    digits,
    on_off,
    word,
)
from drivers.escpos.grammar import Block, Counted, Repeated, Rest
from drivers.escpos.table_esc import UNDERLINE

HANZI_BYTES = 72
"""A character of 24x24 dots."""

_CODE = Fixed("code", 2)
SCALE = Choice("mode", digits("normal", "double width", "double height", "double both"))
_ADDRESS = (Constant(b"\x00"), Number("address", size=4, high=0xFFFF_FFFF))

_PICTURES = Repeated(
    "pictures",
    (word("x", "bytes"), word("y", "bytes"), Block("dots", ("x_bytes", "y_bytes"), 8)),
    "count",
)

FS_PLAIN = (
    Command("FS SO", FS + b"\x0e", "double width on", source=SPRT),
    Command("FS DC4", FS + b"\x14", "double width off", source=SPRT),
    Command(
        "FS !",
        FS + b"!",
        "set the size of Hanzi",
        (Flags("style", {4: "double width", 8: "double height", 128: "underline"}),),
    ),
    Command("FS &", FS + b"&", "Hanzi mode on"),
    Command("FS -", FS + b"-", "underline Hanzi", (UNDERLINE,)),
    Command("FS .", FS + b".", "Hanzi mode off"),
    Command("FS 2", FS + b"2", "define a Hanzi of 24x24 dots", (_CODE, Fixed("dots", HANZI_BYTES))),
    Command("FS ?", FS + b"?", "drop a user-defined Hanzi", (_CODE,)),
    Command(
        "FS C",
        FS + b"C",
        "select the Hanzi code",
        (Choice("code", digits("JIS", "Shift JIS", "Shift JIS 2004")),),
    ),
    Command(
        "FS S",
        FS + b"S",
        "set the space beside Hanzi",
        (Number("left", "units"), Number("right", "units")),
    ),
    Command("FS W", FS + b"W", "double both sides of Hanzi", (on_off("quadruple"),)),
    Command(
        "FS g 1",
        FS + b"g1",
        "write the user's memory",
        (*_ADDRESS, Counted("contents", 2)),
        in_macro=False,
    ),
    Command("FS g 2", FS + b"g2", "read the user's memory", (*_ADDRESS, word("size", "bytes"))),
    Command(
        "FS p", FS + b"p", "print a stored picture", (Number("picture", low=1), SCALE), STANDARD
    ),
    Command(
        "FS q",
        FS + b"q",
        "store pictures",
        (Number("count", low=1), _PICTURES),
        STANDARD,
        in_macro=False,
    ),
    Command(
        "FS }",
        FS + b"}",
        "set the automatic cut",
        (Choice("function", {60: "cut by itself"}, open=True), Number("lines")),
        source=SPRT,
    ),
)

_FONT = family("FS ( A", FS + b"(A", "set Hanzi, by functions")
_ENCODING = family("FS ( C", FS + b"(C", "set the encoding of text, by functions")
_LOGOS = family("FS ( E", FS + b"(E", "logos at top and bottom of every slip, by functions")
_LABELS = family("FS ( L", FS + b"(L", "lay out labels and marked paper, by functions")
_EXTENDED_ASB = family("FS ( e", FS + b"(e", "report more status changes, by functions")

_KEY, _ALIGN = Characters("key", 2), Choice("place", digits("left", "centre", "right"))
_TWO = Constant(b"\x02")
_TO = Choice("to", {48: "the place", 49: "the place, once more"}, open=True)


def _logo(number: int, meaning: str, *fields: Field) -> Command:
    return function(_LOGOS, number, meaning, _TWO, *fields)


FS_FUNCTIONS = (
    _FONT,
    function(_FONT, 48, "select the Hanzi font", Choice("font", digits("A", "B", "C"))),
    _ENCODING,
    function(
        _ENCODING,
        48,
        "select the encoding",
        Choice("encoding", digits("code page", "UTF-8", first=1)),
    ),
    function(
        _ENCODING,
        60,
        "which font comes first for UTF-8",
        Choice("rank", {0: "first", 1: "second"}),
        Choice(
            "font",
            {0: "ANK", 11: "Japanese", 20: "Simplified Chinese", 30: "Traditional Chinese"}
            | {41: "Korean"},
            open=True,
        ),
    ),
    _LOGOS,
    _logo(
        60,
        "drop the settings of a logo",
        Choice("which", digits("top", "bottom")),
        Constant(b"CLR"),
    ),
    _logo(61, "tell the settings of logos", Choice("which", digits("top", "bottom", "more"))),
    _logo(62, "print a logo at the top", _KEY, _ALIGN, Number("lines_deleted")),
    _logo(63, "print a logo at the bottom", _KEY, _ALIGN),
    _logo(
        64,
        "when logos are printed",
        Repeated("when", (Number("event"), Choice("print", digits("no", "yes")))),
    ),
    _logo(
        65,
        "logos on or off",
        Choice("which", digits("top", "bottom")),
        Choice("print", digits("no", "yes")),
    ),
    _LABELS,
    function(_LABELS, 33, "set the layout of paper", Rest("layout", 1)),
    function(_LABELS, 34, "tell the layout of paper", Choice("layout", {64: "set", 80: "in use"})),
    function(_LABELS, 48, "tell where the paper stands", Constant(b"0")),
    function(_LABELS, 65, "feed to where the label is peeled off", _TO),
    function(_LABELS, 66, "feed to where the paper is cut", _TO),
    function(_LABELS, 67, "feed to where printing begins", _TO),
    function(_LABELS, 80, "set the margin of a layout error", Rest("margin", 1)),
    _EXTENDED_ASB,
    function(
        _EXTENDED_ASB,
        51,
        "report more status changes by itself",
        Flags("report", {8: "MICR and slip"}),
    ),
)
