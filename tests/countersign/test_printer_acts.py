"""What may happen to a printer, word by word: it happens, and its other word undoes it."""

from __future__ import annotations

from itertools import groupby

import pytest

from countersign.printer_acts import ACTS, UnknownActError, act, check
from drivers import printer_profiles
from drivers.virtual_printer.faults import BY_NAME, Victim
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.server import Doors, PrinterServer

PAIRS = [tuple(words) for _, words in groupby(ACTS, key=lambda word: ACTS[word][0])]


def test_every_fault_has_a_word_that_makes_it_and_one_that_ends_it() -> None:
    assert {ACTS[word][0] for word in ACTS} == set(BY_NAME)
    assert [tuple(ACTS[word][1] for word in pair) for pair in PAIRS] == [(True, False)] * len(PAIRS)


@pytest.mark.parametrize(("makes", "ends"), PAIRS)
def test_a_word_makes_it_happen_and_its_other_undoes_it(makes: str, ends: str) -> None:
    machine = VirtualPrinter(printer_profiles.load("epson80"))
    with PrinterServer(machine, Doors()) as server:
        victim, fault = Victim(machine, server), BY_NAME[ACTS[makes][0]]
        act(victim, makes)
        assert fault.is_on(victim)
        act(victim, ends)
        assert not fault.is_on(victim)


def test_a_word_that_is_none_lists_those_that_are() -> None:
    with pytest.raises(UnknownActError, match="no 'burn'; there are: paper_out, reload"):
        check(["paper_out", "burn"])
