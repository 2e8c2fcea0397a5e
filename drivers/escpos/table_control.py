"""Commands of one control byte, and those that begin with DLE or DC2."""

from __future__ import annotations

from drivers.escpos.command import BOTH, CHINA, DC2, DLE, PAGE, STANDARD, Command
from drivers.escpos.fields import Choice, Constant, Number
from drivers.escpos.grammar import Switch

CONTROL = (
    Command("NUL", b"\x00", "nothing"),
    Command("BEL", b"\x07", "sound the buzzer", source=CHINA),
    Command("HT", b"\x09", "move to the next tab stop"),
    Command("LF", b"\x0a", "print the line and feed"),
    Command("FF", b"\x0c", "print the page and leave page mode, or feed to the mark"),
    Command("CR", b"\x0d", "print the line, where the printer is set so"),
    Command("CAN", b"\x18", "drop the page being built", modes=PAGE),
)

_STATUS_PARTS = {7: "ink", 8: "MICR", 18: "MAC"}
_STATUS = Switch(
    Choice(
        "what",
        {1: "printer", 2: "causes of offline", 3: "causes of error", 4: "paper"} | _STATUS_PARTS,
    ),
    {n: (Number("part"),) for n in _STATUS_PARTS},
)

_CONNECTOR = Choice("connector", {0: "pin 2", 1: "pin 5"})
_AT_ONCE = Switch(
    Choice(
        "function",
        {1: "drawer pulse", 2: "power off", 3: "buzzer", 7: "tell status", 8: "clear buffers"},
    ),
    {
        1: (_CONNECTOR, Number("on", "ms", 1, 8, each=100)),
        2: (Constant(b"\x01\x08"),),
        3: (Number("pattern"), Constant(b"\x00"), Number("times"), Constant(b"\x01\x00")),
        7: (Number("status"),),
        8: (Constant(bytes.fromhex("01 03 14 01 06 02 08")),),
    },
)

REAL_TIME = (
    Command(
        "DLE EOT", DLE + b"\x04", "ask for the status, answered at once", (_STATUS,), BOTH, True
    ),
    Command(
        "DLE ENQ",
        DLE + b"\x05",
        "recover from an error, at once",
        (Choice("how", {0: "answer", 1: "go on printing", 2: "clear the buffers"}),),
        real_time=True,
    ),
    Command(
        "DLE DC4",
        DLE + b"\x14",
        "pulse, power off or clear, at once",
        (_AT_ONCE,),
        real_time=True,
    ),
)

SMALL_PRINTERS = (
    Command("DC2 #", DC2 + b"#", "set the print density", (Number("density"),), source=CHINA),
    Command("DC2 T", DC2 + b"T", "print the test page", modes=STANDARD, source=CHINA),
    Command("DC2 q", DC2 + b"q", "set the printer's function", (Number("function"),), source="SII"),
)
