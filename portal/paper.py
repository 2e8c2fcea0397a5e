"""The photo of a slip that was signed by pen: taken or chosen on the phone, sent to the desk."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.responses import Response

from acquirer.front_office import Reason, Refused, SaleView
from acquirer.records import Route
from portal.pages import page, refusal, sale_path
from portal.sales import the_sale
from portal.visit import MAX_FIELDS, Visit, text

PLACES = ("camera", "file")
"""Where a form takes the photo from; browsers send both, one of them empty."""
MAX_TEXT_BYTES = 1024


async def photo_page(visit: Visit) -> Response:
    """Where a photo is taken or chosen."""
    return _page(visit, await the_sale(visit))


async def send(visit: Visit) -> Response:
    """Hand the photo to the desk; what is no photo is refused in words. Errors: HTTPException."""
    visit.check_pace(visit.portal.photos)
    photo = await _sent(visit)
    sale = await the_sale(visit)
    if not photo:
        return _page(visit, sale, Refused(Reason.NO_PICTURE))
    answer = await visit.ask(visit.office.upload_paper, sale.key, photo, visit.actor, visit.now)
    if isinstance(answer, Refused):
        return _page(visit, sale, answer)
    return visit.go(sale_path(sale))


def _page(visit: Visit, sale: SaleView, refused: Refused | None = None) -> Response:
    if Route.PAPER not in sale.allowed:
        return visit.go(sale_path(sale))
    trouble = refusal(refused, visit.language) if refused else ""
    return page(visit, "photo", 400 if refused else 200, sale=sale, trouble=trouble)


async def _sent(visit: Visit) -> bytes:
    """The photo of the form, b"" for none; its token is checked. Errors: HTTPException."""
    form = await _parsed(visit)
    try:
        visit.check_forgery(text(form, "forgery_token"))
        for place in PLACES:
            sent = form.get(place)
            if isinstance(sent, UploadFile) and (photo := await sent.read()):
                return photo
        return b""
    finally:
        await form.close()


async def _parsed(visit: Visit) -> FormData:
    """The form with its files, all in memory. Errors: HTTPException 400, 413."""
    headers = visit.request.headers
    if not headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(400)
    parser = MultiPartParser(
        headers,
        visit.request.stream(),
        max_files=len(PLACES),
        max_fields=MAX_FIELDS,
        max_part_size=MAX_TEXT_BYTES,
    )
    parser.spool_max_size = visit.settings.photo_bytes  # handwriting lies on a disk sealed or never
    try:
        return await parser.parse()
    except MultiPartException:
        raise HTTPException(400) from None
