"""Paper: a slip signed by pen, of which a photo is owed, sent, and looked at by the desk."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from acquirer.archive import set_free
from acquirer.audit import Actor
from acquirer.books import Work
from acquirer.desk_records import Case, CaseState, PaperProof, PaperState
from acquirer.office.cases import CaseCounter, do, do_for, matched_to, new_case
from acquirer.office.photos import PhotoError, reencoded
from acquirer.office.refused import Reason, Refused
from acquirer.office.room import is_of_the_desk, written
from acquirer.records import Action, Route, Signature, TransactionKey
from acquirer.standing import standing

LET_IN_DAYS = 7
"""So long who gave a way into a merchant's account takes no photo of that merchant."""
MAX_PROOFS = 10
"""Of one transaction; who has sent so many should call."""

UNSEEN = 0
"""No photo has this number."""
BY_PHOTO = "photo"
"""What is verified of a case that nobody called for: the merchant sent a photo, logged in."""


class PaperCounter(CaseCounter):
    """Photos of slips: what merchants send and agents review."""

    def owe_paper(self, key: TransactionKey, actor: Actor, now: datetime) -> PaperProof | Refused:
        """The slip was signed by pen; its photo is owed."""
        with self._changes(now, actor) as work:
            number = self._next_proof(work, key)
            if isinstance(number, Refused):
                return number
            proof = PaperProof(key, number, PaperState.OWED, actor.who, now)
            work.put(proof)
            work.note(Action.PAPER_OWED, key, f"proof {number}")
            return proof

    def upload_paper(
        self, key: TransactionKey, photo: bytes, actor: Actor, now: datetime
    ) -> PaperProof | Refused:
        """Take a photo of the signed slip; it is encoded anew and waits for a reviewer."""
        try:
            image = reencoded(photo)
        except PhotoError as error:
            return Refused(Reason.TOO_LARGE if error.is_too_large else Reason.NO_PICTURE)
        with self._changes(now, actor) as work:
            number = self._next_proof(work, key)
            if isinstance(number, Refused):
                return number
            owed = next(iter(work.store.many(PaperProof, key=key, state=PaperState.OWED)), None)
            number = owed.number if owed else number
            proof = PaperProof(
                key=key,
                number=number,
                state=PaperState.WAITING,
                by=actor.who,
                at=now,
                image_digest=hashlib.sha256(image).hexdigest(),
                image_size_bytes=len(image),
                image_sealed=self._bank.keys.seal(image, _place(key, number)),
            )
            for earlier in work.store.many(PaperProof, key=key, state=PaperState.WAITING):
                work.put(replace(earlier, state=PaperState.REPLACED))
            work.put(proof)
            work.note(Action.PAPER_UPLOADED, key, f"proof {number}, {proof.image_digest[:16]}")
            return proof

    def photo(
        self, key: TransactionKey, number: int, actor: Actor, why: str, now: datetime
    ) -> bytes | Refused:
        """The photo as a JPEG; whoever looks at it says why, and is noted."""
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        with self._changes(now, actor) as work:
            proof = work.store.one(PaperProof, key, number)
            if proof is None or proof.state is PaperState.OWED:
                return Refused(Reason.NO_PAPER)
            if not proof.image_sealed:
                return Refused(Reason.ERASED)
            work.note(Action.SIGNATURE_SEEN, key, f"proof {number}: {why}")
            return self._bank.keys.unseal(proof.image_sealed, _place(key, number))

    def papers_waiting(self) -> tuple[PaperProof, ...]:
        """The photos nobody has reviewed of sales that still need one, oldest first."""
        with self._looking() as store:
            waiting = store.many(PaperProof, state=PaperState.WAITING)
            sales = {proof.key: store.transaction(proof.key) for proof in waiting}
            needed = [p for p in waiting if (sale := sales[p.key]) is not None and sale.is_open]
            return tuple(sorted(needed, key=_came))

    def open_review(self, key: TransactionKey, actor: Actor, now: datetime) -> Case | Refused:
        """The case in which a photo is reviewed: an open one, or a new one without a call.

        The merchant who sent it was logged in, so nothing is left to be matched.
        """
        if not is_of_the_desk(actor):
            return Refused(Reason.NOT_ALLOWED)
        with self._changes(now, actor) as work:
            if not work.store.many(PaperProof, key=key, state=PaperState.WAITING):
                return Refused(Reason.NO_PAPER)
            for case in work.store.many(Case, merchant_id=key.merchant_id):
                if case.key == key and case.state is CaseState.MATCHED:
                    return case
            case = matched_to(new_case(work, key.merchant_id, ""), key, BY_PHOTO)
            do(work, case, Action.CASE_OPENED, f"{key}: {BY_PHOTO}")
            return case

    def accept_paper(
        self, number: int, actor: Actor, now: datetime, seen: int | None = None
    ) -> PaperProof | Refused:
        """The photo of a case's slip is as good as a signature: the money goes out.

        `seen` is the number of the photo that was looked at, where there may be a newer one, or
        UNSEEN.
        Whoever has let somebody into the merchant's account is not the one to take its photos.
        """
        with self._changes(now, actor) as work:
            found = self._waiting(work, number, actor, seen)
            if isinstance(found, Refused):
                return found
            case, proof = found
            if self._has_let_in(work, proof.key.merchant_id):
                return Refused(Reason.SAME_PERSON)
            sale = work.store.transaction(proof.key)
            assert sale is not None
            work.put(replace(sale, signature=Signature.PAPER))
            set_free(work, sale, self._settings, "signed on paper")
            do_for(work, case, proof.key, Action.PAPER_ACCEPTED, f"proof {proof.number}")
            self._bank.shared.news.add(proof.key)
            return _reviewed(work, proof, PaperState.ACCEPTED, "")

    def reject_paper(
        self, number: int, why: str, actor: Actor, now: datetime, seen: int | None = None
    ) -> PaperProof | Refused:
        """The photo will not do; the merchant reads why and may send another."""
        why = written(why)
        if not why:
            return Refused(Reason.NO_REASON)
        with self._changes(now, actor) as work:
            found = self._waiting(work, number, actor, seen)
            if isinstance(found, Refused):
                return found
            case, proof = found
            told = f"proof {proof.number}: {why}"
            do_for(work, case, proof.key, Action.PAPER_REJECTED, told)
            return _reviewed(work, proof, PaperState.REJECTED, why)

    def _next_proof(self, work: Work, key: TransactionKey) -> int | Refused:
        found = standing(work.store, key)
        objection = found.objection(Route.PAPER, work.now, self._settings.signature)
        if objection is not None:
            return Refused(Reason(str(objection)))
        if found.sale is None or not found.sale.is_open:
            return Refused(Reason.NEEDLESS)
        proofs = work.store.many(PaperProof, key=key)
        return len(proofs) + 1 if len(proofs) < MAX_PROOFS else Refused(Reason.TOO_MANY)

    def _has_let_in(self, work: Work, merchant_id: str) -> bool:
        """Whether whoever acts gave a way into an account of this merchant not long ago."""
        since = work.now - timedelta(days=LET_IN_DAYS)
        logins = (each.login for each in self._settings.roster if each.merchant_id == merchant_id)
        return any(
            row.who == work.actor.who and row.action in _LETS_IN and row.at >= since
            for login in logins
            for row in work.store.trail(login)
        )

    def _waiting(
        self, work: Work, number: int, actor: Actor, seen: int | None
    ) -> tuple[Case, PaperProof] | Refused:
        """A case's newest photo that nobody has reviewed; who sent it does not review it."""
        if not is_of_the_desk(actor):
            return Refused(Reason.NOT_ALLOWED)
        found = self._matched(work, number, actor)
        if isinstance(found, Refused):
            return found
        case, sale = found
        proofs = work.store.many(PaperProof, key=sale.key, state=PaperState.WAITING)
        if not proofs:
            return Refused(Reason.NO_PAPER)
        newest = proofs[-1]
        if seen == UNSEEN:
            return Refused(Reason.UNSEEN_PAPER)
        if seen is not None and newest.number != seen:
            return Refused(Reason.NEWER_PAPER)
        return Refused(Reason.SAME_PERSON) if newest.by == actor.who else (case, newest)


_LETS_IN = frozenset({Action.PASSWORD_CODE_ISSUED, Action.DEVICES_FORGOTTEN})


def _reviewed(work: Work, proof: PaperProof, state: PaperState, why: str) -> PaperProof:
    reviewer = work.actor.who
    proof = replace(proof, state=state, reviewer=reviewer, reviewed_at=work.now, reason=why)
    work.put(proof)
    return proof


def _came(proof: PaperProof) -> tuple[datetime, TransactionKey]:
    return proof.at, proof.key


def _place(key: TransactionKey, number: int) -> str:
    return f"paper {key.merchant_id}/{key} {number}"
