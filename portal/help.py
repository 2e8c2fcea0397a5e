"""Help with the three other troubles: cannot connect, transaction failed, cannot log in.

resign.md: each is checked step by step; the step that failed is named, and what to do about it.
Everybody may read it; what is known of terminals and sales is for their merchant alone, and what
is said of a login is the same whether anybody has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from acquirer.desk_records import Role
from acquirer.front_office import LogInState, SaleView
from acquirer.office.terminals import TerminalView
from acquirer.records import Payment
from portal.pages import page
from portal.visit import Visit, text
from wire.advice import advice_on
from wire.response_codes import CODES, lookup

LOOKED_AT = 50
"""Newest transactions that are searched for failed ones."""
FAILED = 10
CODE_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was looked at: the id of its words, whether it is well, and since when.

    `is_well` is None for what nobody can know from here.
    """

    id: str
    is_well: bool | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A transaction that was not, with the words of its answer and the id of the advice."""

    sale: SaleView
    words: str
    advice: str


async def front(visit: Visit) -> Response:
    """The three troubles."""
    return page(visit, "help")


async def connect(visit: Visit) -> Response:
    """Cannot connect: what the bank knows of the merchant's terminals."""
    merchant_id = _merchant_id(visit)
    shop = await visit.ask(visit.office.shop, merchant_id, visit.now) if merchant_id else None
    terminals = [(each.terminal_id, connection(each)) for each in shop.terminals] if shop else []
    return page(visit, "help_connect", terminals=terminals, is_merchant=bool(merchant_id))


async def failed(visit: Visit) -> Response:
    """Transaction failed: the merchant's failed ones, and a code to be looked up."""
    return await _failed(visit, "")


async def look_up(visit: Visit) -> Response:
    """What a code on a screen or slip means."""
    form = await visit.form()
    return await _failed(visit, text(form, "code").strip().upper()[:CODE_CHARACTERS])


async def log_in(visit: Visit) -> Response:
    """Cannot log in: what to look at."""
    return page(visit, "help_log_in", login="", steps=())


async def check_log_in(visit: Visit) -> Response:
    """What holds a login up on this phone; nobody's looks like somebody's."""
    form = await visit.form()
    login = text(form, "login")
    state = await visit.ask(visit.office.log_in_state, login, visit.device, visit.now)
    return page(visit, "help_log_in", login=login, steps=log_in_steps(state))


def connection(terminal: TerminalView) -> tuple[Step, ...]:
    """The steps of one terminal's way to the bank, up to the first that failed."""
    if terminal.heard_at is None and terminal.signed_on_at is None:
        return (Step("step.link", False),)
    link = Step("step.link", True, terminal.heard_at or terminal.signed_on_at)
    if terminal.signed_on_at is None:
        return (link, Step("step.sign_on", False))
    if not terminal.is_signed_on:
        return (link, Step("step.sign_on_old", False, terminal.signed_on_at))
    return (link, Step("step.sign_on", True, terminal.signed_on_at))


def log_in_steps(state: LogInState) -> tuple[Step, ...]:
    """The steps of a log-in: whether it is locked, then whether this phone is bound."""
    if state.locked_until is not None:
        return (Step("step.locked", False, state.locked_until),)
    return (Step("step.locked", True), Step("step.bound", state.is_bound))


async def _failed(visit: Visit, code: str) -> Response:
    merchant_id, office = _merchant_id(visit), visit.office
    sales = await visit.ask(office.sales, merchant_id, visit.now, LOOKED_AT) if merchant_id else ()
    rows = [_told(visit, sale) for sale in sales if sale.payment in (DECLINED, REVERSED)]
    return page(
        visit,
        "help_failed",
        rows=rows[:FAILED],
        is_merchant=bool(merchant_id),
        code=code,
        meaning=_meaning(visit, code),
        is_known=code in CODES,
        advice=advice_on(code),
    )


DECLINED, REVERSED = Payment.DECLINED, Payment.REVERSED


def _told(visit: Visit, sale: SaleView) -> Failed:
    if sale.payment is REVERSED:
        return Failed(sale, "", "advice.reversed")
    return Failed(sale, _meaning(visit, sale.code), f"advice.{advice_on(sale.code)}")


def _meaning(visit: Visit, code: str) -> str:
    known = lookup(code)
    return known.zh if visit.language == "zh" else known.en


def _merchant_id(visit: Visit) -> str:
    """Of the merchant who is logged in and has his phone himself; '' for everybody else."""
    session = visit.session
    if session is None or session.who.role is not Role.MERCHANT or session.handed:
        return ""
    return session.who.merchant_id
