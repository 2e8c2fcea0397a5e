"""Functions of GS ( k: two-dimensional codes, seven symbologies with much the same functions."""

from __future__ import annotations

from dataclasses import replace

from drivers.escpos.command import GS, Command, family, function
from drivers.escpos.fields import ZERO, Choice, Constant, Field, Number, digits, word
from drivers.escpos.grammar import Rest
from drivers.escpos.table_gs import HRI_FONT

_SYMBOLS = family("GS ( k", GS + b"(k", "two-dimensional codes, by functions")


def _symbology(cn: int, title: str, *own: tuple[int, str, tuple[Field, ...]]) -> list[Command]:
    """What only this one has, then what all have: store the contents, print, tell the size."""
    of = replace(_SYMBOLS, name=f"{_SYMBOLS.name} {cn}")

    def row(fn: int, meaning: str, *fields: Field) -> Command:
        return function(of, fn, f"{title}: {meaning}", *fields, before=bytes((cn,)))

    return [
        *(row(fn, meaning, *fields) for fn, meaning, fields in own),
        row(80, "store the contents", ZERO, Rest("contents", 1)),
        row(81, "print", ZERO),
        row(82, "tell the size it would have", ZERO),
    ]


def _module(low: int, high: int) -> tuple[int, str, tuple[Field, ...]]:
    return 67, "set the module", (Number("module", "dots", low, high),)


_WIDTH = (71, "set the largest width", (word("width", "units"),))

SYMBOLS = (
    _SYMBOLS,
    *_symbology(
        48,
        "PDF417",
        (65, "set the columns, 0 by itself", (Number("columns", high=30),)),
        (66, "set the rows, 0 by itself", (Number("rows", high=90),)),
        _module(1, 8),
        (68, "set the height of a row", (Number("height", "modules", 2, 8),)),
        (
            69,
            "set the error correction",
            (Choice("by", {48: "level", 49: "ratio"}), Number("amount", low=1, high=56)),
        ),
        (70, "standard or truncated", (Choice("kind", {0: "standard", 1: "truncated"}),)),
    ),
    *_symbology(
        49,
        "QR code",
        (
            65,
            "select the model",
            (Choice("model", {49: "1", 50: "2", 51: "micro"}), Constant(b"\x00")),
        ),
        _module(1, 16),
        (
            69,
            "set the error correction",
            (Choice("level", {48: "L", 49: "M", 50: "Q", 51: "H"}),),
        ),
    ),
    *_symbology(
        50,
        "MaxiCode",
        (65, "select the mode", (Choice("mode", {48 + n: f"mode {n}" for n in range(2, 7)}),)),
    ),
    *_symbology(51, "GS1 DataBar", _module(2, 8), _WIDTH),
    *_symbology(
        52,
        "composite",
        _module(2, 8),
        _WIDTH,
        (72, "select the font of its text", (HRI_FONT,)),
    ),
    *_symbology(
        53,
        "Aztec",
        (
            66,
            "set its kind and layers, 0 by itself",
            (Choice("kind", digits("full range", "compact")), Number("layers", high=32)),
        ),
        _module(2, 16),
        (69, "set the error correction", (Number("correction", "percent", 5, 95),)),
    ),
    *_symbology(
        54,
        "DataMatrix",
        (
            66,
            "set its shape and size, 0 by itself",
            (
                Choice("shape", digits("square", "rectangle")),
                Number("columns", high=144),
                Number("rows", high=144),
            ),
        ),
        _module(2, 16),
    ),
)
