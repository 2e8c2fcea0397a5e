"""The bank's word on a signature: plain text anybody can check with the key and OpenSSL."""

from __future__ import annotations

import base64
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from acquirer.countersigning import (
    binding,
    countersignature,
    is_countersigned,
    public_key_pem,
    statement,
)
from acquirer.keys import BankKeys
from acquirer.records import Route, SignatureAttempt
from tests.acquirer.samples import ATTEMPT, SALE
from tests.acquirer.till import ROOT_KEY
from tests.programs import need

KEYS = BankKeys(ROOT_KEY)
PUBLIC = KEYS.countersigning.public_key()
SIGNED = replace(ATTEMPT, countersignature=countersignature(KEYS, SALE, ATTEMPT))


def test_the_statement_is_one_fact_a_line() -> None:
    assert statement(SALE, replace(ATTEMPT, actor="merchant 安娜")).splitlines() == [
        "countersign signature statement 1",
        "merchant 104110054110001",
        "terminal 10000001",
        "batch 000007",
        "trace 000123",
        "amount 1200 156",
        "settlement-date 0302",
        "reference 603061200001",
        "sold 2026-03-02T12:00:00",
        "feature-code 475B8226",
        "binding-sha256 92b0e804020feb8bedba5a203835ca1c3cd8a3f2f90c32af331f1fc75357d5a9",
        "route SALE",
        r"actor merchant \u5b89\u5a1c",
        "strokes-sha256 -",
        "image-sha256 " + "e" * 64,
        "device-mac -",
        "received 2026-03-02T12:00:00",
    ]
    assert binding(SALE, "475B8226").startswith("merchant ")


def test_what_the_bank_signed_is_checked_with_the_public_key() -> None:
    assert is_countersigned(PUBLIC, SALE, SIGNED)


@pytest.mark.parametrize(
    "other",
    [
        replace(SIGNED, image_digest="d" * 64),
        replace(SIGNED, at=SIGNED.at + timedelta(seconds=1)),
        replace(SIGNED, route=Route.PHONE_APP),
        replace(SIGNED, countersignature=""),
        replace(SIGNED, countersignature="no hex"),
        replace(SIGNED, countersignature="00" * 64),
    ],
)
def test_any_other_fact_is_not_what_was_signed(other: SignatureAttempt) -> None:
    assert not is_countersigned(PUBLIC, SALE, other)
    assert not is_countersigned(PUBLIC, replace(SALE, amount_minor=1201), SIGNED)


def test_another_banks_key_signs_otherwise() -> None:
    assert not is_countersigned(BankKeys(bytes(32)).countersigning.public_key(), SALE, SIGNED)


def test_openssl_agrees(tmp_path: Path) -> None:
    openssl = need("openssl")
    (tmp_path / "bank.pem").write_text(public_key_pem(KEYS))
    (tmp_path / "statement.txt").write_text(statement(SALE, SIGNED), newline="")
    (tmp_path / "signature").write_bytes(bytes.fromhex(SIGNED.countersignature))
    told = subprocess.run(
        [
            *(openssl, "pkeyutl", "-verify", "-pubin", "-inkey", "bank.pem", "-rawin"),
            *("-in", "statement.txt", "-sigfile", "signature"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Signature Verified Successfully" in told.stdout


def test_the_published_key_is_the_public_half_alone() -> None:
    pem = public_key_pem(KEYS)
    assert pem.startswith("-----BEGIN PUBLIC KEY-----")
    assert KEYS.countersigning.private_bytes_raw() not in base64.b64decode(
        "".join(pem.splitlines()[1:-1])
    )
