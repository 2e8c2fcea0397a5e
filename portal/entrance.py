"""The way in: log-in, a phone that is not bound yet, a forgotten password, the way out."""

from __future__ import annotations

from starlette.responses import Response

from acquirer.desk_records import Role
from acquirer.front_office import LoggedIn, Reason, Refused, ShortCode
from acquirer.office.codes import CODE_DIGITS
from portal.drafts import NOTHING, Draft
from portal.pages import key_path, page, refusal, when
from portal.visit import THEMES, Visit, text
from portal.words import LANGUAGES, say

WEAK = (Reason.WEAK_PASSWORD, Reason.COMMON_PASSWORD)
"""What is wrong with the new password, whatever was given to prove who sets it."""


async def log_in_page(visit: Visit) -> Response:
    """Account and password."""
    session = visit.session
    return _log_in_page(visit) if session is None else visit.go(home(session.who.role))


async def log_in(visit: Visit) -> Response:
    """Let a merchant in, or say why not; unknown accounts meet the words of wrong passwords."""
    form = await visit.form()
    login, password = text(form, "login"), text(form, "password")
    answer = await visit.ask(visit.office.log_in, login, password, visit.device, visit.now)
    if isinstance(answer, Refused) and answer.reason is Reason.OTHER_DEVICE:
        return page(visit, "bind", login=login, trouble="")
    return _let_in(visit, answer, login)


async def bind(visit: Visit) -> Response:
    """Bind this phone by the code that a bound one shows."""
    form = await visit.form()
    login, code = text(form, "login"), text(form, "code").replace(" ", "")
    password = text(form, "password")
    bind_device = visit.office.bind_device
    answer = await visit.ask(bind_device, login, password, code, visit.device, visit.now)
    if isinstance(answer, Refused):
        trouble = refusal(answer, visit.language)
        return page(visit, "bind", 400, login=login, trouble=trouble)
    return _let_in(visit, answer, login)


async def log_out(visit: Visit) -> Response:
    """End the session."""
    await visit.form()
    visit.log_out()
    return visit.go("/")


async def forgotten_page(visit: Visit) -> Response:
    """What to do about a forgotten password."""
    return page(visit, "forgotten", said=False, trouble="", draft=NOTHING)


async def forgotten(visit: Visit) -> Response:
    """Tell the desk; the answer is the same whether there is such an account or not."""
    form = await visit.form()
    login = text(form, "login")
    await visit.ask(visit.office.forgotten, login, visit.now)
    draft = Draft("password", {"login": login})
    return page(visit, "forgotten", said=True, trouble="", draft=draft)


async def set_password(visit: Visit) -> Response:
    """Set a new password by the code the desk told; whoever is logged in is so no longer."""
    form = await visit.form()
    login = text(form, "login")
    proof, new = text(form, "code").replace(" ", ""), text(form, "password")
    refused = await visit.ask(visit.office.set_password, login, proof, new, visit.device, visit.now)
    if refused is not None:
        trouble, draft = _not_set(visit, refused), _kept(login, proof, refused)
        return page(visit, "forgotten", 400, said=True, trouble=trouble, draft=draft)
    visit.log_out_all(login)
    return _log_in_page(visit, done=say("password.done", visit.language), login=login)


async def code_page(visit: Visit) -> Response:
    """On a bound phone: whether another one waits to be bound."""
    login = visit.merchant.who.login
    waits = await visit.ask(visit.office.has_pending_device, login)
    return page(visit, "code", waits=waits, code=None, trouble="")


async def show_code(visit: Visit) -> Response:
    """Show the code for the phone that waits."""
    await visit.form()
    login = visit.merchant.who.login
    answer = await visit.ask(visit.office.device_code, login, visit.device, visit.now)
    if isinstance(answer, ShortCode):
        return page(visit, "code", waits=True, code=answer, trouble="")
    trouble = refusal(answer, visit.language)
    return page(visit, "code", 400, waits=False, code=None, trouble=trouble)


async def choose(visit: Visit) -> Response:
    """Keep language or theme, and show the page again."""
    form = await visit.form()
    if text(form, "language") in LANGUAGES:
        visit.choose("language", text(form, "language"))
    if text(form, "theme") in THEMES:
        visit.choose("theme", text(form, "theme"))
    here = text(form, "here")
    is_ours = here.startswith("/") and not here.startswith(("//", "/\\"))
    return visit.go(here if is_ours else "/")


def held_page(visit: Visit, trouble: str = "", status: int = 403) -> Response:
    """A cardholder has the phone: who has the password takes it back, who has not can but sign."""
    session = visit.merchant
    assert session.handed is not None, "nobody was given the phone"
    pad = f"{key_path(session.handed)}/sign"
    return page(visit, "held", status, login=session.who.login, pad=pad, trouble=trouble)


def home(role: Role) -> str:
    """Where somebody who has logged in goes."""
    return "/sales" if role is Role.MERCHANT else "/desk"


def _let_in(visit: Visit, answer: LoggedIn | Refused, login: str) -> Response:
    """Begin a session, or ask `login` for the password again.

    Who takes his own phone back goes on where it was handed over.
    """
    handed = visit.session.handed if visit.session else None
    if isinstance(answer, Refused):
        words = refusal(answer, visit.language)
        if handed:
            return held_page(visit, words, 400)
        return _log_in_page(visit, 400, trouble=words, login=login)
    visit.log_in(answer)
    is_his = handed is not None and handed.merchant_id == answer.merchant_id
    return visit.go(key_path(handed) if handed and is_his else home(answer.role))


def _not_set(visit: Visit, refused: Refused) -> str:
    """Why no password was set; who is locked out is on the page he would be sent to."""
    if refused.reason is Reason.LOCKED and refused.until is not None:
        return say("password.locked", visit.language, until=when(refused.until))
    return refusal(refused, visit.language)


def _kept(login: str, proof: str, refused: Refused) -> Draft:
    """What need not be typed again; the old password, which proves as much as a code, never is."""
    if refused.reason not in WEAK:
        return Draft("password", {"login": login}, "code")
    is_code = proof.isascii() and proof.isdecimal() and len(proof) == CODE_DIGITS
    return Draft("password", {"login": login, "code": proof if is_code else ""}, "password")


def _log_in_page(
    visit: Visit, status: int = 200, *, trouble: str = "", done: str = "", login: str = ""
) -> Response:
    return page(visit, "log_in", status, trouble=trouble, done=done, login=login)
