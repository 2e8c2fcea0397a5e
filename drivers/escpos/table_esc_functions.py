"""Functions of ESC ( : the buzzer, and printing in batches."""

from __future__ import annotations

from drivers.escpos.command import ESC, family, function
from drivers.escpos.fields import Choice, Constant, Number, digits, on_off

_BUZZER = family("ESC ( A", ESC + b"(A", "sound the buzzer, by functions")
_BATCH = family("ESC ( Y", ESC + b"(Y", "print in batches, by functions")

_TIMES = (
    Number("times"),
    Number("on", "ms", 1, 50, each=100),
    Number("off", "ms", 1, 50, each=100),
)

ESC_FUNCTIONS = (
    _BUZZER,
    function(
        _BUZZER,
        48,
        "beep in a pattern",
        Choice("pattern", digits(*(f"pattern {n}" for n in range(10)))),
        Number("times", low=1, high=63),
        Number("long", "ms", 10, 255, each=10),
    ),
    function(
        _BUZZER,
        97,
        "sound the buzzer outside",
        Number("pattern", low=1, high=7),
        Number("times"),
    ),
    function(
        _BUZZER,
        98,
        "buzzer while offline, by cause",
        Choice("cause", digits("recoverable error", "unrecoverable error", "paper end", "cover")),
        Constant(b"\x01d"),
        *_TIMES,
    ),
    function(_BUZZER, 99, "buzzer while the paper is about to end", Constant(b"0\x01d"), *_TIMES),
    _BATCH,
    function(_BATCH, 48, "gather lines and print them together", on_off("batch"), also=0),
    function(
        _BATCH,
        49,
        "which way a batch is printed",
        Choice("direction", digits("as gathered", "last line first")),
        also=1,
    ),
)
