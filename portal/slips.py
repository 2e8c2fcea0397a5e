"""A transaction of the bank as the slip a merchant keeps: the same slip the terminal prints."""

from __future__ import annotations

from acquirer.front_office import SaleView
from acquirer.records import Kind, Payment, Route, Signature
from receipts.paper import MM58
from receipts.paper_picture import render as render_png
from receipts.pdf import render as render_pdf
from receipts.signature import rasterise
from receipts.slip import Copy, Document
from receipts.slips import (
    RELEASED,
    SALE,
    NotRequired,
    Resigned,
    SaleSlip,
    SignatureMark,
    Signed,
    Unsigned,
    sale_slip,
)
from receipts.wording import Wording
from wire.bitmap import Bitmap

PAPER = MM58
VOID = Wording("消费撤销", "VOID")


def cardholder_slip(sale: SaleView) -> Document:
    """The cardholder's copy: it never carries the signature."""
    return slip(sale, None, Copy.CARDHOLDER)


def slip(sale: SaleView, handwriting: Bitmap | None, copy: Copy = Copy.MERCHANT) -> Document:
    """The merchant's copy; without the handwriting the pad shows its feature code alone."""
    facts = SaleSlip(
        merchant_name=sale.merchant_name,
        merchant_id=sale.key.merchant_id,
        terminal_id=sale.key.terminal_id,
        operator="",
        issuer=sale.issuer,
        acquirer="",
        card_masked=sale.card_masked,
        entry_letter="",
        kind=SALE if sale.kind is Kind.SALE else VOID,
        batch=f"{sale.key.batch:06d}",
        voucher=f"{sale.key.trace:06d}",
        auth_code=sale.auth_code,
        reference=sale.reference,
        at=sale.at,
        amount_minor=sale.amount_minor,
        signature=_mark(sale, handwriting),
        voided=sale.payment is Payment.VOIDED,
        duplicate=True,
    )
    return sale_slip(facts, copy, "both")


def as_png(document: Document) -> bytes:
    """The slip as a picture of the paper."""
    return render_png(document, PAPER)


def as_pdf(document: Document) -> bytes:
    """The slip as one PDF page."""
    return render_pdf(document, PAPER)


def _mark(sale: SaleView, handwriting: Bitmap | None) -> SignatureMark:
    effective = sale.effective
    if sale.signature is Signature.UNSIGNED:
        return Unsigned()
    if sale.signature is Signature.WAIVED:
        return NotRequired(RELEASED)
    if effective is None:
        return NotRequired()
    drawn = handwriting or rasterise((), sale.feature_code)
    if effective.route is Route.AUTO:
        return Signed(drawn, sale.feature_code, automatic=True)
    if effective.route is Route.SALE:
        return Signed(drawn, sale.feature_code)
    return Signed(
        drawn, sale.feature_code, Resigned(effective.at, str(effective.route), effective.actor)
    )
