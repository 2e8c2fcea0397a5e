"""Who issued a card, and what that issuer wants: how to verify its holder, limits, blocks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from wire.errors import MalformedError
from wire.pan import Pan
from wire.response_codes import CODES

BIN_DIGITS = range(3, 11)
"""ISO/IEC 7812-1: issuers are told apart by 6 or 8 digits; test ranges use fewer or more."""


class Verification(StrEnum):
    """How the issuer wants a cardholder verified."""

    SIGNATURE = "signature"
    PIN = "pin"
    PIN_AND_SIGNATURE = "pin+signature"
    NONE = "none"

    @property
    def wants_pin(self) -> bool:
        return self in (Verification.PIN, Verification.PIN_AND_SIGNATURE)

    @property
    def wants_signature(self) -> bool:
        return self in (Verification.SIGNATURE, Verification.PIN_AND_SIGNATURE)


class IssuersFileError(Exception):
    """Theirs: the list of issuers cannot be used; says where and why, never a PAN or PIN."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """One issuing bank. `limit_minor` is the most a sale may be, `pin` that of unlisted cards."""

    code: str
    zh: str
    en: str
    organisation: str
    verification: Verification
    limit_minor: int
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    """What the issuer knows of one card: its PIN, and the code that refuses it ('' = none)."""

    issuer: Issuer
    pin: str = field(default="", repr=False)
    refuse: str = ""


class Issuers:
    """All issuers the bank can route to."""

    def __init__(self, bins: dict[str, Issuer], accounts: dict[str, Account]) -> None:
        self._bins = bins
        self._accounts = accounts
        every = (*bins.values(), *(account.issuer for account in accounts.values()))
        self._organisations = {issuer.code: issuer.organisation for issuer in every}

    def organisation(self, code: str) -> str:
        """The card organisation of an issuer by its code, '' where there is none."""
        return self._organisations.get(code, "")

    def account(self, pan: Pan) -> Account | None:
        """The card's account; None where no issuer has such numbers. The longest range wins."""
        listed = self._accounts.get(pan.digits)
        if listed is not None:
            return listed
        for length in reversed(BIN_DIGITS):
            issuer = self._bins.get(pan.digits[:length])
            if issuer is not None:
                return Account(issuer, issuer.pin)
        return None


@cache
def standard() -> Issuers:
    """The synthetic issuers that come with the program."""
    return read(Path(__file__).with_name("issuers.toml").read_text("utf-8"), "issuers.toml")


def read(text: str, name: str) -> Issuers:
    """The list in TOML `text`; `name` is what errors call it. Errors: IssuersFileError."""
    bins: dict[str, Issuer] = {}
    accounts: dict[str, Account] = {}
    try:
        for row in tomllib.loads(text).get("issuer", []):
            issuer = _issuer(row)
            bins.update((prefix, issuer) for prefix in _new_bins(row, issuer, bins))
            accounts.update(_accounts(row, issuer))
    except tomllib.TOMLDecodeError as error:
        raise IssuersFileError(f"{name}: {error}") from error
    except IssuersFileError as error:
        raise IssuersFileError(f"{name}: {error}") from None
    return Issuers(bins, accounts)


def _issuer(row: dict[str, Any]) -> Issuer:
    where = f"issuer {row.get('code', '(without code)')}"
    for name in ("code", "zh", "en", "organisation", "verification"):
        if not isinstance(row.get(name), str) or not row[name]:
            raise IssuersFileError(f"{where}: {name} is missing")
    if row["verification"] not in list(Verification):
        kinds = ", ".join(Verification)
        raise IssuersFileError(f"{where}: verification must be one of {kinds}")
    limit = row.get("limit_minor")
    if not isinstance(limit, int) or limit <= 0:
        raise IssuersFileError(f"{where}: limit_minor must be a positive number")
    return Issuer(
        code=row["code"],
        zh=row["zh"],
        en=row["en"],
        organisation=row["organisation"],
        verification=Verification(row["verification"]),
        limit_minor=limit,
        pin=str(row.get("pin", "")),
    )


def _new_bins(row: dict[str, Any], issuer: Issuer, known: dict[str, Issuer]) -> Iterator[str]:
    for prefix in row.get("bins", []):
        if not isinstance(prefix, str) or not prefix.isdigit() or len(prefix) not in BIN_DIGITS:
            raise IssuersFileError(f"issuer {issuer.code}: a bin is a text of 3 to 10 digits")
        if prefix in known:
            raise IssuersFileError(f"issuer {issuer.code}: bin {prefix} is taken already")
        yield prefix


def _accounts(row: dict[str, Any], issuer: Issuer) -> Iterable[tuple[str, Account]]:
    for card in row.get("card", []):
        try:
            pan = Pan(str(card.get("pan", "")))
        except MalformedError as error:
            raise IssuersFileError(f"issuer {issuer.code}: {error}") from None
        refuse = str(card.get("refuse", ""))
        if refuse and refuse not in CODES:
            raise IssuersFileError(f"issuer {issuer.code}: there is no response code {refuse}")
        yield pan.digits, Account(issuer, str(card.get("pin", issuer.pin)), refuse)
