"""Throw bytes of ill will at tokenizer and listing, led by coverage (atheris).

    python -m tools.fuzz_tokenizer -max_total_time=600

Options are libFuzzer's. A finding ends it with a traceback and leaves the bytes in `crash-...`.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import pairwise
from pathlib import Path

MAX_SEED_BYTES = 64
"""Of every command of the table so much is given to begin with, its parameters all zeros."""


def check(data: bytes) -> None:
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


def main(options: list[str]) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["drivers.escpos"]):
        import drivers.escpos.listing  # noqa: F401
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
    main(sys.argv[1:])
