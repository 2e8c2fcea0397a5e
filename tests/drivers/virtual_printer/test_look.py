"""A look says what is done to narrow characters and to Hanzi, and has a value to be known by."""

from __future__ import annotations

from drivers.virtual_printer.glyphs import PLAIN, Finish, Scale
from drivers.virtual_printer.look import Look


def test_a_look_that_nobody_has_changed_does_nothing() -> None:
    assert Look().narrow() == Look().wide() == PLAIN


def test_its_value_makes_the_same_look_again() -> None:
    look = Look(bold=True, hanzi_scale=Scale(2, 1), underline=2)
    assert Look(*look.key()) == look


def test_spaces_grow_with_the_characters() -> None:
    look = Look(ascii_scale=Scale(3, 1), spacing_dots=4, hanzi_scale=Scale(2, 2))
    look.hanzi_before_dots, look.hanzi_after_dots = 1, 5
    assert look.narrow() == Finish(Scale(3, 1), after_dots=12)
    assert look.wide() == Finish(Scale(2, 2), before_dots=2, after_dots=10)


def test_hanzi_made_wide_for_a_line_are_at_least_doubled() -> None:
    assert Look(wide_hanzi=True).wide().scale == Scale(2, 1)
    assert Look(wide_hanzi=True, hanzi_scale=Scale(4, 1)).wide().scale == Scale(4, 1)
    assert Look(wide_hanzi=True).narrow().scale == Scale(1, 1)


def test_bold_and_double_strike_look_the_same() -> None:
    assert Look(bold=True).narrow() == Look(double_strike=True).narrow() != PLAIN
