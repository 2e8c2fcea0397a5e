"""Electronic slips: one address, one slip, for the cardholder who got it from the terminal."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from acquirer.front_office import Refused, SaleView
from portal import slips
from portal.pages import page
from portal.visit import Visit


async def slip_page(visit: Visit) -> Response:
    """The slip as a picture, with what it says in words for who cannot see it."""
    return page(visit, "eslip", sale=await _sale(visit))


async def slip_png(visit: Visit) -> Response:
    """The slip as a picture."""
    document = slips.cardholder_slip(await _sale(visit))
    return Response(await visit.ask(slips.as_png, document), media_type="image/png")


async def slip_pdf(visit: Visit) -> Response:
    """The slip as a PDF, to keep."""
    document = slips.cardholder_slip(await _sale(visit))
    headers = {"Content-Disposition": 'attachment; filename="slip.pdf"'}
    return Response(await visit.ask(slips.as_pdf, document), 200, headers, "application/pdf")


async def _sale(visit: Visit) -> SaleView:
    """What the address is for. Errors: HTTPException 404, also where it has run out."""
    visit.check_pace(visit.portal.guesses)
    found = await visit.ask(visit.office.slip_by_link, _token(visit), visit.now)
    if isinstance(found, Refused) or not found.has_slip:
        raise HTTPException(404)
    return found


def _token(visit: Visit) -> str:
    return str(visit.request.path_params["token"])
