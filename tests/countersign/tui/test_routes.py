"""Every route to a signature that begins at the terminal, walked on the screens by its keys."""

from __future__ import annotations

import re
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from acquirer.audit import Actor
from acquirer.front_office import Claim
from acquirer.records import Payment as BankPayment
from receipts.signature import sample
from terminal.entry import Entry, Route
from terminal.states import Payment, Signature
from tests.countersign.commands.served import served
from tests.countersign.tui.real_desk import QUICK, RealDesk, key_of, real_desk, taken
from tests.countersign.tui.stage import played

SUPPORT = Actor("agent li", "AGENT", "desk")
BANKER = Actor("banker wu", "BANK_AGENT", "desk")


def signed_by(entry: Entry, route: Route) -> bool:
    """Whether the bank has its signature, and by this route."""
    return entry.signature is Signature.UPLOADED and entry.attempts[-1].route is route


def read_out(desk: RealDesk, entry: Entry, agent: Actor) -> str:
    """The code somebody at a desk reads out for the entry."""
    config, office, now = desk.desk._settings.config, desk.office, desk.now
    case = taken(office.open_case(config.merchant_id, "nobody signed", agent, now))
    masked = entry.pan.masked
    claim = Claim(entry.started_at, entry.amount_minor, masked[:6], masked[-4:])
    taken(office.match(case.number, claim, agent, now))
    return taken(office.read_out_code(case.number, agent, now)).code


@pytest.mark.slow
@played
async def test_the_soft_key_of_the_pad_lets_a_phone_sign_and_the_screen_draws_along(
    tmp_path: Path,
) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.to_the_pad()
        assert "F1 Phone" in desk.buttons
        await desk.type("f1")
        await desk.sees("SIGN ON A PHONE")
        assert desk.scanned() == f"https://pay.example/s/{desk.link}"
        taken(desk.office.link(desk.link, desk.now, "phone"))
        desk.office.link_strokes(desk.link, sample(1)[:1], desk.now, "phone")
        sheet = desk.app.top.device.pad.sheet
        await desk.until(lambda: len(sheet._strokes) == 1)
        taken(desk.office.sign_by_link(desk.link, sample(1), desk.now, "phone"))
        await desk.idle()
        assert signed_by(desk.last, Route.OTHER_DEVICE)
        assert desk.last.payment is Payment.APPROVED


@pytest.mark.slow
@played
async def test_the_code_on_the_screen_leads_to_the_page_that_is_served(tmp_path: Path) -> None:
    words = ["portal", "serve", "--listen", "127.0.0.1:0", "--terminals", "127.0.0.1:0"]
    books = f"sqlite:///{tmp_path}/bank.sqlite"
    with served(*words, "--db", books, data_home=tmp_path) as (_, line):
        (host,) = re.findall(r"tcp://[0-9.:]+[0-9]", line)
        async with real_desk(tmp_path / "terminal", host=host) as desk:
            await desk.to_the_pad()
            await desk.type("f1")
            await desk.sees("SIGN ON A PHONE")
            with urllib.request.urlopen(desk.scanned()) as page:
                assert "12.00" in page.read().decode()


@pytest.mark.slow
@played
async def test_a_phone_that_is_revoked_gives_the_pad_back_and_the_sale_is_signed_there(
    tmp_path: Path,
) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.to_the_pad()
        await desk.type("f1")
        await desk.sees("SIGN ON A PHONE")
        await desk.type("escape")
        await desk.sees("The link has ended")
        await desk.type("enter")
        await desk.signs()
        await desk.idle()
        assert desk.last.attempts[-1].route is Route.SALE
        assert desk.last.effective_attempt is desk.last.attempts[-1]


@played
async def test_menu_2_1_and_2_2_sign_the_last_and_a_chosen_one(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        first = await desk.sells_unsigned()
        await desk.sells_unsigned("8 0 0")
        await desk.type("f1 2 1")
        await desk.signs()
        await desk.idle()
        assert signed_by(desk.last, Route.TERMINAL_LAST)
        await desk.type("f1 2 2 enter enter")
        await desk.signs()
        await desk.idle()
        assert signed_by(desk.book[first.key], Route.TERMINAL_SELECTED)


@pytest.mark.slow
@played
async def test_menu_2_3_signs_for_another_terminal_whose_slip_is_scanned(tmp_path: Path) -> None:
    spare = replace(QUICK, terminal_id="10000002")
    async with real_desk(tmp_path / "first") as first:
        entry = await first.sells_unsigned()
        assert entry.answer is not None
        async with real_desk(tmp_path / "spare", host=first.host, config=spare) as desk:
            await desk.type("f1 2 3")
            await desk.sees("Reference, 12 digits")
            desk.app.post_message(events.Paste(entry.answer.reference + "\n"))
            await desk.sees("Compare amount and last 4")
            assert "621234******0019" in desk.display
            await desk.type("enter")
            await desk.signs()
            await desk.idle()
            (brought,) = desk.book.brought()
            assert brought.signature is Signature.UPLOADED
            assert brought.signed_attempt.device == "10000002"
        await first.type("f1 2 5")
        await first.idle()
        assert signed_by(first.last, Route.BACKUP_TERMINAL)


@pytest.mark.slow
@played
async def test_menu_2_4_signs_with_a_code_of_support(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        entry = await desk.sells_unsigned()
        code = read_out(desk, entry, SUPPORT)
        await desk.type("f1 2 4 enter")
        await desk.sees("Compare")
        await desk.type(" ".join(code) + " enter")
        await desk.signs()
        await desk.idle()
        assert signed_by(desk.last, Route.SUPPORT)


@pytest.mark.slow
@played
async def test_menu_2_6_shows_the_code_prints_it_on_wish_and_brings_the_signature_home(
    tmp_path: Path,
) -> None:
    async with real_desk(tmp_path) as desk:
        await desk.sells_unsigned()
        await desk.type("f1 2 6 enter")
        await desk.sees("Scan to sign")
        before = desk.slips
        await desk.type("f1")
        await desk.until(lambda: desk.slips == before + 1)
        await desk.sees("Scan to sign")
        taken(desk.office.sign_by_link(desk.link, sample(1), desk.now, "phone"))
        await desk.sees("Print the signed slip?")
        await desk.idle()
        assert signed_by(desk.last, Route.OTHER_DEVICE)


@pytest.mark.slow
@played
async def test_menu_2_7_leads_through_the_call_to_the_banks_confirmation(tmp_path: Path) -> None:
    async with real_desk(tmp_path) as desk:
        entry = await desk.sells_unsigned()
        code = read_out(desk, entry, BANKER)
        await desk.type("f1 2 7 enter")
        await desk.sees("WITH THE BANK 1/4")
        await desk.type("enter")
        await desk.sees("WITH THE BANK 2/4")
        await desk.type("enter")
        await desk.sees("WITH THE BANK 3/4")
        await desk.type(" ".join(code) + " enter")
        await desk.sees("WITH THE BANK 4/4")
        await desk.signs()
        await desk.sees("CONFIRMED BY THE BANK")
        await desk.idle()
        assert signed_by(desk.last, Route.BANK)


@pytest.mark.slow
@played
async def test_void_closes_the_open_signature_and_settlement_shows_the_list_first(
    tmp_path: Path,
) -> None:
    async with real_desk(tmp_path) as desk:
        voided = await desk.sells_unsigned()
        await desk.type("f1 9 1 enter enter")
        await desk.calls_the_supervisor()
        await desk.signs()
        await desk.idle()
        assert desk.book[voided.key].payment is Payment.VOIDED
        kept = await desk.sells_unsigned("8 0 0")
        await desk.type("f1 6")
        await desk.sees("DAILY CHECK")
        await desk.type("enter")
        await desk.sees("1 unsigned")
        await desk.type("enter")
        await desk.sees("UNSIGNED")
        await desk.type("enter")
        await desk.sees("SETTLE NOW?")
        await desk.type("enter")
        await desk.calls_the_supervisor()
        await desk.sees("the batch is closed")
        await desk.idle()
        assert desk.book[kept.key].payment is Payment.SETTLED
        await desk.type("f1 2 1")
        await desk.sees("Settled: not at this terminal")
        sale = desk.bank.store.transaction(key_of(desk, kept))
        assert sale is not None
        assert sale.payment is BankPayment.APPROVED
