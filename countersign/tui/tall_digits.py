"""Amounts and codes in tall digits of half blocks, to be read from afar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

_SMALL_SHAPES = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ".": ". . . . #",
    ",": ". . . # #",
    "A": ".#. #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": "### #.. #.. #.. ###",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "-": "... ... ### ... ...",
    "￥": "#...# .#.#. ##### ..#.. ..#..",
    " ": ". . . . .",
}

_LARGE_SHAPES = {
    "0": ".###. ##.## ##.## ##.## ##.## ##.## .###.",
    "1": "..##. .###. ..##. ..##. ..##. ..##. .####",
    "2": ".###. ##.## ...## ..##. .##.. ##... #####",
    "3": "####. ...## ...## .###. ...## ...## ####.",
    "4": "...## ..### .#.## ##.## ##### ...## ...##",
    "5": "##### ##... ####. ...## ...## ##.## .###.",
    "6": ".###. ##... ####. ##.## ##.## ##.## .###.",
    "7": "##### ...## ..##. ..##. .##.. .##.. .##..",
    "8": ".###. ##.## ##.## .###. ##.## ##.## .###.",
    "9": ".###. ##.## ##.## .#### ...## ...## .###.",
    ".": ".. .. .. .. .. ## ##",
    ",": ".. .. .. .. .. ## .#",
    "A": ".###. ##.## ##.## ##### ##.## ##.## ##.##",
    "B": "####. ##.## ##.## ####. ##.## ##.## ####.",
    "C": ".###. ##.## ##... ##... ##... ##.## .###.",
    "D": "####. ##.## ##.## ##.## ##.## ##.## ####.",
    "E": "##### ##... ##... ####. ##... ##... #####",
    "F": "##### ##... ##... ####. ##... ##... ##...",
    "-": "..... ..... ..... ##### ..... ..... .....",
    "￥": "##..## .#..#. ..##.. ###### ..##.. ###### ..##..",
    " ": ".. .. .. .. .. .. ..",
}


class Face(NamedTuple):
    """One size of digits: how many screen lines it takes, and its shapes as rows of dots."""

    lines: int
    shapes: Mapping[str, tuple[str, ...]]


def _face(shapes: Mapping[str, str]) -> Face:
    rows = {char: tuple(shape.split()) for char, shape in shapes.items()}
    height = len(rows["0"])
    return Face((height + 1) // 2, rows)


SMALL, LARGE = _face(_SMALL_SHAPES), _face(_LARGE_SHAPES)


def width(words: str, face: Face) -> int | None:
    """Columns the words take in this face; None where it lacks one of their characters."""
    if not words or any(char not in face.shapes for char in words):
        return None
    return sum(len(face.shapes[char][0]) + 1 for char in words) - 1


def tall(words: str, face: Face) -> tuple[str, ...]:
    """The words as `face.lines` lines of half blocks. Every character must be in the face."""
    rows = _rows([face.shapes[char] for char in words])
    if len(rows) % 2:
        rows.append("." * len(rows[0]))
    return tuple(
        "".join(
            _HALVES[upper == "#", lower == "#"] for upper, lower in zip(top, bottom, strict=True)
        )
        for top, bottom in zip(rows[::2], rows[1::2], strict=True)
    )


def fitting(words: str, columns: int, lines: int) -> Face | None:
    """The largest face in which the words fit; None where only plain text will."""
    for face in (LARGE, SMALL):
        needed = width(words, face)
        if needed is not None and needed <= columns and face.lines <= lines:
            return face
    return None


def _rows(shapes: Sequence[tuple[str, ...]]) -> list[str]:
    return [".".join(shape[y] for shape in shapes) for y in range(len(shapes[0]))]
