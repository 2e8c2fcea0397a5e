"""Erasing what a hand drew once its time is over; what is said about it stays, and so do digests.

resign.md: handwriting is biometric data, deleted after retention.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from acquirer.books import Store, Work
from acquirer.desk_records import Enrolment, PaperProof
from acquirer.records import Action
from acquirer.settings import SignatureSettings

MAX_ERASED_AT_ONCE = 100
"""Pictures of one commit, so that no message waits long behind them."""
LOOKED_EVERY_S = 3600
"""How often it is looked whether something is due: an hour is nothing to years."""


def last_kept(now: datetime, settings: SignatureSettings) -> datetime:
    """What came at this moment or before is erased."""
    return now - timedelta(days=settings.retention_days)


def is_any_due(store: Store, now: datetime, settings: SignatureSettings) -> bool:
    """Whether there is something to erase."""
    until = last_kept(now, settings)
    return bool(
        store.kept_until(until, 1) or _old_papers(store, until) or _old_enrolments(store, now)
    )


def erase_due(work: Work, settings: SignatureSettings) -> None:
    """Erase the oldest of what is due: images, strokes, slip elements, photos."""
    until = last_kept(work.now, settings)
    for attempt in work.store.kept_until(until, MAX_ERASED_AT_ONCE):
        work.erase(replace(attempt, image_sealed=b"", elements_sealed=b"", strokes_sealed=b""))
        work.note(Action.SIGNATURE_ERASED, attempt.key, f"attempt {attempt.number}: retention")
    for proof in _old_papers(work.store, until)[:MAX_ERASED_AT_ONCE]:
        work.put(replace(proof, image_sealed=b""))
        work.note(Action.PAPER_ERASED, proof.key, f"proof {proof.number}: retention")
    for enrolment in _old_enrolments(work.store, work.now)[:MAX_ERASED_AT_ONCE]:
        work.put(replace(enrolment, image_sealed=b""))
        work.note(Action.ENROLMENT_ERASED, enrolment.learnt_from, enrolment.card_masked)


def _old_enrolments(store: Store, now: datetime) -> list[Enrolment]:
    """Enrolled signatures whose consent is over."""
    return [e for e in store.many(Enrolment) if e.image_sealed and e.expires_at < now]


def _old_papers(store: Store, until: datetime) -> list[PaperProof]:
    return [p for p in store.many(PaperProof) if p.image_sealed and p.at <= until]
