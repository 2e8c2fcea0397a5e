"""For programs: the same facts, no handwriting, nothing that is sealed."""

from __future__ import annotations

import json
from pathlib import Path

from countersign.evidence.as_json import as_json, sha256
from countersign.evidence.dossier import Sources, gather
from tests.countersign.evidence.desks import NOW, desk


def told(path: Path) -> dict[str, object]:
    folder = desk(path)
    found = gather(Sources(folder, folder.bank_url, folder.bank_key), "last", NOW)
    written: dict[str, object] = json.loads(json.dumps(as_json(found)))
    return written


def test_it_is_json_and_says_whether_all_holds(tmp_path: Path) -> None:
    facts = told(tmp_path)
    assert facts["ok"] is True
    assert facts["transaction"] == "10000001 000001-000002 606109000001"


def test_nothing_sealed_and_no_digest_of_card_or_hand_is_told(tmp_path: Path) -> None:
    text = json.dumps(told(tmp_path))
    for name in ("sealed", "card_digest", "ink_digest", "6212340000000000019"):
        assert name not in text
    assert "image_digest" in text


def test_a_missing_side_says_why(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.bank.unlink()
    found = gather(Sources(folder, folder.bank_url, folder.bank_key), "last", NOW)
    assert "there is no bank" in as_json(found)["bank"]["missing"]


def test_the_digest_is_sha_256_of_the_text() -> None:
    # FIPS 180-4, "abc"
    assert sha256("abc").startswith("ba7816bf8f01cfea")
