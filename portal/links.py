"""Sign links: one address, one transaction, one signature, on the cardholder's own phone."""

from __future__ import annotations

from starlette.responses import Response

from acquirer.front_office import Reason, Refused
from portal.pages import page, refusal, when
from portal.signing import drawn, outcome, pad
from portal.visit import Visit
from portal.words import say

_STORED = {
    Reason.USED: "link.used",
    Reason.EXPIRED: "link.unused",
    Reason.REVOKED: "link.unused",
}
"""What became of a signature under a link that is over, where that is known."""


async def landing(visit: Visit) -> Response:
    """What the link is for. Looking changes nothing: messengers open links before people do."""
    visit.check_pace(visit.portal.guesses)
    found = await visit.ask(visit.office.link, _token(visit), visit.now)
    if isinstance(found, Refused):
        return _over(visit, found)
    return page(visit, "link", sale=found.sale, until=found.expires_at)


async def take(visit: Visit) -> Response:
    """This phone signs: from here no other can."""
    await visit.form()
    found = await visit.ask(visit.office.link, _token(visit), visit.now, visit.device)
    if isinstance(found, Refused):
        return _over(visit, found)
    return visit.go(f"{_path(visit)}/sign")


async def pad_page(visit: Visit) -> Response:
    """The pad, on the phone that took the link."""
    if visit.is_new:
        return visit.go(_path(visit))
    found = await visit.ask(visit.office.link, _token(visit), visit.now, visit.device)
    if isinstance(found, Refused):
        return _over(visit, found)
    return pad(visit, found.sale, _path(visit), _path(visit))


async def still_open(visit: Visit) -> Response:
    """Asked by the pad all the while: 204 as long as the link is of use, 410 or 404 once it is not.

    It changes nothing, and the phone need not be the one that took the link.
    """
    visit.check_pace(visit.portal.drawings)
    found = await visit.ask(visit.office.link, _token(visit), visit.now)
    return Response(status_code=_status(found) if isinstance(found, Refused) else 204)


async def sign(visit: Visit) -> Response:
    """The signature; the link is used up by one that counts."""
    strokes = await drawn(visit)
    if isinstance(strokes, Response):
        return strokes
    answer = await visit.ask(
        visit.office.sign_by_link, _token(visit), strokes, visit.now, visit.device
    )
    return outcome(visit, answer, f"{_path(visit)}/stored")


async def stored_page(visit: Visit) -> Response:
    """Thanks; a used link has nothing more to tell than that."""
    found = await visit.ask(visit.office.link, _token(visit), visit.now)
    if isinstance(found, Refused) and found.reason is Reason.USED:
        at = when(found.until) if found.until else ""
        return page(visit, "link_stored", at=at)
    return visit.go(_path(visit))


def _over(visit: Visit, refused: Refused) -> Response:
    """The link is of no use: in words, and why."""
    id = _STORED.get(refused.reason)
    stored = say(id, visit.language) if id else ""
    at = when(refused.until) if refused.until else ""
    why = refusal(refused, visit.language)
    return page(visit, "link_over", _status(refused), why=why, stored=stored, at=at)


def _status(refused: Refused) -> int:
    return 404 if refused.reason is Reason.UNKNOWN else 410


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])


def _path(visit: Visit) -> str:
    return f"/s/{_token(visit)}"
