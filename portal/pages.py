"""Pages from templates: words in the visitor's language, amounts and moments as people write."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from acquirer.front_office import Reason, Refused, SaleView
from acquirer.records import Kind, Payout, Route, TransactionKey
from portal import audit_reasons
from portal.visit import THEMES, Visit
from portal.words import Language, say
from terminal.money import CNY

HERE = Path(__file__).parent


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(visit: Visit, template: str, status: int = 200, **facts: Any) -> Response:
    """The template's page for this visit."""
    language, theme = visit.language, visit.theme
    html = (
        _templates()
        .get_template(f"{template}.html")
        .render(
            say=lambda id, **blanks: say(id, language, **blanks),
            language=language,
            theme=theme,
            next_theme=THEMES[(THEMES.index(theme) + 1) % len(THEMES)],
            nonce=visit.request.state.nonce,
            forgery_token=visit.forgery_token,
            is_logged_in=visit.session is not None,
            here=visit.here,
            money=CNY.screen,
            plain=CNY.show,
            amount=amount,
            named=lambda sale: named(sale, language),
            when=when,
            minute=minute,
            days=lambda sale: days(sale, visit.now, language),
            payout=lambda found: payout_words(found, language),
            shop_name=lambda zh, en: en if language == "en" and en else zh,
            path=sale_path,
            reason=lambda why: audit_reasons.reason(why, language),
            actor=lambda who: audit_reasons.actor(who, language),
            **facts,
        )
    )
    return HTMLResponse(html, status)


def amount(sale: SaleView) -> str:
    """What is signed for; what a void gives back stands with a minus."""
    return ("−" if sale.kind is Kind.VOID else "") + CNY.screen(sale.amount_minor)


def named(sale: SaleView, language: Language) -> str:
    """The same behind the word for a void, where one would take it for a sale."""
    return (
        f"{say('kind.VOID', language)} {amount(sale)}" if sale.kind is Kind.VOID else amount(sale)
    )


def when(moment: datetime) -> str:
    """A moment as the pages write it."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def minute(moment: datetime) -> str:
    """A moment of the last days, where there is little room."""
    return f"{moment:%m-%d %H:%M}"


def days(sale: SaleView, now: datetime, language: Language) -> str:
    """How long it may still be signed on the phone."""
    if now > sale.hard_deadline:
        return say("days.over", language)
    if sale.days_left == 0:
        return say("days.today", language)
    if sale.days_left == 1:
        return say("days.one", language)
    return say("days.left", language, days=sale.days_left)


def payout_words(payout: Payout | None, language: Language) -> str:
    """Where the money is, and why or when."""
    if payout is None:
        return say("payout.none", language)
    due = when(payout.due_at) if payout.due_at else ""
    paid = when(payout.paid_at) if payout.paid_at else ""
    return say(f"payout.{payout.state}", language, due=due, paid=paid)


def refusal(refused: Refused, language: Language) -> str:
    """What somebody is told who was refused: why, what is left and by which way."""
    until = when(refused.until) if refused.until else ""
    parts = [say(f"refused.{refused.reason}", language, until=until)]
    if refused.left and refused.reason is not Reason.LOCKED:
        parts.append(say("tries.left", language, left=refused.left))
    if refused.ways:
        parts.append(say("detail.ways", language, ways=ways(refused.ways, language)))
    return " ".join(parts)


def ways(routes: tuple[Route, ...], language: Language) -> str:
    """The routes a merchant can take himself or ask for, in words."""
    told = [route for route in routes if route not in (Route.SALE, Route.AUTO)]
    return ("、" if language == "zh" else "; ").join(say(f"route.{r}", language) for r in told)


def sale_path(sale: SaleView) -> str:
    """Where the pages of a sale are; nothing in it is secret, and its owner alone gets them."""
    return key_path(sale.key)


def key_path(key: TransactionKey) -> str:
    """The same of the sale with this key."""
    return f"/sales/{key.terminal_id}/{key.batch}/{key.trace}"
