"""Strokes as a phone sends them: JSON, read with every limit and refused where it breaks one."""

from __future__ import annotations

from typing import Annotated

from pydantic import FailFast, Field, TypeAdapter, ValidationError

from receipts.strokes import (
    MAX_POINTS,
    MAX_STROKES,
    PAD_HEIGHT,
    PAD_WIDTH,
    BoundedStrokes,
    Strokes,
)


class StrokesError(ValueError):
    """Theirs: this is no signature; says what is wrong with it, never what it was."""


_Across = Annotated[int, Field(strict=True, ge=0, lt=PAD_WIDTH)]
_Down = Annotated[int, Field(strict=True, ge=0, lt=PAD_HEIGHT)]
_Stroke = Annotated[tuple[tuple[_Across, _Down], ...], Field(max_length=MAX_POINTS), FailFast()]
_Strokes = Annotated[tuple[_Stroke, ...], Field(max_length=MAX_STROKES), FailFast()]
_SHAPE = TypeAdapter[Strokes](_Strokes)


def read_strokes(body: bytes) -> BoundedStrokes:
    """`[[[x, y], ...], ...]` in whole units of the pad. Errors: StrokesError."""
    try:
        strokes = _SHAPE.validate_json(body)
    except ValidationError as error:
        raise StrokesError(error.errors(include_input=False)[0]["msg"]) from None
    if sum(map(len, strokes)) > MAX_POINTS:
        raise StrokesError(f"more than {MAX_POINTS} points")
    return BoundedStrokes(stroke for stroke in strokes if stroke)
