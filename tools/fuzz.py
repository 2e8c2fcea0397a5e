"""Throw bytes of ill will at the printer's parts, led by coverage (atheris).

    python -m tools.fuzz tokenizer -max_total_time=600
    python -m tools.fuzz engine -max_total_time=600

Options are libFuzzer's. A finding ends it with a traceback and leaves the bytes in `crash-...`.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

MAX_SEED_BYTES = 64
"""Of every command of the table so much is given to begin with, its parameters all zeros."""


def tokens(data: bytes) -> None:
    """All that must hold for any bytes: none lost, the same in any pieces, little of them held."""
    # Imported here: `main` has them instrumented when it imports them first.
    from drivers import printer_profiles
    from drivers.escpos.grammar import MAX_PARAMETER_BYTES
    from drivers.escpos.listing import listed
    from drivers.escpos.tokenizer import Tokenizer

    def taken(*pieces: bytes) -> list[tuple[int, bytes, int]]:
        tokenizer, found = Tokenizer(), []
        for piece in pieces:
            tokenizer.feed(piece)
            while (token := tokenizer.take()) is not None:
                found.append((token.offset, token.raw, token.skipped))
            assert len(tokenizer) <= MAX_PARAMETER_BYTES, f"{len(tokenizer)} bytes are held"
        assert tokenizer.offset + len(tokenizer) <= len(data), "more bytes than there are"
        return found

    whole = taken(data)
    for offset, raw, _ in whole:
        assert data[offset : offset + len(raw)] == raw, f"other bytes at {offset}"
    for (offset, raw, skipped), (following, *_) in pairwise(whole):
        assert offset + len(raw) + skipped == following, f"bytes are lost at {offset}"
    cut = len(data) // 3
    parted = {offset for offset, *_ in taken(data[:cut], data[cut:])}
    lost = {offset for offset, *_ in whole} - parted
    assert not lost, f"cut at {cut}, no command begins at {sorted(lost)}"
    list(listed([data], printer_profiles.load(printer_profiles.DEFAULT)))


def paper(data: bytes) -> None:
    """Whatever comes: the printer goes on, its paper is as wide as it is, and it holds no more than
    its buffer; asked afterwards how it is, it answers.
    """
    from drivers import printer_profiles
    from drivers.virtual_printer.machine import VirtualPrinter

    machine = VirtualPrinter(printer_profiles.load("epson80"))
    at = 0
    while at < len(data) and machine.room:
        part = data[at : at + machine.room]
        machine.receive(part)
        at += len(part)
    assert machine.filled_bytes <= machine.profile.receive_buffer_bytes, "more than the buffer"
    for slip in (*machine.slips, machine.piece):
        assert slip.bitmap.width == machine.profile.paper.width_dots, "paper of another width"
        assert slip.text.isprintable() or "\n" in slip.text, "no text on the paper"
    machine.power_off()
    machine.power_on()
    machine.take_answers()
    machine.receive(b"\x10\x04\x01")
    assert machine.take_answers(), "it is asked how it is and says nothing"


TARGETS: Mapping[str, tuple[Callable[[bytes], None], str]] = {
    "tokenizer": (tokens, "drivers.escpos.listing"),
    "engine": (paper, "drivers.virtual_printer.machine"),
}
"""What is checked, and the module that has it all imported."""


def main(target: str, *options: str) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    check, module = TARGETS[target]
    with atheris.instrument_imports(include=["drivers.escpos", "drivers.virtual_printer"]):
        importlib.import_module(module)
    with tempfile.TemporaryDirectory(prefix="countersign-fuzz-") as folder:
        _sow(Path(folder))
        atheris.Setup([sys.argv[0], *options, folder], check)
        atheris.Fuzz()


def _sow(folder: Path) -> None:
    from drivers.escpos.table import COMMANDS

    for number, row in enumerate(COMMANDS):
        selector = row.selectors[0] if row.selectors else b""
        raw = row.raw(selector + bytes(MAX_SEED_BYTES - len(selector)))
        (folder / f"{number:03d}").write_bytes(raw)


if __name__ == "__main__":
    main(*sys.argv[1:])
