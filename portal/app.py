"""The portal: every address of it, and the door each request comes in by."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from acquirer.books import StoreError
from acquirer.desk_records import Role
from acquirer.front_office import FrontOffice
from acquirer.office.room import DESK as AT_THE_DESK
from portal import (
    case_work,
    desk,
    entrance,
    help,
    links,
    log_in_help,
    paper,
    reviews,
    sales,
    signing,
    slip_links,
)
from portal.live import drawing
from portal.pages import HERE, page
from portal.settings import PortalSettings
from portal.shield import AGAIN, BY_THE_PAD, PHOTO, STROKES, Shield
from portal.visit import Portal, Visit
from portal.words import WORDS, say

_log = logging.getLogger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]
Answer = Callable[[Visit], Awaitable[Response]]


class Number(IntegerConvertor):
    """A number in an address: no longer than any of ours, so that every database takes it."""

    regex = "[0-9]{1,9}"


register_url_convertor("number", Number())

SALE = "/sales/{terminal}/{batch:number}/{trace:number}"
LINK = "/s/{token}"
CASE = "/desk/cases/{number:number}"
SLIP = "/e/{token}"

OPEN: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/", entrance.log_in_page),
    ("POST", "/choose", entrance.choose),
    ("GET", "/forgotten", entrance.forgotten_page),
    ("GET", "/help", help.front),
    ("GET", "/help/connect", help.connect),
    ("GET", "/help/failed", help.failed),
    ("POST", "/help/failed", help.look_up),
    ("GET", "/help/log-in", help.log_in),
    ("GET", LINK, links.landing),
    ("GET", f"{LINK}/sign", links.pad_page),
    ("GET", f"{LINK}/open", links.still_open),
    ("GET", f"{LINK}/stored", links.stored_page),
    ("GET", SLIP, slip_links.slip_page),
    ("GET", f"{SLIP}/slip.png", slip_links.slip_png),
    ("GET", f"{SLIP}/slip.pdf", slip_links.slip_pdf),
)
"""For everybody."""

GUESSED: tuple[tuple[str, str, Answer], ...] = (
    ("POST", "/log-in", entrance.log_in),
    ("POST", "/bind", entrance.bind),
    ("POST", "/forgotten", entrance.forgotten),
    ("POST", "/password", entrance.set_password),
    ("POST", "/help/log-in", help.check_log_in),
    ("POST", f"{SALE}{AGAIN}", signing.again),
    ("POST", LINK, links.take),
    ("POST", f"{LINK}{STROKES}", links.sign),
)
"""For everybody, but not fast: here somebody could try what he does not know."""

HANDED: tuple[tuple[str, str, Answer], ...] = (
    ("POST", "/log-out", entrance.log_out),
    ("GET", f"{SALE}/sign", signing.pad_page),
    ("POST", f"{SALE}{STROKES}", signing.sign),
    ("GET", f"{SALE}/stored", signing.stored_page),
)
"""For a merchant who is logged in, also while a cardholder has his phone."""

INSIDE: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/device", entrance.code_page),
    ("POST", "/device", entrance.show_code),
    ("GET", "/sales", sales.listed),
    ("GET", SALE, sales.detail),
    ("POST", f"{SALE}/share", sales.share),
    ("GET", f"{SALE}/hand", signing.hand_page),
    ("POST", f"{SALE}/hand", signing.hand),
    ("GET", f"{SALE}/slip", sales.slip_page),
    ("POST", f"{SALE}/slip", sales.uncover),
    ("GET", f"{SALE}/slip.png", sales.slip_png),
    ("GET", f"{SALE}/slip.pdf", sales.slip_pdf),
    ("GET", f"{SALE}{PHOTO}", paper.photo_page),
    ("POST", f"{SALE}{PHOTO}", paper.send),
)
"""For a merchant who is logged in and has his phone in his own hands."""

DESK: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/desk", desk.front),
    ("POST", "/desk/cases", desk.open_case),
    ("GET", CASE, desk.case_page),
    ("POST", f"{CASE}/match", desk.match),
    ("POST", f"{CASE}/link", case_work.send_link),
    ("POST", f"{CASE}/code", case_work.read_out),
    ("POST", f"{CASE}/extend", case_work.extend),
    ("POST", f"{CASE}/push", case_work.push),
    ("POST", f"{CASE}/release", case_work.release),
    ("POST", f"{CASE}/note", case_work.note),
    ("POST", f"{CASE}/close", case_work.close),
    ("POST", f"{CASE}/paper/show", reviews.uncover),
    ("GET", f"{CASE}/paper/{{proof:number}}.jpg", reviews.photo),
    ("POST", f"{CASE}/paper/accept", reviews.accept),
    ("POST", f"{CASE}/paper/reject", reviews.reject),
    ("GET", "/desk/papers", reviews.papers),
    ("POST", "/desk/papers/{merchant}/{terminal}/{batch:number}/{trace:number}", reviews.review),
    ("GET", "/desk/releases", reviews.releases),
    ("GET", "/desk/releases/{number:number}", reviews.decided),
    ("POST", "/desk/releases/{number:number}/confirm", reviews.confirm),
    ("POST", "/desk/releases/{number:number}/refuse", reviews.refuse),
    ("GET", "/desk/accounts", log_in_help.accounts),
    ("POST", "/desk/accounts/code", log_in_help.password_code),
    ("POST", "/desk/accounts/devices", log_in_help.forget_devices),
)
"""For agents, bank agents and supervisors who are logged in."""

MERCHANTS = frozenset({Role.MERCHANT})


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: `people`, or everybody where none are named.

    `is_for_strange_hands` where a cardholder may who was handed the merchant's phone.
    """

    people: frozenset[Role] = frozenset()
    is_guessed_at: bool = False
    is_for_strange_hands: bool = False


def create_app(office: FrontOffice, settings: PortalSettings | None = None) -> Starlette:
    """The web pages of one bank, for uvicorn or a test's transport."""
    portal = Portal(office, settings or PortalSettings())
    doors = (
        *(_route(portal, *row, Door(MERCHANTS, is_for_strange_hands=True)) for row in HANDED),
        *(_route(portal, *row, Door(MERCHANTS)) for row in INSIDE),
        *(_route(portal, *row, Door()) for row in OPEN),
        *(_route(portal, *row, Door(is_guessed_at=True)) for row in GUESSED),
        *(_route(portal, *row, Door(AT_THE_DESK)) for row in DESK),
    )
    live = WebSocketRoute(f"{LINK}/drawing", drawing(portal))
    return Starlette(
        routes=[*doors, live, Mount("/static", StaticFiles(directory=HERE / "static"))],
        middleware=[Middleware(Shield, settings=portal.settings)],
        exception_handlers={HTTPException: _trouble(portal), StoreError: _trouble(portal)},
    )


def _route(portal: Portal, method: str, path: str, answer: Answer, door: Door) -> Route:
    async def endpoint(request: Request) -> Response:
        visit = Visit(portal, request, portal.settings.now())
        if request.state.objection:
            raise HTTPException(request.state.objection)
        if door.is_guessed_at:
            visit.check_pace(portal.guesses)
        visit.admit_device()
        try:
            return visit.put_cookies(_kept_out(visit, door) or await answer(visit))
        except (HTTPException, StoreError):
            raise
        except Exception:
            # Ours. Its story is for the log, the answer for the visitor, with all its headers.
            _log.exception("a mistake while %s %s was answered", method, path)
            raise HTTPException(500) from None

    return Route(path, endpoint, methods=[method])


def _kept_out(visit: Visit, door: Door) -> Response | None:
    """What is told to who may not come in; None to who may."""
    session = visit.session
    if not door.people:
        return None
    if session is None:
        return _log_in_first(visit)
    if session.who.role not in door.people:
        return _not_for(visit, session.who.role)
    if session.handed and not door.is_for_strange_hands:
        return entrance.held_page(visit)
    return None


def _log_in_first(visit: Visit) -> Response:
    words = say("log_in.ended", visit.language)
    if visit.path.endswith(BY_THE_PAD):
        return JSONResponse({"words": words, "token": visit.forgery_token}, 401)
    return page(visit, "log_in", 401, trouble=words, done="", login="")


def _not_for(visit: Visit, role: Role) -> Response:
    """Merchants have no business at the desk, nor the desk on merchants' pages."""
    words = say(f"error.room.{'merchant' if role is Role.MERCHANT else 'desk'}", visit.language)
    if visit.path.endswith(BY_THE_PAD):
        return JSONResponse({"words": words}, 403)
    return page(visit, "error", 403, words=words)


def _to_the_pad(visit: Visit, status: int, words: str) -> dict[str, str]:
    """What a pad is told; it stays open, so that a token too old is followed by the one of now."""
    if status != 403:
        return {"words": words}
    return {"words": say("pad.changed", visit.language), "token": visit.forgery_token}


def _trouble(portal: Portal) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def tell(request: Request, error: Exception) -> Response:
        visit = Visit(portal, request, portal.settings.now())
        status = error.status_code if isinstance(error, HTTPException) else 503
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        id = f"error.{status}" if f"error.{status}" in WORDS else "error.400"
        blanks = {"wait": headers["Retry-After"]} if status == 429 else {}
        words = say(id, visit.language, **blanks)
        if visit.path.endswith(BY_THE_PAD):
            return JSONResponse(_to_the_pad(visit, status, words), status, headers)
        visit.admit_device()
        response = page(visit, "error", status, words=words)
        response.headers.update(headers)
        return visit.put_cookies(response)

    return tell
