"""Settings count in the units that are set, and know where tabs go."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.settings import Settings, next_tab


@pytest.mark.parametrize(
    ("units", "across", "down"), [((0, 0), 50, 50), ((203, 203), 50, 50), ((180, 101), 56, 100)]
)
def test_units_are_parts_of_an_inch_or_dots(units: tuple[int, int], across: int, down: int) -> None:
    settings = Settings(hanzi=True, codec="cp437", units_per_inch=units)
    assert (settings.across(50), settings.down(50)) == (across, down)


@pytest.mark.parametrize(
    ("tabs", "x_dots", "target"),
    [(None, 0, 96), (None, 95, 96), (None, 96, 192), (None, 300, 300), ((30, 60), 30, 60),
     ((30, 60), 60, 60), ((), 7, 7), ((30, 500), 40, 40)],
)  # fmt: skip
def test_a_tab_goes_to_the_next_stop_on_the_line(
    tabs: tuple[int, ...] | None, x_dots: int, target: int
) -> None:
    assert next_tab(tabs, x_dots, 384) == target
