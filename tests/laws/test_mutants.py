"""The simulation finds every mistake it was built to find."""

import pytest

from tests.laws.cheap_pictures import cheap_pictures
from tests.laws.mutants import MUTANTS, Mutant
from tests.laws.simulation import Simulation

SEARCHED = 2_000
"""When a change moves the seeds, the killing one is looked for this far."""


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_the_mutant_is_killed(mutant: Mutant, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "acquirer")
    with cheap_pictures(), mutant.apply():
        killed = any(Simulation(seed).run() for seed in (mutant.seed, *range(SEARCHED)))
    assert killed, f"{mutant.name} survives {SEARCHED} seeds"


def test_without_a_mutant_the_same_seeds_are_clean(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "acquirer")
    with cheap_pictures():
        assert [Simulation(mutant.seed).run() for mutant in MUTANTS] == [[]] * len(MUTANTS)
