"""What the bank puts its name to: the transaction, the signature's digests and when it came.

resign.md, Tamper evidence. The statement is plain text, one fact a line, so that whoever has it,
the published key and OpenSSL needs nothing of ours to check it.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from acquirer.keys import BankKeys
from acquirer.records import SignatureAttempt, Transaction

TITLE = "countersign signature statement 1"


def binding(sale: Transaction, feature_code: str) -> str:
    """The binding record: what of a transaction a signature belongs to, one fact a line."""
    key = sale.key
    facts = (
        ("merchant", key.merchant_id),
        ("terminal", key.terminal_id),
        ("batch", f"{key.batch:06d}"),
        ("trace", f"{key.trace:06d}"),
        ("amount", f"{sale.amount_minor} {sale.currency}"),
        ("settlement-date", sale.settlement_date),
        ("reference", sale.reference),
        ("sold", _moment(sale.at)),
        ("feature-code", feature_code),
    )
    return "".join(f"{name} {value}\n" for name, value in facts)


def statement(sale: Transaction, attempt: SignatureAttempt) -> str:
    """What is countersigned, ASCII with line feeds; '-' where there is nothing to say."""
    bound = binding(sale, attempt.feature_code)
    facts = (
        ("binding-sha256", hashlib.sha256(bound.encode("ascii")).hexdigest()),
        ("route", attempt.route),
        ("actor", attempt.actor.encode("ascii", "backslashreplace").decode()),
        ("strokes-sha256", attempt.strokes_digest),
        ("image-sha256", attempt.image_digest),
        ("device-mac", attempt.device_mac),
        ("received", _moment(attempt.at)),
    )
    return f"{TITLE}\n{bound}" + "".join(f"{name} {value or '-'}\n" for name, value in facts)


def countersignature(keys: BankKeys, sale: Transaction, attempt: SignatureAttempt) -> str:
    """Ed25519 over the statement, 128 hex digits."""
    return keys.countersigning.sign(statement(sale, attempt).encode("ascii")).hex()


def is_countersigned(
    public_key: Ed25519PublicKey, sale: Transaction, attempt: SignatureAttempt
) -> bool:
    """Whether the attempt carries the bank's signature over what it says."""
    try:
        given = bytes.fromhex(attempt.countersignature)
        public_key.verify(given, statement(sale, attempt).encode("ascii"))
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key_pem(keys: BankKeys) -> str:
    """The key to publish: SubjectPublicKeyInfo in PEM."""
    public = keys.countersigning.public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
