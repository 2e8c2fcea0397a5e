"""What the bank writes down shows who it is about and keeps its secrets to itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from acquirer.records import Payment, Signature, owed_signature
from tests.acquirer.samples import ATTEMPT, KEY, SALE, TERMINAL


def test_a_key_reads_as_terminal_batch_and_trace() -> None:
    assert str(KEY) == "10000001/000007/000123"


def test_keys_answers_and_images_do_not_show_themselves() -> None:
    terminal = replace(TERMINAL, wrapped_keys=b"SECRET")
    sale = replace(SALE, answer=b"SECRET", reversal_answer=b"SECRET")
    attempt = replace(ATTEMPT, image_sealed=b"SECRET", elements_sealed=b"SECRET")
    assert "SECRET" not in repr((terminal, sale, attempt))


@pytest.mark.parametrize("payment", [Payment.VOIDED, Payment.REVERSED, Payment.DECLINED])
def test_nobody_owes_a_signature_for_what_took_no_money(payment: Payment) -> None:
    assert owed_signature(payment, Signature.UNSIGNED) is Signature.NOT_REQUIRED
    assert owed_signature(payment, Signature.SIGNED) is Signature.SIGNED
    assert owed_signature(Payment.APPROVED, Signature.UNSIGNED) is Signature.UNSIGNED
