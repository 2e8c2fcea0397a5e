"""Reading a card's TOML file field by field, so that every mistake is answered with a sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

# A card is some dozen short lines; a larger file is something else.
MAX_FILE_BYTES = 16_384

_Item = TypeVar("_Item")


class CardFileError(ValueError):
    """A card file that cannot be used. str: "my.toml: pan: what is wrong; what to do"."""

    def __init__(self, file: str, where: str, problem: str) -> None:
        super().__init__(f"{file}: {where}: {problem}" if where else f"{file}: {problem}")
        self.file = file
        self.where = where


class Fields:
    """The fields of one table; each is taken once, and none may be left over."""

    def __init__(self, file: str, table: Mapping[str, object], path: str = "") -> None:
        self._file = file
        self._left = dict(table)
        self._known: list[str] = []
        self._path = path

    @classmethod
    def of_file(cls, path: Path) -> Fields:
        """The top table of the file. Errors: CardFileError for what is no readable TOML."""
        try:
            with path.open("rb") as file:
                content = file.read(MAX_FILE_BYTES + 1)
        except OSError as trouble:
            reason = (trouble.strerror or "unknown reason").lower()
            raise CardFileError(path.name, "", f"cannot be opened: {reason}") from None
        if len(content) > MAX_FILE_BYTES:
            raise CardFileError(path.name, "", f"larger than {MAX_FILE_BYTES} bytes; not a card")
        try:
            return cls(path.name, tomllib.loads(content.decode("utf-8")))
        except UnicodeDecodeError as trouble:
            problem = f"byte {trouble.start} is not UTF-8; save the file as UTF-8"
            raise CardFileError(path.name, "", problem) from None
        except tomllib.TOMLDecodeError as trouble:
            problem = f"not readable as TOML: {_place(str(trouble))}; correct it there"
            raise CardFileError(path.name, "", problem) from None

    def error(self, field: str, problem: str) -> CardFileError:
        """The error to raise about `field`."""
        return CardFileError(self._file, self._path + field, problem)

    def text(self, field: str, pattern: str, meaning: str, default: str | None = None) -> str:
        """A text that matches `pattern`, which `meaning` puts in words; the default may be none."""
        value = self._take(field, default)
        if value is None:
            raise self.error(field, f"is missing; give {meaning}")
        if not isinstance(value, str):
            raise self.error(field, f"must be a text in quotes: {meaning}")
        if not re.fullmatch(pattern, value):
            raise self.error(field, f"must be {meaning}")
        return value

    def items(self, field: str, allowed: tuple[_Item, ...]) -> tuple[_Item, ...]:
        """A list, not empty, of some of the `allowed` values."""
        values = self._take(field, None)
        meaning = f"a list of some of {', '.join(map(str, allowed))}"
        if not isinstance(values, list) or not values:
            raise self.error(field, f"must be {meaning}")
        for value in values:
            if isinstance(value, bool) or value not in allowed:
                raise self.error(field, f"{value!r} has no meaning there; it must be {meaning}")
        return tuple(allowed[allowed.index(value)] for value in values)

    def table(self, field: str) -> Fields | None:
        """The fields of the sub-table [field], or None where the file has none."""
        value = self._take(field, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(field, f"must be a table: a line [{self._path}{field}]")
        return Fields(self._file, value, f"{self._path}{field}.")

    def _take(self, field: str, default: object) -> object:
        self._known.append(field)
        return self._left.pop(field, default)

    def finish(self) -> None:
        """Refuse fields nobody asked for: most are misspelled."""
        for field in self._left:
            known = ", ".join(self._known)
            raise self.error(field, f"is not a field; remove it, or spell it as one of: {known}")


def _place(message: str) -> str:
    """tomllib's message without any of the file's own words, which may be a number or a PIN."""
    found = re.search(r"\(at (line \d+, column \d+|end of document)\)", message)
    return f"the mistake is at {found[1]}" if found else "the mistake has no place"
