"""Whatever fails on the way, in the end terminal and bank agree on the money and the signatures."""

import pytest

from tests.laws.cheap_pictures import cheap_pictures
from tests.laws.simulation import Simulation

SEEDS_ALWAYS = 60
SEEDS_AT_DEPTH = 20_000
SHARES = 10
"""The deep run is cut into shares that run side by side."""


@pytest.fixture(autouse=True)
def _quiet_bank(caplog: pytest.LogCaptureFixture) -> None:
    """The bank logs every wrong MAC; here there are thousands, all meant."""
    caplog.set_level("CRITICAL", "acquirer")


def violations(seeds: range) -> dict[int, list[str]]:
    with cheap_pictures():
        found = {seed: Simulation(seed).run() for seed in seeds}
    return {seed: broken for seed, broken in found.items() if broken}


def test_terminal_and_bank_agree_whatever_fails_on_the_way() -> None:
    assert violations(range(SEEDS_ALWAYS)) == {}


def test_the_simulation_sells_signs_and_crashes_enough_to_mean_something() -> None:
    with cheap_pictures():
        runs = [Simulation(seed) for seed in range(50)]
        for run in runs:
            run.run()
    assert sum(run.sales for run in runs) > 150


def test_one_seed_is_one_story() -> None:
    with cheap_pictures():
        first, second = Simulation(7), Simulation(7)
        assert (first.run(), first.sales) == (second.run(), second.sales)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_terminal_and_bank_agree_over_twenty_thousand_seeds(share: int) -> None:
    each = SEEDS_AT_DEPTH // SHARES
    assert violations(range(share * each, (share + 1) * each)) == {}
