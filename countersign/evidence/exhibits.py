"""The slip and the signatures' pictures: masked, unless somebody asked to see the hand."""

from __future__ import annotations

from collections.abc import Iterator

from countersign.evidence import wording
from countersign.evidence.bank_side import BankSide
from countersign.evidence.dossier import Dossier
from countersign.evidence.journal_side import JournalSide
from portal.slips import slip as bank_slip
from receipts.sheet import Exhibits, Figure, Paragraph, Part
from receipts.signature import rasterise
from receipts.slip import Document
from wire.bitmap import Bitmap


def exhibits(dossier: Dossier) -> Iterator[Part]:
    """What there is to be looked at, and why the rest is not shown."""
    bank = dossier.bank if isinstance(dossier.bank, BankSide) else None
    figures = tuple(_figures(bank, dossier)) if bank else ()
    slip = _slip(dossier, bank)
    if slip or figures:
        yield Exhibits(slip, figures)
    if not figures and not (bank and bank.papers):
        yield Paragraph(wording.NO_PICTURE)
    yield Paragraph(wording.MASKED if dossier.seen is None else wording.SHOWN)


def _slip(dossier: Dossier, bank: BankSide | None) -> Document | None:
    """The terminal's slip; without its journal the one that the bank would print."""
    counting = bank.countersigned[0].number if bank and bank.countersigned else 0
    handwriting = _shown(dossier, counting)
    if isinstance(dossier.journal, JournalSide):
        return dossier.journal.slip(handwriting)
    return bank_slip(bank.view, handwriting) if bank else None


def _figures(bank: BankSide, dossier: Dossier) -> Iterator[Figure]:
    """One picture for each signature that came to the bank, and the photos of slips."""
    for attempt in bank.attempts:
        shown = _shown(dossier, attempt.number)
        caption = [
            f"{attempt.number}  {attempt.at:%Y-%m-%d %H:%M:%S}  {attempt.route}  "
            f"{wording.outcome(attempt.verdict)}",
            f"image SHA-256 {attempt.image_digest}",
        ]
        if not attempt.image_sealed:
            caption += [wording.ERASED.zh, wording.ERASED.en]
        elif shown is None:
            caption.append("手写签名已隐去 handwriting masked")
        yield Figure(shown or _masked(attempt.feature_code), tuple(caption))
    for paper in bank.papers:
        photo = dossier.seen.photos.get(paper.number) if dossier.seen else None
        if photo is not None:
            what = f"{paper.number}  {paper.at:%Y-%m-%d %H:%M:%S}  PAPER  {paper.state}"
            yield Figure(photo, (what, f"image SHA-256 {paper.image_digest}"))


def _shown(dossier: Dossier, number: int) -> Bitmap | None:
    hand = dossier.seen.hands.get(number) if dossier.seen else None
    return hand.picture if hand else None


def _masked(feature_code: str) -> Bitmap:
    """The pad as it was before anybody wrote on it; blank where what came named no code."""
    try:
        return rasterise((), feature_code)
    except ValueError:
        return Bitmap.blank(384, 160)
