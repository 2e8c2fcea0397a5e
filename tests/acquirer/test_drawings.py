"""What is on a phone while somebody draws, as the waiting terminal sees it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from acquirer.drawings import MAX_DRAWINGS, Drawings
from receipts.signature import sample
from receipts.strokes import Point, Strokes, bounded

STROKES = sample(0)

points = st.tuples(st.integers(0, 383), st.integers(0, 159))
drawn = st.lists(st.lists(points, min_size=1, max_size=4).map(tuple), max_size=4).map(tuple)


def test_nothing_is_seen_where_nobody_draws() -> None:
    assert Drawings().see("token").strokes == ()


def test_what_grows_keeps_its_version_and_what_shrinks_gets_another() -> None:
    drawings = Drawings()
    assert drawings.draw("token", STROKES[:1]).version == 0
    assert drawings.draw("token", STROKES).version == 0
    assert drawings.draw("token", STROKES[:1]).version == 1
    assert drawings.draw("token", ()).version == 2
    assert drawings.see("token").version == 2


def test_a_drawing_that_is_put_away_is_gone() -> None:
    drawings = Drawings()
    drawings.draw("token", STROKES)
    drawings.put_away("token")
    assert drawings.see("token").strokes == ()


def test_too_many_drawings_push_out_the_oldest() -> None:
    drawings = Drawings()
    for number in range(MAX_DRAWINGS + 1):
        drawings.draw(f"token {number}", STROKES)
    assert drawings.see("token 0").strokes == ()
    assert drawings.see("token 1").strokes == bounded(STROKES)


@given(st.lists(drawn, max_size=6))
def test_a_terminal_that_follows_has_what_is_drawn(steps: list[Strokes]) -> None:
    """It keeps its points while the version stays and begins again when it changes."""
    drawings, version, seen = Drawings(), 0, list[tuple[Point, bool]]()
    for strokes in steps:
        drawing = drawings.draw("token", strokes)
        if drawing.version != version:
            version, seen = drawing.version, []
        now = [(p, at == 0) for stroke in drawing.strokes for at, p in enumerate(stroke)]
        assert now[: len(seen)] == seen
        seen = now
