"""Who may use the bank: merchants, their terminals, and the master key of each terminal."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

TMK_BYTES = 16
"""Double length: working keys of any form travel under it (cup-terminal.md 1.5)."""


class MerchantsFileError(Exception):
    """Theirs: the list of merchants cannot be used; says where and why, never a key."""


@dataclass(frozen=True, slots=True)
class EnrolledTerminal:
    """One terminal at one merchant; F41, F42 and the key both sides hold."""

    terminal_id: str
    merchant_id: str
    merchant_name: str
    tmk: bytes = field(repr=False)
    merchant_name_en: str = ""
    """For who reads no Chinese; '' where the merchant has no such name."""


class Merchants:
    """The enrolled terminals by their number."""

    def __init__(self, terminals: Iterable[EnrolledTerminal]) -> None:
        self._terminals: dict[str, EnrolledTerminal] = {}
        for terminal in terminals:
            if terminal.terminal_id in self._terminals:
                raise MerchantsFileError(f"terminal {terminal.terminal_id} is listed twice")
            self._terminals[terminal.terminal_id] = terminal

    def terminal(self, terminal_id: str) -> EnrolledTerminal | None:
        """The terminal of this number, if it is enrolled."""
        return self._terminals.get(terminal_id)

    def merchant_of(self, number: str) -> str:
        """The merchant of this number, or of the terminal of this number; '' where it is neither.

        The two have different lengths (F41, F42).
        """
        known = (t.merchant_id for t in self if number in (t.terminal_id, t.merchant_id))
        return next(known, "")

    def __iter__(self) -> Iterator[EnrolledTerminal]:
        """Every terminal, in the order of the list."""
        return iter(self._terminals.values())


@cache
def standard() -> Merchants:
    """The practice merchant that comes with the program."""
    return read(Path(__file__).with_name("merchants.toml").read_text("utf-8"), "merchants.toml")


def read(text: str, name: str) -> Merchants:
    """The list in TOML `text`; `name` is what errors call it. Errors: MerchantsFileError."""
    try:
        merchants = tomllib.loads(text).get("merchant", [])
        return Merchants(t for merchant in merchants for t in _terminals(merchant))
    except tomllib.TOMLDecodeError as error:
        raise MerchantsFileError(f"{name}: {error}") from error
    except MerchantsFileError as error:
        raise MerchantsFileError(f"{name}: {error}") from None


def _terminals(merchant: dict[str, Any]) -> Iterable[EnrolledTerminal]:
    merchant_id = _digits(merchant, "id", 15, "merchant")
    for row in merchant.get("terminal", []):
        terminal_id = _digits(row, "id", 8, f"a terminal of merchant {merchant_id}")
        yield EnrolledTerminal(
            terminal_id=terminal_id,
            merchant_id=merchant_id,
            merchant_name=str(merchant.get("name", "")),
            tmk=_tmk(row, terminal_id),
            merchant_name_en=str(merchant.get("name_en", "")),
        )


def _digits(row: dict[str, Any], name: str, length: int, what: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or len(value) != length or not value.isalnum():
        raise MerchantsFileError(f"{what}: {name} must be a text of {length} characters")
    return value


def _tmk(row: dict[str, Any], terminal_id: str) -> bytes:
    try:
        tmk = bytes.fromhex(row["tmk"])
    except (KeyError, TypeError, ValueError):
        tmk = b""
    if len(tmk) != TMK_BYTES:
        raise MerchantsFileError(f"terminal {terminal_id}: tmk must be {TMK_BYTES} bytes in hex")
    return tmk
