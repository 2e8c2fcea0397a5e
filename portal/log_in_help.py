"""The desk helps who cannot log in: digits for a new password, or all phones forgotten."""

from __future__ import annotations

from starlette.responses import Response

from acquirer.front_office import Refused, ShortCode
from portal.desk import waiting
from portal.drafts import NOTHING, Draft, drafted
from portal.pages import page, refusal
from portal.visit import Visit, text
from portal.words import say

SHOWN = 50
"""Accounts of one list; who waits longest stands first."""


async def accounts(visit: Visit) -> Response:
    """What the desk can do for a merchant who cannot log in."""
    return await _accounts(visit)


async def password_code(visit: Visit) -> Response:
    """Digits to tell the caller, shown this once."""
    form = await visit.form()
    login, why = text(form, "login"), text(form, "why")
    answer = await visit.ask(visit.office.password_code, login, visit.actor, why, visit.now)
    if isinstance(answer, Refused):
        draft = drafted("code", form, "login", "why")
        return await _accounts(visit, refusal(answer, visit.language), draft=draft)
    return await _accounts(visit, code=answer)


async def forget_devices(visit: Visit) -> Response:
    """All phones of the account are gone; whoever is logged in with it is so no longer."""
    form = await visit.form()
    login, why = text(form, "login"), text(form, "why")
    refused = await visit.ask(visit.office.forget_devices, login, visit.actor, why, visit.now)
    if refused is not None:
        draft = drafted("devices", form, "login", "why")
        return await _accounts(visit, refusal(refused, visit.language), draft=draft)
    visit.log_out_all(login)
    return await _accounts(visit, done=say("do.done", visit.language))


async def _accounts(
    visit: Visit,
    trouble: str = "",
    *,
    done: str = "",
    code: ShortCode | None = None,
    draft: Draft = NOTHING,
) -> Response:
    facts = await waiting(visit)
    asking = (await visit.ask(visit.office.waiting_for_help))[:SHOWN]
    facts |= {"trouble": trouble, "done": done, "code": code, "waiting": asking}
    facts["draft"] = draft
    return page(visit, "accounts", 409 if trouble else 200, **facts)
