"""What a sale costs in flushes, counted by strace: 2, +1 signed, +1 printed (reliability.md)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.flushing_sales import MARK, PHASES
from tests.programs import need

EXPECTED = {
    "signed sale": 2 + 1 + 1,
    # The signature of the sale before goes up with this one: one commit of its own.
    "forgotten sale": 2 + 1 + 1,
    "forgotten again": 2 + 1,
    "declined": 2,
    "with PIN": 2 + 1,
    # The signature, and at once the bank's word that it has it.
    "re-signed": 1 + 1,
    "re-signed and printed": 1 + 1 + 1,
    "idle": 0,
}


def counted(trace: str) -> dict[str, int]:
    """Flushes of the journal's files in each phase."""
    phase, flushes = "", dict.fromkeys(PHASES, 0)
    for line in trace.splitlines():
        if said := re.search(rf'write\(2.*"{MARK}([^\\"]+)', line):
            phase = said[1]
        elif phase in flushes and re.search(r"(fdatasync|fsync)\(\d+<[^>]*journal", line):
            flushes[phase] += 1
    return flushes


@pytest.mark.slow
def test_an_approved_sale_costs_two_flushes_one_more_signed_one_more_printed(
    tmp_path: Path,
) -> None:
    trace = tmp_path / "trace"
    watch = [need("strace"), "-f", "-y", "-e", "trace=fdatasync,fsync,write", "-o", str(trace)]
    program = [sys.executable, "-m", "tests.laws.flushing_sales"]
    root = Path(__file__).parents[2]
    subprocess.run([*watch, *program], check=True, cwd=root, capture_output=True, timeout=120)
    assert counted(trace.read_text(errors="replace")) == EXPECTED


def test_the_count_tells_the_journal_from_other_files() -> None:
    trace = (
        'write(2<pipe>, "PHASE declined\\n", 15) = 15\n'
        "fdatasync(5</tmp/x/journal.db-wal>) = 0\n"
        "fdatasync(6</tmp/x/bank.db-wal>) = 0\n"
    )
    assert counted(trace)["declined"] == 1
