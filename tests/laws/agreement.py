"""What must be true of the terminal's and the bank's books when all is quiet again."""

from __future__ import annotations

from collections.abc import Iterator

from acquirer.host import Bank
from acquirer.records import Payment as BankPayment
from acquirer.records import Signature as BankSignature
from acquirer.records import Transaction
from terminal.config import Config
from terminal.entry import AttemptOutcome, Entry
from terminal.faults import HostTrouble
from terminal.flows.reversal import SIGN_ON_CODES
from terminal.host_answers import STORED_CODES
from terminal.journal import Book
from terminal.states import Payment, Signature

NO_LIMIT = 1_000_000


def disagreements(book: Book, bank: Bank, config: Config) -> list[str]:
    """Every violated invariant as a sentence; an empty list is agreement."""
    everybodys = bank.store.transactions(NO_LIMIT)
    own = [t for t in everybodys if t.key.terminal_id == config.terminal_id]
    at_bank = {(t.key.batch, t.key.trace): t for t in own}
    found = [*_money(book, at_bank), *_signatures(book, at_bank, config)]
    found += _brought(book, {t.reference: t for t in everybodys}, config)
    if book.pending is not None:
        found.append(f"{book.pending.key}: still without an outcome")
    if book.terminal.closing is not None:
        found.append("a settlement is still under way")
    if book.to_be_settled():
        found.append("entries of the closed batch do not know it")
    if book.reversal_due is not None:
        found.append(f"{book.reversal_due}: its reversal never went out")
    return found


_STANDS = frozenset({Payment.APPROVED, Payment.SETTLED})


def _money(book: Book, at_bank: dict[tuple[int, int], Transaction]) -> Iterator[str]:
    """The bank holds money for a sale if and only if the journal says APPROVED."""
    here = {(entry.key.batch, entry.key.trace): entry for entry in book}
    for key, transaction in at_bank.items():
        entry = here.get(key)
        charged = transaction.payment is BankPayment.APPROVED
        approved = entry is not None and entry.payment in _STANDS
        if charged and not approved:
            yield f"{key}: the bank charged it, the journal says {entry and entry.payment}"
        if approved and entry and charged:
            if entry.amount_minor != transaction.amount_minor:
                yield f"{key}: amounts differ"
            if entry.answer is None or entry.answer.reference != transaction.reference:
                yield f"{key}: references differ"
    for key, entry in here.items():
        transaction_here = at_bank.get(key)
        if entry.payment is Payment.APPROVED and (
            transaction_here is None or transaction_here.payment is not BankPayment.APPROVED
        ):
            yield f"{key}: the journal says approved, the bank does not"


def _signatures(
    book: Book, at_bank: dict[tuple[int, int], Transaction], config: Config
) -> Iterator[str]:
    """No captured signature is lost, none is at the bank that nobody drew."""
    for entry in book:
        transaction = at_bank.get((entry.key.batch, entry.key.trace))
        signed_here = any(a.outcome is AttemptOutcome.SIGNED for a in entry.attempts)
        at_bank_signed = transaction is not None and transaction.signature is BankSignature.SIGNED
        if at_bank_signed and not signed_here:
            yield f"{entry.key}: the bank has a signature nobody drew"
        if entry.signature is Signature.UPLOADED and not at_bank_signed:
            yield f"{entry.key}: uploaded, and the bank does not have it"
        waived = transaction is not None and transaction.signature is BankSignature.WAIVED
        if waived != (entry.signature is Signature.WAIVED):
            yield f"{entry.key}: waived here or at the bank, and not on both sides"
        if entry.is_to_be_sent:
            yield f"{entry.key}: signed, and never sent"
        if entry.signature is Signature.UNSIGNED and signed_here:
            yield f"{entry.key}: the signature got lost"
        if entry.signature is Signature.UPLOAD_FAILED and not _gave_up_rightly(entry, config):
            yield f"{entry.key}: given up after {entry.upload_tries} tries ({entry.upload_code})"


def _brought(book: Book, at_bank: dict[str, Transaction], config: Config) -> Iterator[str]:
    """What was captured here for another terminal is at the bank, and nothing else is."""
    for one in book.brought():
        signed = at_bank[one.sale.reference].signature is BankSignature.SIGNED
        if one.is_to_be_sent:
            yield f"{one.sale.key}: signed here, and never sent"
        if one.signature is Signature.UPLOADED and not signed:
            yield f"{one.sale.key}: uploaded from here, and the bank does not have it"
    captured = {one.sale.reference for one in book.brought() if one.image}
    for reference, transaction in at_bank.items():
        is_others = transaction.key.terminal_id != config.terminal_id
        signed = transaction.signature is BankSignature.SIGNED
        if is_others and signed and reference not in captured:
            yield f"{transaction.key}: the bank has a signature nobody drew here"


def _gave_up_rightly(entry: Entry, config: Config) -> bool:
    code = entry.upload_code
    refused = code and code not in set(HostTrouble) | SIGN_ON_CODES | STORED_CODES
    return bool(refused) or entry.upload_tries >= config.signature.upload_tries
