"""The terminal's parameters in a TOML file: every key checked, a wrong one refused in a sentence.

docs/terminal.toml.example lists them all. Whoever imports this module pays for pydantic, so it is
imported only where there is such a file.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from countersign.settings import SettingsError
from terminal.config import Config, SignatureRules, UploadMode, Waits

MAX_FILE_BYTES = 65_536
"""Twenty times the documented example."""
MAX_SHOWN = 40
"""Characters of a refused value that are repeated to whoever wrote it."""
MAX_NAME_BYTES = 40
"""Element FF00 of a slip (cup-terminal.md 2.5)."""

RULES, WAITS, CONFIG = SignatureRules(), Waits(), Config()


class ConfigFileError(SettingsError):
    """Theirs: the file cannot be used; names file, line and key, and what is allowed."""


def read(path: Path) -> Config:
    """The parameters in the file at `path`, defaults for the others. Errors: ConfigFileError."""
    source = _source(path)
    try:
        file = _File.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise ConfigFileError(f"{path} is not written in TOML: {error}") from None
    except RecursionError:
        raise ConfigFileError(f"{path} is not a file of parameters: nested too deeply") from None
    except ValidationError as error:
        complaints = sorted(_complaint(source, details) for details in error.errors())
        first = complaints[0]
        where = f"{path}, line {first.line}" if first.line < _NO_LINE else str(path)
        others = f" (and {len(complaints) - 1} more)" if complaints[1:] else ""
        raise ConfigFileError(f"{where}: {first.sentence}{others}") from None
    least, most = file.signature.image_min_bytes, file.signature.image_max_bytes
    if least > most:
        raise ConfigFileError(
            f"{path}: signature.image_min_bytes = {least}: it must not be above "
            f"image_max_bytes = {most}"
        )
    return _config(file)


def keys() -> Iterator[tuple[str, str, str]]:
    """Every key there is: its table ('' at the top), its name, and what is allowed."""
    for name, field in _File.model_fields.items():
        if name not in _TABLES:
            yield "", name, field.description or _YES_NO
    for table, model in _TABLES.items():
        for name, field in model.model_fields.items():
            yield table, name, field.description or _YES_NO


# What is allowed


def _count(default: int, least: int, most: int) -> Any:
    return Field(default, ge=least, le=most, description=f"a whole number from {least} to {most}")


def _text(default: str, pattern: str, allowed: str) -> Any:
    return Field(default, pattern=pattern, description=allowed)


def _choice(default: str, allowed: str) -> Any:
    return Field(default, description=allowed)


def _name(text: str) -> str:
    """A name that the wire and the printer can write."""
    if not text.isprintable() or not 0 < len(text.encode("gbk")) <= MAX_NAME_BYTES:
        raise ValueError
    return text


_YES_NO = "true or false"


class _Table(BaseModel):
    """Nothing is converted, nothing unknown is passed over."""

    model_config = ConfigDict(strict=True, extra="forbid")


class _Signature(_Table):
    """resign.md, When a signature is asked for; F62 holds no image of more than 999 bytes."""

    electronic: bool = RULES.electronic
    within_s: int = _count(RULES.within_s, 15, 900)
    redos: int = _count(RULES.redos, 1, 9)
    image_min_bytes: int = _count(RULES.image_min_bytes, 1, 999)
    image_max_bytes: int = _count(RULES.image_max_bytes, 1, 999)
    mandatory: bool = RULES.mandatory
    upload: Literal["at_once", "before_next_online"] = _choice(
        RULES.upload.value, '"at_once" or "before_next_online"'
    )
    upload_tries: int = _count(RULES.upload_tries, 1, 9)
    store_size: int = _count(RULES.store_size, 1, 999)
    tries_per_route: int = _count(RULES.tries_per_route, 1, 9)
    hard_deadline_days: int = _count(RULES.hard_deadline_days, 1, 90)
    auto_limit_minor: int = _count(RULES.auto_limit_minor, 0, 10_000_000)
    auto_enrolled: bool = RULES.auto_enrolled
    retention_days: int = _count(RULES.retention_days, 1, 3650)


class _Waits(_Table):
    """Long enough to read and to walk to the printer, short enough to end the same day."""

    ask_s: int = _count(WAITS.ask_s, 5, 600)
    notice_s: int = _count(WAITS.notice_s, 1, 60)
    error_s: int = _count(WAITS.error_s, 1, 300)
    tear_s: int = _count(WAITS.tear_s, 1, 300)
    reload_s: int = _count(WAITS.reload_s, 10, 3600)
    host_s: int = _count(WAITS.host_s, 1, 300)


class _File(_Table):
    """The widths are those of the fields: F41, F42, F49, F60.3, F63.1 (cup-terminal.md 1)."""

    terminal_id: str = _text(CONFIG.terminal_id, r"^[0-9A-Za-z]{8}\z", "8 letters or digits")
    merchant_id: str = _text(CONFIG.merchant_id, r"^[0-9A-Za-z]{15}\z", "15 letters or digits")
    merchant_name: Annotated[str, AfterValidator(_name)] = _choice(
        CONFIG.merchant_name,
        f"a name of at most {MAX_NAME_BYTES} bytes in GBK: 20 Hanzi or 40 letters",
    )
    merchant_name_en: Annotated[str, AfterValidator(_name)] = _choice(
        CONFIG.merchant_name_en,
        f"the same name in English, at most {MAX_NAME_BYTES} letters",
    )
    currency: Literal["CNY"] = _choice("CNY", '"CNY"')
    tpdu: str = _text(CONFIG.tpdu.hex(), r"^60[0-9A-Fa-f]{8}\z", "60 and 8 more hex digits")
    software: str = _text(CONFIG.software, r"^[0-9]{2}\z", "2 digits")
    operator_at_power_on: str = _text(
        CONFIG.operator_at_power_on, r"^([0-9]{2})?\z", '2 digits, or "" to ask who it is'
    )
    keyed_entry: bool = CONFIG.keyed_entry
    copies: int = _count(CONFIG.copies, 1, 2)
    slip_language: Literal["zh", "en", "both"] = _choice(
        CONFIG.slip_language, '"zh", "en" or "both"'
    )
    reversal_tries: int = _count(CONFIG.reversal_tries, 1, 9)
    sign_on_every_h: int = _count(CONFIG.sign_on_every_h, 1, 168)
    signature: _Signature = _Signature()
    waits: _Waits = _Waits()


_TABLES: Mapping[str, type[_Table]] = {"signature": _Signature, "waits": _Waits}


def _config(file: _File) -> Config:
    plain = file.model_dump(exclude={"currency", "tpdu", "signature", "waits"})
    rules = file.signature.model_dump(exclude={"upload"})
    return Config(
        **plain,
        tpdu=bytes.fromhex(file.tpdu),
        signature=SignatureRules(**rules, upload=UploadMode(file.signature.upload)),
        waits=Waits(**file.waits.model_dump()),
    )


# What was wrong, and where

_NO_LINE = MAX_FILE_BYTES + 1


class _Complaint(NamedTuple):
    line: int
    sentence: str


def _source(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ConfigFileError(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > MAX_FILE_BYTES:
        raise ConfigFileError(f"{path} is longer than {MAX_FILE_BYTES} bytes: is it the right one?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ConfigFileError(f"{path}, line {line}: not UTF-8 text: save it as UTF-8") from None


def _complaint(source: str, details: ErrorDetails) -> _Complaint:
    place = tuple(str(part) for part in details["loc"])
    line = _line_of(source, place) or _NO_LINE
    if details["type"] == "extra_forbidden":
        return _Complaint(line, _unknown(place))
    if len(place) == 1 and place[0] in _TABLES:
        return _Complaint(line, f"{place[0]} is a table: write [{place[0]}] and its keys below it")
    table, name = place[0] if len(place) > 1 else "", place[-1]
    allowed = next(words for *key, words in keys() if key == [table, name])
    return _Complaint(line, f"{'.'.join(place)} = {_shown(details['input'])}: it must be {allowed}")


def _unknown(place: tuple[str, ...]) -> str:
    """There is no such key; the one that was meant stands near it, or in another table."""
    table, name = place[0] if len(place) > 1 else "", place[-1]
    known = [(key, each) for each, key, _ in keys()] + [(each, "") for each in _TABLES]
    known.sort(key=lambda one: one[1] != table)  # what stands in this table is meant first
    near = get_close_matches(name, [key for key, _ in known], n=1)
    meant = next((one for one in known if one[0] in near), ("", ""))
    if meant == ("", ""):
        hint = f"there are: {', '.join(key for key, each in known if each == table)}"
    elif meant[1] == table:
        hint = f"did you mean {meant[0]}?"
    else:
        hint = f"{meant[0]} belongs {f'in [{meant[1]}]' if meant[1] else 'above the tables'}"
    return f"there is no key {name[:MAX_SHOWN]}{f' in [{table}]' if table else ''}; {hint}"


def _shown(value: object) -> str:
    try:
        words = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        words = str(value)  # a date, or a number that JSON has no word for
    return words if len(words) <= MAX_SHOWN else f"{words[:MAX_SHOWN]}..."


_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"\s*([\w\"'.\- ]+?)\s*=")


def _line_of(source: str, place: tuple[str, ...]) -> int | None:
    """The line on which the key or table at `place` begins, as far as that can be seen."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(source.splitlines(), 1):
        if head := _HEAD.match(line):
            at = table = _parts(head[1])
        elif key := _KEY.match(line):
            at = table + _parts(key[1])
        else:
            continue
        if at[: len(place)] == place:
            return number
    return None


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip(" \"'") for part in dotted.split("."))
