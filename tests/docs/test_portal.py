"""docs/portal.md: options, account and promises are the product's own."""

from __future__ import annotations

import struct

import typer

from acquirer import roster
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
