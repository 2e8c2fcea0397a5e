"""Commands that begin with ESC: text and its place, feeding, page mode, cutting, the drawer.

They mean what receipt printers mean by them. ESC/P, the language of office printers, has pictures
behind ESC K, L, Y and Z: here K feeds back, L begins a page, and Y and Z are unknown.
"""

from __future__ import annotations

from drivers.escpos.command import CHINA, ESC, PAGE, STANDARD, Command
from drivers.escpos.fields import (
    Choice,
    Flags,
    Number,
    digits,
    on_off,
    signed_word,
    word,
)
from drivers.escpos.grammar import Block, Columns, Repeated, Switch

MAX_TAB_STOPS = 32

_FONT = Choice("font", digits("A", "B", "C", "D", "E") | {97: "special A", 98: "special B"})
UNDERLINE = Choice("underline", digits("off", "1 dot", "2 dots"))

COUNTRIES = (
    *("U.S.A.", "France", "Germany", "U.K.", "Denmark I", "Sweden", "Italy", "Spain I", "Japan"),
    *("Norway", "Denmark II", "Spain II", "Latin America", "Korea", "Slovenia/Croatia", "China"),
    *("Vietnam", "Arabia"),
)
"""The national character sets of ESC R, in the order of their numbers."""

CODE_PAGES = {
    0: "PC437",
    1: "Katakana",
    2: "PC850",
    3: "PC860",
    4: "PC863",
    5: "PC865",
    6: "Hiragana",
    11: "PC851",
    12: "PC853",
    13: "PC857",
    14: "PC737",
    15: "ISO8859-7",
    16: "WPC1252",
    17: "PC866",
    18: "PC852",
    19: "PC858",
    20: "Thai 42",
    21: "Thai 11",
    26: "Thai 18",
    30: "TCVN-3 lower",
    31: "TCVN-3 upper",
    32: "PC720",
    33: "WPC775",
    34: "PC855",
    35: "PC861",
    36: "PC862",
    37: "PC864",
    38: "PC869",
    39: "ISO8859-2",
    40: "ISO8859-15",
    41: "PC1098",
    42: "PC1118",
    43: "PC1119",
    44: "PC1125",
    45: "WPC1250",
    46: "WPC1251",
    47: "WPC1253",
    48: "WPC1254",
    49: "WPC1255",
    50: "WPC1256",
    51: "WPC1257",
    52: "WPC1258",
    53: "KZ-1048",
    255: "user's page",
}
"""Epson's numbers of ESC t. Other makers number otherwise: a profile has the last word."""

# Epson has modes 0, 1, 32 and 33; the others are ESC/P's, whose mode tells the column's height too.
_COLUMNS = dict.fromkeys((0, 1, 2, 3, 4, 5, 6, 7), 1) | dict.fromkeys((32, 33, 38, 39, 40), 3)
BIT_IMAGE = Switch(
    Choice(
        "mode",
        {0: "8 dots", 1: "8 dots, double density", 32: "24 dots", 33: "24 dots, double density"},
        open=True,
    ),
    {
        mode: (word("columns"), Block("dots", ("columns",), height))
        for mode, height in _COLUMNS.items()
    },
)

_CHARACTERS = Repeated(
    "characters", (Number("x", "dots"), Block("dots", ("x_dots", "y_bytes"))), "first", "last"
)

TEXT_STYLE = (
    Command("ESC SP", ESC + b" ", "set the space right of characters", (Number("space", "units"),)),
    Command(
        "ESC !",
        ESC + b"!",
        "set font, bold and size of ASCII",
        (
            Flags(
                "style",
                {1: "font B", 8: "bold", 16: "double height", 32: "double width", 128: "underline"},
            ),
        ),
    ),
    Command("ESC %", ESC + b"%", "user-defined characters on or off", (on_off("user_defined"),)),
    Command(
        "ESC &",
        ESC + b"&",
        "define characters",
        (
            Number("y", "bytes"),
            Number("first", low=32, high=126),
            Number("last", low=32, high=126),
            _CHARACTERS,
        ),
    ),
    Command("ESC -", ESC + b"-", "underline ASCII", (UNDERLINE,)),
    Command(
        "ESC ?", ESC + b"?", "drop a user-defined character", (Number("code", low=32, high=126),)
    ),
    Command("ESC E", ESC + b"E", "bold on or off", (on_off("bold"),)),
    Command("ESC G", ESC + b"G", "double strike on or off", (on_off("double_strike"),)),
    Command("ESC M", ESC + b"M", "select the ASCII font", (_FONT,)),
    Command(
        "ESC R",
        ESC + b"R",
        "select the national character set",
        (Choice("country", dict(enumerate(COUNTRIES)), open=True),),
    ),
    Command(
        "ESC V",
        ESC + b"V",
        "turn characters by 90 degrees",
        (Choice("turned", digits("off", "90 degrees", "90 degrees, wide")),),
        STANDARD,
    ),
    Command("ESC r", ESC + b"r", "select the colour", (Choice("colour", digits("black", "red")),)),
    Command(
        "ESC t",
        ESC + b"t",
        "select the code page",
        (Choice("page", CODE_PAGES, open=True),),
    ),
    Command("ESC {", ESC + b"{", "print upside down", (on_off("upside_down"),), STANDARD),
)

PLACE_AND_FEED = (
    Command("ESC $", ESC + b"$", "move to a place of the line", (word("x", "units"),)),
    Command("ESC 2", ESC + b"2", "set the usual line spacing"),
    Command("ESC 3", ESC + b"3", "set the line spacing", (Number("spacing", "units"),)),
    Command("ESC <", ESC + b"<", "return the head home", modes=STANDARD),
    Command("ESC D", ESC + b"D", "set tab stops", (Columns("columns", MAX_TAB_STOPS),)),
    Command("ESC J", ESC + b"J", "print the line and feed n dots", (Number("feed", "units"),)),
    Command(
        "ESC K",
        ESC + b"K",
        "print the line and feed back n dots",
        (Number("feed_back", "units"),),
        STANDARD,
    ),
    Command("ESC U", ESC + b"U", "print in one direction only", (on_off("one_direction"),)),
    Command("ESC \\", ESC + b"\\", "move along the line", (signed_word("move", "units"),)),
    Command(
        "ESC a",
        ESC + b"a",
        "align left, centre or right",
        (Choice("place", digits("left", "centre", "right")),),
        STANDARD,
    ),
    Command("ESC d", ESC + b"d", "print the line and feed n lines", (Number("feed", "lines"),)),
    Command(
        "ESC e",
        ESC + b"e",
        "print the line and feed back n lines",
        (Number("feed_back", "lines"),),
        STANDARD,
    ),
)

PAGE_MODE = (
    Command("ESC FF", ESC + b"\x0c", "print the page and keep it", modes=PAGE),
    Command("ESC L", ESC + b"L", "page mode", modes=STANDARD),
    Command("ESC S", ESC + b"S", "standard mode", modes=PAGE),
    Command(
        "ESC T",
        ESC + b"T",
        "set the page's direction",
        (
            Choice(
                "direction",
                digits("left to right", "bottom to top", "right to left", "top to bottom"),
            ),
        ),
        PAGE,
    ),
    Command(
        "ESC W",
        ESC + b"W",
        "set the page's area",
        (word("x", "units"), word("y", "units"), word("width", "units"), word("height", "units")),
        PAGE,
    ),
)

_SENSORS = {1: "near end", 2: "near end too", 4: "end", 8: "end too"}
_SHEETS = {1: "journal", 2: "receipt", 4: "slip", 8: "validation"}
_PULSE = (
    Choice("connector", digits("pin 2", "pin 5")),
    Number("on", "ms", each=2),
    Number("off", "ms", each=2),
)

MACHINE = (
    Command("ESC *", ESC + b"*", "print a picture in columns", (BIT_IMAGE,)),
    Command(
        "ESC =", ESC + b"=", "select the printer", (Flags("listens", {1: "printer", 2: "display"}),)
    ),
    Command("ESC @", ESC + b"@", "set everything as after power on"),
    Command(
        "ESC B",
        ESC + b"B",
        "sound the buzzer n times",
        (Number("times", low=1, high=9), Number("long", "ms", 1, 9, each=50)),
        source=CHINA,
    ),
    Command("ESC c 0", ESC + b"c0", "select the paper to print on", (Flags("sheets", _SHEETS),)),
    Command(
        "ESC c 1", ESC + b"c1", "select the paper of the line spacing", (Flags("sheets", _SHEETS),)
    ),
    Command(
        "ESC c 3", ESC + b"c3", "select sensors that report paper end", (Flags("at", _SENSORS),)
    ),
    Command("ESC c 4", ESC + b"c4", "select sensors that stop printing", (Flags("at", _SENSORS),)),
    Command("ESC c 5", ESC + b"c5", "panel buttons on or off", (on_off("locked"),)),
    Command("ESC i", ESC + b"i", "cut, leaving a bridge", modes=STANDARD),
    Command("ESC m", ESC + b"m", "cut, leaving three bridges", modes=STANDARD),
    Command("ESC p", ESC + b"p", "open the drawer", _PULSE),
    Command("ESC q", ESC + b"q", "let the sheet of paper go", modes=STANDARD),
    Command(
        "ESC u",
        ESC + b"u",
        "ask for the drawer's status",
        (Choice("connector", digits("pin 3")),),
    ),
    Command("ESC v", ESC + b"v", "ask for the paper's status"),
)
