"""Commands that begin with GS: sizes, margins, bar codes, pictures, cutting, answers, counters."""

from __future__ import annotations

from drivers.escpos.command import GS, PAGE, SPRT, STANDARD, Command
from drivers.escpos.fields import (
    Characters,
    Choice,
    Constant,
    Flags,
    Number,
    digits,
    on_off,
    signed_word,
    word,
)
from drivers.escpos.grammar import Block, Counted, Ended, SelfSized, Switch
from drivers.escpos.table_fs import SCALE

MAX_BAR_CODE_BYTES = 255
"""What the count of GS k holds; without a count no bar code is longer either."""

_SIZES = {
    (across - 1) << 4 | (down - 1): f"{across}x{down}"
    for across in range(1, 9)
    for down in range(1, 9)
}

HRI_FONT = Choice("font", digits("A", "B", "C", "D", "E") | {97: "special A", 98: "special B"})

BAR_CODES = (
    *("UPC-A", "UPC-E", "EAN13", "EAN8", "CODE39", "ITF", "CODABAR", "CODE93", "CODE128"),
    *("GS1-128", "GS1 DataBar Omnidirectional", "GS1 DataBar Truncated", "GS1 DataBar Limited"),
    *("GS1 DataBar Expanded", "CODE128 auto"),
)
"""The systems of GS k, in the order of their numbers: 65 on with a count, 0 to 6 up to a NUL."""

_BAR_CODE = Switch(
    Choice(
        "system",
        {65 + n: system for n, system in enumerate(BAR_CODES)}
        | {n: f"{system}, to NUL" for n, system in enumerate(BAR_CODES[:7])},
    ),
    {65 + n: (Counted("contents"),) for n in range(len(BAR_CODES))}
    | {n: (Ended("contents", MAX_BAR_CODE_BYTES),) for n in range(7)},
)

_CUTS = (
    digits("full", "partial")
    | {65: "feed and full", 66: "feed and partial"}
    | {97: "full when the feed has passed", 98: "partial when the feed has passed"}
    | {103: "full, then back to the start", 104: "partial, then back to the start"}
)
_CUT = Switch(
    Choice("cut", _CUTS), {m: (Number("feed", "units"),) for m in (65, 66, 97, 98, 103, 104)}
)

_WHO = {
    1: "model number",
    2: "type number",
    3: "firmware number",
    49: "model number",
    50: "type number",
    51: "firmware number",
    33: "type information",
    35: "model specific information A",
    36: "model specific information B",
    65: "firmware version",
    66: "maker",
    67: "model name",
    68: "serial number",
    69: "fonts",
    96: "settings",
    110: "information C",
    111: "information D",
    112: "information E",
}

_REPORTS = {1: "drawer", 2: "online", 4: "errors", 8: "paper", 64: "panel switch"}

RASTER = (
    SCALE,
    word("x", "bytes"),
    word("y", "dots"),
    Block("dots", ("x_bytes", "y_dots")),
)

TEXT_AND_PLACE = (
    Command("GS !", GS + b"!", "set the size of ASCII", (Choice("size", _SIZES),)),
    Command("GS $", GS + b"$", "move down the page", (word("y", "units"),), PAGE),
    Command("GS B", GS + b"B", "white on black", (on_off("reverse"),)),
    Command("GS L", GS + b"L", "set the left margin", (word("margin", "units"),), STANDARD),
    Command(
        "GS P",
        GS + b"P",
        "set the units of motion",
        (Number("x", "per_inch"), Number("y", "per_inch")),
    ),
    Command(
        "GS T",
        GS + b"T",
        "go to the line's beginning",
        (Choice("line", digits("dropped", "printed first")),),
        STANDARD,
    ),
    Command("GS W", GS + b"W", "set the width to print in", (word("width", "units"),), STANDARD),
    Command("GS \\", GS + b"\\", "move along the page", (signed_word("move", "units"),), PAGE),
    Command("GS b", GS + b"b", "smooth large characters", (on_off("smooth"),)),
)

PICTURES = (
    Command(
        "GS *",
        GS + b"*",
        "download a picture",
        (Number("x", "bytes"), Number("y", "bytes"), Block("dots", ("x_bytes", "y_bytes"), 8)),
    ),
    Command("GS /", GS + b"/", "print the downloaded picture", (SCALE,)),
    Command(
        "GS D",
        GS + b"D",
        "store a picture of a Windows BMP file",
        (
            Constant(b"0"),
            Choice("memory", {67: "kept", 83: "downloaded"}),
            Constant(b"0"),
            Characters("key", 2),
            Choice("tone", {48: "monochrome", 52: "grey"}),
            Constant(b"1"),
            SelfSized("file"),
        ),
        in_macro=False,
    ),
    Command(
        "GS Q 0",
        GS + b"Q0",
        "print a picture in columns of any height",
        (
            SCALE,
            word("x", "dots"),
            word("y", "bytes"),
            Block("dots", ("x_dots", "y_bytes")),
        ),
        STANDARD,
    ),
    Command("GS v 0", GS + b"v0", "print a picture in rows", RASTER),
)

BAR_CODE = (
    Command(
        "GS H",
        GS + b"H",
        "place the bar code's text",
        (Choice("text", digits("none", "above", "below", "above and below")),),
    ),
    Command("GS f", GS + b"f", "select the font of a bar code's text", (HRI_FONT,)),
    Command("GS h", GS + b"h", "set the bar code's height", (Number("height", "dots", 1),)),
    Command("GS k", GS + b"k", "print a bar code", (_BAR_CODE,)),
    Command("GS w", GS + b"w", "set the bar code's module", (Number("module", "dots", 1),)),
)

_COUNTER = word("number", high=0xFFFF)

MECHANICS = (
    Command("GS FF", GS + b"\x0c", "feed to the black mark", source=SPRT),
    Command("GS V", GS + b"V", "cut", (_CUT,), STANDARD),
    Command("GS :", GS + b":", "begin or end a macro", in_macro=False),
    Command(
        "GS ^",
        GS + b"^",
        "run the macro",
        (
            Number("times"),
            Number("wait", "ms", each=100),
            Choice("start", {0: "at once", 1: "by the feed button"}),
        ),
        in_macro=False,
    ),
    Command(
        "GS C 0",
        GS + b"C0",
        "set the counter's look",
        (
            Number("digits", high=5),
            Choice("place", digits("right, padded with spaces", "right, padded with 0", "left")),
        ),
    ),
    Command(
        "GS C 1",
        GS + b"C1",
        "set the counter's range",
        (
            word("first"),
            word("last"),
            Number("step"),
            Number("times"),
        ),
    ),
    Command("GS C 2", GS + b"C2", "set the counter", (_COUNTER,)),
    Command(
        "GS C ;",
        GS + b"C;",
        "set the counter in digits",
        tuple(Ended(name, 5, b";") for name in ("first", "last", "step", "times", "number")),
    ),
    Command("GS c", GS + b"c", "print the counter"),
)

STATUS = (
    Command("GS I", GS + b"I", "ask who the printer is", (Choice("what", _WHO),)),
    Command("GS a", GS + b"a", "report status changes by itself", (Flags("report", _REPORTS),)),
    Command(
        "GS g 0",
        GS + b"g0",
        "clear a maintenance counter",
        (
            Constant(b"\x00"),
            word("counter"),
        ),
        in_macro=False,
    ),
    Command(
        "GS g 2",
        GS + b"g2",
        "ask for a maintenance counter",
        (
            Constant(b"\x00"),
            word("counter"),
        ),
    ),
    Command(
        "GS j",
        GS + b"j",
        "report ink changes by itself",
        (Flags("report", {1: "ink of colour 1", 2: "ink of colour 2"}),),
    ),
    Command(
        "GS r",
        GS + b"r",
        "ask for a status, answered in its turn",
        (Choice("what", digits("paper", "drawer", first=1) | {4: "ink", 52: "ink"}),),
    ),
    Command(
        "GS z 0",
        GS + b"z0",
        "set the waits on line",
        (
            Number("wait_for_paper", "s", each=5),
            Number("wait_to_start", "s", each=5),
        ),
    ),
)
