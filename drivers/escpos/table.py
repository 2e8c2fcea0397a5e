"""The command table: every ESC/POS command we know by prefix, with the rule for its length.

Whoever reads bytes (the virtual printer, the driver that cuts a job into pieces) reads them by this
table; what it does not name is consumed by the rule of `UNKNOWN`, and reported.
"""

from __future__ import annotations

from dataclasses import dataclass

from drivers.escpos import rules as r

ESC, FS, GS, DLE, DC2 = b"\x1b", b"\x1c", b"\x1d", b"\x10", b"\x12"


@dataclass(frozen=True, slots=True)
class Command:
    """`name` as manuals write it; after `prefix` come as many bytes as `rule` says."""

    name: str
    prefix: bytes
    rule: r.Rule
    meaning: str


TEXT = Command("text", b"", r.NOTHING, "characters to print")

# A control byte the table does not have is consumed alone; after ESC, FS, GS, DLE and DC2 the next
# byte goes with it, unless that opens a command itself. GS (, ESC ( and FS ( carry their length.
UNKNOWN = Command("unknown", b"", r.NOTHING, "no command of this table; skipped")

_CONTROL = (
    Command("NUL", b"\x00", r.NOTHING, "nothing"),
    Command("BEL", b"\x07", r.NOTHING, "sound the buzzer"),
    Command("HT", b"\x09", r.NOTHING, "move to the next tab stop"),
    Command("LF", b"\x0a", r.NOTHING, "print the line and feed"),
    Command("FF", b"\x0c", r.NOTHING, "print the page or feed to the mark"),
    Command("CR", b"\x0d", r.NOTHING, "print the line, where the printer is set so"),
    Command("CAN", b"\x18", r.NOTHING, "drop the page being built"),
    Command("DLE EOT", DLE + b"\x04", r.REAL_TIME_STATUS, "ask for the status, answered at once"),
    Command("DLE ENQ", DLE + b"\x05", r.ONE, "recover from an error, at once"),
    Command("DLE DC4", DLE + b"\x14", r.REAL_TIME_FUNCTION, "pulse, power off or clear, at once"),
    Command("DC2 #", DC2 + b"#", r.ONE, "set the print density"),
    Command("DC2 T", DC2 + b"T", r.NOTHING, "print the test page"),
    Command("DC2 q", DC2 + b"q", r.ONE, "set the printer's function"),
)

_ESC = (
    Command("ESC FF", ESC + b"\x0c", r.NOTHING, "print the page and keep it"),
    Command("ESC SP", ESC + b" ", r.ONE, "set the space right of characters"),
    Command("ESC !", ESC + b"!", r.ONE, "set font, bold and size of ASCII"),
    Command("ESC $", ESC + b"$", r.TWO, "move to a place of the line"),
    Command("ESC %", ESC + b"%", r.ONE, "user-defined characters on or off"),
    Command("ESC &", ESC + b"&", r.USER_CHARACTERS, "define characters"),
    Command("ESC (", ESC + b"(", r.FUNCTION, "function by letter"),
    Command("ESC *", ESC + b"*", r.BIT_IMAGE, "print a picture in columns"),
    Command("ESC -", ESC + b"-", r.ONE, "underline ASCII"),
    Command("ESC 2", ESC + b"2", r.NOTHING, "set the usual line spacing"),
    Command("ESC 3", ESC + b"3", r.ONE, "set the line spacing"),
    Command("ESC <", ESC + b"<", r.NOTHING, "return the head home"),
    Command("ESC =", ESC + b"=", r.ONE, "select the printer"),
    Command("ESC ?", ESC + b"?", r.ONE, "drop a user-defined character"),
    Command("ESC @", ESC + b"@", r.NOTHING, "set everything as after power on"),
    Command("ESC B", ESC + b"B", r.TWO, "sound the buzzer n times"),
    Command("ESC D", ESC + b"D", r.THROUGH_NUL, "set tab stops"),
    Command("ESC E", ESC + b"E", r.ONE, "bold on or off"),
    Command("ESC G", ESC + b"G", r.ONE, "double strike on or off"),
    Command("ESC J", ESC + b"J", r.ONE, "print the line and feed n dots"),
    Command("ESC K", ESC + b"K", r.ONE, "print the line and feed back n dots"),
    Command("ESC L", ESC + b"L", r.NOTHING, "page mode"),
    Command("ESC M", ESC + b"M", r.ONE, "select the ASCII font"),
    Command("ESC R", ESC + b"R", r.ONE, "select the national character set"),
    Command("ESC S", ESC + b"S", r.NOTHING, "standard mode"),
    Command("ESC T", ESC + b"T", r.ONE, "set the page's direction"),
    Command("ESC U", ESC + b"U", r.ONE, "print in one direction only"),
    Command("ESC V", ESC + b"V", r.ONE, "turn characters by 90 degrees"),
    Command("ESC W", ESC + b"W", r.Fixed(8), "set the page's area"),
    Command("ESC \\", ESC + b"\\", r.TWO, "move along the line"),
    Command("ESC a", ESC + b"a", r.ONE, "align left, centre or right"),
    Command("ESC c 0", ESC + b"c0", r.ONE, "select the paper to print on"),
    Command("ESC c 1", ESC + b"c1", r.ONE, "select the paper of the line spacing"),
    Command("ESC c 3", ESC + b"c3", r.ONE, "select sensors that report paper end"),
    Command("ESC c 4", ESC + b"c4", r.ONE, "select sensors that stop printing"),
    Command("ESC c 5", ESC + b"c5", r.ONE, "panel buttons on or off"),
    Command("ESC d", ESC + b"d", r.ONE, "print the line and feed n lines"),
    Command("ESC e", ESC + b"e", r.ONE, "print the line and feed back n lines"),
    Command("ESC i", ESC + b"i", r.NOTHING, "cut, leaving a bridge"),
    Command("ESC m", ESC + b"m", r.NOTHING, "cut, leaving three bridges"),
    Command("ESC p", ESC + b"p", r.Fixed(3), "open the drawer"),
    Command("ESC r", ESC + b"r", r.ONE, "select the colour"),
    Command("ESC t", ESC + b"t", r.ONE, "select the code page"),
    Command("ESC u", ESC + b"u", r.ONE, "ask for the drawer's status"),
    Command("ESC v", ESC + b"v", r.NOTHING, "ask for the paper's status"),
    Command("ESC {", ESC + b"{", r.ONE, "print upside down"),
)

_FS = (
    Command("FS SO", FS + b"\x0e", r.NOTHING, "double width on"),
    Command("FS DC4", FS + b"\x14", r.NOTHING, "double width off"),
    Command("FS !", FS + b"!", r.ONE, "set the size of Hanzi"),
    Command("FS &", FS + b"&", r.NOTHING, "Hanzi mode on"),
    Command("FS (", FS + b"(", r.FUNCTION, "function by letter"),
    Command("FS -", FS + b"-", r.ONE, "underline Hanzi"),
    Command("FS .", FS + b".", r.NOTHING, "Hanzi mode off"),
    Command("FS 2", FS + b"2", r.Fixed(74), "define a Hanzi of 24x24 dots"),
    Command("FS ?", FS + b"?", r.TWO, "drop a user-defined Hanzi"),
    Command("FS C", FS + b"C", r.ONE, "select the Hanzi code"),
    Command("FS S", FS + b"S", r.TWO, "set the space beside Hanzi"),
    Command("FS W", FS + b"W", r.ONE, "double both sides of Hanzi"),
    Command("FS g 1", FS + b"g1", r.STORED_USER_DATA, "write the user's memory"),
    Command("FS g 2", FS + b"g2", r.Fixed(7), "read the user's memory"),
    Command("FS p", FS + b"p", r.TWO, "print a stored picture"),
    Command("FS q", FS + b"q", r.STORED_PICTURES, "store pictures"),
    Command("FS }", FS + b"}", r.TWO, "set the automatic cut"),
)

_GS = (
    Command("GS FF", GS + b"\x0c", r.NOTHING, "feed to the black mark"),
    Command("GS !", GS + b"!", r.ONE, "set the size of ASCII"),
    Command("GS $", GS + b"$", r.TWO, "move down the page"),
    Command("GS (", GS + b"(", r.FUNCTION, "function by letter"),
    Command("GS *", GS + b"*", r.DOWNLOADED, "download a picture"),
    Command("GS /", GS + b"/", r.ONE, "print the downloaded picture"),
    Command("GS 8 L", GS + b"8L", r.LONG_FUNCTION, "graphics with a long count"),
    Command("GS :", GS + b":", r.NOTHING, "begin or end a macro"),
    Command("GS B", GS + b"B", r.ONE, "white on black"),
    Command("GS C 0", GS + b"C0", r.TWO, "set the counter's look"),
    Command("GS C 1", GS + b"C1", r.Fixed(6), "set the counter's range"),
    Command("GS C 2", GS + b"C2", r.TWO, "set the counter"),
    Command("GS H", GS + b"H", r.ONE, "place the bar code's text"),
    Command("GS I", GS + b"I", r.ONE, "ask who the printer is"),
    Command("GS L", GS + b"L", r.TWO, "set the left margin"),
    Command("GS P", GS + b"P", r.TWO, "set the units of motion"),
    Command("GS Q 0", GS + b"Q0", r.RASTER, "print a picture in columns of any height"),
    Command("GS T", GS + b"T", r.ONE, "go to the line's beginning"),
    Command("GS V", GS + b"V", r.CUT, "cut"),
    Command("GS W", GS + b"W", r.TWO, "set the width to print in"),
    Command("GS \\", GS + b"\\", r.TWO, "move along the page"),
    Command("GS ^", GS + b"^", r.Fixed(3), "run the macro"),
    Command("GS a", GS + b"a", r.ONE, "report status changes by itself"),
    Command("GS b", GS + b"b", r.ONE, "smooth large characters"),
    Command("GS c", GS + b"c", r.NOTHING, "print the counter"),
    Command("GS f", GS + b"f", r.ONE, "select the font of a bar code's text"),
    Command("GS g 0", GS + b"g0", r.Fixed(3), "clear a maintenance counter"),
    Command("GS g 2", GS + b"g2", r.Fixed(3), "ask for a maintenance counter"),
    Command("GS h", GS + b"h", r.ONE, "set the bar code's height"),
    Command("GS j", GS + b"j", r.ONE, "report ink changes by itself"),
    Command("GS k", GS + b"k", r.BARCODE, "print a bar code"),
    Command("GS r", GS + b"r", r.ONE, "ask for a status, answered in its turn"),
    Command("GS v 0", GS + b"v0", r.RASTER, "print a picture in rows"),
    Command("GS w", GS + b"w", r.ONE, "set the bar code's module"),
    Command("GS z 0", GS + b"z0", r.TWO, "set the waits on line"),
)

COMMANDS: tuple[Command, ...] = _CONTROL + _ESC + _FS + _GS

BY_PREFIX: dict[bytes, Command] = {command.prefix: command for command in COMMANDS}
BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}

OPENINGS = frozenset(
    command.prefix[:size] for command in COMMANDS for size in range(1, len(command.prefix))
)
"""Beginnings of prefixes, which need one byte more to be a command."""
