"""docs/portal.md: options, account and promises are the product's own."""

from __future__ import annotations

import struct

import typer

from acquirer import read_out, roster
from acquirer.desk_records import Role
from acquirer.office.cases import LOCKED_S, MAX_EXTENSION_DAYS, WITHIN_S, WRONG_TRIES
from acquirer.office.photos import MAX_FILE_BYTES, MAX_PIXELS
from countersign.cli import app
from countersign.commands.portal import LISTEN
from portal.settings import PortalSettings
from tests.docs.pages import page, table
from tests.house.tree import ROOT

PAGE = "portal.md"
PICTURES = ("popup", "list", "pad", "stored")


def test_the_options_are_those_of_portal_serve() -> None:
    portal = typer.main.get_command(app).commands["portal"]  # type: ignore[attr-defined]
    known = {opt for param in portal.commands["serve"].params for opt in param.opts}
    assert {row[0].split()[0] for row in table(PAGE, "option of portal serve")} == known
    assert LISTEN in page(PAGE)


def test_the_account_it_names_is_listed() -> None:
    anna = roster.standard().account("anna")
    assert anna is not None
    assert f"as `anna` with `{anna.password}`" in page(PAGE)


def test_the_accounts_of_the_desk_are_listed() -> None:
    for login, role in (("li", "agent"), ("wu", "bank agent"), ("ma", "supervisor")):
        account = roster.standard().account(login)
        assert account is not None
        assert (account.password, account.role) == (
            f"test-{login}-1234",
            Role(role.upper().replace(" ", "_")),
        )
        assert f"`{login}` ({role})" in page(PAGE)


def test_its_numbers_of_the_desk_are_the_banks() -> None:
    words = " ".join(page(PAGE).split())
    assert (WITHIN_S, WRONG_TRIES, LOCKED_S) == (10 * 60, 3, 30 * 60)
    assert "within ten minutes of that time" in words
    assert "the third wrong search locks the case, and the merchant's next one, for 30" in words
    assert f"1 to {MAX_EXTENSION_DAYS} days more" in words
    assert (read_out.LASTS_S, read_out.TRIES) == (10 * 60, 5)
    assert "ten minutes, five tries" in words
    assert (MAX_FILE_BYTES, MAX_PIXELS) == (10_000_000, 50_000_000)
    assert "10 MB and 50 million pixels at most" in words


def test_its_numbers_are_the_settings() -> None:
    settings, words = PortalSettings(), " ".join(page(PAGE).split())
    assert (settings.idle_s, settings.session_lasts_s, settings.clears) == (15 * 60, 8 * 3600, 3)
    assert "after 15 idle minutes, after eight hours" in words
    assert "clear three times" in words


def test_every_picture_is_one_of_a_phones_screen() -> None:
    for name in PICTURES:
        head = (ROOT / "docs" / "pictures" / f"portal-{name}.png").read_bytes()[:24]
        assert sorted(struct.unpack(">II", head[16:])) == [390, 844]
        assert f"pictures/portal-{name}.png" in page(PAGE)
