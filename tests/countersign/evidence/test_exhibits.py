"""Handwriting is masked by default; shown, it says that this is noted; erased, that it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from countersign.evidence import wording
from countersign.evidence.bank_side import BankSide, Viewer
from countersign.evidence.dossier import Dossier, Sources, gather
from countersign.evidence.exhibits import exhibits
from countersign.state import StateFolder
from receipts.sheet import Exhibits, Figure, Paragraph
from receipts.signature import rasterise
from tests.countersign.evidence.desks import NOW, desk, forgotten, signed_by_pen, with_attempts
from wire.bitmap import Bitmap


def gathered(folder: StateFolder, viewer: Viewer | None = None) -> Dossier:
    return gather(Sources(folder, folder.bank_url, folder.bank_key), "last", NOW, viewer)


def figures(dossier: Dossier) -> tuple[Figure, ...]:
    return next((p.figures for p in exhibits(dossier) if isinstance(p, Exhibits)), ())


def said(dossier: Dossier) -> list[str]:
    return [part.words.en for part in exhibits(dossier) if isinstance(part, Paragraph)]


def test_by_default_the_pad_shows_its_code_alone(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path))
    [figure] = figures(found)
    assert figure.picture == rasterise((), "0A026060")
    assert said(found) == [wording.MASKED.en]


def test_who_asked_sees_the_hand_on_picture_and_slip(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path), Viewer("user tester", "dispute"))
    [figure] = figures(found)
    assert figure.picture != rasterise((), "0A026060")
    assert found.seen is not None
    assert figure.picture == found.seen.hands[1].picture
    assert said(found) == [wording.SHOWN.en]


def test_an_erased_image_is_said_to_be_erased(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path))
    assert isinstance(found.bank, BankSide)
    erased = replace(found.bank.attempts[0], image_sealed=b"")
    [figure] = figures(replace(found, bank=with_attempts(found.bank, erased)))
    assert figure.caption[-1] == wording.ERASED.en


def test_a_picture_that_came_without_a_code_is_blank_and_no_crash(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path))
    assert isinstance(found.bank, BankSide)
    odd = replace(found.bank.attempts[0], feature_code="")
    [figure] = figures(replace(found, bank=with_attempts(found.bank, odd)))
    assert isinstance(figure.picture, Bitmap)
    assert not any(figure.picture.data)


def test_a_photo_of_a_slip_stands_there_for_who_asked_and_nothing_claims_there_is_none(
    tmp_path: Path,
) -> None:
    folder = desk(tmp_path, signed_by_pen)
    masked = gathered(folder)
    assert (figures(masked), said(masked)) == ((), [wording.MASKED.en])
    shown = gathered(folder, Viewer("user tester", "dispute"))
    assert isinstance(shown.bank, BankSide)
    [figure] = figures(shown)
    assert isinstance(figure.picture, bytes)
    digest = hashlib.sha256(figure.picture).hexdigest()
    assert (digest, figure.caption[1]) == (
        shown.bank.papers[0].image_digest,
        f"image SHA-256 {digest}",
    )


def test_where_there_is_no_picture_that_is_said(tmp_path: Path) -> None:
    assert wording.NO_PICTURE.en in said(gathered(desk(tmp_path, forgotten)))


def test_without_a_journal_the_slip_is_the_banks(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.journal.unlink()
    [part] = [part for part in exhibits(gathered(folder)) if isinstance(part, Exhibits)]
    assert part.slip is not None
