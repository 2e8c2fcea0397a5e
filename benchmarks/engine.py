"""Slips on virtual paper, dot by dot: beside a tokenizer that draws nothing, and other decoders.

Those only take the bytes apart. npos (npm) knows neither Hanzi nor QR codes: both sides get an
English slip without one then; it is measured where `make clients` has installed it. escpos-tools
(PHP, in no registry we install from) dies of the first Chinese command: both sides get its own
example, where ESCPOS_TOOLS names a checkout of github.com/receipt-print-hq/escpos-tools after
`composer install`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from benchmarks.side_by_side import Comparison, in_turns
from drivers import printer_profiles
from drivers.escpos.slip import encode
from drivers.escpos.tokenizer import Tokenizer
from drivers.virtual_printer.machine import VirtualPrinter
from receipts.paper import MM58
from receipts.slip import Block, Copy, Cut, Document, Qr
from receipts.slips import SaleSlip, sale_slip
from receipts.wording import Language
from tests.receipts.facts import SIGNED

SLIPS = 100
ROUNDS = 9
AT_LEAST_SLIPS_S = 300.0
JOB_BYTES = 10_000_000
LINK = "https://example.test/s/8f3A9c"
"""Every slip has another one, as receipts have."""

DECODERS = Path(__file__).with_name("decoders")
NO_TARGET = float("inf")


def main() -> None:
    """Print the ratios, the slips per second and what a long job needs of memory."""
    both = [_slip(SIGNED, "both", Qr(f"{LINK}{number:04d}")) for number in range(SLIPS)]
    in_english = replace(SIGNED, merchant_name="Test merchant", remarks=("CUP",))
    english = [_slip(in_english, "en")] * SLIPS
    comparison = in_turns(
        f"{SLIPS} full slips: dots / tokens only",
        lambda: drawn(both),
        lambda: taken_apart(both),
        rounds=ROUNDS,
        at_most=NO_TARGET,
    )
    print(comparison.line)
    slips_s = SLIPS / comparison.ours_s
    verdict = "ok" if slips_s >= AT_LEAST_SLIPS_S else "BELOW TARGET"
    print(f"    {slips_s:,.0f} full slips/s   >= {AT_LEAST_SLIPS_S:.0f} {verdict}")
    if shutil.which("node") and (DECODERS / "node_modules").exists():
        npos = ("node", str(DECODERS / "npos.cjs"))
        print(_beside(f"{SLIPS} English slips: dots / npos parsing", english, npos).line)
    if shutil.which("php") and (checkout := os.environ.get("ESCPOS_TOOLS")):
        example = [(Path(checkout) / "receipt-with-logo.bin").read_bytes()] * SLIPS
        tools = ("php", str(DECODERS / "escpos_tools.php"), checkout)
        print(_beside(f"{SLIPS} logo slips: dots / escpos-tools parsing", example, tools).line)
    print(
        f"    a job of {JOB_BYTES / 1e6:.0f} MB: {_memory(both[0]) / 1e6:.1f} MB of memory at most"
    )


def drawn(slips: Sequence[bytes]) -> float:
    """Seconds for printing these slips on one printer."""
    machine = VirtualPrinter(printer_profiles.load("generic58"))
    start = perf_counter()
    for slip in slips:
        _print(machine, slip)
    seconds = perf_counter() - start
    assert len(machine.slips) == SLIPS
    return seconds


def taken_apart(slips: Sequence[bytes]) -> float:
    """Seconds for cutting the same bytes into commands."""
    tokenizer = Tokenizer()
    start = perf_counter()
    for slip in slips:
        tokenizer.feed(slip)
        while tokenizer.take() is not None:
            pass
    return perf_counter() - start


def _slip(facts: SaleSlip, language: Language, *more: Block) -> bytes:
    """A merchant copy with its signature, and whatever else is to stand under it."""
    *blocks, _ = sale_slip(facts, Copy.MERCHANT, language).blocks
    return encode(Document((*blocks, *more, Cut()), "full"), MM58)


def _print(machine: VirtualPrinter, data: bytes) -> None:
    for at in range(0, len(data), 4096):
        machine.receive(data[at : at + 4096])


def _memory(slip: bytes) -> int:
    """The most bytes allocated at once while slips worth JOB_BYTES are printed."""
    machine = VirtualPrinter(printer_profiles.load("generic58"))
    _print(machine, slip)
    tracemalloc.start()
    for _ in range(JOB_BYTES // len(slip)):
        _print(machine, slip)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _beside(what: str, slips: Sequence[bytes], command: Sequence[str]) -> Comparison:
    """Our dots beside a program that takes a file and how often to parse it."""
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        file.write(slips[0])
        file.flush()
        words = [*command, file.name, str(SLIPS)]
        return in_turns(
            what,
            lambda: drawn(slips),
            lambda: float(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout),
            rounds=3,
            at_most=NO_TARGET,
        )


if __name__ == "__main__":
    main()
