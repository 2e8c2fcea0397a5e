"""Functions of GS ( that set the printer up, ask it, and draw lines: all but pictures and codes."""

from __future__ import annotations

from dataclasses import replace

from drivers.escpos.command import (
    BIXOLON,
    GS,
    PAGE,
    SPRT,
    STANDARD,
    Command,
    family,
    function,
)
from drivers.escpos.fields import (
    Characters,
    Choice,
    Constant,
    Field,
    Number,
    digits,
    on_off,
    word,
)
from drivers.escpos.grammar import Repeated, Rest

_TEST = replace(
    family("GS ( A", GS + b"(A", "print a test"),
    fields=(
        Choice("paper", digits("basic", "roll", "roll 2")),
        Choice("test", digits("dump", "status", "pattern", first=1) | {64: "layout"}),
    ),
)
_MEMORY = family("GS ( C", GS + b"(C", "the user's memory, by functions")
_AT_ONCE = family("GS ( D", GS + b"(D", "real-time commands on or off, by functions")
_SETUP = family("GS ( E", GS + b"(E", "set the printer up, by functions")
_MARK = family("GS ( F", GS + b"(F", "places on paper with black marks, by functions", SPRT)
_ANSWER = family("GS ( H", GS + b"(H", "ask for an answer, by functions")
_PRINTING = family("GS ( K", GS + b"(K", "how the head prints, by functions")
_WORK_AREA = family("GS ( M", GS + b"(M", "keep the settings, by functions")
_COLOUR = family("GS ( N", GS + b"(N", "colours of characters, by functions")
_AREA = family("GS ( P", GS + b"(P", "the area of a page, by functions")
_LINES = family("GS ( Q", GS + b"(Q", "draw lines, by functions")
_CUT = family("GS ( V", GS + b"(V", "cut, by functions")

_KEY, _CLEAR = Characters("key", 2), Constant(b"CLR")
_COLOURS = Choice("colour", {48: "none", 49: "1", 50: "2", 51: "3"})
_ANY = Number("setting")


def _record(number: int, meaning: str, *fields: Field) -> Command:
    """GS ( C: m is 0, then the function's number or its digit, then b, which is 0."""
    zero = Constant(b"\x00")
    return function(_MEMORY, number, meaning, zero, *fields, before=b"\x00", also=48 + number)


MEMORY = (
    _MEMORY,
    _record(0, "drop a record", _KEY),
    _record(1, "keep a record", _KEY, Rest("contents", 1)),
    _record(2, "tell a record", _KEY),
    _record(3, "tell how large the memory is"),
    _record(4, "tell how much of it is free"),
    _record(5, "tell the keys of all records"),
    _record(6, "drop all records", _CLEAR),
)

_SWITCH_BITS = tuple(
    Choice(f"bit_{bit}", {48: "off", 49: "on", 50: "as it is"}) for bit in range(8, 0, -1)
)
_SERIAL = {1: "baud", 2: "parity", 3: "flow control", 4: "data bits"}


def _setup(number: int, meaning: str, *fields: Field) -> Command:
    return replace(function(_SETUP, number, meaning, *fields), in_macro=False)


SETUP = (
    _SETUP,
    _setup(1, "begin to set up", Constant(b"IN")),
    _setup(2, "set up: done, start anew", Constant(b"OUT")),
    _setup(3, "set memory switches", Repeated("switches", (Number("switch"), *_SWITCH_BITS))),
    _setup(4, "tell a memory switch", Number("switch")),
    _setup(5, "set values", Repeated("values", (_ANY, word("value")))),
    _setup(6, "tell a value", _ANY),
    _setup(7, "copy the user's code page", Number("font"), Number("source"), Number("target")),
    _setup(
        8,
        "define characters of a code page in columns",
        *(Number("y", "bytes"), Number("first"), Number("last"), Rest("characters")),
    ),
    _setup(
        9,
        "define characters of a code page in rows",
        *(Number("x", "bytes"), Number("first"), Number("last"), Rest("characters")),
    ),
    _setup(10, "drop characters of a code page", Number("first"), Number("last")),
    _setup(11, "set the serial line", Choice("what", _SERIAL), Rest("value", 1)),
    _setup(12, "tell how the serial line is set", Choice("what", _SERIAL)),
    _setup(13, "set Bluetooth", _ANY, Rest("value", 1)),
    _setup(14, "tell how Bluetooth is set", _ANY),
    _setup(15, "set USB", _ANY, Number("value")),
    _setup(16, "tell how USB is set", _ANY),
    _setup(48, "drop the layout of paper", _CLEAR),
    _setup(49, "set the layout of paper", Rest("layout", 1)),
    _setup(50, "tell the layout of paper", Choice("layout", {64: "set", 80: "in use"})),
    _setup(51, "set the marks of paper", Rest("marks", 1)),
    _setup(52, "tell the marks of paper", Rest("marks", 1)),
    _setup(99, "set the buzzer's patterns", Rest("patterns", 1)),
    _setup(100, "tell a pattern of the buzzer", Number("pattern")),
)

_DIRECTION = Choice("direction", digits("forward", "back"))

PAPER = (
    _MARK,
    function(_MARK, 1, "from the mark to where printing begins", _DIRECTION, word("feed", "units")),
    function(_MARK, 2, "from the mark to where paper is cut", _DIRECTION, word("feed", "units")),
    replace(
        function(
            _MARK, 112, "set the marks of paper", word("between", "units"), word("mark", "units")
        ),
        source=BIXOLON,
    ),
    _CUT,
    function(_CUT, 48, "cut", Choice("cut", digits("full", "partial"))),
    function(
        _CUT, 49, "feed and cut", Choice("cut", digits("full", "partial")), Number("feed", "units")
    ),
    function(
        _CUT,
        51,
        "cut when the feed has passed",
        Choice("cut", digits("full", "partial")),
        Number("feed", "units"),
    ),
)

HEAD = (
    _PRINTING,
    function(
        _PRINTING,
        48,
        "set how the head is driven",
        Choice("mode", digits("usual", "thrift 1", "thrift 2", "thrift 3", "thrift 4")),
    ),
    function(_PRINTING, 49, "set the density", Number("density", low=-128, high=127, signed=True)),
    function(
        _PRINTING,
        50,
        "set the speed",
        Choice("speed", digits("as set up", *(f"level {n}" for n in range(1, 14))), open=True),
    ),
    function(
        _PRINTING,
        97,
        "in how many parts the head is heated",
        Choice("parts", digits("as set up", "1", "2", "3", "4") | {128: "by itself"}),
    ),
)

_STORAGE = Choice("storage", {0: "factory", 1: "kept", 48: "factory", 49: "kept"})

ANSWERS = (
    _TEST,
    _AT_ONCE,
    function(
        _AT_ONCE,
        20,
        "real-time commands on or off",
        Repeated(
            "commands",
            (Choice("command", {1: "drawer pulse", 2: "power off"}), on_off("obeyed")),
        ),
    ),
    _ANSWER,
    function(
        _ANSWER, 48, "answer with the id when all is printed", Constant(b"0"), Characters("id", 4)
    ),
    function(
        _ANSWER,
        49,
        "what to answer while offline",
        Constant(b"0"),
        Choice("answer", digits("nothing", "the cause", "the cause and stop")),
    ),
    _WORK_AREA,
    function(
        _WORK_AREA,
        1,
        "keep the settings in use",
        Choice("storage", digits("kept", first=1)),
        also=49,
    ),
    function(_WORK_AREA, 2, "take settings back into use", _STORAGE, also=50),
    function(_WORK_AREA, 3, "which settings are used after ESC @", _STORAGE, also=51),
)

_POINT = (word("x1", "units"), word("y1", "units"), word("x2", "units"), word("y2", "units"))
_STYLE = Choice(
    "style",
    {1: "solid", 2: "dotted", 3: "dashed", 4: "double", 5: "dash-dot", 6: "dash-dot-dot"},
    open=True,
)
_LAST = Constant(b"0", also=(b"1", b"\x00"))

DRAWING = (
    _COLOUR,
    function(_COLOUR, 48, "set the characters' colour", _COLOURS),
    function(_COLOUR, 49, "set the colour behind characters", _COLOURS),
    function(_COLOUR, 50, "shade characters", on_off("shade"), _COLOURS),
    _AREA,
    replace(
        function(
            _AREA,
            48,
            "set the largest area of a page",
            *(word("width", "units"), word("height", "units"), Constant(b"\x00\x00\x01")),
        ),
        modes=PAGE,
    ),
    _LINES,
    replace(
        function(_LINES, 48, "draw a line on the page", *_POINT, Constant(b"\x01"), _STYLE, _LAST),
        modes=PAGE,
    ),
    replace(
        function(
            _LINES,
            49,
            "draw a rectangle on the page",
            *_POINT,
            *(Constant(b"\x01"), _STYLE, _LAST, _LAST, Constant(b"\x01")),
        ),
        modes=PAGE,
    ),
    replace(
        function(
            _LINES,
            50,
            "draw a line across the paper",
            word("x1", "units"),
            word("x2", "units"),
            Number("feed", "units"),
            *(Constant(b"\x01"), _STYLE, _LAST),
        ),
        modes=STANDARD,
    ),
    replace(
        function(
            _LINES,
            51,
            "begin or end a line along the paper",
            word("x", "units"),
            on_off("drawn"),
            *(Constant(b"\x01"), _STYLE, _LAST),
        ),
        modes=STANDARD,
    ),
)

GS_FUNCTIONS = (*ANSWERS, *MEMORY, *SETUP, *PAPER, *HEAD, *DRAWING)
