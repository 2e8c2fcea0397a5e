"""The signature step completed by itself: done, not a case for it, or failed with a reason."""

from datetime import datetime

import pytest

from terminal.config import Config, SignatureRules
from terminal.entry import AttemptOutcome, Entry, Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.automatic import complete_by_itself
from terminal.slips import duplicates
from terminal.states import Signature
from tests.terminal.flows.stage import BankWord, Stage, says, signed_on, sold
from wire import resign_messages
from wire.resign_messages import CompleteAnswer

AT = datetime.fromisoformat("2026-03-02T12:00:30")
RULES = Config(signature=SignatureRules(auto_limit_minor=1200, auto_enrolled=True))


def answers(state: str, digest: str | None = None) -> BankWord:
    return says("00", f62=resign_messages.encode(CompleteAnswer(state, AT, digest)))


def completing(
    *bank: BankWord, config: Config = RULES, amount_minor: int = 1200
) -> tuple[Stage, Entry | None]:
    stage = signed_on(Stage(bank=list(bank)))
    entry = sold(stage, amount_minor=amount_minor)
    return stage, stage.run(complete_by_itself(config, entry))


def test_it_is_off_by_default() -> None:
    stage, done = completing(config=Config())
    assert done is None
    assert stage.sent == []


def test_under_the_limit_it_is_waived_and_the_slip_says_up_to_what() -> None:
    _, entry = completing(answers("LIMIT"))
    assert isinstance(entry, Entry)
    assert entry.signature is Signature.WAIVED
    assert entry.attempts[-1].route is Route.AUTO
    slip = str(duplicates(RULES, entry)[0].blocks)
    assert "交易金额未超12元，免密免签" in slip
    assert "自动签名" in slip


def test_an_enrolled_signature_is_at_the_bank_and_the_slip_says_whose() -> None:
    _, entry = completing(answers("ENROLLED", "1d" * 32), amount_minor=9900)
    assert isinstance(entry, Entry)
    assert entry.signature is Signature.UPLOADED
    assert entry.attempts[-1].image_digest == "1d" * 32
    slip = str(duplicates(RULES, entry)[0].blocks)
    assert "按持卡人留存签名" in slip
    assert "补签" not in slip


def test_who_is_not_enrolled_signs_on_the_pad() -> None:
    _, done = completing(says("25"), amount_minor=9900)
    assert done is None


@pytest.mark.parametrize(
    ("word", "why"),
    [
        (HostFault(HostTrouble.NO_ANSWER), "NETWORK"),
        (HostFault(HostTrouble.NOT_SENT), "NETWORK"),
        (says("54"), "EXPIRED"),
        (says("22"), "REFUSED"),
        (says("A7"), "REFUSED"),
        (says("96"), "SYSTEM"),
        (says("25"), "SYSTEM"),
        (says("00", f62=b"\xff"), "NETWORK"),
        (answers("ENROLLED"), "SYSTEM"),
        (answers("MAYBE", "1d" * 32), "SYSTEM"),
    ],
)
def test_any_fault_leaves_it_unsigned_with_the_reason(word: BankWord, why: str) -> None:
    stage, done = completing(word)
    assert done is not None
    assert done.signature is Signature.UNSIGNED
    failed = done.attempts[-1]
    assert (failed.route, failed.outcome, failed.why) == (
        Route.AUTO,
        AttemptOutcome.AUTO_FAILED,
        why,
    )
    assert "AUTOMATIC SIGNATURE FAILED" in stage.words
    assert stage.book.unsigned_count == 1
