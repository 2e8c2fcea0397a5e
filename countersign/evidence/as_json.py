"""The evidence as JSON values, for programs: the same facts as the page, and no handwriting."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from countersign.evidence.bank_side import BankSide
from countersign.evidence.dossier import Dossier, Missing
from countersign.evidence.findings import compared, findings
from countersign.evidence.journal_side import JournalSide
from countersign.journal_reader import as_json as entry_as_json
from receipts.sheet import Verdict

HELD = {Verdict.SO: True, Verdict.NOT_SO: False, Verdict.UNKNOWN: None}
UNTOLD = frozenset({"card_digest", "ink_digest"})
"""What the bank knows cards and hands by is nobody else's."""


def as_json(dossier: Dossier) -> dict[str, Any]:
    """`ok` is false where a check failed; a side that is missing says why."""
    found = findings(dossier)
    return {
        "ref": dossier.ref,
        "transaction": dossier.name,
        "made_at": dossier.made_at.isoformat(),
        "ok": not any(finding.verdict is Verdict.NOT_SO for finding in found),
        "findings": [
            {
                "holds": HELD[finding.verdict],
                "zh": finding.words.zh,
                "en": finding.words.en,
                "detail": finding.detail,
            }
            for finding in found
        ],
        "facts": [
            {"fact": fact.words.en, "terminal": fact.terminal, "bank": fact.bank}
            for fact in compared(dossier)
        ],
        "journal": _journal(dossier.journal),
        "bank": _bank(dossier.bank),
    }


def sha256(text: str) -> str:
    """Of the text in UTF-8, 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _journal(side: JournalSide | Missing) -> dict[str, Any]:
    if isinstance(side, Missing):
        return {"missing": side.detail}
    return {
        "entry": entry_as_json(side.entry),
        "report": {"ok": side.report.ok} | asdict(side.report),
        "binding": side.binding,
        "binding_sha256": sha256(side.binding) if side.binding else "",
        "device_mac_is_right": list(side.sealed),
        "chain": [
            {"seq": row.seq, "at": row.ts, "event": row.type, "mac": row.mac.hex()}
            for row in side.chain
        ],
    }


def _bank(side: BankSide | Missing) -> dict[str, Any]:
    if isinstance(side, Missing):
        return {"missing": side.detail}
    return {
        "payment": str(side.sale.payment),
        "signature": str(side.sale.signature),
        "received_at": side.sale.at.isoformat(),
        "attempts": [_plain(asdict(attempt)) for attempt in side.attempts],
        "papers": [_plain(asdict(paper)) for paper in side.papers],
        "payout": _plain(asdict(side.payout)) if side.payout else None,
        "countersigned": [asdict(each) for each in side.countersigned],
        "key_sha256": side.fingerprint,
        "audit": [_plain(asdict(row)) for row in side.trail],
        "audit_rows": side.head.audit_seq,
        "head": side.head.audit_mac,
        "broken": [asdict(each) for each in side.broken],
    }


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    """Without what is sealed; moments as ISO 8601 text."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in record.items()
        if not isinstance(value, bytes | dict) and name not in UNTOLD
    }
