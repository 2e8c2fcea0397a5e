"""Which slips a transaction has: its journal entry turned into what stands on the paper."""

from __future__ import annotations

from receipts.notices import OnFile, on_file_slip
from receipts.settlement import Line
from receipts.slip import Copy, Document
from receipts.slips import (
    RELEASED,
    SALE,
    VOID,
    NotRequired,
    Resigned,
    SaleSlip,
    SignatureMark,
    Unsigned,
    sale_slip,
    waived_below,
)
from receipts.slips import Signed as SignedMark
from terminal import entry as kinds
from terminal import host
from terminal.config import Config
from terminal.entry import Entry, Route
from terminal.events import HandOnFile
from terminal.states import OPEN_SIGNATURES, Payment, Signature, SlipState
from wire import jbig1
from wire.bitmap import Bitmap

_KINDS = {kinds.SALE: SALE, kinds.VOID: VOID}
_LETTERS = {"01": "M", "02": "S"}
"""cup-terminal.md 3: the letter after the card number says how it was read."""


def sale_copies(config: Config, entry: Entry, picture: Bitmap | None) -> tuple[Document, ...]:
    """The copies as they come out the first time, the merchant's and the cardholder's.

    `picture` is the signature just drawn, None where nobody signed.
    """
    facts = sale_facts(config, entry, picture, is_duplicate=False)
    return tuple(sale_slip(facts, copy, config.slip_language) for copy in _copies(config))


def duplicates(config: Config, entry: Entry) -> tuple[Document, ...]:
    """The merchant's copy once more, with the signature as it stands now.

    Where the slips did not all come out it is the copies that are missing: no other way leads to
    the cardholder's.
    """
    is_missing = entry.slip is SlipState.PRINT_FAILED
    missing = _copies(config)[entry.prints :] if is_missing else ()
    picture = jbig1.decode(entry.image) if entry.image else None
    facts = sale_facts(config, entry, picture, is_duplicate=True)
    copies = missing or (Copy.MERCHANT,)
    return tuple(sale_slip(facts, copy, config.slip_language) for copy in copies)


def _copies(config: Config) -> tuple[Copy, ...]:
    return (Copy.MERCHANT, Copy.CARDHOLDER)[: config.copies]


def unsigned_line(entry: Entry) -> Line:
    """How the settlement report names what was settled without its signature."""
    voucher = f"{entry.key.trace:06d}"
    return Line(_KINDS[entry.kind], entry.pan.masked, voucher, entry.amount_minor)


def on_file(config: Config, entry: Entry, on_file: HandOnFile) -> Document:
    """The cardholder's paper about the signature of `entry`, which the bank keeps or kept."""
    facts = OnFile(
        merchant_name=config.merchant_name,
        merchant_id=config.merchant_id,
        terminal_id=config.terminal_id,
        operator=on_file.operator,
        card_masked=entry.pan.masked,
        voucher=f"{entry.key.trace:06d}",
        at=on_file.at,
        until=on_file.until,
        signature=jbig1.decode(entry.image) if entry.image else None,
    )
    return on_file_slip(facts, config.slip_language)


def sale_facts(
    config: Config, entry: Entry, picture: Bitmap | None, *, is_duplicate: bool
) -> SaleSlip:
    """What the slip of `entry` says."""
    answer = entry.answer
    assert answer is not None
    return SaleSlip(
        merchant_name=config.merchant_name,
        merchant_id=config.merchant_id,
        terminal_id=config.terminal_id,
        operator=entry.operator,
        issuer=answer.issuer,
        acquirer=answer.acquirer,
        card_masked=entry.pan.masked,
        entry_letter=_LETTERS[entry.entry_mode[:2]],
        kind=_KINDS[entry.kind],
        batch=f"{entry.key.batch:06d}",
        voucher=f"{entry.key.trace:06d}",
        auth_code=answer.auth_code,
        reference=answer.reference,
        at=host.happened_at(entry),
        amount_minor=entry.amount_minor,
        signature=_mark(entry, picture),
        currency=config.currency.letters,
        decimals=config.currency.decimals,
        remarks=answer.remarks,
        duplicate=is_duplicate,
        original=_original(entry),
        voided=entry.told_payment is Payment.VOIDED,
    )


def _original(entry: Entry) -> str:
    """The voucher number of what is undone, or in whose place this was charged."""
    original = entry.original or entry.redo_of
    return f"{original.trace:06d}" if original else ""


def _mark(entry: Entry, picture: Bitmap | None) -> SignatureMark:
    if entry.signature is Signature.NOT_REQUIRED:
        return NotRequired()
    if entry.signature is Signature.WAIVED:
        limit_minor = entry.waived_up_to_minor
        return waived_below(limit_minor, automatic=True) if limit_minor else NotRequired(RELEASED)
    attempt = entry.effective_attempt
    if attempt is None or entry.signature in OPEN_SIGNATURES:
        return Unsigned()
    later = None
    automatic = attempt.route is Route.AUTO
    if entry.is_resigned and not automatic:
        later = Resigned(attempt.at, str(attempt.route), attempt.operator)
    return SignedMark(picture, host.code_of(entry), later, automatic)
