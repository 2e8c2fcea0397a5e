"""A code that support reads out lets one more signature in."""

from datetime import datetime, timedelta

import pytest

from receipts.signature import sample
from terminal.dialogue import KeyPressed, NoAnswer
from terminal.dialogues.signature import SignedStrokes
from terminal.entry import EntryKey, Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.support import MOST_TYPED, sign_with_code
from terminal.keys import Key
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, BankWord, Stage, says, signed_on, sold
from wire import resign_messages
from wire.resign_messages import CodeAnswer, CodeQuestion

DRAWN = SignedStrokes(sample(1), 0)
UNTIL = datetime.fromisoformat("2026-03-10T13:00:00")
CHALLENGE = says("00", f62=resign_messages.encode(CodeAnswer("A2B3C4D5E6")))
LET_IN = says("00", f62=resign_messages.encode(CodeAnswer(until=UNTIL)))


def stage_with(*bank: object) -> Stage:
    stage = signed_on(Stage(bank=list(bank)))  # type: ignore[arg-type]
    sold(stage, 1)
    stage.people = [EntryKey(7, 1), [KeyPressed(Key(d)) for d in "12345678"], NoAnswer.CANCELLED]
    stage.people[1].append(KeyPressed(Key.ENTER))
    return stage


def test_the_challenge_is_shown_the_code_is_sent_and_the_signature_comes_by_this_route() -> None:
    stage = stage_with(CHALLENGE, LET_IN, says("00"))
    stage.people[2:] = [DRAWN]
    stage.run(sign_with_code(CONFIG))
    entry = stage.book.last
    assert entry is not None
    assert entry.signature is Signature.UPLOADED
    assert entry.attempts[-1].route is Route.SUPPORT
    assert "Compare A2B3C4D5E6" in stage.words
    asked = resign_messages.decode(CodeQuestion, stage.sent[1].binary(62))
    assert (asked.batch, asked.trace, asked.read_out) == (7, 1, "12345678")


def test_it_works_when_the_tries_of_the_other_routes_are_used_up() -> None:
    from terminal.flows.resign import resign_last

    stage = stage_with(CHALLENGE, LET_IN, says("00"))
    people, stage.people = stage.people, []
    for _ in range(CONFIG.signature.tries_per_route):
        stage.run(resign_last(CONFIG))
    stage.people = [*people[:2], DRAWN]
    stage.run(sign_with_code(CONFIG))
    assert stage.book.unsigned_count == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("68", "The code has expired\nAsk for a new code"),
        ("75", "Too many wrong codes\nAsk for a new code"),
        ("96", "Response code 96"),
    ],
)
def test_a_code_the_bank_refuses_signs_nothing_and_says_why(code: str, words: str) -> None:
    stage = stage_with(CHALLENGE, says(code))
    stage.run(sign_with_code(CONFIG))
    assert words in stage.words
    assert stage.book.unsigned_count == 1


def left(tries: int) -> BankWord:
    """The challenge, and how many tries the bank still gives."""
    return says("00", f62=resign_messages.encode(CodeAnswer("A2B3C4D5E6", tries)))


def test_a_wrong_code_is_typed_again_on_its_own_screen_which_counts_the_tries() -> None:
    stage = stage_with(left(5), says("55"), left(4), LET_IN, says("00"))
    key_too_many = [KeyPressed(Key.ENTER), *stage.people[1]]
    stage.people[2:] = [key_too_many, DRAWN]
    stage.run(sign_with_code(CONFIG))
    assert "Wrong code. Tries left: 4" in stage.words
    assert "Ask Notice" not in stage.performed[: stage.performed.index("Ask Sign")]
    assert stage.book.unsigned_count == 0


def test_after_the_last_try_it_asks_for_a_new_code() -> None:
    stage = stage_with(left(1), says("55"), left(0))
    stage.people[2:] = []
    stage.run(sign_with_code(CONFIG))
    assert "Too many wrong codes\nAsk for a new code" in stage.words
    assert stage.performed.count("Ask EnterDigits") == 1


def test_a_bank_that_counts_no_tries_is_not_tried_for_ever() -> None:
    stage = stage_with(CHALLENGE, *[says("55"), CHALLENGE] * MOST_TYPED)
    stage.people[1:] = ["12345678"] * (MOST_TYPED + 1)
    stage.run(sign_with_code(CONFIG))
    assert stage.performed.count("Ask EnterDigits") == MOST_TYPED
    assert "Wrong code" in stage.words


def test_without_a_code_at_the_bank_it_says_whom_to_call() -> None:
    stage = stage_with(says("55"))
    stage.run(sign_with_code(CONFIG))
    assert "No code is open now\nCall support for a code" in stage.words
    assert "Wrong" not in stage.words


def test_confirming_with_nothing_typed_is_no_try() -> None:
    stage = stage_with(CHALLENGE)
    stage.people[1] = [KeyPressed(Key.ENTER), KeyPressed(Key.ENTER)]
    stage.run(sign_with_code(CONFIG))
    assert len(stage.sent) == 1


def test_without_a_line_it_says_so() -> None:
    stage = stage_with(HostFault(HostTrouble.NOT_SENT))
    stage.run(sign_with_code(CONFIG))
    assert "Could not connect" in stage.words


def test_who_has_no_code_leaves_before_it_is_typed() -> None:
    stage = stage_with(CHALLENGE)
    stage.people[1] = NoAnswer.CANCELLED
    stage.run(sign_with_code(CONFIG))
    assert len(stage.sent) == 1


def test_with_nothing_unsigned_it_says_so() -> None:
    stage = signed_on(Stage(now=UNTIL - timedelta(days=8)))
    stage.run(sign_with_code(CONFIG))
    assert "Nothing is unsigned" in stage.words


def test_a_code_of_the_banks_own_agent_makes_it_the_banks_route() -> None:
    banks = says("00", f62=resign_messages.encode(CodeAnswer(until=UNTIL, route="BANK")))
    stage = stage_with(CHALLENGE, banks, says("00"))
    stage.people[2:] = [DRAWN]
    stage.run(sign_with_code(CONFIG))
    entry = stage.book.last
    assert entry is not None
    assert entry.attempts[-1].route is Route.BANK
