"""What an agent does in a case: a link, a code, more time, parameters, a release, a note, its end.

What is told once, a link or a code, stands in the answer to the form and on no other page.
"""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.responses import Response

from acquirer.front_office import Issued, Opened, Refused
from acquirer.office.cases import MAX_EXTENSION_DAYS
from portal import qr
from portal.desk import case_path, number, show, the_case, waiting
from portal.drafts import NOTHING, Draft, drafted
from portal.pages import page, refusal
from portal.visit import Visit, text
from portal.words import say
from wire.resign_messages import LIMITS, Parameters

DIGITS = 9
"""No number of a form is longer."""
CENTS = 2
OUT_OF_LIMITS = -1


async def send_link(visit: Visit) -> Response:
    """A sign link, shown this once, with its QR code."""
    await visit.form()
    answer = await visit.ask(visit.office.send_link, number(visit), visit.actor, visit.now)
    if not isinstance(answer, Opened):
        return await _refused(visit, answer)
    url = visit.link_url(answer.token)
    return await _told(visit, "desk_link", url=url, code=qr.svg(url), until=answer.expires_at)


async def read_out(visit: Visit) -> Response:
    """A code to read out, shown this once."""
    await visit.form()
    answer = await visit.ask(visit.office.read_out_code, number(visit), visit.actor, visit.now)
    if not isinstance(answer, Issued):
        return await _refused(visit, answer)
    return await _told(visit, "desk_code", issued=answer)


async def extend(visit: Visit) -> Response:
    """More time to sign, by any route."""
    form = await visit.form()
    days, why = _whole(text(form, "days")), text(form, "why")
    draft = drafted("extend", form, "days", "why")
    if not 1 <= days <= MAX_EXTENSION_DAYS:
        trouble = say("do.days_limits", visit.language, most=MAX_EXTENSION_DAYS)
        return await show(visit, trouble, draft)
    case, call = number(visit), visit.office.extend
    answer = await visit.ask(call, case, days, why, visit.actor, visit.now)
    return await _done(visit, answer, draft)


async def push(visit: Visit) -> Response:
    """Other signature parameters for one of the merchant's terminals."""
    form = await visit.form()
    call, case = visit.office.push_parameters, number(visit)
    what = (text(form, "terminal"), _parameters(form), text(form, "why"))
    answer = await visit.ask(call, case, *what, visit.actor, visit.now)
    return await _done(visit, answer, drafted("push", form, "terminal", "why"))


async def release(visit: Visit) -> Response:
    """Ask that the money goes out without a signature; another person decides."""
    form = await visit.form()
    call, why = visit.office.release, text(form, "why")
    answer = await visit.ask(call, number(visit), why, visit.actor, visit.now)
    return await _done(visit, answer, drafted("release", form, "why"))


async def note(visit: Visit) -> Response:
    """Something to be remembered."""
    form = await visit.form()
    call, words = visit.office.note, text(form, "words")
    answer = await visit.ask(call, number(visit), words, visit.actor, visit.now)
    return await _done(visit, answer, drafted("note", form, "words"))


async def close(visit: Visit) -> Response:
    """The end of the case."""
    form = await visit.form()
    call, why = visit.office.close_case, text(form, "why")
    answer = await visit.ask(call, number(visit), why, visit.actor, visit.now)
    return await _done(visit, answer, drafted("close", form, "why"))


async def _told(visit: Visit, template: str, **facts: Any) -> Response:
    facts["sale"] = (await the_case(visit, number(visit))).sale
    facts["back"] = case_path(number(visit))
    return page(visit, template, **facts, **await waiting(visit))


async def _done(visit: Visit, answer: object, draft: Draft) -> Response:
    if isinstance(answer, Refused):
        return await _refused(visit, answer, draft)
    return visit.go(case_path(number(visit)))


async def _refused(visit: Visit, answer: Refused, draft: Draft = NOTHING) -> Response:
    return await show(visit, refusal(answer, visit.language), draft)


def _parameters(form: FormData) -> Parameters:
    """What was filled in; a number nobody can read is out of every limit."""
    typed = {name: text(form, name).strip() for name in LIMITS}
    return Parameters(
        **{n: _money(s) if n.endswith("_minor") else _whole(s) for n, s in typed.items() if s}
    )


def _money(said: str) -> int:
    """In cents what was written in yuan: 50, 50.5 or 50.00."""
    whole, _, rest = said.partition(".")
    return _whole(f"{whole}{rest:0<2}") if len(rest) <= CENTS else OUT_OF_LIMITS


def _whole(said: str) -> int:
    is_number = said.isascii() and said.isdecimal() and len(said) <= DIGITS
    return int(said) if is_number else OUT_OF_LIMITS
