"""What may happen to a virtual printer, in the words of scripts and of the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from drivers.virtual_printer.faults import Victim, switch

ACTS: Mapping[str, tuple[str, bool]] = {
    "paper_out": ("paper_out", True),
    "reload": ("paper_out", False),
    "paper_low": ("paper_low", True),
    "new_roll": ("paper_low", False),
    "cover_open": ("cover", True),
    "cover_close": ("cover", False),
    "overheat": ("overheat", True),
    "cool": ("overheat", False),
    "cutter_jam": ("cutter_jam", True),
    "cutter_clear": ("cutter_jam", False),
    "paper_jam": ("paper_jam", True),
    "paper_clear": ("paper_jam", False),
    "break": ("broken", True),
    "repair": ("broken", False),
    "hold_feed": ("feed_button", True),
    "let_go_feed": ("feed_button", False),
    "drawer_open": ("drawer", True),
    "drawer_close": ("drawer", False),
    "unplug": ("cable", True),
    "plug": ("cable", False),
    "tear": ("torn_byte", True),
    "clean_cut": ("torn_byte", False),
    "slow": ("slow_line", True),
    "quick": ("slow_line", False),
    "garbage": ("garbage", True),
    "clean": ("garbage", False),
    "silent": ("mute", True),
    "answers": ("mute", False),
    "deaf": ("deaf", True),
    "heeds": ("deaf", False),
    "off": ("power_cycle", True),
    "on": ("power_cycle", False),
}
"""The word: the fault of drivers.virtual_printer.faults, and whether it happens or ends."""


class UnknownActError(ValueError):
    """Theirs: no such thing happens to a printer; the sentence lists what does."""

    def __init__(self, word: str) -> None:
        super().__init__(f"the printer knows no {word!r}; there are: {', '.join(ACTS)}")


def check(words: Iterable[str]) -> None:
    """Errors: UnknownActError for the first word that is none."""
    for word in words:
        if word not in ACTS:
            raise UnknownActError(word)


def act(victim: Victim, word: str) -> None:
    """Let it happen. Errors: UnknownActError; OSError where a cable cannot be plugged in again."""
    check([word])
    name, on = ACTS[word]
    switch(victim, name, on=on)
