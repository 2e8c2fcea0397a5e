"""Signing on the merchant's phone: handed over, drawn, confirmed, stored, handed back."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from acquirer.front_office import Reason, Refused, SaleView, Stored
from acquirer.records import Route, TransactionKey
from portal.pages import page, refusal, sale_path
from portal.pen import StrokesError, read_strokes
from portal.sales import the_sale
from portal.shield import STROKES
from portal.visit import Visit, text
from portal.words import say
from receipts.samples import sample
from receipts.strokes import PAD_HEIGHT, PAD_WIDTH, Strokes

FORGERY_HEADER = "x-forgery-token"


async def hand_page(visit: Visit) -> Response:
    """Hand the phone to the cardholder."""
    sale = await the_sale(visit)
    if Route.PHONE_APP not in sale.allowed:
        return visit.go(sale_path(sale))
    return page(visit, "hand", sale=sale)


async def hand(visit: Visit) -> Response:
    """The cardholder has it: from here the phone shows the pad of this one sale alone."""
    await visit.form()
    sale = await the_sale(visit)
    visit.merchant.handed = sale.key
    return visit.go(f"{sale_path(sale)}/sign")


async def pad_page(visit: Visit) -> Response:
    """The pad; only after the phone was handed over."""
    sale = await the_sale(visit)
    if visit.merchant.handed == sale.key and sale.effective:
        return visit.go(f"{sale_path(sale)}/stored")  # the answer was lost on its way
    if visit.merchant.handed != sale.key or Route.PHONE_APP not in sale.allowed:
        return visit.go(sale_path(sale))
    return pad(visit, sale, sale_path(sale), sale_path(sale), visit.merchant.who.login)


async def sign(visit: Visit) -> Response:
    """Strokes come in as JSON; the bank makes the picture."""
    strokes = await drawn(visit)
    if isinstance(strokes, Response):
        return strokes
    key, handed = visit.key, visit.merchant.handed
    if handed is None and (await the_sale(visit)).effective:
        return outcome(visit, Refused(Reason.NEEDLESS), "")  # signed in another tab
    if handed != key:
        raise HTTPException(403)
    answer = await visit.ask(
        visit.office.sign, key, strokes, visit.actor, Route.PHONE_APP, visit.now
    )
    return outcome(visit, answer, f"{visit.path.removesuffix(STROKES)}/stored")


async def again(visit: Visit) -> Response:
    """Log in again without leaving the pad: what is drawn stays on it, and nowhere else."""
    form = await visit.form()
    login, password = text(form, "login"), text(form, "password")
    answer = await visit.ask(visit.office.log_in, login, password, visit.device, visit.now)
    if isinstance(answer, Refused):
        return JSONResponse({"words": refusal(answer, visit.language)}, 400)
    path = visit.request.path_params
    key = TransactionKey(answer.merchant_id, path["terminal"], path["batch"], path["trace"])
    if await visit.ask(visit.office.sale, answer.merchant_id, key, visit.now) is None:
        raise HTTPException(404)
    visit.log_in(answer)
    visit.merchant.handed = key
    return JSONResponse({"token": visit.forgery_token})


async def stored_page(visit: Visit) -> Response:
    """What the bank has stored, asked anew, and when the money goes out.

    What the phone was handed over for is done: its owner needs no password to go on.
    """
    sale = await the_sale(visit)
    if sale.effective is None or visit.merchant.handed not in (None, sale.key):
        return visit.go(sale_path(sale))
    visit.merchant.handed = None
    return page(visit, "stored", sale=sale)


def pad(visit: Visit, sale: SaleView, base: str, leave: str, login: str = "") -> Response:
    """The pad of a sale; strokes go to `base`/strokes, cancelling leads to `leave`.

    `login` is who may have to log in again before they are taken; '' under a link.
    """
    samples = list(map(list, sample(0))) if visit.settings.sample_signature else None
    return page(
        visit,
        "pad",
        sale=sale,
        base=base,
        leave=leave,
        login=login,
        width=PAD_WIDTH,
        height=PAD_HEIGHT,
        clears=visit.settings.clears,
        samples=samples,
    )


async def drawn(visit: Visit) -> Strokes | Response:
    """The strokes that were sent, or what is answered to something else.

    Errors: HTTPException 403, 413.
    """
    visit.check_forgery(visit.request.headers.get(FORGERY_HEADER, ""))
    try:
        return read_strokes(await visit.request.body())
    except StrokesError:
        return JSONResponse({"words": say("error.400", visit.language)}, 400)


def outcome(visit: Visit, answer: Stored | Refused, stored_at: str) -> Response:
    """Tell the pad where to go on, or why the signature was not taken."""
    if isinstance(answer, Stored):
        return JSONResponse({"next": stored_at})
    return JSONResponse({"words": refusal(answer, visit.language)}, 409)
