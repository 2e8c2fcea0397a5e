"""Every theme has every colour, and words can be read on their ground."""

from __future__ import annotations

import pytest
from textual.color import Color

from countersign.tui.inks import INKS
from countersign.tui.theme import COLOURS, CONTRAST, DARK, LIGHT, NAMES, THEMES, following

DECORATION = {"sheet.mark", "paper.edge", "slot.edge", "notes.chosen", "buttons.body"}
"""Written behind or around, not to be read."""


def _contrast(theme: str, ink: str) -> float:
    colours, row = COLOURS[theme], INKS[ink]
    light, dark = sorted(
        (_luminance(colours[row.colour]), _luminance(colours[row.ground])), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """WCAG 2.1 relative luminance."""
    channels = Color.parse(colour).normalized
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_all_themes_have_the_same_colours() -> None:
    assert COLOURS[DARK].keys() == COLOURS[LIGHT].keys() == COLOURS[CONTRAST].keys()


@pytest.mark.parametrize("ink", sorted(INKS.keys() - DECORATION))
def test_words_can_be_read(ink: str) -> None:
    # WCAG 2.1, 1.4.3: 4.5 for text that is not large.
    assert min(_contrast(theme, ink) for theme in COLOURS) >= 4.5


def test_the_key_goes_through_all_themes_and_round() -> None:
    names = [theme.name for theme in THEMES]
    assert [following(name) for name in names] == [*names[1:], names[0]]
    assert set(names) == set(NAMES)


def test_after_a_foreign_theme_comes_the_first() -> None:
    assert following("textual-dark") == DARK
