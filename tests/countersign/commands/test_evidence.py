"""`countersign evidence`: what one would lay before a court, and what OpenSSL says of it."""

from __future__ import annotations

import hashlib
import json
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import typer
from PIL import Image
from typer.testing import CliRunner, Result

from acquirer.host import Bank
from acquirer.records import Action
from acquirer.settings import Settings
from acquirer.store import SqlStore
from countersign.commands import host
from countersign.commands.evidence import evidence
from countersign.state import StateFolder, found_key
from drivers.clock import SystemClock
from tests.acquirer.till import entropy
from tests.countersign.evidence.desks import (
    Deed,
    desk,
    forgotten_then_resigned,
    signed_by_pen,
    signed_on_the_phone,
)
from tests.countersign.states import damage
from tests.programs import need

app = typer.Typer()
app.command()(evidence)
CARD = "6212340000000000019"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def read(pdf: Path) -> str:
    """Its text, every run of blanks one blank."""
    shown = subprocess.run(
        [need("pdftotext"), "-layout", str(pdf), "-"], capture_output=True, check=True
    )
    return " ".join(shown.stdout.decode().split())


def seen(folder: StateFolder) -> list[str]:
    """Who looked at handwriting, and why."""
    with closing(SqlStore.reader(folder.bank_url)) as books:
        rows = [row for row in books.audit() if row.action is Action.SIGNATURE_SEEN]
    return [row.why for row in rows]


def test_the_document_is_written_and_the_findings_are_told(tmp_path: Path) -> None:
    folder, pdf = desk(tmp_path / "state"), tmp_path / "evidence.pdf"
    result = run("606109000001", "--state", folder.path, "--pdf", pdf)
    assert (result.exit_code, f"saved in {pdf}" in result.stderr) == (0, True)
    assert "ok  The journal is whole" in result.stdout
    text = read(pdf)
    for words in (
        "交易签名证据",
        "EVIDENCE OF A TRANSACTION'S SIGNATURE",
        "补签名/RE-SIGNED",
        "无人签名 walked away",
        "2026-03-02 09:02:43",
        "RMB 12.00",
        "countersign signature statement 1",
        "SIGNATURE_ACCEPTED",
        "10. What this proves, and what not",
    ):
        assert words in text
    assert "621234******0019" in text
    assert CARD not in text


def test_anybody_checks_the_countersignature_with_the_key_and_openssl(tmp_path: Path) -> None:
    folder, made = desk(tmp_path / "state"), tmp_path / "made"
    assert run("last", "--state", folder.path, "--statements", made).exit_code == 0
    published = CliRunner().invoke(host.app, ["key", "--state", str(folder.path)])
    key, text = made / "bank.pem", made / "statement-1.txt"
    key.write_text(published.stdout)
    check = [
        *(need("openssl"), "pkeyutl", "-verify", "-pubin", "-inkey", str(key), "-rawin"),
        *("-in", str(text), "-sigfile", str(made / "statement-1.sig")),
    ]
    checked = subprocess.run(check, capture_output=True, check=False)
    assert (checked.returncode, checked.stdout.strip()) == (0, b"Signature Verified Successfully")
    text.write_bytes(text.read_bytes().replace(b"amount 1200", b"amount 1201"))
    assert subprocess.run(check, capture_output=True, check=False).returncode == 1


def test_for_programs_it_is_one_object(tmp_path: Path) -> None:
    result = run("last", "--state", desk(tmp_path).path, "--json")
    facts = json.loads(result.stdout)
    assert (result.exit_code, facts["ok"]) == (0, True)
    assert facts["journal"]["chain"][-1]["mac"] == facts["journal"]["report"]["head"]


def test_handwriting_is_shown_to_who_says_why_and_that_is_noted(tmp_path: Path) -> None:
    folder = desk(tmp_path / "state")
    masked, shown = tmp_path / "masked.pdf", tmp_path / "shown.pdf"
    run("last", "--state", folder.path, "--pdf", masked)
    assert seen(folder) == []
    assert "Handwriting is masked" in read(masked)
    words = ("last", "--state", folder.path, "--pdf", shown, "--show-handwriting", "dispute 17")
    assert run(*words).exit_code == 0
    assert seen(folder) == ["attempt 1: dispute 17"]
    assert "Handwriting is masked" not in read(shown)
    assert "SIGNATURE_SEEN" in read(shown)


@pytest.mark.parametrize(
    ("deed", "files"),
    [
        (forgotten_then_resigned, {"image-1.jbg": "image"}),
        (signed_on_the_phone, {"image-1.png": "image", "strokes-1.bin": "strokes"}),
    ],
    ids=["terminal", "phone"],
)
def test_the_files_of_the_hand_have_the_digests_that_the_bank_countersigned(
    deed: Deed, files: dict[str, str], tmp_path: Path
) -> None:
    folder, made = desk(tmp_path / "state", deed), tmp_path / "made"
    words = ("last", "--state", folder.path, "--statements", made)
    assert run(*words).exit_code == 0
    assert {path.name for path in made.iterdir()} == {"statement-1.txt", "statement-1.sig"}
    assert run(*words, "--show-handwriting", "dispute 17").exit_code == 0
    assert {path.name for path in made.iterdir()} - set(files) == {
        "statement-1.txt",
        "statement-1.sig",
    }
    statement = (made / "statement-1.txt").read_text()
    for name, what in files.items():
        assert (made / name).stat().st_mode & 0o777 == 0o600
        digest = hashlib.sha256((made / name).read_bytes()).hexdigest()
        assert f"{what}-sha256 {digest}\n" in statement


def test_the_photo_of_a_slip_is_among_the_files_and_on_the_page(tmp_path: Path) -> None:
    folder, made = desk(tmp_path / "state", signed_by_pen), tmp_path / "made"
    pdf = tmp_path / "evidence.pdf"
    words = ("last", "--state", folder.path, "--statements", made, "--pdf", pdf)
    assert run(*words, "--show-handwriting", "dispute 17").exit_code == 0
    with Image.open(made / "paper-1.jpg") as picture:
        assert picture.format == "JPEG"
    digest = hashlib.sha256((made / "paper-1.jpg").read_bytes()).hexdigest()
    assert f"image SHA-256 {digest}" in read(pdf)
    assert seen(folder) == ["proof 1: dispute 17"]


def test_a_hand_that_came_by_phone_is_a_picture_anybody_opens(tmp_path: Path) -> None:
    folder, made = desk(tmp_path / "state", signed_on_the_phone), tmp_path / "made"
    run("last", "--state", folder.path, "--statements", made, "--show-handwriting", "dispute")
    with Image.open(made / "image-1.png") as picture:
        assert (picture.format, picture.size) == ("PNG", (384, 160))


def test_while_the_bank_serves_handwriting_is_refused_and_the_rest_is_not(tmp_path: Path) -> None:
    folder, pdf = desk(tmp_path / "state"), tmp_path / "evidence.pdf"
    words = ("last", "--state", folder.path, "--pdf", pdf)
    with closing(SqlStore.open(folder.bank_url)):
        assert run(*words).exit_code == 0
        result = run(*words, "--show-handwriting", "dispute")
    assert (result.exit_code, "another bank is using" in result.stderr) == (3, True)


def test_what_retention_erased_is_said_to_be_erased(tmp_path: Path) -> None:
    folder, pdf = desk(tmp_path / "state"), tmp_path / "evidence.pdf"
    with closing(SqlStore.open(folder.bank_url)) as books:
        bank = Bank(books, Settings(found_key(folder.bank_key)), entropy)
        bank.tick(SystemClock().now() + timedelta(days=3000))
    words = ("last", "--state", folder.path, "--pdf", pdf, "--show-handwriting", "dispute")
    assert run(*words).exit_code == 0
    assert "保存期已过，图像已删除" in read(pdf)
    assert "Retention is over, the image is erased" in read(pdf)


def test_a_damaged_journal_is_told_and_the_document_written(tmp_path: Path) -> None:
    folder, pdf = desk(tmp_path / "state"), tmp_path / "evidence.pdf"
    damage(folder.path, 8)
    result = run("last", "--state", folder.path, "--pdf", pdf)
    assert result.exit_code == 1
    assert "BAD The journal is NOT whole: 7 records before the damage are right" in result.stdout
    assert "终端日志不完整：前 7 条记录正确" in read(pdf)


def test_of_one_side_alone_it_says_what_is_missing(tmp_path: Path) -> None:
    folder, pdf = desk(tmp_path / "state"), tmp_path / "evidence.pdf"
    folder.bank.unlink()
    result = run("last", "--state", folder.path, "--pdf", pdf)
    assert result.exit_code == 0
    assert "-   The bank's books are not here or cannot be read" in result.stdout
    assert "没有银行账，或不能读" in read(pdf)


def test_a_transaction_nobody_knows_is_a_sentence_and_no_file(tmp_path: Path) -> None:
    folder, pdf = desk(tmp_path / "state"), tmp_path / "evidence.pdf"
    result = run("000077", "--state", folder.path, "--pdf", pdf)
    assert (result.exit_code, "no entry is meant by '000077'" in result.stderr) == (1, True)
    assert not pdf.exists()


def test_where_nothing_is_that_is_a_sentence(tmp_path: Path) -> None:
    result = run("last", "--state", tmp_path, "--json")
    assert (result.exit_code, "there is none in" in result.stderr) == (3, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "say what to make"),
        (("--pdf", "/nowhere/at/all.pdf"), 3, "/nowhere/at/all.pdf is not there"),
    ],
)
def test_what_cannot_be_made_is_a_sentence(
    tmp_path: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    result = run("last", "--state", desk(tmp_path).path, *words)
    assert (result.exit_code, sentence in result.stderr) == (code, True)


@pytest.mark.parametrize("side", ["bank", "journal"])
def test_a_side_that_is_damaged_is_no_side_that_is_not_at_hand(side: str, tmp_path: Path) -> None:
    folder = desk(tmp_path / "state")
    if side == "bank":
        folder.bank.write_bytes(folder.bank.read_bytes()[:9_000])
    else:
        damage(folder.path, 2)
    result = run("2", "--state", folder.path, "--pdf", tmp_path / "evidence.pdf")
    assert (result.exit_code, "BAD The" in result.stdout) == (1, True)
    assert (tmp_path / "evidence.pdf").exists()
