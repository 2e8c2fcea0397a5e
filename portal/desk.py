"""The support desk: a call becomes a case, and the case finds the transaction it is about."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from acquirer.desk_records import Case, CaseState
from acquirer.front_office import CaseView, Reason, Refused
from acquirer.office.cases import MAX_EXTENSION_DAYS, WRONG_TRIES
from acquirer.office.paper import BY_PHOTO
from portal.claims import ClaimError, read_claim, terminal_in
from portal.drafts import NOTHING, Draft
from portal.pages import page, refusal, when
from portal.visit import Visit, text
from portal.words import say
from wire.resign_messages import LIMITS

NEWEST = 50
"""Open cases of one list; who has more looks for them by number."""
CHECKS = ("time", "amount", "first six", "last four", "terminal")


async def front(visit: Visit) -> Response:
    """The search line and the open cases."""
    return await _front(visit)


async def open_case(visit: Visit) -> Response:
    """Begin a case from a call, and search at once where the line says enough.

    The merchant is known by his number or by that of a terminal, in its place or in the line.
    """
    form = await visit.form()
    given, told = text(form, "merchant").strip(), text(form, "told")
    line = text(form, "line").strip()
    shop = given or terminal_in(line)
    if not shop:
        return await _front(visit, say("call.neither", visit.language), line=line, told=told)
    case = await visit.ask(visit.office.open_case, shop, told, visit.actor, visit.now)
    if isinstance(case, Refused):
        return await _front(visit, _why(visit, case), merchant_id=given, line=line, told=told)
    if line and terminal_in(given) and not terminal_in(line):
        line = f"{line} {given}"  # what is known of the terminal has to fit as all the rest
    return await _searched(visit, case.number, line) if line else visit.go(case_path(case.number))


async def match(visit: Visit) -> Response:
    """Search for the case's transaction by what the caller says."""
    form = await visit.form()
    return await _searched(visit, number(visit), text(form, "line"))


async def case_page(visit: Visit) -> Response:
    """One case: what was verified, what can be done, what was done."""
    return await show(visit)


async def show(visit: Visit, trouble: str = "", draft: Draft = NOTHING) -> Response:
    """The case in the path, and the form of it that was refused. Errors: HTTPException 404."""
    return await _case(visit, number(visit), trouble, draft=draft)


def number(visit: Visit) -> int:
    """Of the case in the path."""
    return int(visit.request.path_params["number"])


def case_path(number: int) -> str:
    """Where a case is."""
    return f"/desk/cases/{number}"


async def the_case(visit: Visit, number: int) -> CaseView:
    """The case of this number. Errors: HTTPException 404."""
    found = await visit.ask(visit.office.case, number, visit.now)
    if found is None:
        raise HTTPException(404)
    return found


async def _front(
    visit: Visit, trouble: str = "", *, merchant_id: str = "", line: str = "", told: str = ""
) -> Response:
    """The front, what was typed still in its place: it is put right and sent again."""
    cases = await visit.ask(visit.office.cases)
    opened = [case for case in reversed(cases) if case.state is not CaseState.CLOSED]
    status = 400 if trouble else 200
    return page(
        visit,
        "desk",
        status,
        cases=opened[:NEWEST],
        has_more=len(opened) > NEWEST,
        newest=NEWEST,
        trouble=trouble,
        merchant_id=merchant_id,
        line=line,
        told=told,
        **await waiting(visit),
    )


async def waiting(visit: Visit) -> dict[str, Any]:
    """What stands at the head of every page of the desk: who sits there, and what waits."""
    papers = await visit.ask(visit.office.papers_waiting)
    releases = await visit.ask(visit.office.releases)
    forgotten = await visit.ask(visit.office.waiting_for_help)
    who = visit.logged_in.who
    counts = {"papers": len(papers), "asked": len(releases), "forgotten": len(forgotten)}
    return {"me": who.name, "role": who.role, **counts}


async def _searched(visit: Visit, number: int, line: str) -> Response:
    try:
        claim = read_claim(line, visit.now)
    except ClaimError as error:
        words = (say(f"missing.{name}", visit.language, word=error.word) for name in error.missing)
        return await _case(visit, number, " ".join(words), line)
    found = await visit.ask(visit.office.match, number, claim, visit.actor, visit.now)
    if isinstance(found, Refused):
        return await _case(visit, number, _why(visit, found), line)
    return visit.go(case_path(number))


async def _case(
    visit: Visit, number: int, trouble: str = "", line: str = "", draft: Draft = NOTHING
) -> Response:
    found = await the_case(visit, number)
    case, sale = found.case, found.sale
    trail = await visit.ask(visit.office.trail, case.key) if case.key else ()
    shop = await visit.ask(visit.office.shop, case.merchant_id, visit.now)
    terminals = [each.terminal_id for each in shop.terminals] if shop else []
    pushes = [push for each in terminals for push in await visit.ask(visit.office.pushes, each)]
    proofs = [proof for proof in sale.papers if proof.state == "WAITING"] if sale else []
    return page(
        visit,
        "case",
        409 if trouble else 200,
        case=case,
        sale=sale,
        shop=shop,
        terminals=terminals,
        pushes=pushes,
        proof=proofs[-1] if proofs else None,
        is_shown=case.key in visit.logged_in.uncovered,
        actions=found.actions,
        trail=trail,
        checks=_checks(case),
        locked_until=found.locked_until,
        wrong_tries=found.wrong_tries,
        tries_left=WRONG_TRIES - found.wrong_tries,
        limits=LIMITS,
        most_days=MAX_EXTENSION_DAYS,
        trouble=trouble,
        line=line,
        draft=draft,
        **await waiting(visit),
    )


def _why(visit: Visit, refused: Refused) -> str:
    """Why nothing was found; a lock of the desk's is no lock of a log-in."""
    if refused.reason is Reason.LOCKED and refused.until is not None:
        return say("case.locked", visit.language, until=when(refused.until))
    return refusal(refused, visit.language)


def _checks(case: Case) -> list[tuple[str, bool]]:
    """What is to be verified, by the ids of its words, and whether it was."""
    verified = case.verified.split(", ")
    checks = CHECKS if BY_PHOTO not in verified else (BY_PHOTO,)
    return [(f"verified.{check.replace(' ', '_')}", check in verified) for check in checks]
