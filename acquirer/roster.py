"""Who has an account from the beginning, with the password that holds until it is changed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from acquirer.desk_records import Role


class RosterFileError(Exception):
    """Theirs: the list of accounts cannot be used; says where and why, never a password."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One account of the list. A merchant's belongs to `merchant_id`, all others to the bank."""

    login: str
    name: str
    role: Role
    merchant_id: str
    password: str = field(repr=False)


class Roster:
    """The listed accounts by their login."""

    def __init__(self, accounts: Iterable[Listed] = ()) -> None:
        self._accounts: dict[str, Listed] = {}
        for account in accounts:
            if account.login in self._accounts:
                raise RosterFileError(f"account {account.login} is listed twice")
            self._accounts[account.login] = account

    def account(self, login: str) -> Listed | None:
        """The account of this login, if it is listed."""
        return self._accounts.get(login)

    def __iter__(self) -> Iterator[Listed]:
        """Every account, in the order of the list."""
        return iter(self._accounts.values())


@cache
def standard() -> Roster:
    """The accounts that come with the program."""
    return read(Path(__file__).with_name("accounts.toml").read_text("utf-8"), "accounts.toml")


def read(text: str, name: str) -> Roster:
    """The list in TOML `text`; `name` is what errors call it. Errors: RosterFileError."""
    try:
        return Roster(map(_listed, tomllib.loads(text).get("account", [])))
    except tomllib.TOMLDecodeError as error:
        raise RosterFileError(f"{name}: {error}") from error
    except RosterFileError as error:
        raise RosterFileError(f"{name}: {error}") from None


def _listed(row: dict[str, Any]) -> Listed:
    login = row.get("login")
    if not isinstance(login, str) or not login.isalnum() or login != login.lower():
        raise RosterFileError("an account's login is lower-case letters and digits")
    for part in ("name", "password"):
        if not isinstance(row.get(part), str) or not row[part]:
            raise RosterFileError(f"account {login}: {part} is missing")
    if row.get("role") not in list(Role):
        raise RosterFileError(f"account {login}: role must be one of {', '.join(Role)}")
    role, merchant_id = Role(row["role"]), str(row.get("merchant", ""))
    if (role is Role.MERCHANT) != bool(merchant_id):
        raise RosterFileError(f"account {login}: a merchant's account, and no other, has merchant")
    return Listed(login, row["name"], role, merchant_id, row["password"])
