"""Records for the tests of the bank's books: one of each kind, easily varied."""

from __future__ import annotations

from datetime import datetime

from acquirer.records import (
    CardState,
    Hold,
    Payment,
    Payout,
    PayoutState,
    Signature,
    SignatureAttempt,
    TerminalState,
    Transaction,
    TransactionKey,
    Verdict,
)

NOON = datetime.fromisoformat("2026-03-02T12:00:00")
KEY = TransactionKey("104110054110001", "10000001", 7, 123)
OTHER = TransactionKey("104110054110001", "10000001", 7, 124)

TERMINAL = TerminalState("10000001", 7, "01", NOON, 1, bytes(40))
CARD = CardState("c" * 64, 2, NOON)
SALE = Transaction(
    key=KEY,
    number=1,
    payment=Payment.APPROVED,
    signature=Signature.UNSIGNED,
    amount_minor=1200,
    currency="156",
    card_masked="622222******0000",
    card_digest="c" * 64,
    issuer="01020000",
    entry_mode="022",
    reference="603061200001",
    auth_code="007919",
    settlement_date="0302",
    code="00",
    at=NOON,
    request_digest="d" * 64,
    answer=b"\x02\x10...",
)
HELD = Payout(KEY, 1200, PayoutState.HELD, Hold.UNSIGNED, None, None, "no signature yet")
RELEASED = Payout(KEY, 1200, PayoutState.RELEASED, Hold.NONE, NOON, None, "no signature needed")
ATTEMPT = SignatureAttempt(
    key=KEY,
    number=1,
    at=NOON,
    verdict=Verdict.ACCEPTED,
    reason="",
    code="00",
    feature_code="475B8226",
    card_digest="c" * 64,
    image_digest="e" * 64,
    ink_digest="f" * 64,
    image_size_bytes=300,
    image_sealed=b"sealed",
    elements_sealed=b"sealed too",
)
