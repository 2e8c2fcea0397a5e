"""One request as the pages see it: who asks, in which language, with what, and how to answer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from acquirer.audit import Actor
from acquirer.desk_records import Role
from acquirer.front_office import FrontOffice, LoggedIn
from acquirer.records import TransactionKey
from portal.cookies import cookie_name, is_secure
from portal.limits import Pace
from portal.origin import origin_of
from portal.sessions import Session, Sessions
from portal.settings import PortalSettings
from portal.words import LANGUAGES, Language, language_of

P = ParamSpec("P")
R = TypeVar("R")

DEVICE_BYTES = 32
DEVICE_LASTS_S = 34_560_000
"""400 days, the longest a browser keeps a cookie: a phone stays bound."""
THEMES = ("auto", "light", "dark")
MAX_FIELDS = 16
"""The longest form, the parameters of a terminal, has two less."""


class Portal:
    """What all requests share: the counter behind the pages, sessions, and the pace of guesses."""

    def __init__(self, office: FrontOffice, settings: PortalSettings) -> None:
        self.office = office
        self.settings = settings
        self.sessions = Sessions(settings)
        self.guesses = Pace(settings.guesses_a_minute)
        self.drawings = Pace(settings.drawings_a_minute)
        self.photos = Pace(settings.photos_a_minute)
        self.key = secrets.token_bytes(32)
        """Of anti-forgery tokens; pages of an earlier run of the portal are too old."""


@dataclass(slots=True)
class Visit:
    """One request, and what its answer has to set."""

    portal: Portal
    request: Request
    now: datetime
    cookies: dict[str, str | None] = field(default_factory=dict)
    _session: tuple[str, Session | None] | None = None

    @property
    def office(self) -> FrontOffice:
        """The counter."""
        return self.portal.office

    @property
    def settings(self) -> PortalSettings:
        """The portal's."""
        return self.portal.settings

    @property
    def language(self) -> Language:
        """As chosen, else as the browser asks, else Chinese."""
        chosen = self._cookie("language")
        for language in LANGUAGES:
            if chosen == language:
                return language
        return language_of(self.request.headers.get("accept-language", ""))

    @property
    def path(self) -> str:
        """Of the request, as the address has it."""
        path: str = self.request.scope["path"]
        return path

    @property
    def here(self) -> str:
        """The page to come back to: this one, or the one whose form this answers."""
        if self.request.method == "GET":
            return self.path
        came_from = origin_of(self.request.headers.get("referer", ""))
        is_ours = came_from.netloc == self.request.headers.get("host")
        return came_from.path if is_ours and came_from.path else "/"

    @property
    def theme(self) -> str:
        """Light or dark as chosen, else auto: as the phone is set."""
        chosen = self._cookie("theme")
        return chosen if chosen in THEMES else "auto"

    @property
    def address(self) -> str:
        """Where the request came from."""
        return self.request.client.host if self.request.client else ""

    @property
    def scheme(self) -> str:
        """Whether the visitor came by https or by http."""
        scheme: str = self.request.scope["scheme"]
        return scheme

    @property
    def device(self) -> str:
        """The secret this browser is known by; '' before it has one."""
        return self._cookie("device")

    @property
    def is_new(self) -> bool:
        """Whether this browser has never been here."""
        return "device" in self.cookies

    @property
    def session(self) -> Session | None:
        """Of whoever is logged in; looked up once for each number the browser has."""
        number = self._cookie("session")
        if self._session is None or self._session[0] != number:
            self._session = (number, self.portal.sessions.of(number, self.now))
        return self._session[1]

    @property
    def logged_in(self) -> Session:
        """Of whoever is logged in; pages that ask for it are behind the log-in."""
        session = self.session
        assert session is not None, "the door let somebody in who is not logged in"
        return session

    @property
    def merchant(self) -> Session:
        """Of the merchant who is logged in."""
        session = self.logged_in
        assert session.who.role is Role.MERCHANT, "the door let the desk in"
        return session

    @property
    def actor(self) -> Actor:
        """Whoever is logged in as the audit names him."""
        return self.logged_in.actor

    @property
    def key(self) -> TransactionKey:
        """Of the merchant's transaction in the path; somebody else's can never be named."""
        path, who = self.request.path_params, self.merchant.who
        return TransactionKey(who.merchant_id, path["terminal"], path["batch"], path["trace"])

    @property
    def forgery_token(self) -> str:
        """What a form has to carry: bound to session and browser."""
        bound_to = f"{self._cookie('session')} {self.device}"
        return hmac.digest(self.portal.key, bound_to.encode(), "sha256").hex()

    def link_url(self, token: str) -> str:
        """Where the holder of a sign link goes: where the pages are served, not what was asked."""
        return self.office.link_url(token) or f"{self.request.base_url}s/{token}"

    def admit_device(self) -> None:
        """Give a browser that has none the secret it is known by."""
        if not self.device:
            self._set("device", secrets.token_urlsafe(DEVICE_BYTES))

    def choose(self, what: str, value: str) -> None:
        """Keep a preference of this browser."""
        self._set(what, value)

    def log_in(self, who: LoggedIn) -> None:
        """Begin a session under a fresh number; the one before ends."""
        self.portal.sessions.end(self._cookie("session"))
        digest = hashlib.sha256(self.device.encode()).hexdigest()
        origin = f"portal, device {digest[:16]}"
        self._set("session", self.portal.sessions.begin(who, origin, self.now))

    def log_out(self) -> None:
        """End the session, here and in the browser."""
        self.portal.sessions.end(self._cookie("session"))
        self._set("session", None)

    def log_out_all(self, login: str) -> None:
        """End every session of this login, which may be this visit's own."""
        self.portal.sessions.end_all_of(login.strip().lower())
        self._session = None

    def check_forgery(self, given: str) -> None:
        """Errors: HTTPException 403 where the form is not one of this browser's."""
        if not self.device or not hmac.compare_digest(given.encode(), self.forgery_token.encode()):
            raise HTTPException(403)

    def check_pace(self, pace: Pace) -> None:
        """Errors: HTTPException 429 where this address tries too fast."""
        wait_s = pace.wait_s(self.address, self.now)
        if wait_s:
            raise HTTPException(429, headers={"Retry-After": str(wait_s)})

    async def form(self) -> FormData:
        """What was sent, with its anti-forgery token checked. Errors: HTTPException."""
        try:
            form = await self.request.form(max_files=0, max_fields=MAX_FIELDS)
            for _, value in form.multi_items():
                str(value).encode()
        except (LookupError, UnicodeError):  # a charset nobody has, half a surrogate pair
            raise HTTPException(400) from None
        self.check_forgery(text(form, "forgery_token"))
        return form

    async def ask(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What the counter says; it may wait for its turn without holding others up."""
        return await run_in_threadpool(call, *args, **kwargs)

    def go(self, path: str) -> Response:
        """Send the browser on to another page."""
        return RedirectResponse(path, 303)

    def put_cookies(self, response: Response) -> Response:
        """The answer with everything this visit has changed in the browser."""
        for what, value in self.cookies.items():
            name = cookie_name(what, self.scheme)
            lasts_s = None if what == "session" else DEVICE_LASTS_S
            response.set_cookie(
                name,
                value or "",
                max_age=lasts_s if value else 0,
                secure=is_secure(self.scheme),
                httponly=True,
                samesite="strict" if what == "session" else "lax",
            )
        return response

    def _cookie(self, what: str) -> str:
        if what in self.cookies:
            return self.cookies[what] or ""
        return self.request.cookies.get(cookie_name(what, self.scheme), "")

    def _set(self, what: str, value: str | None) -> None:
        self.cookies[what] = value


def text(form: FormData, name: str) -> str:
    """A field of a form as text; '' where it is missing."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
