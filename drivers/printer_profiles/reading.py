"""Reads a printer profile from its TOML file, and says which field of which file is wrong."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from drivers.printer_profiles.profile import (
    BlackMark,
    BusyWhen,
    Flow,
    Hanzi,
    PrinterProfile,
    ProfileError,
)
from receipts.paper import MM58, MM80, Paper

_PAPERS = {paper.width_mm: paper for paper in (MM58, MM80)}
_FONTS = frozenset("ABC")
_CELL_DOTS = {"A": 12, "B": 9}
"""The cells of Epson's fonts; a profile of other fonts names its columns."""

MAX_NUMBER = 1 << 24
"""No memory, speed or length of a receipt printer is larger; a slip of the pen is."""


class BadProfileError(ProfileError):
    """A profile that cannot be: the sentence names the file, the field and what may stand there."""


Check = Callable[[Any], Any]
"""Takes what TOML gave, returns what the profile holds. Errors: ValueError saying what belongs."""

E = TypeVar("E", bound=Enum)


def read(file: Path) -> PrinterProfile:
    """The profile in that file, named after it. Errors: BadProfileError."""
    try:
        table = tomllib.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise BadProfileError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadProfileError(f"{file}: no TOML: {error}") from error
    given: dict[str, Any] = {"name": file.stem}
    for key, value in table.items():
        check = _CHECKS.get(key)
        if check is None:
            raise BadProfileError(f"{file}: there is no field {key!r}; {_fields_there_are()}")
        try:
            given["paper" if key == "paper_mm" else key] = check(value)
        except ValueError as error:
            raise BadProfileError(f"{file}: {key} = {value!r}: {error}") from error
    missing = [name for name in _REQUIRED if name not in given]
    if missing:
        wanted = ", ".join("paper_mm" if name == "paper" else name for name in missing)
        raise BadProfileError(f"{file}: missing: {wanted}")
    given.setdefault("model", file.stem)
    given["fonts"] = _usual_fonts(given["paper"]) | given.get("fonts", {})
    profile = PrinterProfile(**given)
    _check_thresholds(file, profile)
    return profile


def _usual_fonts(paper: Paper) -> dict[str, int]:
    return {letter: paper.width_dots // dots for letter, dots in _CELL_DOTS.items()}


def _check_thresholds(file: Path, profile: PrinterProfile) -> None:
    busy, ready = profile.busy_at_free_bytes, profile.ready_at_free_bytes
    if not busy < ready <= profile.receive_buffer_bytes:
        raise BadProfileError(
            f"{file}: busy_at_free_bytes ({busy}) < ready_at_free_bytes ({ready}) <= "
            f"receive_buffer_bytes ({profile.receive_buffer_bytes}) does not hold"
        )


def _text(value: object) -> str:
    if not isinstance(value, str) or not value or not value.isascii():
        raise ValueError("write a text of ASCII characters")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("write true or false")
    return value


def _number(least: int, most: int = MAX_NUMBER) -> Check:
    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError(f"write a whole number from {least} to {most}")
        return value

    return check


def _one_of(kind: type[E]) -> Check:
    def check(value: object) -> E:
        for one in kind:
            if one.value == value:
                return one
        raise ValueError("write one of " + ", ".join(str(one.value) for one in kind))

    return check


def _paper(value: object) -> Paper:
    paper = _PAPERS.get(value) if isinstance(value, int) else None
    if paper is None:
        raise ValueError("write one of " + ", ".join(map(str, _PAPERS)))
    return paper


def _fonts(value: object) -> Mapping[str, int]:
    if not isinstance(value, dict) or not value.keys() <= _FONTS:
        raise ValueError("write columns by font: {A = 48, B = 64}")
    columns = _number(1, 255)
    return {letter: columns(number) for letter, number in value.items()}


def _code_pages(value: object) -> Mapping[int, str]:
    if not isinstance(value, dict):
        raise ValueError("write codecs by number: {0 = 'cp437', 16 = 'cp1252'}")
    pages = {}
    for number, codec in value.items():
        if not number.isdecimal() or int(number) > 255:
            raise ValueError(f"{number!r} is no n of ESC t, which is 0 to 255")
        try:
            codecs.lookup(codec)
        except (LookupError, TypeError):
            raise ValueError(f"page {number}: Python has no codec {codec!r}") from None
        pages[int(number)] = codec
    return pages


def _commands(value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError("write a list of commands: ['FS SO', 'GS ( k']")
    return frozenset(value)


_CHECKS: Mapping[str, Check] = {
    **dict.fromkeys(("title", "manufacturer", "model", "firmware", "serial"), _text),
    "paper_mm": _paper,
    **dict.fromkeys(("answers", "cutter", "drawer", "asb", "process_id_response"), _flag),
    **dict.fromkeys(("hanzi_at_power_on", "hanzi_from_next_line", "hanzi_sizes"), _flag),
    "cr_ends_line": _flag,
    **dict.fromkeys(("dle_when_full_clears", "drawer_open_high"), _flag),
    "model_id": _number(0, 255),
    "receive_buffer_bytes": _number(1),
    "speed_mm_s": _number(1),
    "baud_bps": _number(50),
    **dict.fromkeys(("busy_at_free_bytes", "ready_at_free_bytes", "near_end_mm"), _number(0)),
    **dict.fromkeys(("nv_bytes", "user_nv_bytes"), _number(0)),
    "flow": _one_of(Flow),
    "busy_when": _one_of(BusyWhen),
    "hanzi": _one_of(Hanzi),
    "black_mark": _one_of(BlackMark),
    "fonts": _fonts,
    "code_pages": _code_pages,
    **dict.fromkeys(("lacks", "only"), _commands),
}

_REQUIRED = tuple(
    each.name
    for each in fields(PrinterProfile)
    if each.default is MISSING and each.default_factory is MISSING
)


def _fields_there_are() -> str:
    return "there are: " + ", ".join(sorted(_CHECKS))
