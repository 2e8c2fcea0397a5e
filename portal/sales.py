"""What a merchant sees of his sales: the pop-up, the list, one sale with its history, its slip."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from acquirer.front_office import Handwriting, Opened, SaleView
from acquirer.records import PayoutState, Route
from portal import qr, slips
from portal.pages import page, refusal, sale_path, ways
from portal.visit import Visit
from portal.words import say
from wire.bitmap import Bitmap

RECENT = 20
"""Sales below the unsigned ones: a day of a small shop."""


async def listed(visit: Visit) -> Response:
    """Everything unsigned, oldest deadline first; after the log-in with a pop-up over it."""
    merchant = visit.merchant
    merchant_id = merchant.who.merchant_id
    unsigned = await visit.ask(visit.office.unsigned, merchant_id, visit.now)
    recent = await visit.ask(visit.office.sales, merchant_id, visit.now, RECENT)
    greets, merchant.greeted = bool(unsigned) and not merchant.greeted, True
    return page(
        visit,
        "list",
        name=merchant.who.name,
        unsigned=unsigned,
        recent=[sale for sale in recent if not sale.is_open],
        held_minor=sum(
            s.amount_minor for s in unsigned if s.payout and s.payout.state is PayoutState.HELD
        ),
        greets=greets,
    )


async def detail(visit: Visit) -> Response:
    """One sale: what it is, where its money is, every signature that came, what can be done."""
    return _detail(visit, await the_sale(visit))


async def share(visit: Visit) -> Response:
    """A link as a QR code, for the cardholder's own phone."""
    await visit.form()
    sale = await the_sale(visit)
    answer = await visit.ask(
        visit.office.open_link, sale.key, visit.actor, visit.now, Route.OTHER_DEVICE
    )
    if not isinstance(answer, Opened):
        return _detail(visit, sale, refusal(answer, visit.language), 409)
    url = visit.link_url(answer.token)
    code = qr.svg(url)
    return page(visit, "shared", sale=sale, code=code, url=url, until=answer.expires_at)


async def slip_page(visit: Visit) -> Response:
    """The slip, its handwriting hidden until somebody asks for it."""
    sale = await _with_slip(visit)
    return page(visit, "slip", sale=sale, is_shown=sale.key in visit.merchant.uncovered)


async def uncover(visit: Visit) -> Response:
    """Show the handwriting on this sale's slip as long as the merchant stays logged in."""
    await visit.form()
    sale = await _with_slip(visit)
    visit.merchant.uncovered.add(sale.key)
    return visit.go(f"{sale_path(sale)}/slip")


async def slip_png(visit: Visit) -> Response:
    """The slip as a picture."""
    sale = await _with_slip(visit)
    document = slips.slip(sale, await _handwriting(visit, sale))
    return Response(await visit.ask(slips.as_png, document), media_type="image/png")


async def slip_pdf(visit: Visit) -> Response:
    """The slip as a PDF."""
    sale = await _with_slip(visit)
    document = slips.slip(sale, await _handwriting(visit, sale))
    name = f"slip-{sale.key.batch:06d}-{sale.key.trace:06d}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(await visit.ask(slips.as_pdf, document), 200, headers, "application/pdf")


async def the_sale(visit: Visit) -> SaleView:
    """The sale in the path. Errors: HTTPException 404, also where it is another merchant's."""
    key = visit.key
    sale = await visit.ask(visit.office.sale, key.merchant_id, key, visit.now)
    if sale is None:
        raise HTTPException(404)
    return sale


async def _with_slip(visit: Visit) -> SaleView:
    """The same. Errors: HTTPException 404, also where no money was taken: it has no slip."""
    sale = await the_sale(visit)
    if not sale.has_slip:
        raise HTTPException(404)
    return sale


def _detail(visit: Visit, sale: SaleView, trouble: str = "", status: int = 200) -> Response:
    objection = sale.objections.get(Route.PHONE_APP) if sale.is_open else None
    closed = say(f"refused.{objection}", visit.language) if objection else ""
    return page(
        visit,
        "detail",
        status,
        sale=sale,
        can_sign=Route.PHONE_APP in sale.allowed,
        can_share=Route.OTHER_DEVICE in sale.allowed,
        can_send_photo=Route.PAPER in sale.allowed,
        closed=closed,
        ways=ways(sale.allowed, visit.language),
        trouble=trouble,
    )


async def _handwriting(visit: Visit, sale: SaleView) -> Bitmap | None:
    """The signature that counts, where the merchant has asked to see it; the audit notes it."""
    if sale.effective is None or sale.key not in visit.merchant.uncovered:
        return None
    number = sale.effective.number
    answer = await visit.ask(
        visit.office.handwriting, sale.key, number, visit.actor, "slip on the phone page", visit.now
    )
    return answer.picture if isinstance(answer, Handwriting) else None
