"""The slip of another terminal's transaction that was signed here, of what the bank told of it."""

from __future__ import annotations

from receipts.slip import Copy, Document
from receipts.slips import Resigned, SaleSlip, Signed, sale_slip
from terminal import other_host
from terminal.brought import Brought
from terminal.config import Config
from wire import jbig1


def signed_slip(config: Config, brought: Brought) -> Document:
    """The merchant's copy once more, now with the signature; what is not known is left out."""
    sale, signed = brought.sale, brought.signed_attempt
    later = Resigned(signed.at, str(signed.route), signed.operator)
    facts = SaleSlip(
        merchant_name=config.merchant_name,
        merchant_id=config.merchant_id,
        terminal_id=sale.key.terminal_id,
        operator="",
        issuer="",
        acquirer="",
        card_masked=sale.card_masked,
        entry_letter="",
        kind=None,
        batch=f"{sale.key.batch:06d}",
        voucher=f"{sale.key.trace:06d}",
        auth_code=sale.auth_code,
        reference=sale.reference,
        at=sale.at,
        amount_minor=sale.amount_minor,
        signature=Signed(jbig1.decode(brought.image), other_host.code_of(sale), later),
        currency=config.currency.letters,
        decimals=config.currency.decimals,
        duplicate=True,
    )
    return sale_slip(facts, Copy.MERCHANT, config.slip_language)
