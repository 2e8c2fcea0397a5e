"""Sells on a real journal and says aloud what comes next: test_flushes counts the flushes."""

from __future__ import annotations

import os

from countersign.rig import Rig
from terminal.config import Config

PHASES = (
    *("signed sale", "forgotten sale", "forgotten again", "declined", "with PIN"),
    *("re-signed", "re-signed and printed", "idle"),
)
MARK = "PHASE "


def main() -> None:
    """One phase after another; each is announced by one write to standard error."""
    with Rig(seed=1, config=Config(copies=1)) as pos:
        _say("signed sale")
        pos.keys("12.00 ENTER")
        pos.swipe()
        pos.sign()
        pos.walk_away()
        _say("forgotten sale")
        pos.keys("13.00 ENTER")
        pos.swipe()
        pos.walk_away()
        _say("forgotten again")
        pos.keys("13.00 ENTER")
        pos.swipe()
        pos.walk_away()
        _say("declined")
        pos.keys("9000.51 ENTER")
        pos.swipe()
        pos.walk_away()
        _say("with PIN")
        pos.keys("14.00 ENTER")
        pos.swipe("unionpay_debit_pin")
        pos.keys("123456 ENTER")
        pos.walk_away()
        _say("re-signed")
        pos.menu("Re-sign last")
        pos.sign()
        pos.walk_away()
        _say("re-signed and printed")
        pos.menu("Re-sign last")
        pos.sign()
        pos.keys("ENTER ENTER")
        pos.walk_away()
        _say("idle")
        pos.keys("1 5 0 0 CLEAR CLEAR CANCEL")
        pos.walk_away()
        _say("end")


def _say(phase: str) -> None:
    os.write(2, f"{MARK}{phase}\n".encode())


if __name__ == "__main__":
    main()
