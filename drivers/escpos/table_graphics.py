"""Functions of GS ( L and GS 8 L: pictures kept, downloaded, or stored to be printed."""

from __future__ import annotations

from dataclasses import replace

from drivers.escpos.command import GS, Command, family, function
from drivers.escpos.fields import Characters, Choice, Constant, Field, Number, word
from drivers.escpos.grammar import Rest

_GRAPHICS = family("GS ( L", GS + b"(L", "graphics, by functions")
_LONG = replace(_GRAPHICS, name="GS 8 L", prefix=GS + b"8L", length_bytes=4)

_KEY = Characters("key", 2)
_SCALE = (Number("across", low=1, high=2), Number("down", low=1, high=2))
_TONE = Choice("tone", {48: "monochrome", 52: "grey"})
_COLOUR = Choice("colour", {49: "1", 50: "2", 51: "3", 52: "4"})
_SIZE = (word("x", "dots"), word("y", "dots"))
_KEPT = (_KEY, Number("colours", low=1, high=4), *_SIZE, Rest("planes"))
_ROWS = Rest("dots")


def _graphics(of: Command) -> tuple[Command, ...]:
    """The functions' m is '0', and the first five have a number of one digit too."""

    def row(number: int, meaning: str, *fields: Field) -> Command:
        also = number - 48 if number < 53 else -1
        return function(of, number, meaning, *fields, before=b"0", also=also)

    return (
        of,
        row(48, "tell how large the memory of kept pictures is"),
        row(
            49,
            "set the dots per inch of graphics",
            Choice("x", {50: "180 dpi", 51: "360 dpi"}),
            Choice("y", {50: "180 dpi", 51: "360 dpi"}),
        ),
        row(50, "print the graphics stored"),
        row(51, "tell how much memory of kept pictures is free"),
        row(52, "tell how much memory of downloaded pictures is free"),
        row(64, "tell the keys of kept pictures", Constant(b"KC")),
        row(65, "drop all kept pictures", Constant(b"CLR")),
        row(66, "drop a kept picture", _KEY),
        row(67, "keep a picture in rows", _TONE, *_KEPT),
        row(68, "keep a picture in columns", Constant(b"0"), *_KEPT),
        row(69, "print a kept picture", _KEY, *_SCALE),
        row(80, "tell the keys of downloaded pictures", Constant(b"KC")),
        row(81, "drop all downloaded pictures", Constant(b"CLR")),
        row(82, "drop a downloaded picture", _KEY),
        row(83, "download a picture in rows", _TONE, *_KEPT),
        row(84, "download a picture in columns", Constant(b"0"), *_KEPT),
        row(85, "print a downloaded picture", _KEY, *_SCALE),
        row(112, "store a picture in rows, to be printed", _TONE, *_SCALE, _COLOUR, *_SIZE, _ROWS),
        row(
            113,
            "store a picture in columns, to be printed",
            Constant(b"0"),
            *_SCALE,
            _COLOUR,
            *_SIZE,
            _ROWS,
        ),
    )


GRAPHICS = (*_graphics(_GRAPHICS), *_graphics(_LONG))
